import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.baseline import (
    DEFAULT_MDC_DEG,
    baseline,
    change_since,
    minimal_detectable_change,
)

SESSIONS = [[80.0, 84.0, 82.0], [88.0, 84.0, 86.0], [83.0, 85.0]]


def test_the_change_that_counts_is_that_of_the_books():
    assert minimal_detectable_change(2.46) == pytest.approx(6.82, abs=0.01)  # Fugl-Meyer, arm


def test_the_scatter_is_that_within_sessions_not_between_them():
    start = baseline(SESSIONS, DEFAULT_MDC_DEG)
    assert start.own
    assert start.mean == pytest.approx(84.0)
    # Sums of squares 8, 8 and 2 with 2, 2 and 1 degrees of freedom.
    assert start.minimal_detectable_change == pytest.approx(1.96 * np.sqrt(2) * np.sqrt(18 / 5))


def test_with_few_measures_the_usual_change_counts():
    start = baseline([[80.0, 90.0], [70.0]], DEFAULT_MDC_DEG)
    assert not start.own
    assert start.minimal_detectable_change == DEFAULT_MDC_DEG


@pytest.mark.parametrize(
    ("later", "direction"), [(84, "no change"), (89, "no change"), (90, "better"), (78, "worse")]
)
def test_only_what_is_past_it_is_called_a_change(later, direction):
    assert change_since(baseline(SESSIONS, DEFAULT_MDC_DEG), later).direction == direction


def test_where_less_is_better_less_is_called_better():
    start = baseline(SESSIONS, DEFAULT_MDC_DEG)
    assert change_since(start, 70, higher_is_better=False).direction == "better"


@given(st.floats(-1e3, 1e3), st.floats(0.1, 100))
def test_neither_offset_nor_unit_matter(offset, size):
    plain = baseline(SESSIONS, DEFAULT_MDC_DEG)
    other = baseline([[offset + size * value for value in one] for one in SESSIONS], DEFAULT_MDC_DEG)
    expected = size * plain.minimal_detectable_change
    assert other.minimal_detectable_change == pytest.approx(expected, rel=1e-6, abs=1e-9)


def test_an_unchanged_person_is_hardly_ever_told_of_a_change():
    rng = np.random.default_rng(7)
    told = 0
    for _ in range(400):
        start = baseline(rng.normal(60, 4, (10, 6)), DEFAULT_MDC_DEG)
        told += change_since(start, rng.normal(60, 4)).direction != "no change"
    assert told / 400 < 0.05


@pytest.mark.parametrize("sessions", [[], [[]], [[80.0, float("nan")]]])
def test_nothing_to_begin_with_is_told(sessions):
    with pytest.raises(InvalidMotionError, match="at least one trial"):
        baseline(sessions, DEFAULT_MDC_DEG)
