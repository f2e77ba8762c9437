"""While the model is watched: who is there, dots to answer, and ways out of what is too much."""

from dataclasses import replace

import numpy as np
import pygame
import pytest

from aotrainer.care import Care
from aotrainer.motion.pose import BODY, PoseFrame
from aotrainer.session import Phase
from aotrainer.session.observing import Observing
from aotrainer.ui.scanning import SWITCH
from aotrainer.ui.scenes.get_ready import GetReadyScene
from aotrainer.ui.scenes.introduce import IntroduceScene
from aotrainer.ui.scenes.observe import ObserveScene
from aotrainer.ui.scenes.stopped import StoppedScene
from aotrainer.ui.scenes.summary import SummaryScene
from aotrainer.ui.scenes.trouble import TroubleScene
from tests.ui.gallery import DAY, logged
from tests.ui.stage import arm_raise, clicked, photograph, pressed, resized

TICK_S = 0.1
DOT_S = 6.0
KEYS = (
    pygame.K_x,
    pygame.K_SPACE,
    pygame.K_RETURN,
    pygame.K_TAB,
    pygame.K_RIGHT,
    pygame.K_PAGEDOWN,
    pygame.K_b,
)


def still(time_s):
    return replace(arm_raise(0.0), time_s=time_s)


def looking_away(time_s):
    """Stands still with the head turned to the left: the nose is far to the side of both ears."""
    frame = still(time_s)
    image = frame.image.copy()
    for name, x in (("nose", 0.1), ("left_ear", 0.01), ("right_ear", -0.01)):
        image[BODY.index[name], 0] = x
    return replace(frame, image=image)


def facing(time_s):
    frame = still(time_s)
    image = frame.image.copy()
    for name, x in (("nose", 0.0), ("left_ear", 0.03), ("right_ear", -0.03)):
        image[BODY.index[name], 0] = x
    return replace(frame, image=image)


@pytest.fixture
def scene(gallery, worker):
    worker.pose = facing
    scene = gallery.in_phase(gallery.running(), Phase.OBSERVE)
    scene.handle(resized((1024, 600)))
    return scene


def watched(scene, clock, seconds):
    for _ in range(round(seconds / TICK_S)):
        clock.now_s += TICK_S
        transition = scene.step(clock())
        if transition is not None:
            return transition.scene
    return None


def said(scene, printer):
    return {word.words for word in photograph(scene, (1024, 600), printer).written}


def test_who_keeps_still_and_looks_is_told_which_side_it_is_about(scene, clock, printer):
    watched(scene, clock, 4)
    assert "Your right arm: the model moves on your right." in said(scene, printer)


@pytest.mark.parametrize(
    ("pose", "words"),
    [
        (PoseFrame.nobody, "The training waits until you are back in the picture."),
        (looking_away, "Please look at the film."),
        (arm_raise, "Only watch for now. You move in a moment."),
    ],
)
def test_a_hint_says_what_to_do_instead_and_goes_when_it_is_done(scene, clock, worker, printer, pose, words):
    worker.pose = pose
    watched(scene, clock, 5)
    assert words in said(scene, printer)
    worker.pose = facing
    watched(scene, clock, 5)
    assert words not in said(scene, printer)


def test_the_clip_and_its_time_stand_still_while_nobody_is_there(scene, clock, worker, gallery):
    watched(scene, clock, 3)
    worker.pose = PoseFrame.nobody
    watched(scene, clock, 2)
    left_s, frame = scene.remaining_s, scene.frame
    assert watched(scene, clock, 60) is None
    assert scene.remaining_s == pytest.approx(left_s)
    assert scene.frame == pytest.approx(frame, abs=1)
    worker.pose = facing
    assert isinstance(watched(scene, clock, left_s + 3), GetReadyScene)
    details = next(line.details for line in logged(gallery) if line.what == "watched")
    assert details["seconds"] == pytest.approx(details["dose_s"], abs=0.3), "all of it was watched"
    assert details["absent_s"] == pytest.approx(62, abs=2)


def test_without_a_camera_watching_goes_on_to_its_end(gallery, worker, clock):
    worker.delay_s = 1000.0
    scene = gallery.in_phase(gallery.running(), Phase.OBSERVE)
    assert watched(scene, clock, scene.remaining_s - 1) is None
    assert isinstance(watched(scene, clock, 2), TroubleScene), "now it is missed"
    assert scene.running.phase is Phase.GET_READY


def test_what_was_shown_is_kept(scene, clock, gallery):
    watched(scene, clock, scene.remaining_s + 1)
    details = next(line.details for line in logged(gallery) if line.what == "watched")
    assert details["exercise"] == "shoulder_abduction"
    assert (details["side"], details["rate"], details["loops"]) == ("right", 0.75, 6)
    assert details["window_px"] == [1024, 600]
    assert details["picture_px"][0] / details["picture_px"][1] == pytest.approx(16 / 9, rel=0.02)
    assert details["tracked_s"] == pytest.approx(details["dose_s"], abs=1)


class TestDot:
    @pytest.fixture
    def asked(self, scene, clock):
        """A dot appears, and is half a second old."""
        scene.running.session.observing = Observing((DOT_S,))
        watched(scene, clock, DOT_S - scene.running.elapsed_s(clock()) + 0.5)
        assert scene.dot
        return scene

    def told(self, scene):
        told = scene.running.session.observing.told()
        return told["dots_answered"], told["answers_without_dot"]

    def test_appears_only_where_a_therapist_wants_it(self, gallery):
        for probes in (False, True):
            running = gallery.running(Care(ratings=False, probes=probes), dose=replace(DAY, observe_s=60))
            gallery.led_to(running, Phase.OBSERVE)
            assert bool(running.session.observing.dots) is probes

    @pytest.mark.parametrize(
        "key",
        [
            pygame.K_x,
            pygame.K_SPACE,
            pygame.K_RETURN,
            pygame.K_TAB,
            pygame.K_RIGHT,
            pygame.K_PAGEDOWN,
            pygame.K_b,
        ],
    )
    def test_is_answered_by_any_key_and_the_session_goes_on(self, asked, clock, key):
        assert asked.handle(pressed(key)) is None
        assert not asked.dot
        assert self.told(asked) == (1, 0)
        assert asked.running.phase is Phase.OBSERVE

    def test_is_answered_by_a_switch_even_while_stop_is_offered(self, asked):
        asked.focus.key = "stop"
        assert asked.handle(pygame.event.Event(SWITCH)) is None
        assert self.told(asked) == (1, 0)

    def test_is_answered_by_a_click_anywhere_even_on_a_button(self, asked):
        lost = next(button for button in asked.buttons() if button.key == "lost")
        assert [asked.handle(event) for event in clicked(lost.rect.center)] == [None, None]
        assert self.told(asked) == (1, 0)
        assert asked.running.elapsed_s(asked.now_s) > 1, "it was not begun anew"

    def test_may_be_answered_late(self, asked, clock):
        watched(asked, clock, 4)
        assert not asked.dot
        assert asked.handle(pressed(pygame.K_x)) is None
        assert self.told(asked) == (1, 0)

    def test_a_trembling_answer_is_no_stop(self, asked, clock):
        for _ in range(3):
            assert asked.handle(pressed(pygame.K_x)) is None
            clock.now_s += 0.2
            asked.step(clock())
        assert self.told(asked) == (1, 0)

    def test_the_stop_button_stops_all_the_same(self, asked):
        stop = next(button for button in asked.buttons() if button.key == "stop")
        assert isinstance(
            [asked.handle(event) for event in clicked(stop.rect.center)][-1].scene, StoppedScene
        )
        assert self.told(asked) == (0, 0)

    def test_escape_stops(self, asked):
        assert isinstance(asked.handle(pressed(pygame.K_ESCAPE)).scene, StoppedScene)

    def test_long_after_it_any_key_is_stop_again(self, asked, clock):
        asked.handle(pressed(pygame.K_x))
        watched(asked, clock, 2)
        assert isinstance(asked.handle(pressed(pygame.K_x)).scene, StoppedScene)


class TestTooMuch:
    def test_who_lost_track_watches_again_from_the_beginning(self, scene, clock, gallery):
        watched(scene, clock, 5)
        following = scene.press("lost") or scene
        assert scene.running.phase is Phase.OBSERVE
        assert scene.running.elapsed_s(clock()) == 0
        assert logged(gallery)[-1].what == "lost_track"
        assert following is scene

    def test_who_cannot_do_it_is_led_to_the_part_of_it(self, gallery, worker, exercises):
        services = gallery.services
        library = replace(services.library, exercises=exercises)
        whole = next(one for one in exercises.values() if one.part_action)
        running = replace(gallery, services=replace(services, library=library)).running(tasks=(whole.id,))
        scene = gallery.in_phase(running, Phase.OBSERVE)
        following = scene.press("cannot").scene
        assert isinstance(following, IntroduceScene)
        assert running.session.task.exercise.id == whole.part_action
        assert logged(gallery)[-1].details["instead"] == whole.part_action

    def test_without_a_part_the_last_exercise_is_the_end(self, scene, clock):
        watched(scene, clock, 1)
        assert isinstance(scene.press("cannot").scene, SummaryScene)


def test_a_control_film_takes_the_place_of_the_model(scene, printer, clock):
    watched(scene, clock, 1)
    model = photograph(scene, (1024, 600), printer).surface
    scene.running.shows_control = True
    canvas = photograph(scene, (1024, 600), printer)
    assert "Watch the film until it ends." in {word.words for word in canvas.written}
    assert not np.array_equal(pygame.surfarray.array3d(model), pygame.surfarray.array3d(canvas.surface))
    assert isinstance(scene, ObserveScene)
