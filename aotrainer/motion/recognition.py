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

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from aotrainer.motion.angles import joint_angle_deg
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import RATE_HZ as CLEAN_HZ
from aotrainer.motion.clean import clean
from aotrainer.motion.dtw import Reference
from aotrainer.motion.features import camera_azimuth_deg, segment_directions, segment_vectors, trunk_length
from aotrainer.motion.judging import LANDMARKS, Judging
from aotrainer.motion.pose import SIDES, Motion, Side, frames_between, mirror
from aotrainer.motion.reps import Repetition, swing_deg
from aotrainer.motion.segmentation import model_repetition, repetitions_in

COMPARED = ("trunk", "upper_arm", "forearm", "hand", "thigh", "shank", "foot")
"""Of both sides."""
RATE_HZ = 10.0
"""Frames that are compared: a movement is told from another by less than it is scored by."""
TRIED = 3
"""Repetitions that are compared; more of them say the same."""
IN_QUESTION_DEG = 30.0
"""An exercise that is judged from further round is not in question: from there it looks like others."""
LEAST_SHARE = 0.3
"""Of a model's range: what goes less far is not compared with it, unless it is what was asked for."""
EXCURSION_SHARE = 0.6
"""How much a segment's excursion counts beside its path, degree for degree."""
FREE_OCTAVES = 0.5
"""From 0.7 to 1.4 of the model's range, how far a movement went says nothing about which one it is ..."""
OUT_OF_RANGE_DEG = 30.0
"""... and beyond that, each halving or doubling counts this much."""


@dataclass(frozen=True, slots=True, eq=False)
class _Body:
    """A whole body over time, the moving side first: (n,) seconds and (n, 2S, 2) of each segment.

    directions : unit vectors; vectors : in trunk lengths; both NaN where not seen
    """

    times_s: FloatArray
    directions: FloatArray
    vectors: FloatArray

    def during(self, rep: Repetition) -> _Body:
        """The frames of a repetition that are compared."""
        inside = frames_between(self.times_s, rep.start_s, rep.end_s)
        kept = slice(inside.start, inside.stop, round(CLEAN_HZ / RATE_HZ))
        return _Body(self.times_s[kept], self.directions[kept], self.vectors[kept])

    def path(self) -> tuple[FloatArray, FloatArray]:
        """(m, d) features of the frames in which anything was seen, and 1 for each that was."""
        values = np.concatenate([self.directions, self.vectors], axis=1).reshape(len(self.times_s), -1)
        known = np.isfinite(values)
        some = known.any(axis=1)
        return values[some], known[some].astype(float)

    def swings_deg(self) -> FloatArray:
        """(2S,) the most that each segment can have turned in any repetition."""
        angles = np.arctan2(self.directions[..., 1], self.directions[..., 0])
        swings = np.degrees(np.ptp(np.unwrap(angles, axis=0), axis=0))
        return np.where(np.isfinite(swings), swings, 180.0)

    def excursions_deg(self) -> FloatArray:
        """(2S,) the largest angle of each segment to where it pointed first; NaN if never seen."""
        first = np.array([_first(one) for one in self.directions.swapaxes(0, 1)])
        cosine = np.clip(np.einsum("nki,ki->nk", self.directions, first), -1.0, 1.0)
        lowest = np.where(np.isfinite(cosine), cosine, 1.0).min(axis=0, initial=1.0)
        return np.where(np.isfinite(first).all(axis=1), np.degrees(np.arccos(lowest)), np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One exercise's model, ready to be compared with.

    asked : it is what was asked for: who does little of it does it all the same, seen from wherever
    """

    judging: Judging
    direction: int
    repetition: Repetition
    path: Reference
    excursions_deg: FloatArray
    asked: bool = False

    def path_deg(self, piece: _Body) -> float:
        """How far a repetition's path is from the model's, moment by moment that fits best."""
        values, seen = piece.path()
        if len(values) < 2:
            return math.inf
        cost = self.path.align(values, seen).nearest_cost.sum(axis=1).mean()
        return float(np.degrees(np.sqrt(cost / (values.shape[1] / 2))))

    def further_deg(self, piece: _Body, excursion_deg: float) -> float:
        """What a repetition is away by its excursions alone, those of all segments and the joint's."""
        share = excursion_deg / self.repetition.excursion_deg if self.asked else 1.0
        further = piece.excursions_deg() - min(1.0, share) * self.excursions_deg
        known = further[np.isfinite(further)]
        excursion = float(np.sqrt(np.mean(known**2))) if len(known) else 0.0
        return EXCURSION_SHARE * excursion + self.out_of_range_deg(excursion_deg)

    def short_deg(self, swings_deg: FloatArray) -> float:
        """What segments that never turn by more are away at least by their excursions."""
        short = np.maximum(np.nan_to_num(self.excursions_deg) - swings_deg, 0.0)
        return EXCURSION_SHARE * float(np.sqrt(np.mean(short**2)))

    def out_of_range_deg(self, excursion_deg: float) -> float:
        """What an excursion of the joint is away that is further off than is free."""
        octaves = float(np.log2(excursion_deg / self.repetition.excursion_deg))
        less = 0.0 if self.asked else -octaves
        return OUT_OF_RANGE_DEG * max(0.0, max(octaves, less) - FREE_OCTAVES)


class Attempt:
    """A cleaned motion that is to be recognised, with what several candidates ask of it worked out once."""

    def __init__(self, seen: Motion) -> None:
        self._seen = seen
        self._azimuth_deg = camera_azimuth_deg(seen)
        self._swings: dict[tuple[str, Side], float] = {}
        self._bodies: dict[Side, _Body] = {}
        self._body_swings: dict[Side, FloatArray] = {}
        self._found: dict[tuple[str, float, Side, int], tuple[Repetition, ...]] = {}

    def distances_deg(
        self, candidates: Mapping[str, Candidate], limit_deg: float = math.inf
    ) -> dict[str, float]:
        """How far each exercise in question is away, nearest first, in degrees per segment.

        limit_deg : those that are further away are left out, most of them at little cost
        """
        found = {
            name: min(self._distance_deg(side, one, limit_deg) for side in SIDES)
            for name, one in candidates.items()
        }
        possible = {
            name: distance
            for name, distance in found.items()
            if np.isfinite(distance) and distance <= limit_deg
        }
        return dict(sorted(possible.items(), key=lambda item: item[1]))

    def _distance_deg(self, side: Side, one: Candidate, limit_deg: float) -> float:
        off_deg = one.judging.off_view_deg(self._azimuth_deg, side)
        if not one.asked and (not off_deg <= IN_QUESTION_DEG or self._moves_too_little(side, one, limit_deg)):
            return math.inf
        found = _some(self._repetitions(side, one))
        pieces = [self._body(side).during(rep) for rep in found]
        further = [
            one.further_deg(piece, rep.excursion_deg) for piece, rep in zip(pieces, found, strict=True)
        ]
        if not found or np.median(further) > limit_deg:
            return math.inf
        paths = [one.path_deg(piece) for piece in pieces]
        return float(np.median(np.add(paths, further)))

    def _moves_too_little(self, side: Side, one: Candidate, limit_deg: float) -> bool:
        """Whether the joint, or the body, never goes far enough for a repetition within the limit."""
        swing = self._swing_deg(side, one)
        if swing < one.repetition.excursion_deg and (swing == 0 or one.out_of_range_deg(swing) > limit_deg):
            return True
        if side not in self._body_swings:
            self._body_swings[side] = self._body(side).swings_deg()
        return one.short_deg(self._body_swings[side]) > limit_deg

    def _swing_deg(self, side: Side, one: Candidate) -> float:
        joint = one.judging.primary_joint
        if (joint, side) not in self._swings:
            self._swings[joint, side] = swing_deg(joint_angle_deg(self._seen, joint, side))
        return self._swings[joint, side]

    def _body(self, side: Side) -> _Body:
        if side not in self._bodies:
            self._bodies[side] = _body(self._seen, side)
        return self._bodies[side]

    def _repetitions(self, side: Side, one: Candidate) -> tuple[Repetition, ...]:
        """As the candidate's joint tells them."""
        judging = one.judging
        if not one.asked:
            least_deg = LEAST_SHARE * one.repetition.excursion_deg
            judging = replace(judging, min_excursion_deg=max(judging.min_excursion_deg, least_deg))
        key = judging.primary_joint, judging.min_excursion_deg, side, one.direction
        if key not in self._found:
            self._found[key] = repetitions_in(self._seen, judging, side, one.direction)
        return self._found[key]


def candidate(reference: Motion, judging: Judging) -> Candidate:
    """The model of an exercise; raises `InvalidMotionError` when it is not one repetition."""
    seen = clean(reference.select(LANDMARKS))
    return candidate_of_seen(seen, judging, *model_repetition(seen, judging))


def candidate_of_seen(seen: Motion, judging: Judging, direction: int, repetition: Repetition) -> Candidate:
    """The same of a cleaned reference whose repetition is known."""
    piece = _body(seen, judging.model_side).during(repetition)
    values, known = piece.path()
    return Candidate(
        judging, direction, repetition, Reference(values, visibility=known), piece.excursions_deg()
    )


def distances_deg(attempt: Motion, candidates: Mapping[str, Candidate]) -> dict[str, float]:
    """How far each exercise in question is from the attempt, nearest first, in degrees per segment."""
    return Attempt(clean(attempt.select(LANDMARKS))).distances_deg(candidates)


def _some(found: Sequence[Repetition]) -> list[Repetition]:
    """At most `TRIED` of them, spread over the recording."""
    chosen = np.linspace(0, len(found) - 1, min(len(found), TRIED)).round().astype(int)
    return [found[number] for number in chosen]


def _body(seen: Motion, side: Side) -> _Body:
    """Of a cleaned motion; mirrored if need be, so that the moving side is always the right one."""
    turned = seen if side == "right" else mirror(seen)
    directions = [segment_directions(turned, COMPARED, one)[0] for one in ("right", "left")]
    vectors = [segment_vectors(turned, COMPARED, one) / trunk_length(turned) for one in ("right", "left")]
    return _Body(turned.times_s, np.concatenate(directions, axis=1), np.concatenate(vectors, axis=1))


def _first(directions: FloatArray) -> FloatArray:
    known = directions[np.isfinite(directions).all(axis=1)]
    return np.asarray(known[0] if len(known) else np.full(2, np.nan))
