"""Feet stay where they stand, and legs reach where they are told. Needs the data wheel (see test_pose)."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from media.studio.human import BODY_VERTICES, Human, build_human
from media.studio.limbs import Angles
from media.studio.movements import EXERCISES
from media.studio.movements.common import STANDING, by_pelvis
from media.studio.pose import Stance, joint_centres, skin, stand
from media.studio.stepping import BALL, ankle_home, leg_length
from media.studio.timeline import sample
from media.studio.wardrobe import bone_share
from media.studio.wheel import WHEEL_NAME, open_wheel

WHEEL = Path(os.environ.get("AOTRAINER_STUDIO_WHEEL", f"build/{WHEEL_NAME}"))
FPS = 10
MILLIMETRE = 1e-3
LIFTED = 2 * MILLIMETRE
"""A ball of the foot that is higher than this above its place on the floor does not stand."""
ON_THE_FEET = (
    *("mini_squat", "marching", "hip_abduction", "side_step"),
    *("forward_lunge", "standing_balance", "knee_extension", "seated_marching", "seated_heel_raise"),
)

STEPS: list[Angles] = [
    {"right_step_forward": 40.0, "pelvis_forward": 20.0, "pelvis_up": -6.0},
    {"left_step_out": 30.0, "left_step_up": 8.0, "pelvis_side": 10.0, "pelvis_up": -4.0},
    {"right_step_forward": -20.0, "right_step_up": 15.0, "pelvis_tilt": 15.0, "pelvis_up": -3.0},
]


def body(kind: str) -> Human:
    if not WHEEL.is_file():
        pytest.skip("no data wheel (AOTRAINER_STUDIO_WHEEL)")
    return build_human(open_wheel(WHEEL), {f"macrodetails/{kind}": 1.0})


@pytest.fixture(scope="module")
def woman() -> Human:
    return body("caucasian-female-old")


@pytest.fixture(scope="module", params=["asian-female-young", "african-male-old"])
def human(request: pytest.FixtureRequest) -> Human:
    return body(request.param)


def ball(human: Human, stance: Stance, side: str) -> np.ndarray:
    return np.asarray(stance.positions[human.rig.index[f"{BALL}.{side[0].upper()}"]])


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("side", ["left", "right"])
def test_an_ankle_reaches_where_it_was_told(human: Human, step: Angles, side: str) -> None:
    outward = 1 if side == "left" else -1
    told = [step.get(f"{side}_{way}", 0.0) / 100 for way in ("step_out", "step_up", "step_forward")]
    ankle = joint_centres(human, stand(human, step))[f"{side}_ankle"]
    assert ankle == pytest.approx(ankle_home(human, side) + np.array(told) * (outward, 1, 1), abs=MILLIMETRE)


def test_the_pelvis_goes_where_it_was_told(human: Human) -> None:
    root = human.rig.index["root"]
    told = {"pelvis_side": 4.0, "pelvis_up": -12.0, "pelvis_forward": 3.0}
    before, after = (stand(human, pose).positions[root] for pose in ({"pelvis_up": 0.0}, told))
    assert after - before == pytest.approx(np.array([0.04, -0.12, 0.03]), abs=2 * MILLIMETRE)


def test_the_pelvis_sinks_rather_than_a_leg_grows(human: Human) -> None:
    astride = {"right_step_out": 100 * 0.8 * leg_length(human), "pelvis_up": 0.0}
    centres = joint_centres(human, stand(human, astride))
    for side in ("left", "right"):
        assert centres[f"{side}_ankle"][1] == pytest.approx(ankle_home(human, side)[1], abs=MILLIMETRE)


def test_a_pose_told_by_the_pelvis_is_the_same_pose(human: Human) -> None:
    squat = {**STANDING, "pelvis_tilt": 20.0, "trunk_flex": 5.0}
    squat |= {f"{side}_{name}": 65.0 for side in ("left", "right") for name in ("hip", "knee")}
    angles, pelvis = (joint_centres(human, stand(human, pose)) for pose in (squat, by_pelvis(human, squat)))
    for name in ("left_hip", "right_hip", "left_shoulder"):
        assert pelvis[name] == pytest.approx(angles[name], abs=MILLIMETRE)


@pytest.mark.parametrize("name", ON_THE_FEET)
def test_feet_neither_slide_nor_sink_and_knees_bend_forwards(woman: Human, name: str) -> None:
    stances = [stand(woman, pose) for pose in sample(EXERCISES[name].build(woman), FPS)]
    feet = bone_share(woman, ("foot", "toe"))[:BODY_VERTICES] > 0.5
    lowest = min(skin(woman, stance)[:BODY_VERTICES][feet, 1].min() for stance in stances)
    assert lowest > woman.floor - LIFTED
    for side in ("left", "right"):
        assert max(_slides(woman, stances, side)) < LIFTED
        assert all(_knee_is_ahead(woman, stance, side) for stance in stances)


def _slides(human: Human, stances: list[Stance], side: str) -> list[float]:
    """Metres along the floor from one frame to the next, while the ball of the foot stands."""
    home = min(ball(human, stance, side)[1] for stance in stances)
    moves = [
        float(np.hypot(*(after - before)[[0, 2]]))
        for before, after in pairwise(ball(human, stance, side) for stance in stances)
        if max(before[1], after[1]) < home + LIFTED
    ]
    return [0.0, *moves]


def _knee_is_ahead(human: Human, stance: Stance, side: str) -> bool:
    """Whether the knee lies before the line from hip to ankle, as the thigh sees it."""
    thigh = stance.rotations[human.rig.index[f"upperleg01.{side[0].upper()}"]]
    hip, knee, ankle = (joint_centres(human, stance)[f"{side}_{joint}"] for joint in ("hip", "knee", "ankle"))
    forward = thigh @ (0.0, 0.0, 1.0)
    between = hip + (ankle - hip) * ((knee - hip) @ (ankle - hip)) / ((ankle - hip) @ (ankle - hip))
    return bool((knee - between) @ forward > -LIFTED)
