import math
from dataclasses import replace
from functools import cache

import pytest

from aotrainer.motion.advice import cue_of, praise_key
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.motion.score import score_motion
from aotrainer.practice.summary import summary_of, together
from tests.figure import ABDUCTION, abduction, raise_and_lower
from tests.store.builders import trial

UNSEEN = Unscorable(Reason.NOT_SEEN, "Your right wrist was not seen well enough.")


@cache
def scored(peak_deg=150.0, duration_s=4.5, leaning_deg=0.0):
    lift = raise_and_lower(2, peak_deg, duration_s)
    attempt = abduction(lift, lean_deg=leaning_deg * lift / lift.max())
    return score_motion(abduction(raise_and_lower(peak_deg=150)), attempt, ABDUCTION, "right", 0.75)


def tried(*outcomes, exercise="shoulder_abduction"):
    return [
        replace(trial(n), exercise_id=exercise, outcome=outcome)
        for n, outcome in enumerate(outcomes, start=1)
    ]


def test_one_trial_is_advised_as_by_itself():
    short = scored(peak_deg=100)
    found = summary_of(tried(short))
    assert (found.total, found.cue) == (short.total, cue_of(short, ABDUCTION))
    assert found.praise == praise_key(short, found.cue)


def test_the_total_is_the_mean_of_the_trials_that_were_judged():
    good, short = scored(), scored(peak_deg=100)
    found = summary_of(tried(good, UNSEEN, short))
    assert found.trials == 3
    assert found.total == pytest.approx((good.total + short.total) / 2)
    assert found.reasons == (UNSEEN,)


def test_the_cue_is_what_costs_most_on_average():
    very_short, too_short, too_slow = scored(peak_deg=75), scored(peak_deg=120), scored(duration_s=9)
    assert [cue_of(one, ABDUCTION).key for one in (very_short, too_slow)] == ["range", "too_slow"]
    assert summary_of(tried(very_short, too_slow, scored())).cue.key == "range"
    assert summary_of(tried(too_short, too_slow, too_slow)).cue.key == "too_slow"


def test_a_compensation_that_is_past_its_limit_on_average_comes_first():
    leaning, short = scored(leaning_deg=25), scored(peak_deg=75)
    assert summary_of(tried(leaning, leaning, short)).cue.key == "trunk_lean"


def test_a_compensation_in_one_trial_of_five_does_not_come_first():
    leaning, short = scored(leaning_deg=14), scored(peak_deg=90)
    assert cue_of(leaning, ABDUCTION).key == "trunk_lean"
    assert summary_of(tried(leaning, *[short] * 4)).cue.key == "range"


def test_the_order_of_the_trials_does_not_matter():
    one, other, third = scored(peak_deg=90), scored(duration_s=9), scored(leaning_deg=12)
    assert summary_of(tried(one, other, third)).cue == summary_of(tried(third, one, other)).cue


def test_advice_is_about_the_exercise_that_went_least_well():
    found = summary_of([*tried(scored(), scored()), *tried(scored(peak_deg=90), exercise="scaption")])
    assert found.about.exercise_id == "scaption"
    assert found.cue.key == "range"


def test_who_was_never_judged_gets_the_reasons_and_no_number():
    found = summary_of(tried(UNSEEN, UNSEEN))
    assert math.isnan(found.total)
    assert (found.about, found.cue, found.praise) == (None, None, "any")
    assert len(found.reasons) == 2


def test_several_scores_are_one_with_all_their_repetitions():
    one, other = scored(), scored(peak_deg=90)
    both = together([one, other])
    assert both.repetitions == (*one.repetitions, *other.repetitions)
    assert both.parts.range == pytest.approx((one.parts.range + other.parts.range) / 2)
    assert together([one]) == one
