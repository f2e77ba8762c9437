import numpy as np
import pytest

from aotrainer.motion.advice import _tempo_cue, cue_key, praise_key
from aotrainer.motion.score import score_motion
from tests.figure import ABDUCTION, abduction, raise_and_lower

MODEL = abduction(raise_and_lower(peak_deg=150))


def judged(**attempt):
    lift = raise_and_lower(2, attempt.pop("peak_deg", 150), attempt.pop("duration_s", 4.5))
    leaning_deg = attempt.pop("leaning_deg", 0)
    return scored(lift, lean_deg=leaning_deg * lift / lift.max(), **attempt)


def scored(lift, **attempt):
    return score_motion(MODEL, abduction(lift, **attempt), ABDUCTION, "right", 0.75)


@pytest.mark.parametrize(
    ("attempt", "cue"),
    [
        ({}, None),
        ({"peak_deg": 90}, "range"),
        ({"duration_s": 12}, "too_slow"),
        ({"duration_s": 2}, "too_fast"),
        ({"elbow_deg": 45}, "forearm"),
        ({"leaning_deg": 25}, "trunk_lean"),
        ({"leaning_deg": 25, "peak_deg": 90}, "trunk_lean"),
    ],
)
def test_the_cue_names_the_flaw(attempt, cue):
    assert cue_key(judged(**attempt), ABDUCTION) == cue


def test_one_slow_repetition_among_good_ones_is_not_called_too_fast():
    lift = np.concatenate([raise_and_lower(3, 150, 4.5), raise_and_lower(1, 150, 16)])
    assert cue_key(scored(lift), ABDUCTION) in {"too_slow", None}
    assert _tempo_cue(scored(lift)) == "too_slow"


def test_range_gained_by_leaning_earns_no_praise():
    assert praise_key(judged(leaning_deg=25)) != "range"


def test_praise_names_what_went_best():
    assert praise_key(judged(peak_deg=60)) in {"shape", "tempo"}
    assert praise_key(judged(duration_s=12)) in {"range", "shape"}


def test_praise_is_found_even_when_nothing_was_good():
    assert praise_key(judged(peak_deg=40, duration_s=15, elbow_deg=60)) == "any"
