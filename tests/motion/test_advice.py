from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.advice import Cue, cue_of, praise_key
from aotrainer.motion.compensation import Observed
from aotrainer.motion.pose import opposite
from aotrainer.motion.score import score_motion
from tests.figure import ABDUCTION, abduction, raise_and_lower

MODEL = abduction(raise_and_lower(peak_deg=150))


def judged(**attempt):
    lift = raise_and_lower(2, attempt.pop("peak_deg", 150), attempt.pop("duration_s", 4.5))
    leaning_deg = attempt.pop("leaning_deg", 0)
    return scored(lift, lean_deg=leaning_deg * lift / lift.max(), **attempt)


def scored(lift, **attempt):
    return score_motion(MODEL, abduction(lift, **attempt), ABDUCTION, "right", 0.75)


def key(score):
    cue = cue_of(score, ABDUCTION)
    return cue and cue.key


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
    assert key(judged(**attempt)) == cue


def test_one_slow_repetition_among_good_ones_is_not_called_too_fast():
    lift = np.concatenate([raise_and_lower(3, 150, 4.5), raise_and_lower(1, 150, 16)])
    assert key(scored(lift)) in {"too_slow", None}


@pytest.mark.parametrize(("peak_deg", "short_cm"), [(120, 20), (105, 33), (90, 47)])
def test_a_short_range_is_told_in_centimetres_to_go(peak_deg, short_cm):
    cue = cue_of(judged(peak_deg=peak_deg), ABDUCTION)
    assert (cue.key, cue.unit, cue.way) == ("range", "cm", "up")
    assert cue.amount == pytest.approx(short_cm, abs=3)


@pytest.mark.parametrize(("duration_s", "away_s"), [(12, 12 - 4 / 0.75), (2, 4 - 2)])
def test_a_wrong_tempo_is_told_in_seconds_of_each_repetition(duration_s, away_s):
    cue = cue_of(judged(duration_s=duration_s), ABDUCTION)
    assert cue.unit == "s"
    assert cue.amount == pytest.approx(away_s, rel=0.2)


@pytest.mark.parametrize("phase", ["out", "turn", "back"])
def test_a_compensation_is_told_with_when_it_happens(phase):
    lift = raise_and_lower(peak_deg=150)
    middle = {"out": 0.3, "turn": 0.5, "back": 0.7}[phase] * len(lift)
    lean_deg = 25 * np.exp(-(((np.arange(len(lift)) - middle) / (0.1 * len(lift))) ** 2))
    cue = cue_of(scored(np.tile(lift, 2), lean_deg=np.tile(lean_deg, 2)), ABDUCTION)
    assert (cue.key, cue.phase) == ("trunk_lean", phase)


@pytest.mark.parametrize("phase", ["out", "back"])
def test_a_wrong_path_is_told_with_the_way_on_which_it_is(phase):
    lift = raise_and_lower(peak_deg=150)
    half = np.arange(len(lift)) < len(lift) / 2
    bent_deg = np.where(half if phase == "out" else ~half, 70.0, 0.0) * (lift / 150) * (1 - lift / 150) * 4
    cue = cue_of(scored(np.tile(lift, 2), elbow_deg=np.tile(bent_deg, 2)), ABDUCTION)
    assert (cue.key, cue.phase) == ("forearm", phase)


def test_a_leaning_trunk_comes_before_the_neck_that_it_bends():
    score = scored(raise_and_lower(2, 150))
    both = (Observed("trunk_lean", 11, 10, 2.0), Observed("neck_bend", 19, 15, 2.0))
    bent = replace(score, repetitions=tuple(replace(rep, compensations=both) for rep in score.repetitions))
    assert cue_of(bent, ABDUCTION).key == "trunk_lean"


def test_a_posture_lost_to_a_compensation_within_its_limit_is_told_by_that():
    score = judged(leaning_deg=9)
    assert all(not each.counts for rep in score.repetitions for each in rep.compensations)
    worse = replace(ABDUCTION, weights={**ABDUCTION.weights, "posture": 2.0})
    assert cue_of(score, worse).key == "trunk_lean"


def test_the_neck_that_bends_along_with_it_comes_last_there_too():
    score = judged(leaning_deg=9)
    both = (Observed("trunk_lean", 8, 10, 2.0), Observed("neck_bend", 14, 15, 2.0))
    bent = replace(score, repetitions=tuple(replace(rep, compensations=both) for rep in score.repetitions))
    assert cue_of(bent, replace(ABDUCTION, weights={**ABDUCTION.weights, "posture": 2.0})).key == "trunk_lean"


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_limb_that_should_have_kept_still_is_named(side):
    lift = raise_and_lower(2, 150)
    both, other = abduction(lift, side), abduction(lift, opposite(side))
    columns = [both.column(f"{opposite(side)}_{name}") for name in ("elbow", "wrist")]
    image = both.image.copy()
    image[:, columns] = other.image[:, columns]
    score = score_motion(MODEL, replace(both, image=image), ABDUCTION, side, 0.75)
    cue = cue_of(score, ABDUCTION)
    assert (cue.key, cue.side, cue.limb) == ("posture", opposite(side), "arm")


def test_the_side_that_does_less_is_told_of_a_movement_of_both():
    both = replace(ABDUCTION, weights={**ABDUCTION.weights, "symmetry": 1.0})
    score = scored(raise_and_lower(2, 150))
    for other_deg, side in ((100, "left"), (200, "right")):
        uneven = tuple(replace(rep, other_side_deg=other_deg) for rep in score.repetitions)
        less = replace(score, repetitions=uneven, parts=replace(score.parts, symmetry=60))
        assert cue_of(less, both).side == side


def test_range_gained_by_leaning_earns_no_praise():
    assert praise_key(judged(leaning_deg=25)) != "range"


def test_praise_names_what_went_best():
    assert praise_key(judged(peak_deg=60)) in {"shape", "tempo"}
    assert praise_key(judged(duration_s=12)) in {"range", "shape"}


def test_praise_is_found_even_when_nothing_was_good():
    assert praise_key(judged(peak_deg=40, duration_s=15, elbow_deg=60)) == "any"


def test_one_repetition_that_was_not_seen_takes_no_number_away():
    score = scored(raise_and_lower(3, 90))
    one, *others = score.repetitions
    partly = replace(score, repetitions=(replace(one, short_cm=np.nan), *others))
    assert cue_of(partly, ABDUCTION).amount == pytest.approx(cue_of(score, ABDUCTION).amount, abs=1)


def test_who_was_seen_badly_is_not_told_that_all_was_well():
    score = replace(scored(raise_and_lower(2, 100)), confidence=40.0)
    assert cue_of(score, ABDUCTION) == Cue("unsure")


def test_what_is_to_change_is_not_praised():
    score = scored(raise_and_lower(2, 150))
    alike = replace(score, parts=replace(score.parts, range=84, shape=83, tempo=82))
    assert praise_key(alike) == "range"
    assert praise_key(alike, Cue("range")) == "shape"
    assert praise_key(alike, Cue("forearm")) == "range"
