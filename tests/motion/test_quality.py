import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.motion.quality import range_percent, shape_percent, tempo_excess, tempo_percent


def test_half_the_range_is_50_percent_and_more_than_the_model_is_100():
    assert range_percent(60, 120) == 50
    assert range_percent(150, 120) == 100


def test_shape_falls_evenly_between_its_two_thresholds():
    assert shape_percent(4, 5, 50) == 100
    assert shape_percent(27.5, 5, 50) == 50
    assert shape_percent(70, 5, 50) == 0


@pytest.mark.parametrize("duration", [4.0, 4.5, 4.0 / 0.75])
def test_every_tempo_from_real_to_shown_is_on_target(duration):
    assert tempo_percent(duration, 4.0, 0.75, 3.0) == 100


@pytest.mark.parametrize(("duration", "side"), [(2.0, "fast"), (12.0, "slow")])
def test_too_fast_and_too_slow_cost_points(duration, side):
    assert tempo_percent(duration, 4.0, 0.75, 3.0) < 60
    assert (tempo_excess(duration, 4.0, 0.75) > 1) == (side == "slow")


@given(st.floats(0.3, 40), st.floats(1, 3))
def test_being_further_off_target_never_scores_better(duration, further):
    slower = tempo_percent(max(duration, 4 / 0.75) * further, 4, 0.75, 3)
    assert slower <= tempo_percent(max(duration, 4 / 0.75), 4, 0.75, 3) + 1e-9
    faster = tempo_percent(min(duration, 4) / further, 4, 0.75, 3)
    assert faster <= tempo_percent(min(duration, 4), 4, 0.75, 3) + 1e-9
