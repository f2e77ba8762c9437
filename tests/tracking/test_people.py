import numpy as np
import pytest

from aotrainer.motion.pose import PoseFrame
from aotrainer.tracking.people import Box, Person, distinct, largest_in_the_middle
from tests.figure import abduction


def person(x=0.0, scale=0.4):
    motion = abduction(np.zeros(1), scale=scale, at=(x, 0.0))
    return Person.of(PoseFrame(0.0, motion.image[0], motion.world[0], motion.visibility[0]))


def test_a_box_around_points():
    box = Box.around(np.array([[0.1, -0.2], [-0.3, 0.4]]))
    assert box == Box(-0.3, -0.2, 0.1, 0.4)
    assert box.centre == pytest.approx([-0.1, 0.1])
    assert box.diagonal == pytest.approx(np.hypot(0.4, 0.6))
    assert box.area == pytest.approx(0.24)


def test_what_a_box_holds():
    assert Box(0, 0, 1, 1).holds(0.5, 0.5)
    assert not Box(0, 0, 1, 1).holds(1.5, 0.5)
    assert Box(0, 0, 1, 1).wider(0.6).holds(1.5, 0.5)
    assert Box(0, 0, 1, 1).moved(np.array([1.0, 0.0])).holds(1.5, 0.5)


@pytest.mark.parametrize(
    ("other", "overlap"),
    [
        (Box(0, 0, 1, 1), 1.0),
        (Box(2, 0, 3, 1), 0.0),
        (Box(0.5, 0, 1.5, 1), 1 / 3),
        (Box(2, 2, 3, 3), 0.0),
    ],
)
def test_overlap_is_the_shared_part_of_both(other, overlap):
    assert Box(0, 0, 1, 1).overlap(other) == pytest.approx(overlap)
    assert other.overlap(Box(0, 0, 1, 1)) == pytest.approx(overlap)


def test_a_point_overlaps_with_nothing():
    assert Box(0.5, 0.5, 0.5, 0.5).overlap(Box(0.5, 0.5, 0.5, 0.5)) == 0.0


def test_head_and_trunk_stay_where_they_are_when_an_arm_is_raised():
    motion = abduction(np.array([0.0, 90.0]))
    down, up = (
        Person.of(PoseFrame(0.0, *parts))
        for parts in zip(motion.image, motion.world, motion.visibility, strict=True)
    )
    assert down.core == up.core
    assert up.whole.left < down.whole.left


def test_one_person_found_twice_is_one():
    assert len(distinct([person(0.0), person(0.01), person(0.8)])) == 2


def test_the_largest_near_the_middle():
    small, large, large_aside = person(0.0, 0.15), person(0.2, 0.4), person(-0.7, 0.4)
    assert largest_in_the_middle([small, large, large_aside]) is large
    assert largest_in_the_middle([small, person(0.85, 0.3)]) is small
