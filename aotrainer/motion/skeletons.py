"""Motions from other skeletons: joints measured in space, as by a Kinect or in a laboratory, mapped to ours.

What a depth camera measures in three dimensions is seen here as by a webcam that stands where the exercise
wants it: the body is turned about the vertical until it is seen from there. Joints that a skeleton does not
have stay missing, with visibility 0.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.features import azimuth_deg as seen_from_deg
from aotrainer.motion.pose import BODY, SIDES, Motion

PICTURE_M = 2.5
"""Height of what the imagined camera sees, so that a person fills most of its picture."""


def _paired(names: Mapping[str, str]) -> dict[str, str]:
    """Our names by theirs, of both sides; `{}` stands for the side in theirs."""
    return {
        theirs.format(side=side, Side=side.title(), s=side[0]): f"{side}_{ours}"
        for theirs, ours in names.items()
        for side in SIDES
    }


KINECT_22 = {"head": "nose"} | _paired(
    {
        "{s}_upper_arm": "shoulder",
        "{s}_forearm": "elbow",
        "{s}_hand": "wrist",
        "{s}_upper_leg": "hip",
        "{s}_lower_leg": "knee",
        "{s}_foot": "ankle",
        "{s}_toes": "foot_index",
    }
)
"""The joints of UI-PRMD (Vakanski et al., *Data* 3:2, 2018), each named after the segment it begins."""
KINECT_25 = {"Head": "nose"} | _paired(
    {
        "Shoulder{Side}": "shoulder",
        "Elbow{Side}": "elbow",
        "Wrist{Side}": "wrist",
        "HandTip{Side}": "index",
        "Thumb{Side}": "thumb",
        "Hip{Side}": "hip",
        "Knee{Side}": "knee",
        "Ankle{Side}": "ankle",
        "Foot{Side}": "foot_index",
    }
)
"""The joints of the second Kinect, by their names in its SDK."""


def motion_of_joints(
    times_s: FloatArray,
    joints: Mapping[str, FloatArray],
    names: Mapping[str, str],
    azimuth_deg: float = 0.0,
) -> Motion:
    """A Motion of measured joints as seen from `azimuth_deg`, positive from the person's left, at hip height.

    times_s : (n,) strictly increasing seconds
    joints : by the other skeleton's name, (n, 3) metres, y up, right-handed; NaN where missing
    names : our landmark by their joint, `KINECT_22`, `KINECT_25` or your own

    Raises `InvalidMotionError` when arrays do not fit together, or when no joint of ours or none of the pairs
    that tell where the body faces (shoulders, hips) was ever measured.
    """
    world = np.full((len(times_s), len(BODY.landmarks), 3), np.nan)
    for theirs, ours in names.items():
        if theirs in joints:
            world[:, BODY.index[ours]] = _checked(joints[theirs], theirs, len(times_s))
    world *= [1.0, -1.0, -1.0]  # a half turn about x: y down, and still right-handed, not a mirror image
    world = world @ _turn(azimuth_deg - _facing_deg(world)).T
    middle = world[:, [BODY.index[f"{side}_hip"] for side in SIDES]].mean(axis=1, keepdims=True)
    image = (world - np.nanmedian(middle, axis=0))[:, :, :2] / PICTURE_M
    visibility = np.isfinite(world).all(axis=2).astype(float)
    world[~np.isfinite(middle[:, 0, 0])] = np.nan
    visibility[~np.isfinite(middle[:, 0, 0])] = 0.0
    return Motion(times_s, image, world - middle, visibility)


def _checked(joint: FloatArray, name: str, count: int) -> FloatArray:
    if np.shape(joint) != (count, 3):
        raise InvalidMotionError(
            f"The joint {name} has shape {np.shape(joint)}, not ({count}, 3).",
            "Give x, y and z of every frame.",
        )
    return np.asarray(joint, float)


def _facing_deg(world: FloatArray) -> float:
    left, right = (world[:, [BODY.index[f"{side}_{name}"] for name in ("shoulder", "hip")]] for side in SIDES)
    lines = (left - right).reshape(-1, 3)
    known = np.isfinite(lines).all(axis=1)
    if not known.any():
        raise InvalidMotionError(
            "Neither both shoulders nor both hips were measured.", "Check the names of the joints."
        )
    return float(seen_from_deg(np.median(lines[known], axis=0)))


def _turn(deg: float) -> FloatArray:
    """Rotation about the vertical by which a body is seen this much more from its left."""
    a = np.radians(deg)
    return np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
