"""A motion cut into an exercise's repetitions: which joint's angle to follow, of which side, which way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.angles import JOINTS, joint_angle_deg, joint_landmarks
from aotrainer.motion.arrays import FloatArray, IntArray
from aotrainer.motion.clean import clean
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import Motion, Side, opposite
from aotrainer.motion.reps import Repetition, find_repetitions, movement_direction
from aotrainer.motion.spans import SCATTER_DEG

LEAST_FRAMES = 3
"""There, at the turning point, and back."""
REST_PERCENTILE = 20.0
"""A limb that takes turns is at rest for a fifth of its time at least."""


def followed_deg(motion: Motion, joint: str, side: Side) -> FloatArray:
    """(n,) the angle that tells repetitions of one side; NaN where it is not seen.

    Of a trunk that goes to both sides in turn, what goes to the other side is rest: it is another repetition.
    """
    angle = joint_angle_deg(motion, joint, side)
    return np.maximum(angle, -SCATTER_DEG) if JOINTS[joint].towards_side else angle


def repetitions_in(motion: Motion, judging: Judging, side: Side, direction: int) -> tuple[Repetition, ...]:
    """The repetitions of one side of a cleaned motion; an angle is the same in the mirror."""
    angle = followed_deg(motion, judging.primary_joint, side)
    if judging.in_turn:
        other = followed_deg(motion, judging.primary_joint, opposite(side))
        angle = own_turn_deg(direction * angle, direction * other) * direction
    return find_repetitions(motion.times_s, angle, judging.min_excursion_deg, direction)


def own_turn_deg(own: FloatArray, other: FloatArray) -> FloatArray:
    """(n,) an angle that rests low, NaN while that of the other limb (n,) has gone further from its rest.

    A leg that is lifted tips the trunk and the pelvis, and the other hip seems to bend or to stretch. Where
    each rests is told from its own turn and from rest alone.
    """
    ahead = _above_rest(other, other) - _above_rest(own, own)
    theirs, mine = ahead > SCATTER_DEG, ahead < -SCATTER_DEG
    ahead = _above_rest(other, other[~mine]) - _above_rest(own, own[~theirs])
    return np.where(ahead > SCATTER_DEG, np.nan, own)


def _above_rest(angle: FloatArray, resting: FloatArray) -> FloatArray:
    known = resting[np.isfinite(resting)]
    return angle - np.percentile(known, REST_PERCENTILE) if len(known) else np.full(len(angle), np.nan)


def marked_repetitions(
    motion: Motion, judging: Judging, side: Side, direction: int, spans: Sequence[tuple[float, float]]
) -> tuple[Repetition, ...]:
    """Repetitions that a person marked, from second to second of a cleaned motion; the turn is found.

    A mark in which the primary joint was hardly seen, or did not move, is left out.
    """
    angle = followed_deg(motion, judging.primary_joint, side)
    marks = (np.flatnonzero((motion.times_s >= start) & (motion.times_s <= end)) for start, end in spans)
    seen = [inside[np.isfinite(angle[inside])] for inside in marks]
    return tuple(
        _marked(motion.times_s, direction * angle, direction, frames)
        for frames in seen
        if len(frames) >= LEAST_FRAMES and np.ptp(angle[frames]) > 0
    )


def _marked(times_s: FloatArray, angle: FloatArray, direction: int, frames: IntArray) -> Repetition:
    turn = frames[int(np.argmax(angle[frames]))]
    before = frames[: int(np.searchsorted(frames, turn)) + 1]
    return Repetition(
        start_s=float(times_s[frames[0]]),
        turn_s=float(times_s[turn]),
        end_s=float(times_s[frames[-1]]),
        start_deg=float(direction * angle[before].min()),
        turn_deg=float(direction * angle[turn]),
    )


def model_repetition(
    reference: Motion, judging: Judging, marked: tuple[float, float] | None = None
) -> tuple[int, Repetition]:
    """Which way a cleaned reference moves its primary joint's angle, and the one repetition that it holds.

    marked : from second to second, where a person sees it

    Raises `InvalidMotionError` when it holds none, or more than one.
    """
    angle = followed_deg(reference, judging.primary_joint, judging.model_side)
    direction = movement_direction(angle) if np.isfinite(angle).any() else 1
    found = (
        repetitions_in(reference, judging, judging.model_side, direction)
        if marked is None
        else marked_repetitions(reference, judging, judging.model_side, direction, [marked])
    )
    if len(found) != 1:
        raise InvalidMotionError(
            f"The reference motion holds {len(found)} repetitions of the {judging.primary_joint}, not one.",
            "Make it again from a clip of a single repetition.",
        )
    return direction, found[0]


def reference_repetition(reference: Motion, judging: Judging) -> tuple[int, Repetition]:
    """As `model_repetition`, of a reference that is not cleaned yet; no more of it than is needed will be."""
    return model_repetition(_joint(reference, judging, judging.model_side), judging)


def reference_direction(reference: Motion, judging: Judging) -> int:
    """Which way the reference moves its primary joint's angle: +1 raises it, -1 lowers it."""
    return reference_repetition(reference, judging)[0]


def repetitions_so_far(
    attempt: Motion, judging: Judging, side: Side, direction: int
) -> tuple[Repetition, ...]:
    """The whole repetitions of an attempt under way; cheap enough to be asked for several times a second.

    direction : from `reference_direction`
    """
    seen = _joint(attempt, judging, side)
    return repetitions_in(seen, judging, side, direction) if len(seen) >= LEAST_FRAMES else ()


def _joint(motion: Motion, judging: Judging, side: Side) -> Motion:
    """Cleaned, with no more than the primary joint needs."""
    sides = (side, opposite(side)) if judging.in_turn else (side,)
    needed = {name for one in sides for name in joint_landmarks(judging.primary_joint, one)}
    return clean(motion.select(sorted(needed)))
