"""A series to both sides in turn, one of which hardly shows."""

from itertools import pairwise

import numpy as np
import pytest

from aotrainer.motion.reps import find_repetitions
from aotrainer.motion.series import STEP, Worth, find_series

RATE_HZ = 30.0
TOLERANCE = 0.2
"""Of a repetition: where a rest ends is anybody's guess."""


def turn(height, lasts_s=2.0):
    share = np.arange(round(lasts_s * RATE_HZ)) / round(lasts_s * RATE_HZ)
    return height * (1 - np.cos(2 * np.pi * share)) / 2


def rest(lasts_s):
    return np.zeros(round(lasts_s * RATE_HZ))


def series(count=5, strong=100.0, faint=6.0, lasts_s=2.0, noise=0.3):
    """So many turns to each side, with a rest before and after."""
    turns = [turn(strong, lasts_s), turn(faint, lasts_s)] * count
    trace = np.concatenate([rest(1), *turns, rest(1)])
    return trace + np.random.default_rng(1).normal(0, noise, len(trace))


def found(trace, worth=None):
    return find_series(np.arange(len(trace)) / RATE_HZ, trace, worth)


def plainly(trace):
    return find_repetitions(np.arange(len(trace)) / RATE_HZ, trace, 10.0)


@pytest.mark.parametrize("lasts_s", [1.5, 2.0, 4.0])
def test_faint_turns_are_found_between_strong_ones(lasts_s):
    trace = series(lasts_s=lasts_s)
    spans = found(trace)
    assert len(plainly(trace)) == 5
    assert len(spans) == 10
    expected = 1 + lasts_s * np.arange(10)
    np.testing.assert_allclose([start for start, _ in spans], expected, atol=TOLERANCE * lasts_s)
    np.testing.assert_allclose([end for _, end in spans], expected + lasts_s, atol=TOLERANCE * lasts_s)


def test_a_long_pause_is_no_repetition():
    first, second = series(3), series(2)
    trace = np.concatenate([first, rest(6), second])
    spans = found(trace)
    assert len(spans) == 10
    pause = len(first) / RATE_HZ + 3
    assert not any(start < pause < end for start, end in spans)


def test_what_does_not_show_at_all_is_not_counted():
    still = series(faint=0.0, noise=0.0)
    assert len(found(still)) == len(plainly(still)) == 5


def test_neither_unit_nor_zero_nor_frames_unseen_change_anything():
    trace = series()
    assert found(3 * trace + 50) == found(trace)
    gap = trace.copy()
    gap[100:106] = np.nan
    assert len(found(gap)) == 10


def test_one_ends_where_the_next_begins_at_a_place_for_a_cut():
    spans = found(series())
    assert all(end == start for (_, end), (start, _) in pairwise(spans))
    assert all((start * RATE_HZ / STEP) % 1 == pytest.approx(0, abs=1e-6) for start, _ in spans)


def test_what_counts_against_a_repetition_can_be_chosen():
    assert found(series(), Worth(repetition=-50.0)) == ()
    even, uneven = (np.std(np.diff(found(series(), Worth(pace=pace)))) for pace in (9.0, 0.0))
    assert even < 0.5 * uneven


@pytest.mark.parametrize(
    "trace", [np.zeros(0), np.zeros(1), np.zeros(300), np.full(300, np.nan), np.arange(3.0)]
)
def test_where_nothing_moves_nothing_is_found(trace):
    assert found(trace) == ()
