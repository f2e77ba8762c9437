import numpy as np
import pytest

from aotrainer.motion.reps import find_repetitions, movement_direction
from tests.figure import RATE_HZ, raise_and_lower


def found(angle, min_excursion_deg=15.0, direction=1):
    return find_repetitions(np.arange(len(angle)) / RATE_HZ, np.asarray(angle), min_excursion_deg, direction)


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_every_repetition_is_found(count):
    reps = found(raise_and_lower(count))
    assert len(reps) == count
    assert [rep.excursion_deg for rep in reps] == pytest.approx([120] * count, abs=0.5)


def test_times_are_those_of_leaving_and_reaching_rest():
    # A raised cosine is a tenth of its height above rest at 0.1024 of its duration.
    (rep,) = found(raise_and_lower(1, duration_s=4.0, rest_s=1.0))
    assert rep.start_s == pytest.approx(1.41, abs=0.05)
    assert rep.turn_s == pytest.approx(3.0, abs=0.05)
    assert rep.end_s == pytest.approx(4.59, abs=0.05)


def test_a_movement_that_lowers_the_angle_is_found_too():
    angle = 90 - raise_and_lower(3, peak_deg=80)
    assert movement_direction(90 - raise_and_lower(1, peak_deg=80)) == -1
    reps = found(angle, direction=-1)
    assert [(rep.start_deg, rep.turn_deg) for rep in reps] == [
        (pytest.approx(90), pytest.approx(10, abs=0.5)) for _ in range(3)
    ]


def test_rest_and_small_movements_are_none():
    assert found(np.full(200, 20.0)) == ()
    assert found(raise_and_lower(3, peak_deg=10)) == ()


def test_tremor_at_the_top_is_not_counted():
    angle = raise_and_lower(2, duration_s=6)
    t = np.arange(len(angle)) / RATE_HZ
    assert len(found(angle + 5 * np.sin(2 * np.pi * 5 * t) * (angle > 60))) == 2


def test_one_guided_lift_does_not_hide_the_weak_ones():
    angle = np.concatenate([raise_and_lower(1, peak_deg=150), *[raise_and_lower(1, peak_deg=45)] * 5])
    assert len(found(angle)) == 6


def test_a_leap_of_the_tracker_is_no_movement_and_hides_none():
    angle = raise_and_lower(5, peak_deg=45, rest_s=1)
    angle[10:16] = 170
    assert [rep.excursion_deg for rep in found(angle)] == pytest.approx([45] * 5, abs=3)


def test_drift_at_rest_does_not_lengthen_a_small_repetition():
    angle = raise_and_lower(4, peak_deg=25, duration_s=4, rest_s=10)
    t = np.arange(len(angle)) / RATE_HZ
    durations = [rep.duration_s for rep in found(angle + 1.5 * np.sin(2 * np.pi * t / 7))]
    assert durations == pytest.approx([3.2] * 4, abs=0.8)


def test_a_long_rest_changes_nothing():
    angle = np.concatenate([raise_and_lower(1), np.zeros(round(340 * RATE_HZ)), raise_and_lower(1)])
    assert len(found(angle)) == 2


def test_a_pause_on_the_way_does_not_split_a_repetition():
    up = raise_and_lower(1, duration_s=4, rest_s=1)
    half = int(np.argmax(up > 60))
    assert len(found(np.concatenate([up[:half], np.full(45, up[half]), up[half:]]))) == 1


def test_an_unfinished_repetition_at_the_end_is_not_counted():
    angle = raise_and_lower(3)
    peak_of_last = len(angle) - round(2.5 * RATE_HZ)
    assert len(found(angle[: peak_of_last + 5])) == 2


def test_a_movement_under_way_when_the_recording_begins_is_not_counted():
    angle = raise_and_lower(3, rest_s=0.5)
    first_peak = round(2.5 * RATE_HZ)
    assert len(found(angle[first_peak - 5 :])) == 2


def test_a_flick_is_too_short_to_count():
    assert found(raise_and_lower(1, duration_s=0.5)) == ()


def test_unseen_moments_are_bridged():
    angle = raise_and_lower(2)
    angle[40:44] = np.nan
    assert len(found(angle)) == 2
    assert found(np.full(100, np.nan)) == ()
