"""What is asked before and after, and the breathing before the start."""

import pygame
import pytest

from aotrainer.care import Care
from aotrainer.session import Farewell, Phase
from aotrainer.ui.scene import Replace
from aotrainer.ui.scenes.introduce import IntroduceScene
from aotrainer.ui.scenes.questions import CheckInScene, CheckOutScene
from aotrainer.ui.scenes.settle import SettleScene
from aotrainer.ui.scenes.stopped import StoppedScene
from aotrainer.ui.scenes.summary import EMERGENCY, FAREWELLS, SummaryScene
from tests.ui.gallery import logged
from tests.ui.stage import pressed

FIRM = Care(checklist=("Does your chair stand firmly?",), ratings=False)
RATED = Care()


def begun(gallery, care):
    """The first question, on the screen long enough to be answered."""
    scene = gallery.running(care).scene()
    gallery.clock.now_s += 1
    return scene


def button(scene, key):
    return next(button for button in scene.buttons() if button.key == key)


def answered(gallery, scene, key):
    """The next scene, a second later."""
    transition = scene.press(key)
    gallery.clock.now_s += 1
    return transition.scene


def test_each_question_is_a_screen_of_its_own(gallery):
    scene = begun(gallery, Care(checklist=FIRM.checklist))
    asked = []
    while isinstance(scene, CheckInScene):
        asked.append(scene.question.item or scene.question.about)
        yes_or_no = scene.question.about == "checklist"
        if not yes_or_no:
            assert scene.press("rating:2") is None
        scene = answered(gallery, scene, "yes" if yes_or_no else "next")
    assert asked == ["Does your chair stand firmly?", "pain", "fatigue"]
    assert isinstance(scene, IntroduceScene)
    assert [line.what for line in logged(gallery)] == ["checked", "pain", "fatigue"]
    assert [line.details.get("rating") for line in logged(gallery)] == [None, 2, 2]


def test_a_number_is_chosen_and_may_be_changed_before_it_is_confirmed(gallery):
    scene = begun(gallery, RATED)
    assert not button(scene, "next").enabled
    assert scene.press("next") is None, "nothing was chosen"
    for rating in (7, 3):
        scene.press(f"rating:{rating}")
        assert [each.key for each in scene.buttons() if each.chosen] == [f"rating:{rating}"]
    assert scene.focus.key == "next"
    assert logged(gallery) == []
    answered(gallery, scene, "next")
    assert [line.details["rating"] for line in logged(gallery)] == [3]


@pytest.mark.parametrize(
    ("key", "rating"), [(pygame.K_0, 0), (pygame.K_7, 7), (pygame.K_KP_0, 0), (pygame.K_KP_9, 9)]
)
def test_a_digit_chooses_its_number_rather_than_stop(gallery, key, rating):
    scene = begun(gallery, RATED)
    assert scene.handle(pressed(key)) is None
    assert scene.chosen == rating


def test_arrows_lead_along_the_numbers(gallery):
    scene = begun(gallery, RATED)
    for _ in range(4):
        scene.handle(pressed(pygame.K_RIGHT))
    scene.handle(pressed(pygame.K_RETURN))
    assert scene.chosen == 4


def test_a_no_ends_the_session_calmly(gallery):
    end = answered(gallery, begun(gallery, FIRM), "no")
    assert isinstance(end, SummaryScene)
    assert end.running.session.farewell is Farewell.CHECKLIST
    assert end._farewell() == FAREWELLS[Farewell.CHECKLIST]
    assert [line.what for line in logged(gallery)] == ["checked", "ended"]


def test_pain_above_the_limit_ends_the_session_with_words_and_without_blame(gallery, printer):
    scene = begun(gallery, Care(pain_limit=4))
    scene.press("rating:5")
    end = answered(gallery, scene, "next")
    assert isinstance(end, SummaryScene)
    assert end._farewell().split("\n") == [
        "You said 5. Up to 4 was agreed with your therapist.",
        FAREWELLS[Farewell.PAIN],
        EMERGENCY,
    ]
    assert logged(gallery)[-1].details == {"why": "pain", "rating": 5, "limit": 4}


def test_a_trembling_hand_does_not_answer_the_next_question(gallery):
    first = begun(gallery, Care(checklist=("One?", "Two?"), ratings=False))
    second = first.press("yes").scene
    assert second.question.item == "Two?"
    assert second.press("yes") is None
    gallery.clock.now_s += 1
    assert second.press("yes") is not None


def test_stop_is_there_and_so_is_any_other_key(gallery):
    scene = begun(gallery, RATED)
    assert isinstance(scene.handle(pressed(pygame.K_x)).scene, StoppedScene)
    scene = begun(gallery, RATED)
    assert isinstance(scene.press("stop").scene, StoppedScene)


def test_afterwards_pain_and_fatigue_are_asked_once_more(gallery):
    running = gallery.running(RATED, answered=True)
    running.stop(gallery.later(running))
    scene = running.scene()
    gallery.clock.now_s += 1
    scene = answered(gallery, scene, "fatigue")
    for rating in ("rating:1", "rating:6"):
        assert isinstance(scene, CheckOutScene)
        assert scene.press(rating) is None
        scene = answered(gallery, scene, "next")
    assert isinstance(scene, SummaryScene)
    phases = [line.details["phase"] for line in logged(gallery) if "rating" in line.details]
    assert phases == ["check_in", "check_in", "check_out", "check_out"]


class TestSettling:
    @pytest.fixture
    def scene(self, gallery):
        scene = gallery.running(Care(ratings=False, settle_s=120.0)).scene()
        gallery.clock.now_s += 1
        return scene

    def test_takes_its_time_and_goes_on_by_itself(self, scene, gallery):
        assert isinstance(scene, SettleScene)
        for _ in range(118):
            assert scene.step(gallery.clock()) is None
            gallery.clock.now_s += 1
        gallery.clock.now_s += 1
        assert isinstance(scene.step(gallery.clock()).scene, IntroduceScene)
        assert logged(gallery)[-1].details == {"seconds": pytest.approx(120.0)}

    def test_may_be_left_at_any_time(self, scene, gallery):
        following = scene.handle(pressed(pygame.K_RETURN))
        assert isinstance(following, Replace)
        assert following.scene.running.phase is Phase.INTRODUCE

    def test_says_whether_to_breathe_in_or_out(self, scene, gallery, printer):
        from tests.ui.stage import photograph

        said = set()
        for _ in range(10):
            gallery.clock.now_s += 1
            scene.step(gallery.clock())
            words = {word.words for word in photograph(scene, (1024, 600), printer).written}
            said |= words & {"Breathe in", "Breathe out"}
            assert "This is a way to settle before you begin. It is not a treatment." in words
        assert said == {"Breathe in", "Breathe out"}
