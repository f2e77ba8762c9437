"""How unlike a person's usual repetitions another one is: against oneself, without a model or a therapist.

`score` judges a movement by somebody else's, and has to forgive what people differ by. One's own earlier
repetitions, from the same side and in the same view, allow something stricter. The whole body is compared,
not only what an exercise is judged by: each repetition is aligned with each of the usual ones by dynamic time
warping, and every moment of either counts, so that a movement that stops short is unlike as well.

A person may do a movement right in more than one way, and one of the usual ones may have gone wrong. So what
counts is how far the nearest few are, beside how far the usual ones are from *their* nearest. It says that
something is different, not that it is wrong, nor what; tempo alone makes nothing different.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.dtw import Reference
from aotrainer.motion.features import segment_directions
from aotrainer.motion.pose import SIDES, Motion

COMPARED = ("trunk", "upper_arm", "forearm", "thigh", "shank")
"""Of both sides. Hands and feet are left out: the tracker's error is largest there."""
RATE_HZ = 15.0
"""Frames that are compared; a movement of a second or two has no more to tell."""
NEAREST = 3
"""Of the usual repetitions, how many of the nearest tell the distance: one could be there by chance."""
NOISE_DEG = 1.0
"""Nobody is more alike than the tracker can tell, as a mean over the whole body."""


@dataclass(frozen=True, slots=True, eq=False)
class Usual:
    """A person's usual repetitions, ready to be compared with.

    bodies : (n, S, 2) directions of each; paths : the same, to be aligned with
    away_deg : how far each is from the nearest few of the others
    """

    bodies: tuple[FloatArray, ...]
    paths: tuple[Reference, ...]
    away_deg: FloatArray


@dataclass(frozen=True, slots=True)
class Likeness:
    """How unlike one's usual repetitions another one is, in degrees as a mean over the body and the movement.

    away_deg : to the nearest few; usual_deg, most_deg : what usual ones are away from one another, the median
        of them and the furthest
    """

    away_deg: float
    usual_deg: float
    most_deg: float

    @property
    def times_usual(self) -> float:
        """1 when it is as near as usual ones are, above 1 how many times further."""
        return (self.away_deg + NOISE_DEG) / (self.usual_deg + NOISE_DEG)

    @property
    def as_usual(self) -> bool:
        """Whether one of the usual repetitions is as far away; of n + 1 alike, one is not."""
        return self.away_deg <= self.most_deg + NOISE_DEG


def usual(repetitions: Sequence[Motion]) -> Usual:
    """What is usual, from cleaned motions of one repetition each, of one side and seen from one place.

    Raises `InvalidMotionError` when they are too few to tell.
    """
    if len(repetitions) <= NEAREST:
        raise InvalidMotionError(
            f"{len(repetitions)} repetitions are too few to tell what is usual.",
            f"Record at least {NEAREST + 1}.",
        )
    bodies = tuple(_body(one) for one in repetitions)
    paths = tuple(_path(one) for one in bodies)
    apart = np.full((len(bodies), len(bodies)), np.inf)
    for one, other in itertools.combinations(range(len(bodies)), 2):
        apart[one, other] = apart[other, one] = _apart_deg(paths[one], bodies[one], bodies[other])
    return Usual(bodies, paths, np.array([_nearest(row) for row in apart]))


def likeness(repetition: Motion, own: Usual) -> Likeness:
    """One more repetition, cleaned, of the same side and from the same place, beside the usual ones."""
    body = _body(repetition)
    away = [_apart_deg(path, other, body) for path, other in zip(own.paths, own.bodies, strict=True)]
    return Likeness(_nearest(np.array(away)), float(np.median(own.away_deg)), float(own.away_deg.max()))


def _nearest(away_deg: FloatArray) -> float:
    return float(np.sort(away_deg)[:NEAREST].mean())


def _body(repetition: Motion) -> FloatArray:
    """(n, S, 2) directions of the compared segments of both sides, NaN where they are not seen."""
    seen = repetition.every(1 / RATE_HZ)
    return np.concatenate([segment_directions(seen, COMPARED, side)[0] for side in SIDES], axis=1)


def _path(body: FloatArray) -> Reference:
    values = body.reshape(len(body), -1)
    return Reference(values, visibility=np.isfinite(values).astype(float))


def _apart_deg(path: Reference, usual_one: FloatArray, other: FloatArray) -> float:
    """Over all matches and all segments that both show; `path` is made of the first.

    The mean is that of the chords: a segment that points at the camera may turn by 180 degrees for nothing.
    """
    values = other.reshape(len(other), -1)
    matched = path.align(values, np.isfinite(values).astype(float), exact=True).path
    chords = np.linalg.norm(usual_one[matched[:, 0]] - other[matched[:, 1]], axis=2)
    known = chords[np.isfinite(chords)]
    return float(np.degrees(2 * np.arcsin(known.mean() / 2))) if len(known) else float("inf")
