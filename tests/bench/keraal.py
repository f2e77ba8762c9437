"""Keraal: the same exercise by the same person, seen by Vicon, by Kinect and by BlazePose. Arms only.

Two executions of healthy people in the data set of Nguyen, Devanne et al. (BSD-2), CTK and RTK, who sit
before the camera. Their legs rest, so that only the arms' joints can be found.

*Joint centres.* Vicon followed a rigid target on each segment. Where two segments meet is the point that
keeps its place in both (least squares over all frames; Ehrig et al., *J Biomech* 2006;39:2798). It is found
to 2-20 mm, which leaves several degrees of a constant in the angles, and little in how far they go. In RTK,
the left arm's two targets have each other's names: the point fits to 3 mm only when they are exchanged. The
trunk's own line is the vertical of the first frames, turned with the chest.

*Depth.* The file has BlazePose's landmarks in the picture with a depth beside them, no world landmarks. The
depth counts so much that the arms keep their lengths best, which needs no truth, and then stands for world
landmarks: it comes from the same network, but it is not the same number.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from scipy.spatial.transform import Rotation

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import clean
from aotrainer.motion.pose import BODY, SIDES, Motion, Side

FOLDER = "keraal"
EXECUTIONS = ("CTK", "RTK")
JOINTS = ("shoulder", "reach", "elbow")
ASPECT, RATE_HZ = 16 / 9, 30.0
TARGETS = (
    *("right_forearm", "left_forearm", "right_arm", "left_arm", "chest", "right_thigh", "left_thigh"),
    *("right_shoulder", "left_shoulder", "right_hand", "left_hand", "right_foot", "left_foot", "hips"),
    *("head", "right_tibia", "left_tibia"),
)
EXCHANGED = {"RTK": {"left_arm": "left_forearm", "left_forearm": "left_arm"}}
KINECT = {"left": (4, 5, 6), "right": (8, 9, 10)}
HIPS, NECK = 0, 20
CALM_FRAMES = 10
DEPTHS = np.arange(0.1, 1.51, 0.01)

Angles = dict[tuple[Side, str], FloatArray]
"""Degrees of a joint in space at the frames of BlazePose; NaN before and after the recording."""


def blazepose(folder: Path, name: str) -> Motion:
    """What BlazePose saw, 30 times a second."""
    frames = json.loads((folder / f"blazepose_{name}.json").read_text())["positions"]
    places = np.full((len(frames), len(BODY.landmarks), 3), np.nan)
    for row, number in zip(places, sorted(frames, key=float), strict=True):
        for landmark, place in frames[number].items():
            if landmark.lower() in BODY.index:  # all but the mouth, which nobody needs
                row[BODY.index[landmark.lower()]] = place
    places *= (ASPECT, 1.0, ASPECT)
    middle = places[:, [BODY.index[f"{side}_hip"] for side in SIDES]].mean(axis=1, keepdims=True)
    world = (places - middle) * (1.0, 1.0, _depth(places))
    image = places[:, :, :2] - (ASPECT / 2, 0.5)
    seen = np.isfinite(image[:, :, 0]).astype(float)
    return clean(Motion(np.arange(len(places)) / RATE_HZ, image, world, seen))


def _depth(places: FloatArray) -> float:
    bones = np.stack(
        [
            places[:, BODY.index[f"{side}_{end}"]] - places[:, BODY.index[f"{side}_{start}"]]
            for side in SIDES
            for start, end in (("shoulder", "elbow"), ("elbow", "wrist"))
        ]
    )
    lengths = np.linalg.norm(
        bones[None] * np.stack([np.ones_like(DEPTHS)] * 2 + [DEPTHS], 1)[:, None, None], axis=3
    )
    return float(DEPTHS[(lengths.std(axis=2) / lengths.mean(axis=2)).mean(axis=1).argmin()])


def vicon(folder: Path, name: str, seen: Motion) -> Angles:
    """What is true, at the frames that BlazePose saw."""
    rows = np.loadtxt(folder / f"vicon_{name}.txt").reshape(-1, len(TARGETS), 7)
    turns = Rotation.from_quat(rows[:, :, 3:].reshape(-1, 4)).as_matrix().reshape(*rows.shape[:2], 3, 3)
    column = {EXCHANGED.get(name, {}).get(target, target): k for k, target in enumerate(TARGETS)}

    def meet(one: str, other: str) -> FloatArray:
        a, b = column[one], column[other]
        return _meeting(rows[:, a, :3], turns[:, a], rows[:, b, :3], turns[:, b])

    chest = turns[:, column["chest"]]
    down = chest @ (chest[:CALM_FRAMES].mean(axis=0).T @ (0.0, 0.0, -1.0))
    angles: Angles = {}
    heights: dict[Side, FloatArray] = {}
    for side in SIDES:
        arm, forearm = f"{side}_arm", f"{side}_forearm"
        joints = meet("chest", arm), meet(arm, forearm), meet(forearm, f"{side}_hand")
        angles |= _arm(side, down, *joints)
        heights[side] = joints[2][:, 2]
    return _at_its_frames(angles, heights, seen)


def kinect(folder: Path, name: str, seen: Motion) -> Angles:
    """What a Kinect saw, which measures depth, at the frames that BlazePose saw."""
    places = np.loadtxt(folder / f"kinect_{name}.txt").reshape(-1, 25, 7)[:, :, :3]
    angles: Angles = {}
    for side in SIDES:
        angles |= _arm(side, places[:, HIPS] - places[:, NECK], *(places[:, k] for k in KINECT[side]))
    return _at_its_frames(angles, {side: places[:, KINECT[side][2], 1] for side in SIDES}, seen)


def _meeting(one: FloatArray, turns: FloatArray, other: FloatArray, others: FloatArray) -> FloatArray:
    """(n, 3) the point that keeps its place in two moving frames, as the second carries it."""
    both = np.concatenate([turns, -others], axis=2).reshape(-1, 6)
    centre = np.linalg.lstsq(both, (other - one).ravel(), rcond=None)[0]
    return np.asarray(other + others @ centre[3:])


def _arm(side: Side, down: FloatArray, shoulder: FloatArray, elbow: FloatArray, wrist: FloatArray) -> Angles:
    return {
        (side, "shoulder"): _between_deg(down, elbow - shoulder),
        (side, "reach"): _between_deg(down, wrist - shoulder),
        (side, "elbow"): 180.0 - _between_deg(shoulder - elbow, wrist - elbow),
    }


def _between_deg(one: FloatArray, other: FloatArray) -> FloatArray:
    across = np.linalg.norm(np.cross(one, other), axis=1)
    return np.asarray(np.degrees(np.arctan2(across, (one * other).sum(axis=1))))


def _at_its_frames(angles: Angles, heights: dict[Side, FloatArray], seen: Motion) -> Angles:
    """Both begin together or nearly so; where exactly, the heights of the hands tell."""
    count = len(next(iter(heights.values())))
    step = round(count / len(seen))
    hands = {side: -seen.world[:, seen.column(f"{side}_wrist"), 1] for side in SIDES}

    def alike(first: int) -> float:
        at = first + step * np.arange(len(seen))
        inside = (at >= 0) & (at < count)
        return sum(float(np.corrcoef(heights[side][at[inside]], hands[side][inside])[0, 1]) for side in SIDES)

    at = max(range(-30, 31), key=alike) + step * np.arange(len(seen))
    inside = (at >= 0) & (at < count)
    return {key: np.where(inside, angle[np.clip(at, 0, count - 1)], np.nan) for key, angle in angles.items()}
