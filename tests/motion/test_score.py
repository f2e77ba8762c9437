from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.pose import BODY, mirror
from aotrainer.motion.score import ALGORITHM, Score, score_motion
from aotrainer.motion.segmentation import reference_direction, repetitions_so_far
from tests.figure import ABDUCTION, abduction, raise_and_lower

MODEL = abduction(raise_and_lower(peak_deg=150))


def scored(attempt, side=None, rate=1.0) -> Score:
    score = score_motion(MODEL, attempt, ABDUCTION, side, rate)
    assert isinstance(score, Score), score
    return score


def test_a_motion_against_itself_is_100():
    score = scored(MODEL)
    assert score.total == pytest.approx(100)
    assert score.side == "right"
    assert score.algorithm == ALGORITHM


@given(
    scale=st.floats(0.15, 0.8),
    x=st.floats(-0.4, 0.4),
    y=st.floats(-0.2, 0.2),
    peak=st.sampled_from([60, 100, 150]),
)
@settings(max_examples=15)
def test_size_distance_and_place_change_nothing(scale, x, y, peak):
    lift = raise_and_lower(2, peak_deg=peak)
    here = scored(abduction(lift))
    there = scored(abduction(lift, scale=scale, at=(x, y)))
    assert there.total == pytest.approx(here.total, abs=1e-6)


def test_the_left_arm_scores_as_the_right_one_does():
    lift = raise_and_lower(2, peak_deg=110)
    right, left = scored(abduction(lift, elbow_deg=15)), scored(abduction(lift, "left", elbow_deg=15))
    assert left.side == "left"
    assert left.total == pytest.approx(right.total, abs=1e-6)
    assert scored(mirror(abduction(lift, elbow_deg=15))).total == pytest.approx(right.total, abs=1e-6)


@pytest.mark.parametrize("stretch", [0.9, 1.0, 1.2, 1.33])
def test_any_tempo_from_real_to_shown_is_nearly_full_marks(stretch):
    attempt = abduction(raise_and_lower(2, peak_deg=150, duration_s=4 * stretch))
    assert scored(attempt, rate=0.75).total > 98


def test_half_the_range_is_half_the_range_part():
    slant = np.degrees(np.arctan2(0.06, 0.5))
    assert scored(abduction(raise_and_lower(peak_deg=75))).parts.range == pytest.approx(50, abs=1)
    assert scored(MODEL).model_range_deg == pytest.approx(150, abs=1)
    assert scored(MODEL).repetitions[0].repetition.turn_deg == pytest.approx(150 + slant, abs=1)


@pytest.mark.parametrize(
    "flaw",
    [
        lambda size: {"elevation": raise_and_lower(2, peak_deg=150 - 110 * size)},
        lambda size: {"elevation": raise_and_lower(2, peak_deg=150), "elbow_deg": 90 * size},
        lambda size: {"elevation": raise_and_lower(2, peak_deg=150), "lean_deg": 40 * size},
        lambda size: {"elevation": raise_and_lower(2, peak_deg=150, duration_s=4 + 12 * size)},
        lambda size: {"elevation": raise_and_lower(2, peak_deg=150, duration_s=4 - 2.5 * size)},
    ],
    ids=["short range", "bent elbow", "leaning trunk", "slow", "fast"],
)
def test_more_of_a_flaw_never_scores_better(flaw):
    totals = []
    for size in np.linspace(0, 1, 6):
        arguments = flaw(size)
        totals.append(scored(abduction(arguments.pop("elevation"), **arguments), rate=0.75).total)
    assert all(worse <= better + 0.1 for better, worse in pairwise(totals))
    assert totals[-1] < totals[0] - 5


def test_the_bent_elbow_is_found_in_the_forearm():
    # Warping shares a constant bend between the two segments: the forearm runs ahead, the upper arm waits.
    errors = (
        scored(abduction(raise_and_lower(2, peak_deg=150), elbow_deg=40)).repetitions[0].segment_error_deg
    )
    assert 25 < errors["forearm"] < 42
    assert errors["upper_arm"] < 0.6 * errors["forearm"]
    assert errors["trunk"] < 1


def test_every_repetition_has_its_own_score():
    lift = np.concatenate([raise_and_lower(peak_deg=150), raise_and_lower(peak_deg=75)])
    score = scored(abduction(lift))
    good, half = score.repetitions
    assert good.total > 98
    assert half.total < 75
    assert score.total == pytest.approx((good.total + half.total) / 2)


def test_a_few_lost_frames_change_little():
    attempt = abduction(raise_and_lower(3, peak_deg=120))
    visibility = attempt.visibility.copy()
    lost = np.random.default_rng(5).random(len(attempt)) < 0.2
    visibility[lost] = 0
    flickering = scored(replace(attempt, visibility=visibility))
    assert flickering.total == pytest.approx(scored(attempt).total, abs=3)


def test_a_stalled_computer_changes_little():
    attempt = abduction(raise_and_lower(3, peak_deg=120))
    visibility = attempt.visibility.copy()
    visibility[[k for k in range(len(attempt)) if k % 100 in range(50, 62)]] = 0
    stalled = scored(replace(attempt, visibility=visibility))
    assert len(stalled.repetitions) == 3
    assert stalled.total == pytest.approx(scored(attempt).total, abs=3)


def test_a_hidden_wrist_does_not_make_a_movement_better():
    attempt = abduction(raise_and_lower(3, peak_deg=150), elbow_deg=60)
    visibility = attempt.visibility.copy()
    visibility[::3, BODY.index["right_wrist"]] = 0
    assert scored(replace(attempt, visibility=visibility)).total <= scored(attempt).total + 3


def test_the_counter_counts_while_the_patient_moves():
    direction = reference_direction(MODEL, ABDUCTION)
    attempt = abduction(raise_and_lower(3), "left")
    counts = [
        len(repetitions_so_far(attempt.between(0, t), ABDUCTION, "left", direction))
        for t in (0.1, 3, 5, 9.5, 14)
    ]
    assert counts == [0, 0, 1, 2, 3]


def test_a_reference_without_a_single_repetition_is_refused():
    with pytest.raises(InvalidMotionError, match="2 repetitions"):
        score_motion(abduction(raise_and_lower(2)), MODEL, ABDUCTION)


def test_nothing_is_invented_for_what_was_not_seen():
    unseen = replace(MODEL, visibility=np.zeros_like(MODEL.visibility))
    assert isinstance(score_motion(MODEL, unseen, ABDUCTION), Unscorable)


def test_a_therapist_can_say_where_the_repetitions_are():
    """Two lifts that are done in one go with a low dip between them: found as they are, or as marked."""
    up = 150 * (1 - np.cos(np.linspace(0, np.pi, 60))) / 2
    dip = 150 - 100 * (1 - np.cos(np.linspace(0, 2 * np.pi, 90))) / 2
    attempt = abduction(np.concatenate([np.zeros(20), up, dip, up[::-1], np.zeros(20)]))
    found = scored(attempt).repetitions
    middle = (20 + 60 + 45) / 30
    marked = score_motion(MODEL, attempt, ABDUCTION, "right", marked=[(0.6, middle), (middle, 7.6)])
    assert len(found) == 1
    assert len(marked.repetitions) == 2
    assert [rep.repetition.turn_deg for rep in marked.repetitions] == pytest.approx([150, 150], abs=8)


def test_a_mark_of_nothing_seen_is_left_out():
    refused = score_motion(MODEL, MODEL, ABDUCTION, "right", marked=[(50.0, 60.0)])
    assert isinstance(refused, Unscorable)


@pytest.mark.parametrize("mark", [(1.0, 1.0), (0.6, 0.61)])
def test_a_mark_that_holds_no_movement_is_left_out(mark):
    attempt = abduction(raise_and_lower(2, peak_deg=150))
    marked = score_motion(MODEL, attempt, ABDUCTION, "right", marked=[mark, (0.4, 4.6)])
    assert isinstance(marked, Score), marked
    assert len(marked.repetitions) == 1
