"""What a therapist's video shows: side, view, repetitions, and the one that is most like the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aotrainer.errors import ExerciseError
from aotrainer.motion.angles import JOINTS, joint_angle_deg
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import clean
from aotrainer.motion.exemplar import most_typical
from aotrainer.motion.features import camera_azimuth_deg
from aotrainer.motion.pose import SIDES, Motion, Side
from aotrainer.motion.reps import Repetition, find_repetitions, movement_direction, swing_deg

SEGMENTS_OF: dict[str, tuple[str, ...]] = {
    "shoulder": ("upper_arm", "forearm"),
    "elbow": ("forearm", "upper_arm"),
    "hip": ("thigh",),
    "knee": ("shank", "thigh"),
    "reach": ("arm", "upper_arm"),
    "hand_lift": ("hand", "forearm"),
    "heel_lift": ("foot", "shank"),
    "leg_swing": ("thigh", "shank"),
    "trunk_lean": (),
    "side_bend": (),
    "trunk_turn": (),
    "forearm_turn": ("forearm", "upper_arm"),
    "forearm_swing": ("forearm", "upper_arm"),
    "arm_swing": ("arm",),
}
"""What is compared with the model when a joint is chosen; the trunk always is."""

MIN_SWING_DEG = 10.0
"""Less than this is the tracker's own error, and no movement."""
MARGIN_S = 0.5
"""Rest kept before and after the repetition, so that the clip can be followed when it loops."""
SEATED_DEG = 50.0
"""Hips and knees bent more than this at rest: the person sits."""


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What a video shows.

    side, azimuth_deg : the limb that moves, and from where the camera saw it
    angle_deg : (n,) of the primary joint, evenly sampled at times_s (n,)
    kept : the number of the repetition that becomes the model
    """

    joints: tuple[str, ...]
    side: Side
    azimuth_deg: float
    seated: bool
    times_s: FloatArray
    angle_deg: FloatArray
    repetitions: tuple[Repetition, ...]
    kept: int

    @property
    def model(self) -> Repetition:
        """The repetition that becomes the model."""
        return self.repetitions[self.kept]

    @property
    def segments(self) -> tuple[str, ...]:
        """What attempts will be compared by."""
        return segments_of(self.joints)

    def span_s(self) -> tuple[float, float]:
        """From when to when the clip goes: with some rest, and without its neighbours."""
        before = [rep.end_s for rep in self.repetitions[: self.kept]] or [float(self.times_s[0])]
        after = [rep.start_s for rep in self.repetitions[self.kept + 1 :]] or [float(self.times_s[-1])]
        return max(before[-1], self.model.start_s - MARGIN_S), min(after[0], self.model.end_s + MARGIN_S)


def segments_of(joints: Sequence[str]) -> tuple[str, ...]:
    """The segments that go with some joints, each once, the trunk last."""
    own = dict.fromkeys(segment for joint in joints for segment in SEGMENTS_OF[joint])
    return (*own, "trunk")


def joints_in(words: str) -> tuple[str, ...]:
    """The joints in a list with commas; raises `ExerciseError` when one is unknown."""
    joints = tuple(word.strip() for word in words.split(","))
    unknown = [joint for joint in joints if joint not in JOINTS]
    if unknown:
        raise ExerciseError(
            f"There is no joint {', '.join(unknown) or '(none given)'}.", f"Choose from {', '.join(JOINTS)}."
        )
    return joints


def find_lesson(motion: Motion, joints: Sequence[str], side: Side | None = None) -> Lesson:
    """The repetitions in a tracked video, and which of them is the most typical.

    joints : the first one tells the repetitions; side : found from the movement when not given

    Raises `ExerciseError` when no repetition is found.
    """
    seen = clean(motion)
    angles = {one: joint_angle_deg(seen, joints[0], one) for one in SIDES}
    moving = max(SIDES, key=lambda one: swing_deg(angles[one])) if side is None else side
    found = _repetitions(seen.times_s, angles[moving], joints[0], moving)
    return Lesson(
        joints=tuple(joints),
        side=moving,
        azimuth_deg=camera_azimuth_deg(seen),
        seated=_sits(seen, moving),
        times_s=seen.times_s,
        angle_deg=angles[moving],
        repetitions=found,
        kept=most_typical(seen, found, segments_of(joints), moving),
    )


def _repetitions(times_s: FloatArray, angle: FloatArray, joint: str, side: Side) -> tuple[Repetition, ...]:
    if not np.isfinite(angle).any():
        raise ExerciseError(
            f"The {side} {joint.replace('_', ' ')} was never seen.", "Film it again, in good light."
        )
    found = find_repetitions(times_s, angle, MIN_SWING_DEG, movement_direction(angle))
    if not found:
        moved = f"the {side} {joint.replace('_', ' ')} moved by {swing_deg(angle):.0f}° in all"
        raise ExerciseError(
            f"No whole repetition was found: {moved}.",
            "Film the whole movement from rest to rest, best three times, or name another joint.",
        )
    return found


def _sits(motion: Motion, side: Side) -> bool:
    bends = [joint_angle_deg(motion, joint, side) for joint in ("hip", "knee")]
    known = [bend[np.isfinite(bend)] for bend in bends]
    return all(len(bend) and float(np.median(bend)) > SEATED_DEG for bend in known)
