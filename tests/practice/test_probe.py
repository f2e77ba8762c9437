from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.practice.probe import (
    DOT_S,
    EVERY_S,
    LATE_S,
    QUIET_S,
    Answers,
    answered,
    is_answer,
    probe_at,
    probes,
)

watching, seeds, loops = st.floats(0, 600), st.integers(0, 10_000), st.floats(3, 90)


@given(watching, seeds, loops)
def test_dots_keep_away_from_the_beginning_and_the_end(watching_s, seed, loop_s):
    dots = probes(watching_s, seed, loop_s)
    assert all(dot >= QUIET_S and dot + DOT_S <= watching_s - QUIET_S + 1e-9 for dot in dots)


@given(watching, seeds, loops)
def test_there_is_at_most_one_dot_a_loop(watching_s, seed, loop_s):
    dots = probes(watching_s, seed, loop_s)
    passes = [int(dot // loop_s) for dot in dots]
    assert len(set(passes)) == len(passes)
    assert len(dots) <= watching_s / EVERY_S + 1


@given(watching, seeds, loops)
def test_dots_never_overlap(watching_s, seed, loop_s):
    dots = probes(watching_s, seed, loop_s)
    assert all(later - dot >= DOT_S - 1e-9 for dot, later in pairwise(dots))


@given(watching, seeds)
def test_the_same_seed_gives_the_same_dots(watching_s, seed):
    assert probes(watching_s, seed) == probes(watching_s, seed)


def test_another_seed_gives_others():
    assert len({probes(180, seed) for seed in range(50)}) == 50


def test_dots_come_anywhere_in_a_loop():
    first = [probes(60, seed)[0] for seed in range(400)]
    assert min(first) < QUIET_S + 1
    assert max(first) > EVERY_S - DOT_S - 1


def test_three_minutes_have_six_dots_and_a_few_seconds_none():
    assert len(probes(180, 1)) == 6
    assert probes(QUIET_S + DOT_S + QUIET_S, 1) == ()


def test_a_dot_is_on_for_three_seconds():
    assert [probe_at(t, (20.0,)) for t in (19.9, 20.0, 22.9, 23.0)] == [None, 20.0, 20.0, None]


@pytest.mark.parametrize(
    ("after_s", "counts"), [(-0.1, False), (0, True), (DOT_S, True), (DOT_S + LATE_S, False)]
)
def test_an_answer_comes_with_the_dot_or_a_little_late(after_s, counts):
    assert is_answer(20 + after_s, 20) == counts


def test_answers_are_counted_by_dots():
    dots = (20.0, 50.0, 80.0)
    assert answered(dots, []) == Answers(3, 0, 0)
    assert answered(dots, [21, 51, 84]) == Answers(3, 3, 0)
    assert answered(dots, [21, 21.5, 40]) == Answers(3, 1, 1)


def test_who_presses_all_the_time_is_told_from_who_watches():
    found = answered(probes(180, 3), range(180))
    assert found.answered == found.dots
    assert found.without > 100
