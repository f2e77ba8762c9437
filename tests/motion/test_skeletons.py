import numpy as np
import pytest

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.angles import joint_angle_deg
from aotrainer.motion.features import camera_azimuth_deg
from aotrainer.motion.pose import BODY
from aotrainer.motion.skeletons import KINECT_22, KINECT_25, motion_of_joints
from tests.figure import abduction, raise_and_lower

LIFT = raise_and_lower(peak_deg=120)
FIGURE = abduction(LIFT)
THEIRS = {ours: theirs for theirs, ours in KINECT_25.items()}


def measured(turned_deg=0.0, names=KINECT_25):
    """The figure as a depth camera has it: y up, right-handed, 2 m away and turned on the spot."""
    a = np.radians(turned_deg)
    turn = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
    world = (FIGURE.world * [1, -1, -1]) @ turn.T + [0.3, 0.9, 2.0]
    return {theirs: world[:, BODY.index[ours]] for theirs, ours in names.items()}


@pytest.mark.parametrize("names", [KINECT_22, KINECT_25])
@pytest.mark.parametrize("turned", [-120, 0, 35])
def test_it_is_seen_from_the_front_wherever_it_faced(names, turned):
    motion = motion_of_joints(FIGURE.times_s, measured(turned, names), names)
    assert camera_azimuth_deg(motion) == pytest.approx(0, abs=0.5)
    left, right = (motion.world[0, motion.column(f"{side}_hip")] for side in ("left", "right"))
    np.testing.assert_allclose([left, right], [[0.12, 0, 0], [-0.12, 0, 0]], atol=1e-9)


def test_angles_are_those_of_the_body_and_of_its_own_side():
    motion = motion_of_joints(FIGURE.times_s, measured(), KINECT_25)
    for side in ("left", "right"):
        ours, theirs = (joint_angle_deg(one, "shoulder", side) for one in (FIGURE, motion))
        np.testing.assert_allclose(theirs, ours, atol=1e-6)
    assert joint_angle_deg(motion, "shoulder", "right").max() > 110


@pytest.mark.parametrize("azimuth", [-90, 45, 90])
def test_it_can_be_seen_from_any_side(azimuth):
    motion = motion_of_joints(FIGURE.times_s, measured(70), KINECT_25, azimuth)
    assert camera_azimuth_deg(motion) == pytest.approx(azimuth, abs=0.5)


def test_what_was_not_measured_is_missing():
    joints = measured()
    del joints["KneeLeft"]
    joints["WristRight"] = joints["WristRight"].copy()
    joints["WristRight"][5:9] = np.nan
    motion = motion_of_joints(FIGURE.times_s, joints, KINECT_25)
    assert not motion.visibility[:, motion.column("left_knee")].any()
    assert not motion.visibility[:, motion.column("left_heel")].any()
    hidden = motion.visibility[:, motion.column("right_wrist")] == 0
    assert np.flatnonzero(hidden).tolist() == [5, 6, 7, 8]


def test_a_joint_of_another_length_is_named():
    joints = measured() | {"HipLeft": np.zeros((3, 3))}
    with pytest.raises(InvalidMotionError, match="HipLeft has shape"):
        motion_of_joints(FIGURE.times_s, joints, KINECT_25)


def test_a_body_without_shoulders_and_hips_faces_nowhere():
    with pytest.raises(InvalidMotionError, match="Check the names"):
        motion_of_joints(FIGURE.times_s, {"Nose": np.zeros((len(LIFT), 3))}, KINECT_25)


def test_a_body_is_not_turned_inside_out():
    """Who faces the camera and reaches forward reaches towards it, and the left hand is the left one."""
    up, left, forward = np.array([0, 1.0, 0]), np.array([1.0, 0, 0]), np.array([0, 0, 1.0])  # right-handed
    still = np.ones((30, 1))
    joints = {
        f"{part}{side}": still * (height * up + sign * width * left)
        for side, sign in (("Left", 1), ("Right", -1))
        for part, height, width in (("Shoulder", 1.4, 0.18), ("Hip", 0.9, 0.12))
    } | {"WristLeft": still * (1.2 * up + 0.18 * left + 0.4 * forward)}
    motion = motion_of_joints(np.arange(30) / 30, joints, KINECT_25)
    wrist = motion.world[0, motion.column("left_wrist")]
    assert wrist == pytest.approx([0.18, -0.3, -0.4])
    assert motion.image[0, motion.column("left_wrist")] == pytest.approx([0.072, -0.12])
