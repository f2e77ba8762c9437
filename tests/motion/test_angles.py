"""Every angle on figures whose geometry is known, and the same on both sides."""

from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.angles import JOINTS, joint_angle_deg, joint_landmarks
from aotrainer.motion.pose import BODY, SIDES, Motion, mirror
from tests.figure import abduction, raise_and_lower

LIFT = raise_and_lower(peak_deg=120)
STILL = np.zeros(4)


def placed(**landmarks: tuple[float, float]) -> Motion:
    """The hanging figure, four frames, with some landmarks put elsewhere: picture heights, y down."""
    motion = abduction(STILL)
    image = motion.image.copy()
    for name, place in landmarks.items():
        image[:, BODY.index[name]] = place
    return replace(motion, image=image)


def angle(joint: str, motion: Motion, side: str = "right") -> float:
    return float(joint_angle_deg(motion, joint, side)[0])


def test_shoulder_elevation_follows_the_arm():
    # The trunk line runs from hip to shoulder, which are 0.12 and 0.18 m from the middle.
    slant = np.degrees(np.arctan2(0.06, 0.5))
    angle = joint_angle_deg(abduction(LIFT), "shoulder", "right")
    np.testing.assert_allclose(angle, LIFT + slant, atol=1e-6)


def test_a_straight_elbow_has_no_flexion_and_a_right_angle_has_90():
    assert joint_angle_deg(abduction(LIFT), "elbow", "right") == pytest.approx(0, abs=1e-4)
    assert joint_angle_deg(abduction(LIFT, elbow_deg=90), "elbow", "right") == pytest.approx(90)


def test_a_straight_leg_has_no_flexion():
    assert joint_angle_deg(abduction(LIFT), "knee", "left") == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize(
    ("tip", "lift"), [((0, 0.1), 0), ((0.1, 0), 90), ((-0.1, 0), 90), ((0.1, -0.1), 135)]
)
def test_a_hand_is_lifted_from_hanging(tip, lift):
    assert angle("hand_lift", placed(right_wrist=(0, 0), right_index=tip)) == pytest.approx(lift)


@pytest.mark.parametrize(("toes", "tilt"), [((0.1, 0), 0), ((-0.1, 0.1), 45), ((0.1, -0.1), -45)])
def test_a_raised_heel_tilts_the_foot_whichever_way_it_faces(toes, tilt):
    assert angle("heel_lift", placed(right_heel=(0, 0), right_foot_index=toes)) == pytest.approx(tilt)


@pytest.mark.parametrize(("ankle", "swing"), [((0, 0.4), 0), ((0.4, 0.4), 45), ((-0.4, 0.4), 45)])
def test_a_straight_leg_swings_away_from_the_vertical(ankle, swing):
    assert angle("leg_swing", placed(right_hip=(0, 0), right_ankle=ankle)) == pytest.approx(swing)


@pytest.mark.parametrize("lean", [-25.0, 0.0, 25.0])
def test_a_trunk_bends_to_its_own_side(lean):
    motion = abduction(STILL, lean_deg=lean)  # towards the right
    assert angle("side_bend", motion, "right") == pytest.approx(lean, abs=0.1)
    assert angle("side_bend", motion, "left") == pytest.approx(-lean, abs=0.1)


def test_a_lean_seen_from_the_side_is_against_the_vertical():
    motion = placed(right_hip=(0, 0), right_shoulder=(0.1, -0.1))
    assert angle("trunk_lean", motion) == pytest.approx(45)


@pytest.mark.parametrize("turn", [-40.0, 0.0, 40.0])
def test_shoulders_turn_against_the_hips(turn):
    motion = abduction(STILL)
    world = motion.world.copy()
    half = 0.18 * np.array([np.cos(np.radians(turn)), 0, np.sin(np.radians(turn))])  # left shoulder goes back
    world[:, BODY.index["left_shoulder"]] = half + np.array([0, -0.5, 0])
    world[:, BODY.index["right_shoulder"]] = np.array([0, -0.5, 0]) - half
    turned = replace(motion, world=world)
    assert angle("trunk_turn", turned, "left") == pytest.approx(turn)
    assert angle("trunk_turn", turned, "right") == pytest.approx(-turn)


@pytest.mark.parametrize(("index", "turn"), [((0.05, 0), 0), ((0, -0.05), 90), ((-0.05, 0), 180)])
def test_a_palm_turns_from_down_to_up(index, turn):
    # Who faces the camera has the right at smaller x: the thumb of a right hand, palm down, is at larger x.
    motion = placed(right_pinky=(0, 0), right_index=index)
    assert angle("forearm_turn", motion) == pytest.approx(turn)


@pytest.mark.parametrize("swing", [-50.0, 0.0, 30.0])
def test_a_forearm_swings_outwards_as_far_as_it_reaches(swing):
    trunk = float(np.hypot(0.06, 0.5)) * 0.4  # picture heights, of the figure
    out = -np.sin(np.radians(swing)) * 0.51 * trunk
    motion = placed(right_elbow=(0.0, 0.0), right_wrist=(out, 0.03))
    assert angle("forearm_swing", motion) == pytest.approx(swing)


@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize("side", SIDES)
def test_an_angle_is_the_same_in_the_mirror(joint, side):
    motion = abduction(LIFT, side, elbow_deg=30, lean_deg=10, azimuth_deg=20)
    for landmark in ("left_index", "right_index"):  # the figure has no hands: give it knuckles
        motion.image[:, BODY.index[landmark]] += (0.02, 0.01)
    other = {"left": "right", "right": "left"}[side]
    here, there = joint_angle_deg(motion, joint, side), joint_angle_deg(mirror(motion), joint, other)
    np.testing.assert_allclose(there, here, atol=1e-9)


@pytest.mark.parametrize("joint", JOINTS)
def test_the_landmarks_named_are_all_an_angle_needs(joint):
    motion = abduction(LIFT)
    needed = joint_landmarks(joint, "left")
    np.testing.assert_array_equal(
        joint_angle_deg(motion.select(needed), joint, "left"), joint_angle_deg(motion, joint, "left")
    )
