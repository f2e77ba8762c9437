"""Legs that take turns: what a hip seems to do while the other knee is lifted is no repetition."""

from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.pose import Motion
from aotrainer.motion.segmentation import repetitions_in, repetitions_so_far
from tests.figure import ABDUCTION, RATE_HZ, abduction, raise_and_lower

MARCH = replace(ABDUCTION, primary_joint="hip", min_excursion_deg=12, segments={"thigh": 1.0}, in_turn=True)
LIFT = raise_and_lower(1, 60, 2.0, 0.0)
REST = np.zeros(len(LIFT))
PAUSE = np.zeros(round(0.3 * RATE_HZ))


def lifting_knees(right_deg: np.ndarray, left_deg: np.ndarray) -> Motion:
    """The figure as from its side, each thigh turned forwards by so many degrees."""
    motion = abduction(np.zeros(len(right_deg)))
    image = motion.image.copy()
    for side, bent in (("right", right_deg), ("left", left_deg)):
        hip, knee, shoulder = (motion.column(f"{side}_{name}") for name in ("hip", "knee", "shoulder"))
        away = np.radians(30.0 + bent)
        image[:, shoulder] = image[:, hip] - (0.0, 0.2)
        image[:, knee] = image[:, hip] + 0.17 * np.stack([np.sin(away), np.cos(away)], axis=1)
    return replace(motion, image=image)


def marching(pairs: int, along: float) -> Motion:
    """Right and left in turn, without a rest; along : how much each hip seems to bend in the other's turn."""
    right = np.concatenate([PAUSE, *([LIFT, along * LIFT] * pairs), PAUSE])
    left = np.concatenate([PAUSE, *([along * LIFT, LIFT] * pairs), PAUSE])
    return lifting_knees(right, left)


def counted(motion, side="right", judging=MARCH):
    return len(repetitions_in(motion, judging, side, 1))


@pytest.mark.parametrize("along", [-0.3, -0.1, 0.0, 0.1, 0.3, 0.5])
@pytest.mark.parametrize("side", ["left", "right"])
def test_each_leg_is_counted_in_its_own_turn_alone(along, side):
    found = repetitions_in(marching(4, along), MARCH, side, 1)
    assert len(found) == 4
    assert [rep.excursion_deg for rep in found] == pytest.approx([60] * 4, abs=12)


def test_else_the_other_legs_turn_would_count_too():
    assert counted(marching(4, 0.4), judging=replace(MARCH, in_turn=False)) == 8


def test_a_weak_legs_small_lifts_count_beside_a_strong_one():
    weak = np.concatenate([PAUSE, *([LIFT / 3, 0.1 * LIFT] * 3), PAUSE])
    strong = np.concatenate([PAUSE, *([0.1 * LIFT, LIFT] * 3), PAUSE])
    assert counted(lifting_knees(weak, strong)) == 3


@pytest.mark.parametrize("held_s", [0.5, 2.0, 4.0])
def test_one_leg_alone_may_hold_its_knee_up_for_long(held_s):
    up, down = np.split(LIFT, 2)
    held = np.concatenate([up, np.full(round(held_s * RATE_HZ), 60.0), down, REST])
    right = np.concatenate([PAUSE, held, held, held])
    assert counted(lifting_knees(right, np.zeros(len(right)))) == 3


def test_a_leg_that_is_hidden_takes_no_turn():
    seen = marching(3, 0.0)
    image, visibility = seen.image.copy(), seen.visibility.copy()
    columns = [seen.column(f"left_{name}") for name in ("hip", "knee")]
    image[:, columns], visibility[:, columns] = np.nan, 0
    assert counted(replace(seen, image=image, visibility=visibility)) == 3


@pytest.mark.parametrize("along", [-0.2, 0.3])
def test_while_the_set_goes_on_the_count_only_grows_and_ends_at_the_same(along):
    whole = marching(4, along)
    counts = [
        len(repetitions_so_far(whole.between(0, until), MARCH, "right", 1))
        for until in np.arange(1, whole.duration_s + 0.3, 0.25)
    ]
    assert counts == sorted(counts)
    assert counts[-1] == counted(whole)
