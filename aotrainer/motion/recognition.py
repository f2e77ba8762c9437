"""Which exercise of a library an attempt looks most like: the nearest reference, repetition by repetition.

Every exercise is asked what it would make of the attempt: its own primary joint cuts it into repetitions, and
each is aligned with the exercise's model by dynamic time warping. The whole body is compared, not only the
segments that the exercise is judged by, for a movement is told from others by what keeps still as well. An
exercise whose joint does not move, or that is judged from elsewhere, is not in question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import clean
from aotrainer.motion.dtw import Reference
from aotrainer.motion.features import camera_azimuth_deg, segment_directions
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import SIDES, Motion, Side, mirror
from aotrainer.motion.reps import Repetition
from aotrainer.motion.score import reference_direction, repetitions_in

COMPARED = ("trunk", "upper_arm", "forearm", "hand", "thigh", "shank", "foot")
"""Of both sides."""
OUT_OF_RANGE_DEG = 30.0
"""What a repetition that is twice as far as the model's, or half as far, counts besides."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One exercise's model, ready to be compared with."""

    judging: Judging
    direction: int
    repetition: Repetition
    body: Reference


def candidate(reference: Motion, judging: Judging) -> Candidate:
    """The model of an exercise; raises `InvalidMotionError` when it is not one repetition."""
    seen = clean(reference)
    direction = reference_direction(reference, judging)
    repetition = repetitions_in(seen, judging, judging.model_side, direction)[0]
    values, visibility = _body(seen, repetition, judging.model_side)
    return Candidate(judging, direction, repetition, Reference(values, visibility=visibility))


def distances_deg(attempt: Motion, candidates: Mapping[str, Candidate]) -> dict[str, float]:
    """How far each exercise in question is from the attempt, nearest first, in degrees per segment."""
    seen = clean(attempt)
    azimuth = camera_azimuth_deg(seen)
    found = {
        name: min(_distance_deg(seen, azimuth, side, one) for side in SIDES)
        for name, one in candidates.items()
    }
    possible = {name: distance for name, distance in found.items() if np.isfinite(distance)}
    return dict(sorted(possible.items(), key=lambda item: item[1]))


def _distance_deg(seen: Motion, azimuth: float, side: Side, one: Candidate) -> float:
    judging = one.judging
    expected = judging.azimuth_deg if side == judging.model_side else -judging.azimuth_deg
    away = abs((azimuth - expected + 180.0) % 360.0 - 180.0)
    if not away <= judging.azimuth_tolerance_deg:
        return float("inf")
    found = repetitions_in(seen, judging, side, one.direction)
    own = seen if side == judging.model_side else mirror(seen)
    far = [_repetition_deg(own, rep, one) for rep in found]
    return float(np.median(far)) if far else float("inf")


def _repetition_deg(seen: Motion, rep: Repetition, one: Candidate) -> float:
    values, visibility = _body(seen, rep, one.judging.model_side)
    if len(values) < 2:
        return float("inf")
    alignment = one.body.align(values, visibility)
    chord = np.sqrt(alignment.cost.sum(axis=1).mean() / (values.shape[1] / 2))
    shape = float(np.degrees(2 * np.arcsin(np.clip(chord / 2, 0, 1))))
    ratio = rep.excursion_deg / one.repetition.excursion_deg
    return shape + OUT_OF_RANGE_DEG * float(abs(np.log2(ratio)))


def _body(motion: Motion, rep: Repetition, side: Side) -> tuple[FloatArray, FloatArray]:
    """(m, 4S) directions of the compared segments, own side first, and 1 where they are seen."""
    piece = motion.between(rep.start_s, rep.end_s)
    sides = (side, *(other for other in SIDES if other != side))
    pairs = [segment_directions(piece, COMPARED, one) for one in sides]
    values = np.concatenate([directions.reshape(len(piece), -1) for directions, _ in pairs], axis=1)
    seen = np.concatenate([np.repeat(visibility > 0, 2, axis=1) for _, visibility in pairs], axis=1)
    some = seen.any(axis=1)
    return values[some], seen[some].astype(float)
