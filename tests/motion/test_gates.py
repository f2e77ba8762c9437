from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.motion.pose import BODY, Motion, PoseFrame
from aotrainer.motion.recognition import candidate
from aotrainer.motion.score import Score, score_motion
from tests.figure import ABDUCTION, abduction, raise_and_lower

MODEL = abduction(raise_and_lower(peak_deg=150))
LIFTS = raise_and_lower(2, peak_deg=120)


def reason(attempt, side="right") -> Reason:
    refused = score_motion(MODEL, attempt, ABDUCTION, side)
    assert isinstance(refused, Unscorable), refused
    assert refused.words.endswith(".")
    return refused.reason


def test_nobody_in_the_picture():
    assert reason(Motion.from_frames([PoseFrame.nobody(k / 30) for k in range(90)])) is Reason.NOBODY


def test_too_short():
    assert reason(MODEL.between(0, 0.5)) is Reason.TOO_SHORT
    assert reason(MODEL.between(0, 0)) is Reason.TOO_SHORT


def test_the_needed_arm_is_out_of_the_picture():
    visibility = np.ones_like(MODEL.visibility)
    visibility[len(MODEL) // 3 :, BODY.index["right_wrist"]] = 0.3
    hidden = replace(MODEL, visibility=visibility)
    assert reason(hidden) is Reason.NOT_SEEN
    assert "right wrist" in score_motion(MODEL, hidden, ABDUCTION, "right").words


@pytest.mark.parametrize("azimuth", [-90, -60, 60, 90, 180])
def test_seen_from_the_wrong_side(azimuth):
    assert reason(abduction(LIFTS, azimuth_deg=azimuth)) is Reason.WRONG_VIEW


@pytest.mark.parametrize("azimuth", [-30, 0, 30])
def test_a_view_near_the_right_one_is_good_enough(azimuth):
    assert isinstance(score_motion(MODEL, abduction(LIFTS, azimuth_deg=azimuth), ABDUCTION, "right"), Score)


def test_a_shoulder_that_a_raised_arm_takes_along_is_no_wrong_view():
    here, along = (abduction(LIFTS, azimuth_deg=deg) for deg in (34, 48))
    raised = (LIFTS > 5)[:, None, None]
    taken = replace(here, world=np.where(raised, along.world, here.world))
    assert isinstance(score_motion(MODEL, taken, ABDUCTION, "right"), Score)
    assert reason(replace(here, world=along.world)) is Reason.WRONG_VIEW


def test_a_view_from_one_side_is_mirrored_for_the_other_arm():
    judging = replace(ABDUCTION, azimuth_deg=-60)
    model = abduction(raise_and_lower(peak_deg=150), azimuth_deg=-60)
    left = abduction(LIFTS, "left", azimuth_deg=60)
    assert isinstance(score_motion(model, left, judging, "left"), Score)
    assert score_motion(model, left, judging, "right").reason is Reason.WRONG_VIEW


def test_no_movement():
    assert reason(abduction(raise_and_lower(2, peak_deg=8))) is Reason.NO_MOVEMENT


def test_the_other_arm_moved():
    assert reason(abduction(LIFTS, "left"), side="right") is Reason.WRONG_SIDE


def test_a_weak_arm_whose_partner_moves_along_is_not_accused():
    both = abduction(raise_and_lower(3, peak_deg=12))
    partner = abduction(raise_and_lower(3, peak_deg=25), "left")
    columns = [BODY.index[f"left_{name}"] for name in ("elbow", "wrist")]
    image = both.image.copy()
    image[:, columns] = partner.image[:, columns]
    assert reason(replace(both, image=image)) is Reason.NO_MOVEMENT


def test_a_long_rest_is_no_reason():
    rested = np.concatenate([LIFTS, np.zeros(30 * 300)])
    assert len(score_motion(MODEL, abduction(rested), ABDUCTION, "right").repetitions) == 2


def test_walking_away_afterwards_is_no_reason():
    lifted = abduction(np.concatenate([raise_and_lower(5, peak_deg=120), np.zeros(90)]))
    image = lifted.image.copy()
    image[-90:, :, 0] += np.linspace(0, 1.2, 90)[:, None]
    assert len(score_motion(MODEL, replace(lifted, image=image), ABDUCTION, "right").repetitions) == 5


def test_leaving_the_picture_afterwards_is_no_reason():
    lifted = abduction(np.concatenate([raise_and_lower(3, peak_deg=120), np.zeros(1200)]))
    visibility = lifted.visibility.copy()
    visibility[-1200:] = 0
    score = score_motion(MODEL, replace(lifted, visibility=visibility), ABDUCTION, "right")
    assert len(score.repetitions) == 3


def test_a_hand_that_is_seen_only_at_rest_is_not_seen():
    lifted = abduction(raise_and_lower(3, peak_deg=120, rest_s=20))
    visibility = lifted.visibility.copy()
    moving = (
        lifted.image[:, BODY.index["right_wrist"], 1] < lifted.image[0, BODY.index["right_wrist"], 1] - 0.01
    )
    visibility[moving, BODY.index["right_wrist"]] = 0.1
    hidden = replace(lifted, visibility=visibility)
    assert reason(hidden) is Reason.NOT_SEEN
    assert "right wrist" in score_motion(MODEL, hidden, ABDUCTION, "right").words


def test_shoulders_out_of_the_picture_are_no_wrong_view():
    turned = abduction(LIFTS, azimuth_deg=80)
    assert reason(turned) is Reason.WRONG_VIEW
    visibility = turned.visibility.copy()
    visibility[: 2 * len(turned) // 3, BODY.index["left_shoulder"]] = 0
    hidden = replace(turned, visibility=visibility)
    refused = score_motion(MODEL, hidden, ABDUCTION, "right")
    assert refused.reason is Reason.NOT_SEEN
    assert "Your upper body" in refused.words


def test_hidden_hips_are_told_as_hidden_and_not_as_a_wrong_view():
    visibility = np.ones_like(MODEL.visibility)
    visibility[:, [BODY.index["left_hip"], BODY.index["right_hip"]]] = 0.2
    hidden = replace(MODEL, visibility=visibility)
    assert reason(hidden) is Reason.NOT_SEEN
    assert "hip" in score_motion(MODEL, hidden, ABDUCTION, "right").words


def test_half_a_repetition():
    up = raise_and_lower(1, peak_deg=120)
    held = np.concatenate([up[: len(up) // 2], np.full(60, 120.0)])
    assert reason(abduction(held)) is Reason.NO_REPETITION


def test_somebody_walks_through_the_picture():
    walking = abduction(LIFTS)
    image = walking.image + np.linspace(-0.6, 0.6, len(walking))[:, None, None] * np.array([1.0, 0.0])
    assert reason(replace(walking, image=image)) is Reason.WALKED


CURL = abduction(np.zeros_like(LIFTS), elbow_deg=LIFTS)
OTHERS = {
    "Bend your elbow": candidate(
        abduction(raise_and_lower() * 0, elbow_deg=raise_and_lower(peak_deg=130)),
        replace(ABDUCTION, primary_joint="elbow"),
    )
}


def test_another_exercise_is_named():
    refused = score_motion(MODEL, CURL, ABDUCTION, "right", others=OTHERS)
    assert refused.reason is Reason.OTHER_EXERCISE
    assert "Bend your elbow" in refused.words


def test_the_asked_exercise_done_badly_is_not_called_another_one():
    for attempt in (
        abduction(LIFTS * 0.5),
        abduction(LIFTS, lean_deg=20 * LIFTS / 120),
        abduction(LIFTS, elbow_deg=40),
        abduction(LIFTS * 0.3),
    ):
        assert isinstance(score_motion(MODEL, attempt, ABDUCTION, "right", others=OTHERS), Score)


def test_the_right_exercise_with_the_other_arm_is_told_as_that():
    assert score_motion(MODEL, abduction(LIFTS, "left"), ABDUCTION, "right", others=OTHERS).reason is (
        Reason.WRONG_SIDE
    )


def test_without_others_no_exercise_is_named():
    assert score_motion(MODEL, CURL, ABDUCTION, "right").reason is not Reason.OTHER_EXERCISE


def test_the_tracker_that_goes_over_to_somebody_else_is_noticed():
    patient, helper = abduction(LIFTS), abduction(LIFTS, at=(0.5, 0.0), scale=0.45)
    image = patient.image.copy()
    image[80:120] = helper.image[80:120]
    assert reason(replace(patient, image=image)) is Reason.OTHER_PERSON


def test_somebody_who_sways_or_steps_aside_is_still_the_same():
    aside = 0.12 * np.sin(np.arange(len(LIFTS)) / 30 * 2)
    steps = abduction(LIFTS)
    image = steps.image + np.stack([aside, np.zeros_like(aside)], axis=1)[:, None]
    assert isinstance(score_motion(MODEL, replace(steps, image=image), ABDUCTION, "right"), Score)


def test_arms_that_are_told_from_a_hidden_trunk_are_not_seen_though_only_arms_are_judged():
    judging = replace(ABDUCTION, primary_joint="elbow", segments={"forearm": 1.0})
    bends = abduction(np.zeros_like(LIFTS), elbow_deg=LIFTS)
    model = bends.between(0, 4.6)
    visibility, image = bends.visibility.copy(), bends.image.copy()
    visibility[:, BODY.index["right_hip"]] = 0
    image[:, BODY.index["right_hip"]] = np.nan
    refused = score_motion(model, replace(bends, visibility=visibility, image=image), judging, "right")
    assert refused.reason is Reason.NOT_SEEN
