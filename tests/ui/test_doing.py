"""While it is done, how it went, and the rest: what each setting of the therapist's changes."""

from dataclasses import replace

import pygame
import pytest

from aotrainer.care import Care
from aotrainer.practice.schedule import Schedule
from aotrainer.session import Phase
from aotrainer.session.starting import WAIT_S
from aotrainer.trial import Ending, TrialKind
from aotrainer.ui import theme
from aotrainer.ui.layout import SessionLayout, inset, take_left
from aotrainer.ui.scenes.feedback import FeedbackScene
from aotrainer.ui.scenes.observe import ObserveScene
from aotrainer.ui.scenes.rest import RestScene
from aotrainer.ui.theme import Scale
from tests.ui.gallery import DAY, RULES, logged, trials
from tests.ui.stage import arm_raise, photograph, pressed

SIZE = (1024, 600)
TICK_S = 0.1


def doing(gallery, care=None, **more):
    return gallery.in_phase(gallery.running(care or Care(ratings=False), **more), Phase.IMITATE)


def went_on(scene, clock, seconds):
    for _ in range(round(seconds / TICK_S)):
        clock.now_s += TICK_S
        transition = scene.step(clock())
        if transition is not None:
            return transition.scene
    return scene


def said(scene, printer):
    return {word.words for word in photograph(scene, SIZE, printer).written}


def keys(scene):
    return [button.key for button in scene.buttons()]


def test_a_goal_is_shown_and_ends_the_set_when_it_is_reached(gallery, clock, printer):
    scene = doing(
        gallery, Care(ratings=False, grading="apply"), rules=RULES, dose=replace(DAY, imitate_s=120)
    )
    goal = scene.running.session.goal
    assert f"0/{goal}" in said(scene, printer)
    end = went_on(scene, clock, 60)
    assert isinstance(end, FeedbackScene)
    assert len(end.running.session.trial.outcome.repetitions) == goal
    assert end.running.session.trial.ending is Ending.COMPLETED


def test_without_a_goal_only_the_count_is_shown(gallery, printer):
    scene = doing(gallery)
    assert "0" in said(scene, printer)
    assert not any("/" in words for words in said(scene, printer))


@pytest.mark.parametrize(
    ("kind", "words"),
    [(TrialKind.FROM_MEMORY, "Now from memory"), (TrialKind.SELF_PACED, "At your own pace")],
)
def test_the_model_is_hidden_where_it_is_done_without_it(gallery, printer, clock, kind, words):
    scene = doing(gallery, Care(ratings=False, kind=kind))
    assert scene.image is None
    assert words in said(scene, printer)
    went_on(scene, clock, 1)
    gallery.led_to(scene.running, Phase.FEEDBACK)
    assert scene.running.session.trial.kind is kind


BEGIN_HERE = "Begin where the model begins. The time waits for you."


def test_where_to_begin_is_said_and_the_model_waits_for_who_stands_elsewhere(gallery, worker, clock, printer):
    worker.pose = lambda t: replace(arm_raise(2.0), time_s=t)
    scene = doing(gallery)
    for _ in range(2):
        went_on(scene, clock, 1.5)
        assert BEGIN_HERE in said(scene, printer)
        assert (scene.remaining_s, scene.seconds) == (DAY.imitate_s, 0)
    worker.pose = lambda t: replace(arm_raise(0.0), time_s=t)
    went_on(scene, clock, 1.5)
    assert BEGIN_HERE not in said(scene, printer)
    assert scene.seconds > 0
    assert scene.remaining_s < DAY.imitate_s


def test_where_to_begin_is_said_without_the_model_in_a_trial(gallery, worker, printer):
    worker.pose = lambda t: replace(arm_raise(2.0), time_s=t)
    scene = doing(gallery, Care(ratings=False))
    scene.running.session.care = replace(scene.running.session.care, arm="A")
    assert not any("model" in words for words in said(scene, printer))
    assert "Go to where the movement begins. The time waits for you." in said(scene, printer)


def test_a_set_that_waited_is_kept_from_its_beginning_on(gallery, worker, clock):
    worker.pose = lambda t: replace(arm_raise(2.0), time_s=t)
    scene = doing(gallery)
    went_on(scene, clock, 3)
    worker.pose = lambda t: replace(arm_raise(0.0), time_s=t)
    went_on(scene, clock, 5)
    gallery.led_to(scene.running, Phase.FEEDBACK)
    store = gallery.services.store
    [record] = store.history(gallery.person())
    told = next(line for line in logged(gallery) if line.what == "began")
    assert 3 < told.details["waited_s"] < WAIT_S
    assert abs((record.started_at - told.at).total_seconds()) < TICK_S


def test_the_tempo_guide_waits_with_the_model(gallery, worker, clock, printer):
    worker.pose = lambda t: replace(arm_raise(2.0), time_s=t)
    scene = doing(gallery, Care(ratings=False, tempo_guide=True))
    places = []
    for _ in range(4):
        went_on(scene, clock, 1)
        places += marks(scene, printer)
    assert len(set(places)) == 1


def marks(scene, printer):
    """Amber within the strip for the tempo guide."""
    canvas = photograph(scene, SIZE, printer)
    scale = Scale.of(SIZE)
    strip = take_left(inset(SessionLayout.of(SIZE).stage, scale.margin), scale.margin)[0]
    mask = pygame.mask.from_threshold(canvas.surface.subsurface(strip), theme.AMBER, (1, 1, 1))
    return [rect.centery for rect in mask.get_bounding_rects()]


def test_the_tempo_guide_goes_up_and_down_with_the_model(gallery, clock, printer):
    scene = doing(gallery, Care(ratings=False, tempo_guide=True))
    places = []
    for _ in range(12):
        went_on(scene, clock, 0.5)
        places += marks(scene, printer)
    assert max(places) - min(places) > 0.5 * SessionLayout.of(SIZE).stage.h
    assert marks(doing(gallery), printer) == []
    assert doing(gallery, Care(ratings=False, tempo_guide=True, kind=TrialKind.SELF_PACED)).guide is None


def test_a_helping_hand_is_a_key_that_only_therapists_know(gallery, clock, printer):
    scene = doing(gallery)
    for _ in range(2):
        went_on(scene, clock, 1)
        assert scene.handle(pressed(pygame.K_a)) is None
    assert any("Helped: 2" in words for words in said(scene, printer))
    assert [line.what for line in logged(gallery)].count("assisted") == 2
    gallery.led_to(scene.running, Phase.FEEDBACK)
    assert len(scene.running.session.trial.assisted_s) == 2


def test_lines_only_show_no_picture_of_oneself(gallery, worker, printer):
    worker.image[:] = (0, 0, 255)
    red = (255, 0, 0)

    def seen(scene):
        surface = photograph(scene, SIZE, printer).surface
        return pygame.mask.from_threshold(surface, red, (1, 1, 1)).count() > 1000

    assert seen(doing(gallery))
    assert not seen(doing(gallery, Care(ratings=False, skeleton_only=True)))


def test_who_lost_track_while_doing_keeps_the_set_and_watches_again(gallery, clock):
    scene = went_on(doing(gallery), clock, 9)
    following = scene.press("lost").scene
    assert isinstance(following, ObserveScene)
    assert scene.running.session.trial.ending is Ending.STOPPED
    assert following.running.session.set_number == 1


class TestFeedback:
    def test_comes_when_the_schedule_says_so(self, gallery, clock):
        care = Care(ratings=False, feedback=Schedule.SUMMARY_3)
        running = gallery.running(care, dose=replace(DAY, sets=3))
        seen = []
        for _ in range(3):
            gallery.led_to(running, Phase.IMITATE)
            went_on(running.scene(), clock, 9)
            running.advance(clock())
            seen.append(running.phase)
        assert seen == [Phase.REST, Phase.REST, Phase.FEEDBACK]
        assert running.scene().caption() == "Your last 3 sets"

    def test_of_several_sets_is_one_number_one_praise_and_one_thing(self, gallery, printer):
        good, poor, _ = trials(gallery.exercises)
        scene = gallery.feedback(gallery.running(), poor, good, poor)
        words = said(scene, printer)
        mean = round((2 * poor.outcome.total + good.outcome.total) / 3)
        assert {str(mean), "Your last 3 sets", "Well done", "One thing to try"} <= words

    def test_shows_the_worst_moment_when_asked_and_goes_back_to_the_words(self, gallery, clock, printer):
        scene = gallery.feedback(gallery.running(), trials(gallery.exercises)[1])
        went_on(scene, clock, 3)
        assert scene.press("show") is None
        assert scene.remaining_s == pytest.approx(DAY.feedback_s, abs=3.1)
        scene.step(clock())
        assert scene.remaining_s == pytest.approx(DAY.feedback_s), "time to look begins anew"
        assert {"You", "Model"} <= said(scene, printer)
        assert scene.press("show") is None
        assert "One thing to try" in said(scene, printer)

    def test_has_nothing_to_show_where_nothing_is_to_be_changed(self, gallery):
        good, poor, unseen = trials(gallery.exercises)
        offered = ["show" in keys(gallery.feedback(gallery.running(), one)) for one in (good, poor, unseen)]
        assert offered == [False, True, False]


class TestRest:
    def test_tells_who_asks_how_the_set_went(self, gallery, clock):
        running = gallery.running(Care(ratings=False, feedback=Schedule.ON_REQUEST))
        scene = gallery.rest(running, trials(gallery.exercises)[0])
        assert "ask" not in keys(scene), "it was told already"
        running.session.told = type(running.session.told)(0)
        clock.now_s += 1
        assert "ask" in keys(scene)
        following = scene.press("ask").scene
        assert isinstance(following, FeedbackScene)
        assert following.summary.trials == 1
        assert logged(gallery)[-1].what == "asked"

    def rested(self, gallery, grading):
        good = trials(gallery.exercises)[0]
        running = gallery.running(Care(ratings=False, grading=grading), rules=RULES)
        scene = gallery.rest(running, good)
        assert isinstance(scene, RestScene)
        for _ in range(3):
            running.session.graded.took(running.session.task, good.outcome, has_part=False)
        gallery.clock.now_s += 1
        return scene

    def test_a_step_waits_for_a_therapist_to_accept_it(self, gallery, printer):
        scene = self.rested(gallery, "propose")
        session, before = scene.running.session, scene.running.session.course.level
        assert session.proposed.for_therapist in said(scene, printer)
        assert session.course.level == before
        assert scene.press("accept") is None
        assert session.course.level != before
        assert "accept" not in keys(scene)
        assert logged(gallery)[-1].details["applied"] is True

    def test_at_home_a_step_is_taken_and_told_to_the_person(self, gallery, printer):
        scene = self.rested(gallery, "apply")
        assert "accept" not in keys(scene)
        assert scene.running.session.graded.proposal.for_patient in said(scene, printer)

    def test_off_proposes_nothing(self, gallery):
        scene = self.rested(gallery, "off")
        assert "accept" not in keys(scene)
        assert scene.running.session.graded.proposal is None
