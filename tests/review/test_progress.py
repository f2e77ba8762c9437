"""Changed, or not yet: only past what a person varies by, and only against what can be compared."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.motion.baseline import DEFAULT_MDC_POINTS
from aotrainer.review.progress import FIRST_DAYS, LEAST_POINTS, Point, Verdict, progress

MONDAY = date(2026, 3, 2)


def told(*days, comparable=()):
    points = [
        Point(MONDAY + timedelta(days=n), tuple(map(float, values)), n not in comparable)
        for n, values in enumerate(days)
    ]
    return progress(points, DEFAULT_MDC_POINTS, LEAST_POINTS)


def test_nothing_was_told():
    assert told().verdict is Verdict.NOT_TOLD


@pytest.mark.parametrize("days", [1, 2, 3])
def test_in_the_first_days_it_is_too_early(days):
    early = told(*[(60, 62)] * days)
    assert early.verdict is Verdict.TOO_EARLY
    assert early.days_lacking == FIRST_DAYS + 1 - days
    assert early.now is None


@pytest.mark.parametrize(
    ("later", "verdict"),
    [(69, Verdict.SAME), (71, Verdict.BETTER), (51, Verdict.SAME), (49, Verdict.WORSE)],
)
def test_until_ones_own_scatter_is_known_ten_points_are_a_change(later, verdict):
    found = told([60], [60], [60], [later])
    assert (found.start.mean, found.start.minimal_detectable_change, found.start.own) == (60, 10, False)
    assert found.verdict is verdict


def test_then_it_is_more_for_who_varies_more():
    calm = told([60, 61], [60, 61], [60, 61], [60, 61], [60, 61], [66, 67])
    restless = told([55, 66], [55, 66], [55, 66], [55, 66], [55, 66], [66, 67])
    assert calm.start.own
    assert restless.start.own
    assert calm.start.minimal_detectable_change == LEAST_POINTS
    assert restless.start.minimal_detectable_change > 19
    assert restless.verdict is Verdict.SAME


def test_progress_during_the_first_weeks_is_not_taken_for_scatter():
    found = told([30, 31], [40, 41], [50, 51], [60, 61], [70, 71], [80, 81])
    assert found.start.minimal_detectable_change == LEAST_POINTS
    assert found.start.mean == pytest.approx(40.5)
    assert found.verdict is Verdict.BETTER


def test_the_newest_three_days_are_compared():
    found = told([60], [60], [60], [99], [99], [61], [62], [63])
    assert found.now == pytest.approx(62)
    assert found.verdict is Verdict.SAME


def test_what_another_algorithm_said_is_not_compared():
    found = told([10], [10], [10], [60], [60], [60], [62], comparable=(0, 1, 2))
    assert found.start.mean == 60
    assert found.verdict is Verdict.SAME
    assert len(found.points) == 7


values = st.lists(st.lists(st.floats(0, 100), min_size=1, max_size=4), min_size=1, max_size=20)


@given(values)
def test_a_change_is_never_called_one_within_the_minimal_detectable_change(days):
    found = told(*days)
    if found.verdict in (Verdict.BETTER, Verdict.WORSE):
        assert abs(found.now - found.start.mean) > found.start.minimal_detectable_change >= LEAST_POINTS
    elif found.verdict is Verdict.SAME:
        assert abs(found.now - found.start.mean) <= found.start.minimal_detectable_change


@given(values)
def test_upside_down_better_is_worse(days):
    upright, turned = told(*days), told(*[[100 - value for value in day] for day in days])
    swapped = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}
    edge = upright.change and abs(abs(upright.change.amount) - upright.start.minimal_detectable_change) < 1e-6
    assert edge or turned.verdict is swapped.get(upright.verdict, upright.verdict)
