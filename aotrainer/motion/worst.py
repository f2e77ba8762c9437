"""The worst moment of an attempt: in which repetition, when, and where to look.

Which moment that is follows from what is told: of a compensation, when it was largest; of a short range, or
of a side that did less, the turning point; of the rest of the body, when the segment that is named was
furthest off; else when the judged segments were, weighted as in the score. A moment counts with what is
around it, so that no wild frame is one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy

from aotrainer.motion.advice import cue_of
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import RATE_HZ
from aotrainer.motion.comparison import Followed, Piece, follow, rest_names
from aotrainer.motion.compensation import MEASURED
from aotrainer.motion.features import SEGMENTS
from aotrainer.motion.judging import Judging
from aotrainer.motion.parts import ScoredRepetition
from aotrainer.motion.quality import COMPENSATION_FREE
from aotrainer.motion.score import Score
from aotrainer.motion.template import Template

CALM_S = 0.2
"""A deviation counts as its mean over so long: the tracker's leaps are shorter."""
SHAPE, POSTURE = "shape", "posture"
AT_THE_TURN = ("range", "symmetry")
"""Cues that are about how far it went."""
MARKED = {
    "trunk_lean": "shoulder",
    "trunk_turn": "shoulder",
    "shoulder_hike": "shoulder",
    "elbow_bend": "elbow",
    "weight_shift": "hip",
    "pelvic_drop": "hip",
    "neck_bend": "nose",
}
"""Where each compensation is seen."""


@dataclass(frozen=True, slots=True, eq=False)
class Worst:
    """The worst moment of a repetition, on the model's side.

    number : of the repetition, from 0; about : the key of the cue that it shows, or "shape"
    size : how bad, to be compared with other repetitions' only; landmark : where to look
    frame, model_frame : of the attempt's piece, and the model's that belongs to it; followed : the others
    """

    number: int
    about: str
    size: float
    landmark: str
    frame: int
    model_frame: int
    piece: Piece
    followed: Followed

    @property
    def at_the_turn(self) -> bool:
        """Whether both are shown as far as they went, rather than where they are most alike."""
        return self.about in AT_THE_TURN


def worst_moment(score: Score, measured: Piece, template: Template, judging: Judging) -> Worst | None:
    """Of all repetitions of an attempt, turned to the model's side; None if none was seen well enough."""
    about = _about(score, judging)
    found = [
        _worst_of(number, about, _piece(measured, score, number), template, judging, rep)
        for number, rep in enumerate(score.repetitions)
    ]
    return max((one for one in found if one is not None), key=lambda one: one.size, default=None)


def _about(score: Score, judging: Judging) -> str:
    cue = cue_of(score, judging)
    if cue is None:
        return SHAPE
    if cue.key == POSTURE and cue.limb is None:
        return _largest_compensation(score) or SHAPE
    return cue.key if cue.key in (*MEASURED, *AT_THE_TURN, POSTURE) else SHAPE


def _largest_compensation(score: Score) -> str | None:
    """The one that was nearest to its limit in any repetition, if it cost anything."""
    seen = [one for rep in score.repetitions for one in rep.compensations]
    worst = max(seen, key=lambda one: one.size / one.limit, default=None)
    return worst.name if worst and worst.size > COMPENSATION_FREE * worst.limit else None


def _piece(measured: Piece, score: Score, number: int) -> Piece:
    before_s = score.repetitions[number - 1].repetition.end_s if number else -np.inf
    return measured.during(score.repetitions[number].repetition, before_s)


def _worst_of(
    number: int, about: str, piece: Piece, template: Template, judging: Judging, rep: ScoredRepetition
) -> Worst | None:
    if not len(piece.times_s):
        return None
    followed = follow(piece, template.model)
    model_frame = None
    if about in MEASURED:
        where = _of_compensation(about, piece, rep, judging)
    elif about in AT_THE_TURN:
        where = _of_turn(about, piece, rep, template, judging)
        model_frame = frame_at(template.model.piece, template.model.repetition.turn_s)
    else:
        where = _of_posture(followed, rep, judging) if about == POSTURE else _of_shape(followed, judging)
    if where is None:
        return None
    size, frame, landmark = where
    if model_frame is None:
        model_frame = int(followed.theirs[frame])
    return Worst(number, about, size, landmark, frame, model_frame, piece, followed)


Where = tuple[float, int, str]
"""How bad, at which frame, and at which landmark."""


def _of_compensation(name: str, piece: Piece, rep: ScoredRepetition, judging: Judging) -> Where | None:
    one = next((one for one in rep.compensations if one.name == name), None)
    if one is None:
        return None
    place = MARKED[name] if MARKED[name] == "nose" else f"{judging.model_side}_{MARKED[name]}"
    return one.size / one.limit, frame_at(piece, one.time_s), place


def _of_turn(about: str, piece: Piece, rep: ScoredRepetition, template: Template, judging: Judging) -> Where:
    own_deg = rep.repetition.excursion_deg
    uneven_deg = float(np.nan_to_num(abs(rep.other_side_deg - own_deg)))
    lacking_deg = -own_deg if about == "range" else uneven_deg
    end = "shoulder" if "trunk" in judging.primary_joint else template.endpoint.name
    return lacking_deg, frame_at(piece, rep.repetition.turn_s), f"{judging.model_side}_{end}"


def _of_posture(followed: Followed, rep: ScoredRepetition, judging: Judging) -> Where | None:
    """By the one segment of the rest that was furthest off in this repetition."""
    names = rest_names(judging)
    if rep.restless not in names:
        return None
    off = followed.rest_sure * np.abs(followed.rest_deg) * [name == rep.restless for name in names]
    return _largest(off, [_end(*name.split("_", 1)) for name in names])


def _of_shape(followed: Followed, judging: Judging) -> Where:
    off = followed.judged_sure * np.abs(followed.judged_deg) * list(judging.segments.values())
    return _largest(off, [_end(judging.model_side, name) for name in judging.segments])


def _end(side: str, segment: str) -> str:
    """The outer landmark of a segment."""
    return f"{side}_{SEGMENTS[segment][1]}"


def _largest(off: FloatArray, landmarks: list[str]) -> Where:
    """Of deviations (n, S): when they were largest together, and the landmark of the largest then."""
    calm = scipy.ndimage.uniform_filter1d(off, round(CALM_S * RATE_HZ), axis=0, mode="nearest")
    frame = int(np.argmax(calm.sum(axis=1)))
    return float(calm[frame].sum()), frame, landmarks[int(np.argmax(calm[frame]))]


def frame_at(piece: Piece, time_s: float) -> int:
    """The frame of a piece that is nearest to a moment."""
    return int(np.argmin(np.abs(piece.times_s - time_s)))
