import numpy as np
import pytest

from aotrainer.tracking.camera import Picture
from aotrainer.tracking.lookout import Lookout, Lookouts, brightness
from tests.tracking.composites import Standing, film

TWO = next(film([Standing("shoulder_abduction", -60), Standing("hand_to_mouth", 270)], 1))
ONE = next(film([Standing("shoulder_abduction", 100)], 1))
EMPTY = Picture(0.0, np.full((480, 640, 3), 120, np.uint8))


@pytest.fixture(scope="module")
def lookout():
    with Lookout() as lookout:
        yield lookout


@pytest.mark.parametrize(("picture", "people"), [(EMPTY, 0), (ONE, 1), (TWO, 2)])
def test_everybody_is_counted(lookout, picture, people):
    look = lookout.look(picture)
    assert len(look.people) == look.surroundings.people == people
    assert look.surroundings.width == pytest.approx(picture.image.shape[1] / 480)


def test_one_look_knows_nothing_of_the_look_before(lookout):
    lookout.look(TWO)
    assert len(lookout.look(ONE).people) == 1


def test_people_are_where_they_stand(lookout):
    left, right = sorted(lookout.look(TWO).people, key=lambda one: one.core.left)
    assert left.core.holds(-0.35, -0.1)
    assert right.core.holds(0.3, -0.1)
    assert right.size > left.size


@pytest.mark.parametrize(("grey", "expected"), [(0, 0.0), (255, 1.0), (102, 0.4)])
def test_brightness_is_that_of_the_picture(grey, expected):
    assert brightness(np.full((48, 64, 3), grey, np.uint8)) == pytest.approx(expected)


def test_looks_are_taken_once_and_one_at_a_time(lookout):
    with Lookouts(lookout) as looks:
        assert len(looks.first(TWO).people) == 2
        assert looks.take() is None
        looks.offer(ONE)
        looks.offer(TWO)
        while (look := looks.take()) is None:
            pass
        assert len(look.people) == 1
        assert looks.take() is None
