"""Minimum-jerk strokes: where they begin, end and add up."""

from __future__ import annotations

import pytest

from media.studio.patients import Attempt, perform
from media.studio.timeline import (
    Movement,
    Stroke,
    alive,
    angles_at,
    minimum_jerk,
    performed,
    sample,
)

LIFT = Movement({"right_elev": 10.0}, (Stroke(0.5, 1.0, {"right_elev": 110.0}),), turn=2.0)
TWO_STEPS = Movement(
    {"right_hip": 0.0, "left_hip": 0.0},
    (
        *(Stroke(0.5, 0.5, {"right_hip": 70.0}), Stroke(1.0, 0.5, {"right_hip": 0.0})),
        *(Stroke(1.5, 0.5, {"left_hip": 70.0}), Stroke(2.0, 0.5, {"left_hip": 0.0})),
    ),
    turn=1.5,
    there_and_back=False,
)
"""One knee up and down, then the other: three seconds that are not played backwards."""


def test_minimum_jerk_goes_from_zero_to_one_symmetrically() -> None:
    assert [minimum_jerk(t) for t in (-1, 0, 0.5, 1, 2)] == [0, 0, 0.5, 1, 1]
    assert minimum_jerk(0.2) == pytest.approx(1 - minimum_jerk(0.8))


def test_a_repetition_begins_at_rest_and_comes_back() -> None:
    assert angles_at(LIFT, 0.5)["right_elev"] == pytest.approx(10)
    assert angles_at(LIFT, 2.0)["right_elev"] == pytest.approx(110)
    assert angles_at(LIFT, LIFT.duration)["right_elev"] == pytest.approx(10)


def test_the_way_back_shows_the_poses_of_the_way_out() -> None:
    poses = sample(LIFT, 30)
    assert len(poses) == 120
    assert poses[25] == pytest.approx(poses[-25])


def test_a_movement_that_does_not_turn_tells_all_of_it() -> None:
    assert TWO_STEPS.duration == pytest.approx(3.0)
    right, left = ([angles_at(TWO_STEPS, t)[f"{side}_hip"] for t in (1.0, 2.0)] for side in ("right", "left"))
    assert right == pytest.approx([70, 0])
    assert left == pytest.approx([0, 70])


def test_a_movement_that_does_not_turn_ends_at_rest() -> None:
    poses = sample(TWO_STEPS, 30)
    assert len(poses) == 90
    assert poses[-1] == pytest.approx(poses[0], abs=0.1)


def test_a_clip_breathes_once_and_blinks_at_its_start() -> None:
    poses = alive(sample(LIFT, 30), 30)
    breath, blink = ([pose[name] for pose in poses] for name in ("breath", "blink"))
    assert breath[0] == 0
    assert breath[len(poses) // 2] == pytest.approx(1)
    assert breath[-1] == pytest.approx(breath[1])
    assert max(blink) == 1
    assert not any(blink[30:])


def test_what_is_alive_still_moves_the_same() -> None:
    poses = sample(LIFT, 30)
    assert [pose["right_elev"] for pose in alive(poses, 30)] == [pose["right_elev"] for pose in poses]


def test_a_channel_that_rest_leaves_out_begins_neutral() -> None:
    movement = Movement({}, (Stroke(0.0, 1.0, {"right_elbow": 112.0}),), turn=1.0)
    assert angles_at(movement, 0.0)["right_elbow"] == pytest.approx(12)


def test_overlapping_strokes_add_up() -> None:
    strokes = (Stroke(0.0, 1.0, {"trunk_flex": 20.0}), Stroke(0.5, 1.0, {"trunk_flex": 0.0}))
    movement = Movement({"trunk_flex": 0.0}, strokes, turn=2.0)
    halfway = angles_at(movement, 0.75)["trunk_flex"]
    assert halfway == pytest.approx(20 * minimum_jerk(0.75) - 20 * minimum_jerk(0.25))
    assert angles_at(movement, 2.0)["trunk_flex"] == pytest.approx(0)


def test_performed_shortens_the_range_and_stretches_the_time() -> None:
    weaker = performed(LIFT, tempo=1.5, excursion=0.8)
    assert weaker.duration == pytest.approx(6.0)
    assert angles_at(weaker, weaker.turn)["right_elev"] == pytest.approx(90)


def test_performed_keeps_a_movement_that_does_not_turn() -> None:
    weaker = performed(TWO_STEPS, tempo=2.0, excursion=0.5)
    assert not weaker.there_and_back
    assert weaker.duration == pytest.approx(6.0)
    assert angles_at(weaker, 2.0)["right_hip"] == pytest.approx(35)
    assert angles_at(weaker, 6.0)["left_hip"] == pytest.approx(0)


def test_a_series_rests_before_each_repetition_and_after_the_last() -> None:
    twice = Attempt("", repetitions=2, pauses_s=(1.0, 0.5, 0.5))
    poses, _ = perform(LIFT, twice, 30)
    assert len(poses) == 30 + 120 + 15 + 120 + 15
    assert poses[0] == poses[29] == poses[-1]
