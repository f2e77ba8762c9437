"""Segment directions in the picture plane: what two bodies are compared by.

Picture-plane angles agree with the projected truth to 1-5 degrees, while the landmarker's depth is biased by
the view (a squat's knee of 85 degrees reads 53 from the front). So model and patient go through the same
estimator **in the same view**, and angles are measured in the picture. World landmarks serve for one thing
here: from which side the camera looks (`camera_azimuth_deg`).

All features are free of body size, distance and position: angles between lines, and lines of length one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from aotrainer.motion.arrays import BoolArray, FloatArray
from aotrainer.motion.pose import SIDES, Motion, Side

Degrees = TypeVar("Degrees", float, FloatArray)

SEGMENTS: dict[str, tuple[str, str]] = {
    "trunk": ("hip", "shoulder"),
    "upper_arm": ("shoulder", "elbow"),
    "forearm": ("elbow", "wrist"),
    "arm": ("shoulder", "wrist"),
    "thigh": ("hip", "knee"),
    "shank": ("knee", "ankle"),
    "hand": ("wrist", "index"),
    "foot": ("heel", "foot_index"),
}
"""The two landmarks of each body segment, from near the hips outwards."""

TRUNK_CENTRED = frozenset({"upper_arm", "forearm", "arm", "hand"})
"""Segments whose direction is told from the trunk, so that a lean shows in `trunk` alone."""

USUAL_TRUNKS = {"upper_arm": 0.65, "forearm": 0.51, "arm": 1.16, "thigh": 0.85, "shank": 0.85}
"""Length of segments as shares of the line from hip to shoulder (Drillis and Contini 1966, from Winter,
*Biomechanics and Motor Control of Human Movement*, fig. 4.1: 0.186, 0.146, 0.332, 0.245, 0.246 and 0.288 of
stature)."""
FULL_LENGTH_PERCENTILE = 95.0
UPRIGHT_PERCENTILE = 80.0
"""Of the trunk's length: somebody is upright for a fifth of the time, and no wild frame counts."""
TRUNK_M = 0.5
"""From hip to shoulder in most adults (0.288 of stature, Winter): for bodies whose hips are hidden."""


def segment_directions(motion: Motion, segments: Sequence[str], side: Side) -> tuple[FloatArray, FloatArray]:
    """Where each segment points: (n, S, 2) unit vectors, NaN where missing, and (n, S) visibility.

    The first component is to the right of the picture, the second up. Arm segments are turned so that the
    trunk is upright; the distance between two directions is the chord 2*sin(angle/2).
    """
    vectors = np.stack([_segment(motion, name, side) for name in segments], axis=1)
    upright = _upright(_segment(motion, "trunk", side))
    for k, name in enumerate(segments):
        if name in TRUNK_CENTRED:
            vectors[:, k] = np.einsum("nij,nj->ni", upright, vectors[:, k])
    visibility = np.stack([_segment_visibility(motion, name, side) for name in segments], axis=1)
    return vectors, visibility


def segment_vectors(motion: Motion, segments: Sequence[str], side: Side) -> FloatArray:
    """(n, S, 2) from each near end to the far one, in picture heights, right and up; NaN where missing."""
    return np.stack([_vector(motion, name, side) for name in segments], axis=1)


def full_lengths(segments: Sequence[str], lengths: FloatArray, known: BoolArray, trunk: float) -> FloatArray:
    """(S,) how long each segment is in the picture's plane, from its lengths (n, S); 1 if never known.

    An upper percentile: it lies so for a part of the time, and no wild frame counts. One that points at the
    camera all the time is taken to be as long as in other people; trunk : its length, NaN if unknown.
    """
    usual = np.nan_to_num(trunk) * np.array([USUAL_TRUNKS.get(name, 0.0) for name in segments])
    longest = [
        np.percentile(one[seen], FULL_LENGTH_PERCENTILE) if seen.any() else 1.0
        for one, seen in zip(lengths.T, known.T, strict=True)
    ]
    return np.where(known.any(axis=0), np.maximum(longest, usual), 1.0)


def trunk_length(motion: Motion) -> float:
    """Picture heights from the middle of the hips to that of the shoulders, when upright; NaN if never seen.

    The measure of a body in the picture: an upper percentile over the frames, for leaning shortens it.
    """
    return _upright_length(np.stack([_vector(motion, "trunk", side) for side in SIDES]))


def trunk_length_m(motion: Motion) -> float:
    """The same in metres of the world landmarks, as they show in the picture's plane."""
    hips, shoulders = (
        motion.world[:, [motion.column(f"{side}_{name}") for side in SIDES], :2] for name in SEGMENTS["trunk"]
    )
    return _upright_length((shoulders - hips).swapaxes(0, 1))


def body_scale(motion: Motion) -> float:
    """Picture heights of the trunk, even where the hips are hidden; NaN if the shoulders are too.

    Then it is told from the shoulders, whose distance is known in the picture and in metres.
    """
    trunk = trunk_length(motion)
    if np.isfinite(trunk):
        return trunk
    left, right = (motion.column(f"{side}_shoulder") for side in SIDES)
    widths = np.stack(
        [
            np.linalg.norm(places[:, left] - places[:, right], axis=1)
            for places in (motion.image, motion.world[..., :2])
        ]
    )
    picture, metres = widths[:, np.isfinite(widths).all(axis=0)].sum(axis=1)
    return float(TRUNK_M * picture / metres) if metres > 0 else float("nan")


def _upright_length(sides: FloatArray) -> float:
    """Of the middle line of both flanks (2, n, 2); of one of them where the other was not seen."""
    known = np.isfinite(sides)
    middle = np.where(known, sides, 0.0).sum(axis=0) / np.where(known.any(axis=0), known.sum(axis=0), np.nan)
    lengths = np.linalg.norm(middle, axis=1)
    lengths = lengths[np.isfinite(lengths)]
    if len(lengths) == 1:  # as for every frame of the camera; a percentile takes most of a millisecond
        return float(lengths[0])
    return float(np.percentile(lengths, UPRIGHT_PERCENTILE)) if len(lengths) else float("nan")


def camera_azimuth_deg(motion: Motion) -> float:
    """From where the camera looks: 0 from straight ahead, positive from the person's left, 180 from behind.

    Median over the frames, from the shoulder line of the world landmarks; from the hip line, whose depth is
    told less well, if the shoulders were never seen. NaN if neither was.
    """
    for name in ("shoulder", "hip"):
        left, right = (motion.world[:, motion.column(f"{side}_{name}")] for side in SIDES)
        known = np.isfinite(left - right).all(axis=1)
        if known.any():
            return float(azimuth_deg(np.median((left - right)[known], axis=0)))
    return float("nan")


def wrapped_deg(angle: Degrees) -> Degrees:
    """The same direction, from -180 to 180."""
    return (angle + 180.0) % 360.0 - 180.0


def azimuth_deg(lines: FloatArray) -> FloatArray:
    """(...) from which side the camera sees lines (..., 3) from the right of a body to its left."""
    return np.asarray(np.degrees(np.arctan2(-lines[..., 2], lines[..., 0])))


def _image(motion: Motion, landmark: str) -> FloatArray:
    return np.asarray(motion.image[:, motion.column(landmark)])


def _vector(motion: Motion, name: str, side: Side) -> FloatArray:
    start, end = SEGMENTS[name]
    vector = _image(motion, f"{side}_{end}") - _image(motion, f"{side}_{start}")
    return np.asarray(vector * np.array([1.0, -1.0]))


def _segment(motion: Motion, name: str, side: Side) -> FloatArray:
    vector = _vector(motion, name, side)
    length = np.linalg.norm(vector, axis=1, keepdims=True)
    return np.asarray(np.divide(vector, length, out=np.full_like(vector, np.nan), where=length > 0))


def _segment_visibility(motion: Motion, name: str, side: Side) -> FloatArray:
    ends = {*SEGMENTS[name], *(SEGMENTS["trunk"] if name in TRUNK_CENTRED else ())}
    columns = [motion.column(f"{side}_{end}") for end in sorted(ends)]
    return np.asarray(motion.visibility[:, columns].min(axis=1))


def _upright(trunk: FloatArray) -> FloatArray:
    """(n, 2, 2) rotations that turn each trunk direction to (0, 1), straight up."""
    x, y = trunk[:, 0], trunk[:, 1]
    return np.stack([np.stack([y, -x], axis=1), np.stack([x, y], axis=1)], axis=1)
