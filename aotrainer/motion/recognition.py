"""Which exercise of a library an attempt looks most like: the nearest reference, repetition by repetition.

Every exercise is asked what it would make of the attempt: its own primary joint cuts it into repetitions, and
each is aligned with the exercise's model by dynamic time warping. The whole body is compared, not only the
segments that the exercise is judged by, for a movement is told from others by what keeps still as well. An
exercise whose joint does not move, or that is judged from elsewhere, is not in question.

A patient is slower, and does not get as far, and that must not make one movement look like another. So every
moment of the attempt is compared with the moment of the model that fits it best; what the model does beyond
is not missed. What tells then is *where* the body goes (directions, and lengths in the picture, which tell
sitting from standing), and *what* of it moves how far.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import clean
from aotrainer.motion.dtw import Reference
from aotrainer.motion.features import camera_azimuth_deg, segment_directions, segment_vectors, trunk_length
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import SIDES, Motion, Side, mirror, opposite
from aotrainer.motion.reps import Repetition
from aotrainer.motion.segmentation import model_repetition, repetitions_in

COMPARED = ("trunk", "upper_arm", "forearm", "hand", "thigh", "shank", "foot")
"""Of both sides."""
RATE_HZ = 10.0
"""Frames that are compared: a movement is told from another by less than it is scored by."""
TRIED = 3
"""Repetitions that are compared; more of them say the same."""
EXCURSION_SHARE = 0.6
"""How much a segment's excursion counts beside its path, degree for degree."""
FREE_OCTAVES = 0.5
"""From 0.7 to 1.4 of the model's range, how far a movement went says nothing about which one it is ..."""
OUT_OF_RANGE_DEG = 30.0
"""... and beyond that, each halving or doubling counts this much."""


@dataclass(frozen=True, slots=True, eq=False)
class _Body:
    """A repetition of a whole body: (m, d) features, 1 where seen, and (2S,) excursions in degrees."""

    values: FloatArray
    seen: FloatArray
    excursions_deg: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One exercise's model, ready to be compared with."""

    judging: Judging
    direction: int
    repetition: Repetition
    path: Reference
    excursions_deg: FloatArray


class _Attempt:
    """A cleaned attempt, with what several candidates ask of it worked out once."""

    def __init__(self, seen: Motion) -> None:
        self.azimuth_deg = camera_azimuth_deg(seen)
        self.trunk = trunk_length(seen)
        self._seen = seen
        self._found: dict[tuple[str, float, Side, int], tuple[Repetition, ...]] = {}

    @cached_property
    def _mirrored(self) -> Motion:
        return mirror(self._seen)

    def on_side(self, side: Side, model_side: Side) -> Motion:
        """Turned so that this side becomes the model's."""
        return self._seen if side == model_side else self._mirrored

    def repetitions(self, side: Side, one: Candidate) -> tuple[Repetition, ...]:
        """As the candidate's joint tells them."""
        judging = one.judging
        key = judging.primary_joint, judging.min_excursion_deg, side, one.direction
        if key not in self._found:
            self._found[key] = repetitions_in(self._seen, judging, side, one.direction)
        return self._found[key]


def candidate(reference: Motion, judging: Judging) -> Candidate:
    """The model of an exercise; raises `InvalidMotionError` when it is not one repetition."""
    seen = clean(reference)
    return candidate_of_seen(seen, judging, *model_repetition(seen, judging))


def candidate_of_seen(seen: Motion, judging: Judging, direction: int, repetition: Repetition) -> Candidate:
    """The same of a cleaned reference whose repetition is known."""
    body = _body(seen, repetition, judging.model_side, trunk_length(seen))
    path = Reference(body.values, visibility=body.seen)
    return Candidate(judging, direction, repetition, path, body.excursions_deg)


def distances_deg(attempt: Motion, candidates: Mapping[str, Candidate]) -> dict[str, float]:
    """How far each exercise in question is from the attempt, nearest first, in degrees per segment."""
    return distances_of_seen(clean(attempt), candidates)


def distances_of_seen(seen: Motion, candidates: Mapping[str, Candidate]) -> dict[str, float]:
    """The same of a cleaned motion."""
    attempt = _Attempt(seen)
    found = {
        name: min(_distance_deg(attempt, side, one) for side in SIDES) for name, one in candidates.items()
    }
    possible = {name: distance for name, distance in found.items() if np.isfinite(distance)}
    return dict(sorted(possible.items(), key=lambda item: item[1]))


def _distance_deg(attempt: _Attempt, side: Side, one: Candidate) -> float:
    judging = one.judging
    if not judging.fits_view(attempt.azimuth_deg, side):
        return float("inf")
    own = attempt.on_side(side, judging.model_side)
    far = [
        _repetition_deg(_body(own, rep, judging.model_side, attempt.trunk), rep, one)
        for rep in _some(attempt.repetitions(side, one))
    ]
    return float(np.median(far)) if far else float("inf")


def _some(found: Sequence[Repetition]) -> list[Repetition]:
    """At most `TRIED` of them, spread over the recording."""
    chosen = np.linspace(0, len(found) - 1, min(len(found), TRIED)).round().astype(int)
    return [found[number] for number in chosen]


def _repetition_deg(body: _Body, rep: Repetition, one: Candidate) -> float:
    if len(body.values) < 2:
        return float("inf")
    cost = one.path.align(body.values, body.seen).nearest_cost.sum(axis=1).mean()
    path = float(np.degrees(np.sqrt(cost / (body.values.shape[1] / 2))))
    further = body.excursions_deg - one.excursions_deg
    known = further[np.isfinite(further)]
    excursion = float(np.sqrt(np.mean(known**2))) if len(known) else 0.0
    octaves = float(abs(np.log2(rep.excursion_deg / one.repetition.excursion_deg)))
    return path + EXCURSION_SHARE * excursion + OUT_OF_RANGE_DEG * max(0.0, octaves - FREE_OCTAVES)


def _body(motion: Motion, rep: Repetition, side: Side, trunk: float) -> _Body:
    """Directions of the compared segments and their lengths in trunk lengths, own side first."""
    piece = motion.between(rep.start_s, rep.end_s).every(1 / RATE_HZ)
    pairs = [segment_directions(piece, COMPARED, one) for one in (side, opposite(side))]
    directions = np.concatenate([one for one, _ in pairs], axis=1)
    vectors = [segment_vectors(piece, COMPARED, one) / trunk for one in (side, opposite(side))]
    values = np.concatenate([directions, *vectors], axis=1).reshape(len(piece), -1)
    known = np.isfinite(values)
    some = known.any(axis=1)
    return _Body(values[some], known[some].astype(float), _excursions_deg(directions))


def _excursions_deg(directions: FloatArray) -> FloatArray:
    """(S,) the largest angle of each segment (n, S, 2) to where it pointed first; NaN if never seen."""
    first = np.array([_first(directions[:, k]) for k in range(directions.shape[1])])
    cosine = np.clip(np.einsum("nki,ki->nk", directions, first), -1.0, 1.0)
    lowest = np.where(np.isfinite(cosine), cosine, 1.0).min(axis=0, initial=1.0)
    return np.where(np.isfinite(first).all(axis=1), np.degrees(np.arccos(lowest)), np.nan)


def _first(directions: FloatArray) -> FloatArray:
    known = directions[np.isfinite(directions).all(axis=1)]
    return np.asarray(known[0] if len(known) else np.full(2, np.nan))
