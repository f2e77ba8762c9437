"""A whole session through its scenes, and every way to end it early."""

from dataclasses import replace

import numpy as np
import pygame
import pytest

from aotrainer.errors import CameraError, ModelError, StoreError
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.score import Score
from aotrainer.playback import frame_index_at
from aotrainer.session import Phase
from aotrainer.trial import Ending
from aotrainer.ui.layout import SessionLayout
from aotrainer.ui.scene import Pop, Push, Quit, Replace
from aotrainer.ui.scenes import session_scene
from aotrainer.ui.scenes.feedback import FeedbackScene
from aotrainer.ui.scenes.get_ready import GetReadyScene
from aotrainer.ui.scenes.imitate import ImitateScene
from aotrainer.ui.scenes.introduce import IntroduceScene
from aotrainer.ui.scenes.observe import ObserveScene
from aotrainer.ui.scenes.place import PlaceScene
from aotrainer.ui.scenes.rest import RestScene
from aotrainer.ui.scenes.stopped import StoppedScene
from aotrainer.ui.scenes.summary import SummaryScene, results
from aotrainer.ui.scenes.trouble import TroubleScene
from tests.ui.stage import (
    CLIP_S,
    DOSE,
    FPS,
    FakeClip,
    arm_raise,
    clicked,
    photograph,
    pressed,
    resized,
    task,
    unasked,
)

TICK_S = 0.1
LIGHT_ON_THE_LEFT = np.zeros((90, 160, 3), np.uint8)
LIGHT_ON_THE_LEFT[:, :80] = 255
ONE_SET = [ObserveScene, GetReadyScene, ImitateScene, FeedbackScene]


@pytest.fixture
def patient(store, clock):
    return unasked(store, "Anna", clock)


@pytest.fixture
def begin(services, patient, exercises):
    def make(*sides, dose=services.protocol, name="shoulder_abduction"):
        tasks = [task(exercises, name, side) for side in sides or ("right",)]
        return session_scene(services, patient, tasks, dose)

    return make


@pytest.fixture
def watching(begin, clock):
    """A session whose first exercise is being watched."""
    return lambda *sides, **options: until(begin(*sides, **options), ObserveScene, clock)


def until(scene, kind, clock, seconds=120.0):
    """Step on until a scene of this kind is on top."""
    end_s = clock() + seconds
    while not isinstance(scene, kind):
        assert clock() < end_s, f"{kind.__name__} never came"
        transition = scene.step(clock()) or readied(scene, clock)
        scene = scene if transition is None else transition.scene
        clock.now_s += 0 if transition else TICK_S
    return scene


def readied(scene, clock):
    """Press the button of an introduction, when it may be pressed, and go on without the camera check."""
    return scene.press(scene.main_key) if isinstance(scene, IntroduceScene | PlaceScene) else None


def seen_until_summary(scene, clock):
    seen, end_s = [type(scene)], clock() + 1000
    while not isinstance(scene, SummaryScene):
        assert clock() < end_s, f"stuck in {seen[-1].__name__}"
        transition = scene.step(clock()) or readied(scene, clock)
        if transition is None:
            clock.now_s += TICK_S
        else:
            assert isinstance(transition, Replace)
            scene.close()
            scene = transition.scene
            seen.append(type(scene))
    return scene, seen


def test_a_whole_session_shows_its_phases_in_order_and_keeps_its_trials(begin, clock, store, patient, worker):
    scene, seen = seen_until_summary(begin("right"), clock)
    assert seen == [IntroduceScene, PlaceScene, *ONE_SET, RestScene, *ONE_SET, SummaryScene]
    trials = scene.running.session.trials
    assert all(isinstance(trial.outcome, Score) for trial in trials)
    assert [len(trial.outcome.repetitions) for trial in trials] == [2, 2]
    kept = store.history(patient)
    assert [(record.set_number, record.side) for record in kept] == [(1, "right"), (2, "right")]
    assert worker.calls == ["open", "close", "open", "close"]
    assert [record.ending for record in store.sessions(patient)] == [Ending.COMPLETED]


def test_left_and_right_in_one_session(begin, clock, store, patient, worker):
    scene = begin("left", "right")
    worker.pose = lambda t: arm_raise(t, scene.running.session.task.side)
    end, _ = seen_until_summary(scene, clock)
    assert [record.side for record in store.history(patient)] == ["left", "left", "right", "right"]
    assert [title for title, _ in results(end.running.session)] == [
        "Raise your arm to the side  •  left arm",
        "Raise your arm to the side  •  right arm",
    ]


def test_the_trial_is_kept_before_its_feedback_is_shown(begin, clock, store, patient):
    feedback = until(begin(), FeedbackScene, clock)
    assert len(store.history(patient)) == 1
    assert feedback.running.session.trial is not None


def test_the_frame_on_the_screen_is_the_one_that_is_due(watching, clock):
    scene = watching()
    start_s = clock()
    for _ in range(45):
        assert scene.step(clock()) is None
        due = frame_index_at(clock() - start_s, FPS, 0.75, 120)
        assert scene.frame == due
        assert scene.image[0, 0, 0] == due
        clock.now_s += 0.1173


class TestViews:
    """A model filmed from in front and through its own eyes; a pass of either takes 4 s, 5.3 s as shown."""

    VIEWS = ("front", "first_person")

    @pytest.fixture
    def opened(self):
        return {}

    @pytest.fixture
    def running(self, services, patient, exercises, opened):
        def open_clip(path):
            opened[path.name] = FakeClip()
            return opened[path.name]

        tasks = [task(exercises, "shoulder_abduction", "right", views=self.VIEWS)]
        tasks.append(task(exercises, "elbow_flexion", "right"))
        dose = replace(services.protocol, observe_s=20, sets=1)
        return session_scene(replace(services, open_clip=open_clip), patient, tasks, dose)

    def test_take_turns_pass_by_pass_by_the_clock(self, running, clock):
        scene = until(running, ObserveScene, clock)
        start_s, seen = clock(), []
        while scene.step(clock()) is None:
            passed, into = divmod((clock() - start_s) * 0.75, CLIP_S)
            assert scene.view == self.VIEWS[int(passed) % 2]
            assert scene.frame == pytest.approx(into * FPS, abs=1)
            seen += [scene.view] if seen[-1:] != [scene.view] else []
            clock.now_s += 0.1173
        assert seen == ["front", "first_person", "front", "first_person"]
        assert clock() - start_s == pytest.approx(4 * CLIP_S / 0.75, abs=0.2), "whole passes, 20 s or more"

    def test_only_the_view_in_the_mirror_is_flipped_for_the_models_own_side(
        self, running, clock, printer, monkeypatch
    ):
        monkeypatch.setattr(FakeClip, "image", lambda _clip, _index: LIGHT_ON_THE_LEFT)
        scene = until(running, ObserveScene, clock)
        light_on = {}
        for _ in range(60):
            scene.step(clock())
            canvas = photograph(scene, (1024, 600), printer)
            assert canvas.overflows == []
            stage = SessionLayout.of((1024, 600)).stage
            left, right = (
                canvas.surface.get_at((x, stage.centery))[0] for x in (stage.x + 50, stage.right - 50)
            )
            light_on[scene.view] = "left" if left > right else "right"
            clock.now_s += 0.1173
        assert light_on == {"front": "right", "first_person": "left"}

    def test_while_one_moves_the_model_is_seen_as_one_is_judged(self, running, clock):
        scene = until(running, ImitateScene, clock)
        start_s = clock()
        for _ in range(80):
            assert scene.step(clock()) is None
            assert scene.image[0, 0, 0] == frame_index_at(clock() - start_s, FPS, 0.75, 120)
            clock.now_s += TICK_S

    def test_are_kept_with_the_trial(self, running, clock, store, patient):
        seen_until_summary(running, clock)
        display = store.load_trial(store.history(patient)[0].trial_id).display
        assert (display.views, display.demonstrator, display.loops) == (self.VIEWS, "man", 4)
        assert display.perspective == "third person, as in a mirror; first person"

    def test_stay_open_until_the_next_exercise(self, running, clock, opened):
        seen_until_summary(running, clock)
        closed = [name for name, clip in opened.items() if clip.closed]
        assert closed == ["shoulder_abduction.front.man", "shoulder_abduction.first_person.man"]
        assert "elbow_flexion.oblique.man" in opened.keys() - closed


def test_the_model_moves_on_the_side_of_the_patient(begin, clock, printer):
    assert begin("right").running.session.task.mirrored("front")
    assert not begin("left").running.session.task.mirrored("front")


@pytest.mark.parametrize("kind", [IntroduceScene, *ONE_SET, RestScene])
@pytest.mark.parametrize("way", ["escape", "click", "window"])
def test_stop_everywhere_ends_safely_and_keeps_what_was_done(begin, clock, store, patient, worker, kind, way):
    scene = until(begin(), kind, clock)
    before = len(store.history(patient))
    if way == "escape":
        transition = scene.handle(pressed(pygame.K_ESCAPE))
    elif way == "window":
        transition = scene.handle(pygame.event.Event(pygame.QUIT))
    else:
        scene.handle(resized((1024, 600)))
        stop = next(button for button in scene.buttons() if button.key == "stop")
        transition = [scene.handle(event) for event in clicked(stop.rect.center)][-1]
    assert isinstance(transition, Replace)
    assert isinstance(transition.scene, StoppedScene)
    assert len(store.history(patient)) == before + (kind is ImitateScene)
    assert worker.calls.count("close") >= worker.calls.count("open"), "the camera is off at once"
    clock.now_s += 1
    assert isinstance(transition.scene.handle(pressed(pygame.K_ESCAPE)).scene, SummaryScene)
    assert store.sessions(patient)[-1].ending is Ending.STOPPED


@pytest.mark.parametrize("kind", [IntroduceScene, PlaceScene, *ONE_SET, RestScene])
def test_any_key_that_means_nothing_is_stop_but_not_one_of_the_system(begin, clock, kind):
    scene = until(begin(), kind, clock)
    for key in (pygame.K_LSHIFT, pygame.K_CAPSLOCK, pygame.K_F11):
        assert scene.handle(pressed(key)) is None
    assert isinstance(scene.handle(pressed(pygame.K_x)).scene, StoppedScene)


def test_closing_the_window_twice_leaves_and_keeps_what_was_done(begin, clock, store, patient):
    scene = until(begin(), ImitateScene, clock)
    for _ in range(40):
        clock.now_s += TICK_S
        scene.step(clock())
    closed = pygame.event.Event(pygame.QUIT)
    stopped = scene.handle(closed).scene
    assert stopped.handle(closed) == Quit(), "without a reason, and without a wait"
    assert len(store.history(patient)) == 1
    assert store.sessions(patient)[-1].ending is Ending.STOPPED
    assert store.events(store.sessions(patient)[-1].session_id)[-1].details == {"reason": None}


def test_stop_by_keyboard_with_tab_and_enter(watching):
    scene = watching()
    for _ in scene.buttons():
        scene.handle(pressed(pygame.K_TAB))
    assert scene.focus.key == "stop"
    assert isinstance(scene.handle(pressed(pygame.K_RETURN)).scene, StoppedScene)


def test_enter_does_not_stop_by_accident(watching):
    assert watching().handle(pressed(pygame.K_RETURN)) is None


def test_a_trembling_second_press_does_not_skip_the_next_screen(begin, clock):
    scene = until(begin(), ImitateScene, clock)
    clock.now_s += 2
    feedback = scene.handle(pressed(pygame.K_RETURN)).scene
    clock.now_s += 0.3
    assert feedback.handle(pressed(pygame.K_RETURN)) is None
    clock.now_s += 1
    assert isinstance(feedback.handle(pressed(pygame.K_RETURN)).scene, RestScene)


def test_done_next_and_go_on_lead_to_the_next_phase(begin, clock):
    scene = until(begin(), ImitateScene, clock)
    for _ in range(50):
        clock.now_s += TICK_S
        scene.step(clock())
    for kind in (FeedbackScene, RestScene, ObserveScene):
        scene = scene.handle(pressed(pygame.K_RETURN)).scene
        assert isinstance(scene, kind)
        clock.now_s += 1


def test_the_countdown_waits_for_the_camera(begin, clock, worker, printer):
    worker.delay_s = 15.0
    scene = until(begin(), GetReadyScene, clock)
    assert scene.remaining_s == DOSE.get_ready_s
    for _ in range(60):
        clock.now_s += TICK_S
        assert scene.step(clock()) is None
    assert photograph(scene, (1024, 600), printer).overflows == []
    assert isinstance(until(scene, ImitateScene, clock, 6.0), ImitateScene)


def test_a_video_that_ends_ends_the_set(begin, clock, worker, store, patient):
    scene = until(begin(), ImitateScene, clock)
    for _ in range(60):
        clock.now_s += TICK_S
        scene.step(clock())
    worker.exhausted.set()
    transition = scene.step(clock())
    assert isinstance(transition.scene, FeedbackScene)
    assert store.history(patient)[-1].ending is Ending.COMPLETED


def test_a_lost_camera_is_a_message_with_a_way_back_and_time_stands_still(begin, clock, worker):
    scene = until(begin(), ImitateScene, clock)
    clock.now_s += TICK_S
    scene.step(clock())
    left_s = scene.remaining_s
    worker.error = CameraError("Camera 0 stopped giving pictures.", "Check its cable, then try again.")
    transition = scene.step(clock())
    assert isinstance(transition, Push)
    trouble = transition.scene
    clock.now_s += 30.0
    assert trouble.handle(pressed(pygame.K_RETURN)) == Pop()
    assert worker.error is None
    assert scene.step(clock()) is None
    assert scene.remaining_s == pytest.approx(left_s, abs=0.2)
    feedback = until(scene, FeedbackScene, clock)
    times = feedback.running.session.trial.motion.times_s
    assert times[-1] <= 9.1


def test_after_a_lost_camera_one_may_stop(begin, clock, worker, store, patient):
    scene = until(begin(), GetReadyScene, clock)
    worker.error = CameraError("Camera 0 cannot be opened.", "Plug it in.")
    trouble = scene.step(clock()).scene
    assert trouble.handle(pressed(pygame.K_ESCAPE)) == Pop()
    stopped = scene.step(clock()).scene
    assert isinstance(stopped, StoppedScene)
    clock.now_s += 1
    stopped.handle(pressed(pygame.K_ESCAPE))
    assert store.sessions(patient)[-1].ending is Ending.STOPPED


def test_a_broken_model_cannot_be_tried_again(begin):
    trouble = TroubleScene(begin().running, ModelError("The pose model is missing.", "Reinstall aotrainer."))
    assert [button.key for button in trouble.buttons()] == ["without", "stop"]


def test_nobody_in_the_picture_gives_words_and_no_number(begin, clock, worker, printer):
    from aotrainer.motion.pose import PoseFrame

    scene = until(begin(), ImitateScene, clock)
    worker.pose = PoseFrame.nobody
    scene = until(scene, FeedbackScene, clock)
    assert isinstance(scene.running.session.trial.outcome, Unscorable)
    assert photograph(scene, (1024, 600), printer).overflows == []


def test_what_cannot_be_saved_can_be_tried_again(begin, clock, store, patient, monkeypatch):
    scene = until(begin(), ImitateScene, clock)
    for _ in range(60):
        clock.now_s += TICK_S
        scene.step(clock())

    def full(*_):
        raise StoreError("The disk is full.", "Free some space, then try again.")

    with monkeypatch.context() as broken:
        broken.setattr(type(store), "save_trial", full)
        feedback = scene.handle(pressed(pygame.K_RETURN)).scene
        message = feedback.step(clock()).scene
        assert "The disk is full." in message.words
        assert message.handle(pressed(pygame.K_RETURN)) is None
    assert message.handle(pressed(pygame.K_RETURN)) == Pop()
    assert isinstance(feedback, FeedbackScene)
    assert len(store.history(patient)) == 1


def test_a_scene_that_is_taken_off_the_stack_ends_its_session(begin, clock, store, patient):
    scene = until(begin(), ImitateScene, clock)
    for _ in range(40):
        clock.now_s += TICK_S
        scene.step(clock())
    scene.close()
    assert len(store.history(patient)) == 1
    assert store.sessions(patient)[-1].ending is Ending.STOPPED


def test_the_summary_leads_home_or_out(begin, clock):
    summary, _ = seen_until_summary(begin(), clock)
    assert summary.handle(pressed(pygame.K_RETURN)) is None, "hands tremble"
    clock.now_s += 1
    assert summary.handle(pressed(pygame.K_x)) is None, "nothing is left to stop"
    assert summary.handle(pressed(pygame.K_RETURN)) == Pop()
    assert summary.handle(pressed(pygame.K_ESCAPE)) == Pop()
    summary.handle(pressed(pygame.K_TAB))
    assert summary.handle(pressed(pygame.K_SPACE)) == Quit()
    assert summary.handle(pygame.event.Event(pygame.QUIT)) == Quit()


def test_the_repetitions_are_counted_while_moving(begin, clock, services):
    scene = until(begin(dose=replace(services.protocol, imitate_s=14)), ImitateScene, clock)
    counts = []
    for _ in range(135):
        clock.now_s += TICK_S
        scene.step(clock())
        counts.append(scene.running.session.repetitions)
    assert counts == sorted(counts)
    assert counts[-1] in (2, 3)  # one takes 4 s; the first and the last may be under way


def test_protocol_phases_all_have_a_scene(begin, clock):
    from aotrainer.ui.scenes import VIEWS

    assert set(VIEWS) == set(Phase)
    running = begin().running
    assert all(view(running).phase is phase for phase, view in VIEWS.items())


def test_a_dose_of_many_sets_still_fits_the_summary(begin, clock, services, printer):
    dose = replace(services.protocol, sets=3, observe_s=1, imitate_s=5, feedback_s=1, rest_s=1)
    summary, _ = seen_until_summary(begin("right", "left", dose=dose), clock)
    assert photograph(summary, (1024, 600), printer).overflows == []
