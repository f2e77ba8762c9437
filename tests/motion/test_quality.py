import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.motion.quality import (
    TEMPO_FREE_RATIO,
    halved,
    hold_percent,
    posture_percent,
    range_percent,
    shape_percent,
    smoothness_percent,
    tempo_excess,
    tempo_percent,
)

MEASURES = {
    "shape": lambda x: shape_percent(x, 5, 25),
    "smoothness": lambda x: smoothness_percent(x, 2.0, 90.0),
    "posture": lambda x: posture_percent(x, 20, ()),
    "compensation": lambda x: posture_percent(0, 20, [x, 0.2]),
    "short range": lambda x: range_percent(100 / (1 + x), 100, 0.1),
    "short hold": lambda x: hold_percent(1 / (1 + x), 1.0),
    "slow": lambda x: tempo_percent(tempo_excess(4 * (1 + x), (4, 4), 0.75), 2.0),
    "fast": lambda x: tempo_percent(tempo_excess(4 / (1 + x), (4, 4), 0.75), 2.0),
}


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
@given(less=st.floats(0, 50), more=st.floats(0, 50))
def test_no_flaw_costs_nothing_and_a_larger_one_never_scores_better(measure, less, more):
    assert measure(0) == pytest.approx(100)
    assert 100 >= measure(less) >= measure(less + more) > 0


def test_what_is_free_costs_nothing_and_then_every_step_halves():
    assert [halved(x, 5, 25) for x in (0, 5, 25, 45, 65)] == [100, 100, 50, 25, 12.5]


def test_half_the_range_is_50_percent_and_more_than_the_model_is_100():
    assert range_percent(60, 120, 0) == 50
    assert range_percent(150, 120, 0) == 100


def test_what_the_tracker_may_miss_of_a_range_is_not_missed():
    assert range_percent(90, 120, 0.25) == 100
    assert range_percent(45, 120, 0.25) == 50


@pytest.mark.parametrize("duration", [4.0, 4.5, 4.0 / 0.75])
def test_every_tempo_from_real_to_shown_is_on_target(duration):
    assert tempo_excess(duration, (4.0, 4.0), 0.75) == 1
    assert tempo_percent(1.0, 2.0) == 100


def test_twice_too_slow_and_twice_too_fast_leave_half():
    assert tempo_excess(2 * 4 / 0.75, (4.0, 4.0), 0.75) == pytest.approx(2)
    assert tempo_excess(2.0, (4.0, 4.0), 0.75) == pytest.approx(0.5)
    assert tempo_percent(2.0, 2.0) == pytest.approx(tempo_percent(0.5, 2.0)) == pytest.approx(50)


def test_who_was_never_shown_a_hold_need_not_hold():
    assert hold_percent(0.0, 0.0) == 100
    assert hold_percent(0.2, 0.8) == pytest.approx(25 * TEMPO_FREE_RATIO)
    assert hold_percent(0.7, 0.8) == 100
    assert hold_percent(3.0, 0.8) == 100


def test_a_compensation_of_one_and_a_half_limits_leaves_half_of_the_posture():
    assert posture_percent(0, 20, [0.5, 0.1]) == 100
    assert posture_percent(0, 20, [1.5]) == pytest.approx(50)
    assert posture_percent(20, 20, [1.5, 1.5]) == pytest.approx(12.5)
