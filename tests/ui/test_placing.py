"""The camera check: what is right, what to do, and going on by itself or all the same."""

from dataclasses import replace

import pygame
import pytest

from aotrainer.motion.placement import Surroundings
from aotrainer.motion.pose import PoseFrame
from aotrainer.session import Phase
from aotrainer.ui.scenes.observe import ObserveScene
from aotrainer.ui.scenes.place import NAMES, PlaceScene
from tests.ui.gallery import logged
from tests.ui.stage import arm_raise, photograph, pressed

TICK_S = 0.1


@pytest.fixture
def scene(gallery):
    running = gallery.running()
    gallery.led_to(running, Phase.PLACE)
    return running.scene()


def waited(scene, clock, seconds):
    """The transition that came within so many seconds, or None."""
    for _ in range(round(seconds / TICK_S)):
        clock.now_s += TICK_S
        transition = scene.step(clock())
        if transition is not None:
            return transition
    return None


def fulfilled(scene):
    return {tick.check.value: tick.fulfilled for tick in scene.ticks}


def words_on(scene, printer):
    return {word.words for word in photograph(scene, (1024, 600), printer).written}


def still(time_s):
    """Stands there with the arms down."""
    return replace(arm_raise(0.0), time_s=time_s)


def test_it_goes_on_by_itself_when_all_is_right(scene, clock, worker, gallery):
    assert isinstance(scene, PlaceScene)
    worker.pose = still
    assert isinstance(waited(scene, clock, 5).scene, ObserveScene)
    assert scene.ticks
    assert all(fulfilled(scene).values())
    assert logged(gallery)[-1].what == "placed"
    assert logged(gallery)[-1].details["passed"] is True
    assert logged(gallery)[-1].details["missing"] == []


def test_who_steps_through_the_picture_is_not_in_place(scene, clock, worker):
    worker.pose = lambda t: still(t) if 1.0 < t % 2 < 1.7 else PoseFrame.nobody(t)
    assert waited(scene, clock, 12) is None


def test_it_waits_for_somebody_and_says_what_to_do(scene, clock, worker, printer):
    worker.pose = PoseFrame.nobody
    assert waited(scene, clock, 10) is None
    assert not fulfilled(scene)["person"]
    assert "Step into the picture first." in words_on(scene, printer)


@pytest.mark.parametrize(
    ("around", "check", "words"),
    [
        (Surroundings(brightness=0.02, people=1), "light", "It is too dark. Switch on a light."),
        (Surroundings(brightness=0.5, people=2), "alone", "Somebody else is in the picture."),
    ],
)
def test_the_room_is_looked_at_too(scene, clock, worker, printer, around, check, words):
    worker.pose, worker.around = still, around
    assert waited(scene, clock, 5) is None
    assert [name for name, right in fulfilled(scene).items() if not right] == [check]
    assert any(said.startswith(words) for said in words_on(scene, printer))


def test_who_stands_too_near_is_told(scene, clock, worker, printer):
    worker.pose = lambda t: replace(still(t), image=still(t).image * 2.4)
    assert waited(scene, clock, 5) is None
    assert any(said.startswith("Step back") for said in words_on(scene, printer))


def test_it_answers_to_a_step_into_the_picture(scene, clock, worker):
    worker.pose = PoseFrame.nobody
    assert waited(scene, clock, 5) is None
    worker.pose = still
    assert isinstance(waited(scene, clock, 5).scene, ObserveScene)


def test_going_on_anyway_is_kept_with_what_was_missing(scene, clock, worker, gallery):
    worker.pose = PoseFrame.nobody
    waited(scene, clock, 3)
    assert isinstance(scene.handle(pressed(pygame.K_RETURN)).scene, ObserveScene)
    details = logged(gallery)[-1].details
    assert details["passed"] is False
    assert details["missing"] == ["person", "in_picture", "distance", "facing"]
    assert details["after_s"] == pytest.approx(3.0, abs=0.2)


def test_every_check_has_a_mark(scene, clock, worker, printer):
    worker.pose = still
    waited(scene, clock, 0.5)
    assert set(NAMES.values()) <= words_on(scene, printer)
    assert list(fulfilled(scene)) == list(NAMES)
