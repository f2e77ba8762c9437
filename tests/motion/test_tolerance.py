from dataclasses import replace

import numpy as np
import pytest

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.score import score_motion
from aotrainer.motion.tolerance import NOISE_DEG, tolerances
from tests.figure import ABDUCTION, abduction, raise_and_lower

MODEL = abduction(raise_and_lower(peak_deg=150))


def person(peak=150.0, lean=0.0, elbow=0.0):
    lift = raise_and_lower(2, peak)
    return abduction(lift, lean_deg=lean * lift / peak, elbow_deg=elbow)


def scored(judging=ABDUCTION, **how):
    return score_motion(MODEL, person(**how), judging, "right")


PEOPLE = [
    scored(peak=peak, lean=lean, elbow=elbow)
    for peak, lean, elbow in (
        (150, 0, 0),
        (145, 2, 5),
        (140, 4, 10),
        (135, 6, 15),
        (130, 8, 20),
    )
]
LEARNED = tolerances(PEOPLE, ABDUCTION)


def test_what_people_differ_by_who_do_it_right_is_no_mistake():
    usual = scored(LEARNED, peak=140, lean=4, elbow=10)
    assert usual.parts.shape == pytest.approx(100, abs=1)
    assert usual.parts.range == pytest.approx(100, abs=1)
    assert usual.parts.posture > 80
    assert usual.total > scored(peak=140, lean=4, elbow=10).total


def test_who_differs_more_than_all_of_them_loses_more_than_half():
    assert scored(LEARNED, elbow=80).parts.shape < 50
    assert scored(LEARNED, lean=25).parts.posture < 50
    assert scored(LEARNED, peak=60).parts.range < 50


def test_people_who_are_very_alike_still_leave_the_tracker_its_error():
    strict = tolerances([scored(), scored()], ABDUCTION)
    assert strict.shape_half_deg - strict.shape_free_deg >= NOISE_DEG
    assert strict.limits["trunk_lean"] >= NOISE_DEG / 2
    assert scored(strict, lean=1).total > 75


def test_the_more_alike_peoples_ranges_are_the_more_a_short_one_costs():
    assert scored(LEARNED, peak=90).parts.range == pytest.approx(100 * 90 / 140, abs=2)
    alike, varied = (
        tolerances([scored(peak=peak) for peak in peaks], ABDUCTION)
        for peaks in ((138, 140, 142), (90, 140, 190))
    )
    assert alike.weights["range"] > varied.weights["range"] > 0
    assert scored(alike, peak=90).total < scored(varied, peak=90).total


def test_a_range_that_does_not_count_goes_on_not_counting():
    ignored = replace(ABDUCTION, weights={**ABDUCTION.weights, "range": 0.0})
    assert tolerances(PEOPLE, ignored).weights["range"] == 0


def test_only_thresholds_change_and_what_the_range_counts():
    assert {**LEARNED.weights, "range": 1.0} == ABDUCTION.weights
    assert LEARNED.segments == ABDUCTION.segments
    assert set(LEARNED.limits) == set(ABDUCTION.limits)
    assert np.isfinite([LEARNED.shape_free_deg, LEARNED.shape_half_deg, LEARNED.posture_half_deg]).all()


def test_nothing_is_learned_from_nobody():
    with pytest.raises(InvalidMotionError, match="whole movement"):
        tolerances([], ABDUCTION)
