"""Asked for a share of the model's range: who gets so far has lost nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aotrainer.motion.advice import cue_of
from aotrainer.motion.score import score_motion
from tests.figure import ABDUCTION, abduction, raise_and_lower

PEAK_DEG = 150
ARM_CM = 49 / 0.5 * 0.56
"""The figure's arm is 0.56 m at a trunk of 0.5 m, which is told as one of 49 cm."""
SIN_30 = 0.5
"""From 90 to 120 degrees the hand rises by so much of the arm."""
MODEL = abduction(raise_and_lower(peak_deg=PEAK_DEG))


def judged(peak_deg, judging=ABDUCTION):
    return score_motion(MODEL, abduction(raise_and_lower(2, peak_deg, 4.5)), judging, "right", 0.75)


@pytest.mark.parametrize("share", [0.5, 0.6, 0.7, 0.8, 0.9])
def test_who_reaches_the_share_that_was_asked_for_gets_all_points(share):
    score = judged(share * PEAK_DEG + 1, ABDUCTION.aiming_at(share))
    assert score.parts.range == 100
    assert score.total >= 95
    assert cue_of(score, ABDUCTION.aiming_at(share)) is None


@pytest.mark.parametrize("share", [0.5, 0.8])
def test_going_further_than_asked_costs_nothing(share):
    assert judged(PEAK_DEG, ABDUCTION.aiming_at(share)).parts.range == 100


def test_falling_short_of_it_is_told_by_what_is_missing_to_it():
    asked = ABDUCTION.aiming_at(0.8)
    score = judged(90, asked)
    assert score.parts.range == pytest.approx(100 * 90 / 120, abs=2)
    cue = cue_of(score, asked)
    assert (cue.key, cue.way) == ("range", "up")
    assert cue.amount == pytest.approx(ARM_CM * SIN_30, abs=3)


@settings(max_examples=10)
@given(st.floats(40, 150))
def test_asked_for_the_whole_range_nothing_changes(peak_deg):
    assert judged(peak_deg, ABDUCTION.aiming_at(1.0)) == judged(peak_deg)


def test_only_the_range_is_judged_differently():
    whole, part = judged(100), judged(100, ABDUCTION.aiming_at(0.8))
    assert whole.parts.range < part.parts.range
    assert replace(whole.parts, range=0.0, symmetry=0.0) == replace(part.parts, range=0.0, symmetry=0.0)
