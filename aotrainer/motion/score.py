"""`score_motion`: an attempt against the model, repetition by repetition, in parts that explain the total.

Both go through the same steps: cleaned, turned to the model's side, cut into repetitions by the primary
joint's angle; then each repetition is compared with the model's (`comparison`). The parts, each 0-100:

- *shape*: how near the judged segments stay to the model's path, by dynamic time warping
- *range*: excursion of the primary joint, as a share of the model's
- *tempo*: duration against the model's, real to shown
- *hold*: seconds at the turning point, as a share of the model's
- *smoothness*: spectral arc length of the primary joint's speed, out and back, against the model's
- *posture*: how still the rest of the body keeps beside the model's, and the compensations

The total is the parts' product, each as a share of 1 and to the power of its weight: no flaw can be made up
for by another part. A recording's numbers are the means over its repetitions.

A score is 100 for the model's own motion and does not change with body size, distance, position or side.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np

from aotrainer.motion.clean import clean
from aotrainer.motion.comparison import Difference, Model, compare, cut, mean_error_deg, model_of
from aotrainer.motion.compensation import Observed
from aotrainer.motion.confidence import confidence_percent
from aotrainer.motion.gates import gate_exercise, gate_movement, gate_recording, gate_repetition, judged_side
from aotrainer.motion.judging import Judging, Reason, Unscorable
from aotrainer.motion.pace import Pace, pace_of
from aotrainer.motion.pose import Motion, Side, mirror
from aotrainer.motion.quality import (
    hold_percent,
    posture_percent,
    range_percent,
    shape_percent,
    smoothness_percent,
    tempo_excess,
    tempo_percent,
)
from aotrainer.motion.recognition import Candidate, candidate_of_seen
from aotrainer.motion.reps import Repetition
from aotrainer.motion.segmentation import marked_repetitions, model_repetition, repetitions_in

ALGORITHM = "2"
"""Stored with every score; changes whenever the same motion would get another number."""

NOTHING_DONE = (Reason.NO_MOVEMENT, Reason.NO_REPETITION, Reason.WRONG_SIDE)
"""What somebody seems to do who does another exercise."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a total is made of, each 0-100; NaN where an older algorithm did not tell it."""

    shape: float
    range: float
    tempo: float
    hold: float = math.nan
    smoothness: float = math.nan
    posture: float = math.nan


@dataclass(frozen=True, slots=True)
class ScoredRepetition:
    """One repetition and how it compares with the model's.

    segment_error_deg : root mean square deviation of each segment from the model's path
    tempo_excess : 1 on target, above 1 how many times too slow, below 1 too fast
    out_error_deg, back_error_deg : mean deviation on the way there, and on the way back
    hold_s : at the turning point; arc_length : spectral, the smoothness of the way there and back
    compensations : what the rest of the body did in the limb's place, each with size, limit and time
    rest_error_deg : how differently the rest of the body moved
    """

    repetition: Repetition
    total: float
    parts: Parts
    segment_error_deg: Mapping[str, float]
    tempo_excess: float
    out_error_deg: float = math.nan
    back_error_deg: float = math.nan
    hold_s: float = math.nan
    arc_length: float = math.nan
    compensations: tuple[Observed, ...] = ()
    rest_error_deg: float = math.nan


@dataclass(frozen=True, slots=True)
class Score:
    """An attempt's score, 0-100, with what explains it.

    side : the side that was judged; model_range_deg : the excursion the model shows
    confidence : 0-100, how well it was seen
    consistency : 0-100, how alike the repetitions were in range and duration; NaN for a single one
    """

    total: float
    parts: Parts
    repetitions: tuple[ScoredRepetition, ...]
    side: Side
    model_range_deg: float
    confidence: float = math.nan
    consistency: float = math.nan
    algorithm: str = ALGORITHM


@dataclass(frozen=True, slots=True, eq=False)
class _Template:
    """The model's one repetition, ready to be compared with."""

    direction: int
    model: Model
    pace: Pace


def score_motion(
    reference: Motion,
    attempt: Motion,
    judging: Judging,
    side: Side | None = None,
    shown_rate: float = 1.0,
    others: Mapping[str, Candidate] | None = None,
    marked: Sequence[tuple[float, float]] | None = None,
    marked_model: tuple[float, float] | None = None,
) -> Score | Unscorable:
    """Judge an attempt against the reference motion of an exercise.

    reference : one repetition by the model, on `judging.model_side`
    attempt : any number of repetitions, as tracked
    side : the side that was asked for; found from the motion when not given
    shown_rate : the speed at which the model was shown
    others : by their titles, exercises that this must not be (`recognition.candidate`)
    marked, marked_model : where a therapist sees the attempt's repetitions and the model's, from second to
        second; they are found when not given

    Raises `InvalidMotionError` when the reference holds no repetition.
    """
    model = clean(reference)
    template = _template(model, judging, marked_model)
    seen = clean(attempt)
    refusal = gate_recording(seen)
    if refusal is not None:
        return refusal
    side = side or judged_side(seen, judging)
    found = (
        repetitions_in(seen, judging, side, template.direction)
        if marked is None
        else marked_repetitions(seen, judging, side, template.direction, marked)
    )
    unseen = [gate_repetition(seen, judging, side, rep) for rep in found]
    clear = tuple(rep for rep, refusal in zip(found, unseen, strict=True) if refusal is None)
    model_deg = template.model.repetition.excursion_deg
    refusal = gate_movement(seen, judging, side, clear or found, model_deg)
    if refusal is None or refusal.reason in NOTHING_DONE:
        refusal = _other_exercise(model, seen, judging, template, others or {}) or refusal
    if refusal is None and not clear:
        refusal = unseen[0]
    if refusal is not None:
        return refusal
    seen = seen if side == judging.model_side else mirror(seen)
    scored = tuple(_score(seen, rep, template, judging, shown_rate) for rep in clear)
    return Score(
        _mean([rep.total for rep in scored]),
        Parts(*np.mean([astuple(rep.parts) for rep in scored], axis=0).tolist()),
        scored,
        side,
        model_deg,
        confidence_percent(attempt, seen, clear, judging),
        _consistency(clear),
    )


def _other_exercise(
    model: Motion, seen: Motion, judging: Judging, template: _Template, others: Mapping[str, Candidate]
) -> Unscorable | None:
    if not others:
        return None
    own = candidate_of_seen(model, judging, template.direction, template.model.repetition)
    return gate_exercise(seen, own, others)


def _template(reference: Motion, judging: Judging, marked: tuple[float, float] | None) -> _Template:
    direction, repetition = model_repetition(reference, judging, marked)
    model = model_of(reference, repetition, judging)
    return _Template(direction, model, pace_of(reference, repetition, judging))


def _score(
    motion: Motion, rep: Repetition, template: _Template, judging: Judging, shown_rate: float
) -> ScoredRepetition:
    model = template.model.repetition
    difference = compare(cut(motion, rep, judging), rep, template.model, judging)
    pace = pace_of(motion, rep, judging)
    excess = tempo_excess(rep.duration_s, model.duration_s, shown_rate)
    parts = Parts(
        shape_percent(
            mean_error_deg(difference.segment_error_deg, judging),
            judging.shape_free_deg,
            judging.shape_half_deg,
        ),
        range_percent(rep.excursion_deg, model.excursion_deg, judging.range_free_share),
        tempo_percent(excess, judging.tempo_half_ratio),
        hold_percent(pace.hold_s, template.pace.hold_s),
        smoothness_percent(template.pace.arc_length - pace.arc_length, judging.smoothness_half),
        _posture_percent(difference, judging),
    )
    return ScoredRepetition(
        rep,
        total(parts, judging),
        parts,
        difference.segment_error_deg,
        excess,
        difference.out_error_deg,
        difference.back_error_deg,
        pace.hold_s,
        pace.arc_length,
        difference.compensations,
        difference.rest_error_deg,
    )


def total(parts: Parts, judging: Judging) -> float:
    """The product of the parts, each to the power of its weight, as a percentage."""
    shares = {field.name: getattr(parts, field.name) / 100 for field in fields(parts)}
    return 100.0 * math.prod(math.pow(share, judging.weights[name]) for name, share in shares.items())


def _posture_percent(difference: Difference, judging: Judging) -> float:
    of_limits = [each.size / each.limit for each in difference.compensations]
    return posture_percent(difference.rest_error_deg, judging.posture_half_deg, of_limits)


def _consistency(repetitions: Sequence[Repetition]) -> float:
    """100 less the mean coefficient of variation, in percent, of range and duration."""
    if len(repetitions) < 2:
        return math.nan
    measured = np.array([(rep.excursion_deg, rep.duration_s) for rep in repetitions])
    variation = measured.std(axis=0, ddof=1) / measured.mean(axis=0)
    return float(max(0.0, 100 * (1 - variation.mean())))


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))
