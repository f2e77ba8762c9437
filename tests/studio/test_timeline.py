"""Minimum-jerk strokes: where they begin, end and add up."""

from __future__ import annotations

import pytest

from media.studio.timeline import Movement, Stroke, angles_at, minimum_jerk, performed, sample, series

LIFT = Movement({"right_elev": 10.0}, (Stroke(0.5, 1.0, {"right_elev": 110.0}),), turn=2.0)


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


def test_a_series_rests_before_each_repetition_and_after_the_last() -> None:
    poses = series([LIFT, LIFT], (1.0, 0.5), 30)
    assert len(poses) == 30 + 120 + 15 + 120 + 15
    assert poses[0] == poses[29] == poses[-1]
