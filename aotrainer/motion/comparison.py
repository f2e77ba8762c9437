"""A repetition beside the model's: which moment belongs to which, and how far the body is off then.

Dynamic time warping over the judged segments finds the model's moment for each of the attempt's: the one that
fits best, so that a movement which stops short is compared with what it did, and the shortness is charged
where it belongs, in the range.

Two things are compared differently. The judged segments, and what else of the body the model moves, by where
they point. What rests in the model, by how far it has moved since the repetition began, and every
compensation since the rest before it: people rest their other hand where they like.

A segment that points at the camera has no direction in the picture to speak of: it counts by its length
there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from aotrainer.motion.arrays import BoolArray, FloatArray, IntArray
from aotrainer.motion.compensation import MEASURED, Observed, signal
from aotrainer.motion.dtw import Reference
from aotrainer.motion.features import (
    full_lengths,
    segment_directions,
    segment_vectors,
    trunk_length,
    wrapped_deg,
)
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import Motion, Side, opposite
from aotrainer.motion.reps import Repetition

REST = ("upper_arm", "forearm", "thigh", "shank")
"""Segments that should do what the model's do, though the exercise is not judged by them."""
PARTS_OF = {"arm": ("upper_arm", "forearm")}
SIDEWAYS_DEG = 60.0
"""From further round than this the body hides its other side, and the tracker guesses."""
LONG_ENOUGH = 0.5
"""Share of its full length in the picture from which on a segment's direction counts in full."""
PLAIN_TO_SEE = 0.9
"""Visibility from which on the rest of the body counts: behind a table the tracker guesses."""
MOVES_DEG = 20.0
"""A segment that the model turns by more belongs to the movement: less is sway, and the tracker's error."""
AT_REST_S = 3.0
"""Where a signal rests is its median over so long before a repetition: who compensates often begins that
before the limb moves."""
FLEXIONS = ("elbow_bend",)
"""An elbow is bent in the movement's place if it bends further than where it rests, and than the model's."""
SIZE_PERCENTILE = 95.0
"""How large a compensation was, wild frames aside."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """What is compared of a cleaned motion on the model's side, frame by frame.

    times_s : (n,); judged : (n, S, 2) directions of the judged segments, and (n, S) how surely they are seen
    rest : (n, R, 2) and (n, R), the same of the other segments; signals : (n,) of every compensation
    trunk : its length, in picture heights; rests : where each signal rests, if it is told from there
    """

    times_s: FloatArray
    judged: FloatArray
    judged_sure: FloatArray
    rest: FloatArray
    rest_sure: FloatArray
    signals: Mapping[str, FloatArray]
    trunk: float
    rests: Mapping[str, float] = field(default_factory=dict)

    def during(self, rep: Repetition, since_s: float = -np.inf) -> Piece:
        """Those frames of a repetition in which any judged segment was seen; signals from where they rest.

        Moments in which none was, as when the computer was busy, are no evidence, and warping bridges them.

        since_s : the end of the repetition before; rest is what lies between, the last seconds of it
        """
        before = (self.times_s >= max(since_s, rep.start_s - AT_REST_S)) & (self.times_s <= rep.start_s)
        inside = (self.times_s >= rep.start_s) & (self.times_s <= rep.end_s)
        inside &= (self.judged_sure > 0).any(axis=1)
        rests = {name: _at_rest(one, before, inside) for name, one in self.signals.items()}
        return Piece(
            self.times_s[inside],
            self.judged[inside],
            self.judged_sure[inside],
            self.rest[inside],
            self.rest_sure[inside],
            {name: one[inside] - rests[name] for name, one in self.signals.items()},
            self.trunk,
            rests,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The model's repetition, ready to be compared with."""

    repetition: Repetition
    piece: Piece
    path: Reference


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """How a repetition of n frames follows the model, frame by frame.

    path : (P, 2) matched frames (model, attempt), neither ever going back; theirs : (n,) the one of the
        model that is nearest; judged_deg, judged_sure : (n, S) how far each judged segment is off, and how
        surely that was seen; rest_deg, rest_sure : (n, R) how differently each other segment moved
    """

    path: IntArray
    theirs: IntArray
    judged_deg: FloatArray
    judged_sure: FloatArray
    rest_deg: FloatArray
    rest_sure: FloatArray


@dataclass(frozen=True, slots=True)
class Difference:
    """How far a repetition is from the model's.

    segment_error_deg : root mean square angle of each judged segment to where the model's points
    out_error_deg, back_error_deg : the weighted mean of the same, up to the turning point and after it
    rest_error_deg : of each other segment that was seen, on the model's side, how differently it moved, or
        pointed where the model moves it
    """

    segment_error_deg: Mapping[str, float]
    out_error_deg: float
    back_error_deg: float
    rest_error_deg: Mapping[str, float]
    compensations: tuple[Observed, ...]


def measure(motion: Motion, judging: Judging) -> Piece:
    """What is compared of a cleaned motion that is turned to the model's side."""
    side = judging.model_side
    judged, judged_sure = _directions(motion, tuple(judging.segments), side)
    rest = [_directions(motion, names, one, PLAIN_TO_SEE) for one, names in _others(judging)]
    return Piece(
        motion.times_s,
        judged,
        judged_sure,
        np.concatenate([directions for directions, _ in rest], axis=1),
        np.concatenate([sure for _, sure in rest], axis=1),
        {name: signal(name, motion, side, judging.seated) for name in MEASURED if name in judging.limits},
        trunk_length(motion),
    )


def model_of(motion: Motion, rep: Repetition, judging: Judging) -> Model:
    """The model of an exercise, from its cleaned reference."""
    piece = measure(motion, judging).during(rep)
    weights = np.repeat(list(judging.segments.values()), 2)
    return Model(rep, piece, Reference(_flat(piece.judged), weights=weights, visibility=_sure(piece)))


def follow(piece: Piece, model: Model) -> Followed:
    """Which moment of the model belongs to each of the attempt's, and how far the segments are off then."""
    # Exact, so that ties are decided alike everywhere and a recording gets the same score on every machine.
    alignment = model.path.align(_flat(piece.judged), _sure(piece), exact=True)
    theirs = alignment.nearest[:, 0]
    shown = _since_rest_deg(model.piece)
    moved = wrapped_deg(_since_rest_deg(piece) - shown[theirs])
    pointing = _angle_deg(piece.rest, model.piece.rest[theirs])
    return Followed(
        alignment.path,
        theirs,
        _angle_deg(piece.judged, model.piece.judged[theirs]),
        piece.judged_sure * model.piece.judged_sure[theirs],
        np.where(_moves(shown, model.piece.rest_sure), pointing, moved),
        piece.rest_sure * model.piece.rest_sure[theirs],
    )


def compare(piece: Piece, rep: Repetition, model: Model, judging: Judging) -> Difference:
    """One repetition against the model's."""
    found = follow(piece, model)
    angles, sure = found.judged_deg, found.judged_sure
    out = piece.times_s <= rep.turn_s
    out_deg, back_deg = (_weighted(_root_mean_square(angles[way], sure[way]), judging) for way in (out, ~out))
    return Difference(
        dict(zip(judging.segments, _root_mean_square(angles, sure).tolist(), strict=True)),
        out_deg,
        back_deg,
        _rest_error_deg(found, judging),
        tuple(_observed(name, piece, model.piece, found.theirs, judging) for name in piece.signals),
    )


def rest_names(judging: Judging) -> tuple[str, ...]:
    """The other segments, with the side, as they are named in a motion on the model's side."""
    return tuple(f"{side}_{name}" for side, segments in _others(judging) for name in segments)


def mean_error_deg(errors_deg: Mapping[str, float], judging: Judging) -> float:
    """The weighted mean over the segments; of those that were seen at all."""
    return _weighted(np.array(list(errors_deg.values())), judging)


def _weighted(errors_deg: FloatArray, judging: Judging) -> float:
    weights = np.array(list(judging.segments.values()))
    known = np.isfinite(errors_deg)
    return float((weights * errors_deg)[known].sum() / weights[known].sum()) if known.any() else math.nan


def _others(judging: Judging) -> list[tuple[Side, tuple[str, ...]]]:
    own = {part for name in judging.segments for part in PARTS_OF.get(name, (name,))}
    sides = [(judging.model_side, tuple(name for name in REST if name not in own))]
    if abs(judging.azimuth_deg) < SIDEWAYS_DEG:
        sides.append((opposite(judging.model_side), REST))
    return sides


def _directions(
    motion: Motion, names: tuple[str, ...], side: Side, visible: float = 0.0
) -> tuple[FloatArray, FloatArray]:
    """(n, S, 2) directions, 0 where not seen, and (n, S) how surely they are told from the picture."""
    if not names:
        return np.zeros((len(motion), 0, 2)), np.zeros((len(motion), 0))
    directions, visibility = segment_directions(motion, names, side)
    lengths = np.linalg.norm(segment_vectors(motion, names, side), axis=2)
    known = np.isfinite(directions).all(axis=2) & (visibility > visible)
    full = np.maximum(full_lengths(names, lengths, known, trunk_length(motion)), 1e-9)
    sure = np.clip(np.where(known, lengths, 0.0) / (LONG_ENOUGH * full), 0.0, 1.0) ** 2
    return np.where(known[:, :, None], directions, 0.0), sure


def _flat(directions: FloatArray) -> FloatArray:
    return directions.reshape(len(directions), -1)


def _sure(piece: Piece) -> FloatArray:
    return np.repeat(piece.judged_sure, 2, axis=1)


def _angle_deg(one: FloatArray, other: FloatArray) -> FloatArray:
    """(n, S) signed angles from one direction to the other, picture plane, -180 to 180."""
    cross = one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]
    return np.asarray(np.degrees(np.arctan2(cross, (one * other).sum(axis=-1))))


def _root_mean_square(angles: FloatArray, sure: FloatArray) -> FloatArray:
    """(S,) over the frames, NaN for a segment that was never seen."""
    total = sure.sum(axis=0)
    mean = np.divide((sure * angles**2).sum(axis=0), total, out=np.full(len(total), np.nan), where=total > 0)
    return np.asarray(np.sqrt(mean))


def _rest_error_deg(found: Followed, judging: Judging) -> dict[str, float]:
    errors = _root_mean_square(found.rest_deg, found.rest_sure)
    named = zip(rest_names(judging), errors, strict=True)
    return {name: float(error) for name, error in named if np.isfinite(error)}


def _moves(since_rest_deg: FloatArray, sure: FloatArray) -> BoolArray:
    """(R,) which of the other segments (n, R) are turned by the movement, wild frames aside."""
    seen = np.where(sure > 0, np.abs(since_rest_deg), 0.0)
    return np.asarray(np.percentile(seen, SIZE_PERCENTILE, axis=0) > MOVES_DEG)


def _since_rest_deg(piece: Piece) -> FloatArray:
    """(n, R) by how much each of the other segments has turned since the repetition began."""
    first = np.array(
        [_first(one, sure) for one, sure in zip(piece.rest.swapaxes(0, 1), piece.rest_sure.T, strict=True)]
    ).reshape(-1, 2)
    return _angle_deg(np.broadcast_to(first, piece.rest.shape), piece.rest)


def _first(directions: FloatArray, sure: FloatArray) -> FloatArray:
    seen = np.flatnonzero(sure > 0)
    return np.asarray(directions[seen[0]] if len(seen) else np.zeros(2))


def _observed(name: str, own: Piece, model: Piece, theirs: IntArray, judging: Judging) -> Observed:
    """The largest difference to the model that a compensation came to; 0 if it was never seen."""
    further = own.signals[name] - model.signals[name][theirs]
    away = np.abs(further)
    if name in FLEXIONS:
        away = np.maximum(np.minimum(further, further + own.rests[name] - model.rests[name]), 0.0)
    known = np.flatnonzero(np.isfinite(away))
    if not len(known):
        return Observed(name, 0.0, judging.limits[name], float(own.times_s[0]))
    when = known[int(np.argmax(away[known]))]
    size = float(np.percentile(away[known], SIZE_PERCENTILE))
    return Observed(name, size, judging.limits[name], float(own.times_s[when]))


def _at_rest(values: FloatArray, before: BoolArray, inside: BoolArray) -> float:
    """Of a signal before a repetition; where it was not seen then, its first value inside."""
    known = np.isfinite(values)
    if (before & known).any():
        return float(np.median(values[before & known]))
    return float(values[inside & known][0]) if (inside & known).any() else math.nan
