"""STOP and what comes after it, and the last words of a session."""

import pygame
import pytest

from aotrainer.care import Care
from aotrainer.session import Farewell, Phase, StopReason
from aotrainer.trial import Ending
from aotrainer.ui.scene import Pop, Quit
from aotrainer.ui.scenes.introduce import IntroduceScene
from aotrainer.ui.scenes.observe import ObserveScene
from aotrainer.ui.scenes.questions import CheckOutScene
from aotrainer.ui.scenes.stopped import WORDS, StoppedScene
from aotrainer.ui.scenes.summary import EMERGENCY, FAREWELLS, SummaryScene, results
from tests.ui.gallery import logged, trials
from tests.ui.stage import photograph, pressed

UNASKED = Care(ratings=False)
CLOSED = pygame.event.Event(pygame.QUIT)


def stopped(gallery, care=UNASKED, **more):
    """Stopped a second ago."""
    running = gallery.running(care, **more)
    running.stop(gallery.later(running))
    scene = running.scene()
    gallery.clock.now_s += 1
    return scene


def said(scene, printer):
    return [word.words for word in photograph(scene, (1024, 600), printer).written]


def ending(gallery):
    store = gallery.services.store
    return store.sessions(gallery.person())[-1].ending


class TestStopped:
    def test_offers_four_reasons_and_the_way_back(self, gallery):
        labels = [button.label for button in stopped(gallery).buttons()]
        assert labels == [*WORDS.values(), "It was a mistake: go on"]

    @pytest.mark.parametrize(
        ("reason", "following", "farewell"),
        [
            (StopReason.PAIN, CheckOutScene, Farewell.PAIN),
            (StopReason.FATIGUE, CheckOutScene, Farewell.STOPPED),
            (StopReason.OTHER, CheckOutScene, Farewell.STOPPED),
            (StopReason.DIZZY, SummaryScene, Farewell.DIZZY),
        ],
    )
    def test_a_reason_is_kept_and_leads_on(self, gallery, reason, following, farewell):
        scene = stopped(gallery, Care(), answered=True)
        assert isinstance(scene.press(reason.value).scene, following)
        assert scene.running.session.farewell is farewell
        assert [(line.what, line.details.get("reason")) for line in logged(gallery)][-2:] == [
            ("stopped", None),
            ("reason", reason.value),
        ]

    def test_a_mistake_leads_back(self, gallery):
        scene = stopped(gallery)
        assert isinstance(scene.press("resume").scene, IntroduceScene)
        assert logged(gallery)[-1].what == "resumed"
        assert ending(gallery) is None

    def test_a_mistake_while_watching_begins_the_watching_anew(self, gallery):
        running = gallery.running()
        gallery.in_phase(running, Phase.OBSERVE)
        running.stop(gallery.later(running))
        scene = running.scene()
        gallery.clock.now_s += 1
        assert isinstance(scene.press("resume").scene, ObserveScene)

    def test_waits_as_long_as_it_takes(self, gallery):
        scene = stopped(gallery)
        for _ in range(100):
            gallery.clock.now_s += 10
            assert scene.step(gallery.clock()) is None
        assert ending(gallery) is None

    @pytest.mark.parametrize("key", [pygame.K_x, pygame.K_RETURN, pygame.K_SPACE])
    def test_more_keys_change_nothing(self, gallery, key):
        assert stopped(gallery).handle(pressed(key)) is None

    def test_a_trembling_hand_gives_no_reason(self, gallery):
        running = gallery.running()
        running.stop(gallery.later(running))
        scene = running.scene()
        assert scene.press("dizzy") is None
        assert scene.handle(pressed(pygame.K_ESCAPE)) is None
        assert running.phase is Phase.STOPPED

    def test_escape_once_more_needs_no_reason(self, gallery):
        assert isinstance(stopped(gallery).handle(pressed(pygame.K_ESCAPE)).scene, SummaryScene)
        assert logged(gallery)[-1].details == {"reason": None}
        assert ending(gallery) is Ending.STOPPED

    def test_closing_the_window_leaves(self, gallery, worker):
        assert stopped(gallery).handle(CLOSED) == Quit()
        assert ending(gallery) is Ending.STOPPED
        assert worker.calls[-1] == "close"

    @pytest.mark.parametrize("words", ["", "Call Maria on 0123."])
    def test_says_what_to_do_in_an_emergency(self, gallery, printer, words):
        scene = stopped(gallery, Care(ratings=False, emergency=words))
        assert (words or EMERGENCY) in said(scene, printer)


class TestLastWords:
    @pytest.mark.parametrize("farewell", FAREWELLS)
    @pytest.mark.parametrize("sets", [0, 1])
    def test_are_large_wherever_it_did_not_end_as_planned(self, gallery, printer, farewell, sets):
        scene = gallery.summary(gallery.running(), farewell, *trials(gallery.exercises)[:sets])
        canvas = photograph(scene, (1024, 600), printer)
        words = next(word for word in canvas.written if FAREWELLS[farewell] in word.words)
        assert words.size >= canvas.scale.lead * 0.85, "read from two metres, before anything else"

    def test_of_who_is_dizzy_say_how_to_get_help(self, gallery, printer):
        care = Care(ratings=False, emergency="Call Maria on 0123.")
        scene = gallery.summary(gallery.running(care), Farewell.DIZZY)
        assert any("Call Maria on 0123." in words for words in said(scene, printer))

    def test_praise_who_did_something_and_blame_nobody(self, gallery, printer):
        good = trials(gallery.exercises)[0]
        headings = {
            (farewell, len(done)): said(gallery.summary(gallery.running(), farewell, *done), printer)[1]
            for farewell in (Farewell.COMPLETED, Farewell.STOPPED, Farewell.PAIN)
            for done in ((), (good,))
        }
        assert {key for key, heading in headings.items() if heading == "Well done."} == {
            (Farewell.COMPLETED, 1),
            (Farewell.STOPPED, 1),
        }
        assert not any(
            "0 sets" in words for words in said(gallery.summary(gallery.running(), Farewell.STOPPED), printer)
        )

    def test_stay_a_moment_whatever_is_pressed(self, gallery):
        scene = gallery.summary(gallery.running(), Farewell.DIZZY)
        for event in (pressed(pygame.K_RETURN), pressed(pygame.K_ESCAPE), pressed(pygame.K_x)):
            assert scene.handle(event) is None
        gallery.clock.now_s += 1
        assert scene.handle(pressed(pygame.K_x)) is None
        assert scene.handle(pressed(pygame.K_ESCAPE)) == Pop()

    def test_what_was_done_of_an_exercise_before_it_became_too_much_is_listed(self, gallery):
        good = trials(gallery.exercises)[0]
        running = gallery.running(tasks=("elbow_flexion",))
        gallery.feedback(running, good)
        running.session.tasks[0] = running.session.task.__class__(
            gallery.exercises["hand_to_mouth_part"],
            "right",
            running.session.task.reference,
            running.session.task.clips,
        )
        assert [title for title, _ in results(running.session)] == [
            "Bend and stretch your elbow  •  right arm"
        ]


def test_unwanted_scenes_end_the_session_too(gallery):
    scene = stopped(gallery)
    assert isinstance(scene, StoppedScene)
    scene.close()
    assert ending(gallery) is Ending.STOPPED
