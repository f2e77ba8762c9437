"""A small correction of a joint's degrees, fitted to recordings whose true angles are known.

What is meant by the *true* angle is that of the body in space, from joint centres: of arm and thigh against
the line from the middle of the shoulders to the middle of the hips, of the trunk against the vertical, of the
elbow and the knee between their two bones, of a side bend in the plane of the two hips.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from aotrainer.motion.angles import joint_angle_deg
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.features import camera_azimuth_deg
from aotrainer.motion.pose import Motion, Side, opposite

TRUNK = "trunk"
BONES: dict[str, tuple[str, str, str, str]] = {
    "shoulder": (TRUNK, "", "shoulder", "elbow"),
    "reach": (TRUNK, "", "shoulder", "wrist"),
    "elbow": ("elbow", "shoulder", "elbow", "wrist"),
    "hip": (TRUNK, "", "hip", "knee"),
    "knee": ("knee", "hip", "knee", "ankle"),
    "trunk_lean": (TRUNK, "", "", ""),
    "side_bend": (TRUNK, "", "hip", "hip"),
    "leg_swing": ("hip", "ankle", "", ""),
    "heel_lift": ("heel", "foot_index", "", ""),
}
"""Two lines for each joint, from where to where; the trunk's points down, an empty one is the vertical."""
FLEXIONS = frozenset({"elbow", "knee"})
"""Measured from straight."""
VIEWS = ("front", "oblique", "side")
VIEWS_FROM_DEG = (30.0, 65.0)
"""The camera's azimuth, to whichever side, from which a view counts as oblique, and as from the side."""
LONGEST = 98.0
"""Percentile: the longest that a segment was seen, the tracker's leaps aside."""
RIDGE = 0.01
"""Added to the variance of each clue, which is 1."""
EVERY = 3
"""Of the frames, 30 a second, that many tell as much as all."""


@dataclass(frozen=True, eq=False)
class Series:
    """One joint in one recording: n frames of degrees, and what they might be corrected by.

    picture : as shown now; space : of the world landmarks; true : of the body; plane : the true joint
        centres' angle in the picture, what a perfect tracker would show
    clues : (n, 8), see `clues`
    """

    movement: str
    body: str
    view: str
    times_s: FloatArray
    picture: FloatArray
    space: FloatArray
    true: FloatArray
    plane: FloatArray
    clues: FloatArray


def series(seen: Motion, true: Motion, joint: str, side: Side, movement: str, body: str) -> Series | None:
    """One joint of a cleaned recording and of its truth at the same times; None if it is hardly ever seen."""
    n = min(len(seen), len(true))
    columns = [seen.times_s, joint_angle_deg(seen, joint, side), space_deg(seen, joint, side)]
    columns += [space_deg(true, joint, side), joint_angle_deg(true, joint, side)]
    table = np.column_stack([*(one[:n] for one in columns), clues(seen, joint, side)[:n]])
    table = table[np.isfinite(table).all(axis=1)][::EVERY]
    if len(table) < EVERY:
        return None
    times_s, picture, space, known, plane = table[:, :5].T
    view = view_of(camera_azimuth_deg(true))
    return Series(movement, body, view, times_s, picture, space, known, plane, table[:, 5:])


def view_of(azimuth_deg: float) -> str:
    """From where a camera looks, in a word."""
    return VIEWS[int(np.searchsorted(VIEWS_FROM_DEG, abs(azimuth_deg), side="right"))]


def space_deg(motion: Motion, joint: str, side: Side) -> FloatArray:
    """(n,) the angle of the world landmarks, NaN where one is missing."""
    one, other = _lines(motion.world, motion, joint, side)
    if joint == "side_bend":
        towards = _level(_middle(motion.world, motion, "hip", side) - _at(motion.world, motion, "hip", side))
        return np.asarray(np.degrees(np.arctan2((one * towards).sum(axis=1), one[:, 1])))
    angle = _between_deg(one, other)
    if joint in FLEXIONS:
        return 180.0 - angle
    return 90.0 - angle if joint == "heel_lift" else angle


def clues(motion: Motion, joint: str, side: Side) -> FloatArray:
    """(n, 8) of one joint.

    The angle in the picture and in space, in right angles; the squared sine of the camera's azimuth; the
    lengths of both lines in the picture as shares of the longest they are seen; the squares of their depths
    as shares of their lengths, and the product of the two depths.
    """
    flat = [_share(line) for line in _lines(motion.image, motion, joint, side)]
    deep = [line[:, 2] / np.linalg.norm(line, axis=1) for line in _lines(motion.world, motion, joint, side)]
    view = np.full(len(motion), np.sin(np.radians(camera_azimuth_deg(motion))) ** 2)
    angles = (joint_angle_deg(motion, joint, side) / 90, space_deg(motion, joint, side) / 90)
    return np.column_stack([*angles, view, *flat, deep[0] ** 2, deep[1] ** 2, deep[0] * deep[1]])


def _lines(places: FloatArray, motion: Motion, joint: str, side: Side) -> tuple[FloatArray, FloatArray]:
    start, end, near, far = BONES[joint]
    if start == TRUNK:
        one = _middle(places, motion, "hip", side) - _middle(places, motion, "shoulder", side)
    else:
        one = _at(places, motion, end, side) - _at(places, motion, start, side)
    if near == far:
        return one, np.broadcast_to(np.eye(places.shape[2])[1], one.shape)
    return one, _at(places, motion, far, side) - _at(places, motion, near, side)


def _at(places: FloatArray, motion: Motion, name: str, side: Side) -> FloatArray:
    return np.asarray(places[:, motion.column(f"{side}_{name}")])


def _middle(places: FloatArray, motion: Motion, name: str, side: Side) -> FloatArray:
    return (_at(places, motion, name, side) + _at(places, motion, name, opposite(side))) / 2


def _level(lines: FloatArray) -> FloatArray:
    level = lines * [1.0, 0.0, 1.0]
    return np.asarray(level / np.linalg.norm(level, axis=1, keepdims=True))


def _between_deg(one: FloatArray, other: FloatArray) -> FloatArray:
    across = np.linalg.norm(np.cross(one, other), axis=1)
    return np.asarray(np.degrees(np.arctan2(across, (one * other).sum(axis=1))))


def _share(lines: FloatArray) -> FloatArray:
    lengths = np.linalg.norm(lines, axis=1)
    known = lengths[np.isfinite(lengths)]
    longest = np.percentile(known, LONGEST) if len(known) else np.nan
    return np.asarray(np.clip(lengths / longest, 0.0, 1.0))


def _line(clues: FloatArray) -> FloatArray:
    return clues[:, :2]


def _full(clues: FloatArray) -> FloatArray:
    one, other = np.triu_indices(clues.shape[1])
    return np.column_stack([clues, clues[:, one] * clues[:, other]])


FORMS: dict[str, Callable[[FloatArray], FloatArray]] = {"line": _line, "full": _full}
"""What is fitted: the angle in the picture and in space alone, or all clues, their squares and products."""


@dataclass(frozen=True, eq=False)
class Correction:
    """Degrees to add: a constant, and so much for each clue of a form in units of its own spread."""

    form: str
    constant: float
    middle: FloatArray
    spread: FloatArray
    weights: FloatArray

    def __call__(self, one: Series) -> FloatArray:
        """(n,) corrected degrees."""
        clues = (FORMS[self.form](one.clues) - self.middle) / self.spread
        return np.asarray(one.picture + self.constant + clues @ self.weights)


def fit(recordings: Sequence[Series], form: str) -> Correction:
    """Ridge regression of what the picture's angle lacks; every recording counts the same."""
    clues = np.concatenate([FORMS[form](one.clues) for one in recordings])
    lacks = np.concatenate([one.true - one.picture for one in recordings])
    counts = np.concatenate([np.full(len(one.true), 1 / len(one.true)) for one in recordings])
    counts /= counts.sum()
    middle, constant = counts @ clues, float(counts @ lacks)
    spread = np.sqrt(counts @ (clues - middle) ** 2) + 1e-9
    scaled = (clues - middle) / spread
    square = scaled.T @ (counts[:, None] * scaled) + RIDGE * np.eye(clues.shape[1])
    weights = np.linalg.solve(square, scaled.T @ (counts * (lacks - constant)))
    return Correction(form, constant, middle, spread, weights)


def held_out(recordings: Sequence[Series], form: str, apart: str) -> list[FloatArray]:
    """Each recording corrected by what was fitted to others: apart is `body`, `movement` or `view`."""
    kept: dict[str, Correction] = {}
    for name in {getattr(one, apart) for one in recordings}:
        others = [one for one in recordings if getattr(one, apart) != name]
        if others:
            kept[name] = fit(others, form)
    nothing = np.full(1, np.nan)
    return [kept[name](one) if (name := getattr(one, apart)) in kept else nothing for one in recordings]
