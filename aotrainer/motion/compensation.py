"""What the rest of the body does in the limb's place, each as one number over time.

A compensation is told from the model's own body: how far the number goes from where it rests before the
repetition, less how far the model's goes at the moment that fits. So a trunk that should lean does not
count, and a camera that stands a little askew does not either. What is seen depends on the view: a lean
towards the camera shows from the side only.

The list follows Cai et al., *J NeuroEngineering Rehabil* 19:83, 2022 (compensations told from a webcam after
stroke); their limits are in the exercise files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from aotrainer.motion.angles import joint_angle_deg
from aotrainer.motion.arrays import FloatArray, known_median
from aotrainer.motion.features import full_lengths, segment_vectors, trunk_length
from aotrainer.motion.pose import SIDES, Motion, Side, opposite

Measured = Literal[
    "trunk_lean", "trunk_turn", "shoulder_hike", "elbow_bend", "weight_shift", "pelvic_drop", "neck_bend"
]
MEASURED: tuple[Measured, ...] = get_args(Measured)
UNITS: Mapping[str, str] = {
    "trunk_lean": "deg",
    "trunk_turn": "deg",
    "shoulder_hike": "trunk_lengths",
    "elbow_bend": "deg",
    "weight_shift": "trunk_lengths",
    "pelvic_drop": "deg",
    "neck_bend": "deg",
}
"""In which unit each of them is measured; a limit in another unit is for the therapist's eyes only."""
ARM = ("upper_arm", "forearm")
IN_PLANE_SHARE = 0.6
"""Share of its full length from which on a segment lies near enough to the picture's plane."""
SEEN_FROM_THE_FRONT = ("trunk_turn", "shoulder_hike", "weight_shift", "pelvic_drop")
FRONT_DEG = 45.0
"""From further round the far side of the body is hidden, and these cannot be measured."""


@dataclass(frozen=True, slots=True)
class Observed:
    """A compensation in one repetition.

    size, limit : in degrees or trunk lengths, as the exercise states its limit
    time_s : when it was largest, in seconds of the recording
    """

    name: str
    size: float
    limit: float
    time_s: float

    @property
    def counts(self) -> bool:
        """Whether it is past its limit."""
        return self.size > self.limit


def is_measured(name: str, unit: str, azimuth_deg: float) -> bool:
    """Whether a compensation is told from the picture in this unit, in an exercise judged from there."""
    hidden = name in SEEN_FROM_THE_FRONT and abs(azimuth_deg) > FRONT_DEG
    return UNITS.get(name) == unit and not hidden


def signal(name: Measured, motion: Motion, side: Side, seated: bool = False) -> FloatArray:
    """(n,) what tells a compensation over time, in degrees or trunk lengths; NaN where it is not seen."""
    return (SEATED if seated else SIGNALS)[name](motion, side)


def _middle(motion: Motion, name: str) -> FloatArray:
    left, right = (motion.image[:, motion.column(f"{side}_{name}")] for side in SIDES)
    return np.asarray((left + right) / 2)


def _flank(motion: Motion, name: str, side: Side) -> FloatArray:
    """The middle of both sides, or the side itself where the other is hidden."""
    own, both = motion.image[:, motion.column(f"{side}_{name}")], _middle(motion, name)
    return np.where(np.isnan(both), own, both)


def _trunk(motion: Motion, side: Side) -> FloatArray:
    return _flank(motion, "shoulder", side) - _flank(motion, "hip", side)


def _trunk_lean_deg(motion: Motion, side: Side) -> FloatArray:
    return _from_vertical_deg(_trunk(motion, side))


def _seated_lean_deg(motion: Motion, side: Side) -> FloatArray:
    """Of a trunk whose hips stay on the seat, as far as it shows with the hips as seen and with still ones.

    Hips behind an arm, a table or a belly are guessed, and wander by some centimetres while the arm moves.
    Where the whole trunk is seen to wander, it does not lean either.
    """
    hips = _flank(motion, "hip", side)
    seen, still = (
        _from_vertical_deg(_flank(motion, "shoulder", side) - below) for below in (hips, known_median(hips))
    )
    rest = known_median(seen)
    return rest + _agreed(seen - rest, still - known_median(still))


def _agreed(one: FloatArray, other: FloatArray) -> FloatArray:
    """(n,) the lesser of two changes, or none where they go opposite ways."""
    return np.where(one * other > 0, np.sign(one) * np.minimum(np.abs(one), np.abs(other)), 0.0 * one)


def _from_vertical_deg(upwards: FloatArray) -> FloatArray:
    """(n,) how far (n, 2) vectors in the picture lean to its right."""
    x, down = upwards.T
    return np.asarray(np.degrees(np.arctan2(x, -down)))


def _shoulder_hike(motion: Motion, side: Side) -> FloatArray:
    """How much higher than the other shoulder it is, along the trunk."""
    own, other = (motion.image[:, motion.column(f"{one}_shoulder")] for one in (side, opposite(side)))
    trunk = _trunk(motion, side)
    upwards = trunk / np.linalg.norm(trunk, axis=1, keepdims=True)
    return np.asarray(((own - other) * upwards).sum(axis=1) / trunk_length(motion))


def _weight_shift(motion: Motion, _: Side) -> FloatArray:
    """How far the hips are to the side of the feet."""
    away = _middle(motion, "hip")[:, 0] - _middle(motion, "ankle")[:, 0]
    return np.asarray(away / trunk_length(motion))


def _pelvic_drop_deg(motion: Motion, _: Side) -> FloatArray:
    left, right = (motion.image[:, motion.column(f"{one}_hip")] for one in SIDES)
    x, down = (left - right).T
    return np.asarray(np.degrees(np.arctan2(down, np.abs(x))))


def _elbow_bend_deg(motion: Motion, side: Side) -> FloatArray:
    """Of an arm that does not point at the camera, where a little bend looks large."""
    lengths = np.linalg.norm(segment_vectors(motion, ARM, side), axis=2)
    both = np.isfinite(lengths).all(axis=1, keepdims=True)
    full = full_lengths(ARM, lengths, np.broadcast_to(both, lengths.shape), trunk_length(motion))
    pointing = (lengths < IN_PLANE_SHARE * full).any(axis=1)
    return np.where(pointing, np.nan, joint_angle_deg(motion, "elbow", side))


def _neck_bend_deg(motion: Motion, side: Side) -> FloatArray:
    """The nose seen from the shoulders, against the trunk."""
    upwards = motion.image[:, motion.column("nose")] - _flank(motion, "shoulder", side)
    return _from_vertical_deg(upwards) - _trunk_lean_deg(motion, side)


SIGNALS: Mapping[Measured, Callable[[Motion, Side], FloatArray]] = {
    "trunk_lean": _trunk_lean_deg,
    "trunk_turn": lambda motion, side: joint_angle_deg(motion, "trunk_turn", side),
    "shoulder_hike": _shoulder_hike,
    "elbow_bend": _elbow_bend_deg,
    "weight_shift": _weight_shift,
    "pelvic_drop": _pelvic_drop_deg,
    "neck_bend": _neck_bend_deg,
}
SEATED: Mapping[Measured, Callable[[Motion, Side], FloatArray]] = {**SIGNALS, "trunk_lean": _seated_lean_deg}
"""The same of somebody whose hips stay on a seat."""
