"""Where days and values are in every plot."""

from datetime import timedelta

import pytest

from aotrainer.review.axes import Axes, compared, highest_deg, not_compared, usual_range
from aotrainer.review.progress import Point, progress
from tests.review.builders import NOON

DAY = NOON.date()
WEEKS = Axes(DAY, DAY + timedelta(weeks=8), 100.0)


def reached(*values, older=0):
    points = (
        Point(DAY + timedelta(days=n), (value,), comparable=n >= older) for n, value in enumerate(values)
    )
    return progress(points, 10, 5)


def test_days_go_from_edge_to_edge_and_values_stay_within():
    assert [WEEKS.across(DAY + timedelta(weeks=n)) for n in (0, 2, 8)] == [0, 0.25, 1]
    assert [WEEKS.up(value) for value in (-3, 0, 25, 130)] == [0, 0, 0.25, 1]


@pytest.mark.parametrize(("weeks", "shown"), [(1, [1, 2]), (8, list(range(1, 10))), (52, [1, 7, 13, 19, 25])])
def test_so_many_weeks_are_numbered_as_can_be_read(weeks, shown):
    axes = Axes(DAY, DAY + timedelta(weeks=weeks), 100.0)
    numbers = [number for number, _monday in axes.weeks()]
    assert numbers[: len(shown)] == shown
    assert len(numbers) <= 9


def test_degrees_have_an_edge_above_the_model_and_all_that_was_reached():
    assert highest_deg(reached(40, 60), model_deg=85) == 90
    assert highest_deg(reached(40, 130), model_deg=85) == 150


def test_what_is_not_yet_a_change_lies_round_the_start():
    assert usual_range(reached(50, 50, 50, 70)) == (40, 60)
    assert usual_range(reached()) is None


def test_days_of_another_algorithm_stand_for_themselves():
    shown = reached(50, 60, 70, older=1)
    assert ([value for _day, value in compared(shown)], [value for _day, value in not_compared(shown)]) == (
        [60, 70],
        [50],
    )
