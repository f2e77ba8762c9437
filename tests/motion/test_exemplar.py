import numpy as np
import pytest

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.angles import joint_angle_deg
from aotrainer.motion.clean import clean
from aotrainer.motion.exemplar import most_typical
from aotrainer.motion.pose import BODY, Motion
from aotrainer.motion.reps import find_repetitions
from tests.figure import abduction, raise_and_lower

SEGMENTS = ("upper_arm", "forearm", "trunk")


def several(*peaks_deg: float, elbows_deg: tuple[float, ...] = ()) -> Motion:
    """One repetition after another to these heights, with the elbow bent this much in each."""
    lifts = [raise_and_lower(peak_deg=peak) for peak in peaks_deg]
    bends = elbows_deg or (0.0,) * len(peaks_deg)
    elbow = [np.full(len(lift), bend) * lift / lift.max() for lift, bend in zip(lifts, bends, strict=True)]
    return clean(abduction(np.concatenate(lifts), elbow_deg=np.concatenate(elbow)))


def kept(motion: Motion) -> int:
    angle = joint_angle_deg(motion, "shoulder", "right")
    return most_typical(motion, find_repetitions(motion.times_s, angle, 15), SEGMENTS, "right")


@pytest.mark.parametrize("order", [(120, 118, 60), (60, 118, 120), (118, 60, 120)])
def test_the_repetition_in_the_middle_is_the_model(order):
    assert order[kept(several(*order))] == 118


def test_a_way_of_moving_that_the_others_do_not_share_is_not_the_model():
    assert kept(several(120, 120, 120, elbows_deg=(70, 0, 0))) != 0


def test_a_single_repetition_is_its_own_model():
    assert kept(several(120)) == 0


def test_a_repetition_with_the_hand_out_of_the_picture_is_not_the_model():
    motion = several(120, 90, 91)
    wrist = motion.column("right_wrist")
    motion.image[: len(motion) // 3, wrist] = np.nan
    motion.visibility[: len(motion) // 3, wrist] = 0
    assert kept(motion) != 0


def test_without_any_whole_repetition_it_says_so():
    motion = several(120)
    motion.image[:, BODY.index["right_wrist"]] = np.nan
    motion.visibility[:, BODY.index["right_wrist"]] = 0
    with pytest.raises(InvalidMotionError, match="all of it in the picture"):
        kept(motion)
