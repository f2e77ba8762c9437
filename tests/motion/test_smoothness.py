import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.smoothness import dimensionless_jerk, log_dimensionless_jerk, spectral_arc_length

T = np.arange(-1, 1, 0.01)
GAUSSIAN = np.exp(-5 * T**2)
"""The profile that the method's authors publish values for, at 100 Hz."""
MEASURES = (spectral_arc_length, log_dimensionless_jerk)


def test_the_published_values_of_a_gaussian_profile():
    assert spectral_arc_length(GAUSSIAN, 100) == pytest.approx(-1.41403, abs=5e-6)
    assert dimensionless_jerk(GAUSSIAN, 100) == pytest.approx(-335.74684, abs=5e-6)
    assert log_dimensionless_jerk(GAUSSIAN, 100) == pytest.approx(-5.81636, abs=5e-6)


@given(size=st.floats(1e-3, 1e3), factor=st.floats(0.2, 5))
def test_size_and_duration_change_nothing(size, factor):
    for measure in MEASURES:
        assert measure(size * GAUSSIAN, 100) == pytest.approx(measure(GAUSSIAN, 100), abs=1e-6)
    slower = log_dimensionless_jerk(GAUSSIAN, 100 * factor)
    assert slower == pytest.approx(log_dimensionless_jerk(GAUSSIAN, 100), abs=1e-6)


@pytest.mark.parametrize("measure", MEASURES)
def test_each_stop_on_the_way_makes_it_less_smooth(measure):
    t = np.linspace(0, 2, 200)
    values = [measure(1 - np.cos(np.pi * stops * t), 100) for stops in (1, 2, 3, 4)]
    assert all(np.diff(values) < -0.1), values


@pytest.mark.parametrize("measure", MEASURES)
def test_tremor_makes_it_less_smooth_by_its_size(measure):
    values = [measure(np.abs(GAUSSIAN + a * np.sin(2 * np.pi * 5 * T)), 100) for a in (0, 0.1, 0.2, 0.4)]
    assert all(np.diff(values) < 0), values


@pytest.mark.parametrize("speed", [np.zeros(50), np.ones(2), np.full(50, np.nan), np.array([])])
@pytest.mark.parametrize("measure", MEASURES)
def test_no_movement_has_no_smoothness(measure, speed):
    with pytest.raises(InvalidMotionError):
        measure(speed, 30)


def test_nor_has_an_even_speed_a_jerk_to_take_the_logarithm_of():
    with pytest.raises(InvalidMotionError):
        log_dimensionless_jerk(np.ones(20), 30)
    assert spectral_arc_length(np.ones(20), 30) < 0
