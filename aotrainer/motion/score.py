"""`score_motion`: an attempt against the model, repetition by repetition, in parts that explain the total.

Both go through the same steps: cleaned, turned to the model's side, cut into repetitions by the primary
joint's angle; then each repetition's segment directions are aligned with the model's by dynamic time warping.

- *shape*: root mean square angle between the two along the warping path, over the weighted segments
- *range*: excursion of the primary joint, as a share of the model's
- *tempo*: duration against the model's, real to shown
- *total*: the parts' weighted mean; a recording's numbers are the means over its repetitions

A score is 100 for the model's own motion and does not change with body size, distance, position or side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import clean
from aotrainer.motion.dtw import Reference
from aotrainer.motion.features import chord_to_deg, segment_directions
from aotrainer.motion.gates import gate_movement, gate_recording, gate_repetition, judged_side
from aotrainer.motion.judging import Judging, Unscorable
from aotrainer.motion.pose import Motion, Side, mirror
from aotrainer.motion.quality import range_percent, shape_percent, tempo_excess, tempo_percent
from aotrainer.motion.reps import Repetition
from aotrainer.motion.segmentation import model_repetition, repetitions_in

ALGORITHM = "1"
"""Stored with every score; changes whenever the same motion would get another number."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a total is made of, each 0-100."""

    shape: float
    range: float
    tempo: float


@dataclass(frozen=True, slots=True)
class ScoredRepetition:
    """One repetition and how it compares with the model's.

    segment_error_deg : root mean square deviation of each segment from the model's path
    tempo_excess : 1 on target, above 1 how many times too slow, below 1 too fast
    """

    repetition: Repetition
    total: float
    parts: Parts
    segment_error_deg: Mapping[str, float]
    tempo_excess: float


@dataclass(frozen=True, slots=True)
class Score:
    """An attempt's score, 0-100, with what explains it.

    side : the side that was judged; model_range_deg : the excursion the model shows
    """

    total: float
    parts: Parts
    repetitions: tuple[ScoredRepetition, ...]
    side: Side
    model_range_deg: float
    algorithm: str = ALGORITHM


@dataclass(frozen=True, slots=True, eq=False)
class _Template:
    """The model's one repetition, ready to be compared with."""

    repetition: Repetition
    direction: int
    movement: Reference


def score_motion(
    reference: Motion,
    attempt: Motion,
    judging: Judging,
    side: Side | None = None,
    shown_rate: float = 1.0,
) -> Score | Unscorable:
    """Judge an attempt against the reference motion of an exercise.

    reference : one repetition by the model, on `judging.model_side`
    attempt : any number of repetitions, as tracked
    side : the side that was asked for; found from the motion when not given
    shown_rate : the speed at which the model was shown

    Raises `InvalidMotionError` when the reference holds no repetition.
    """
    template = _template(clean(reference), judging)
    seen = clean(attempt)
    refusal = gate_recording(seen)
    if refusal is not None:
        return refusal
    side = side or judged_side(seen, judging)
    found = repetitions_in(seen, judging, side, template.direction)
    unseen = [gate_repetition(seen, judging, side, rep) for rep in found]
    clear = tuple(rep for rep, refusal in zip(found, unseen, strict=True) if refusal is None)
    refusal = gate_movement(seen, judging, side, clear or found, template.repetition.excursion_deg)
    if refusal is None and not clear:
        refusal = unseen[0]
    if refusal is not None:
        return refusal
    seen = seen if side == judging.model_side else mirror(seen)
    scored = tuple(_score(seen, rep, template, judging, shown_rate) for rep in clear)
    return Score(
        _mean([rep.total for rep in scored]),
        Parts(*(_mean([getattr(rep.parts, part) for rep in scored]) for part in Parts.__slots__)),
        scored,
        side,
        template.repetition.excursion_deg,
    )


def _template(reference: Motion, judging: Judging) -> _Template:
    direction, repetition = model_repetition(reference, judging)
    features, visibility = _features(reference, repetition, judging)
    movement = Reference(features, weights=_weights(judging), visibility=visibility)
    return _Template(repetition, direction, movement)


def _weights(judging: Judging) -> FloatArray:
    """(2S,) of the two components of every segment."""
    return np.repeat(list(judging.segments.values()), 2)


def _features(motion: Motion, rep: Repetition, judging: Judging) -> tuple[FloatArray, FloatArray]:
    """(m, 2S) directions of the segments in one repetition, and 1 where they are seen.

    Moments in which nothing was seen, as when the computer was busy, are left out: they are no evidence, and
    warping bridges them.
    """
    piece = motion.between(rep.start_s, rep.end_s)
    directions, visibility = segment_directions(piece, tuple(judging.segments), judging.model_side)
    seen = visibility.any(axis=1)
    return directions[seen].reshape(seen.sum(), -1), np.repeat(visibility[seen] > 0, 2, axis=1).astype(float)


def _score(
    motion: Motion, rep: Repetition, template: _Template, judging: Judging, shown_rate: float
) -> ScoredRepetition:
    errors = _segment_errors_deg(template, *_features(motion, rep, judging), judging)
    weights = np.array(list(judging.segments.values()))
    error = float(np.sqrt((weights * np.square(list(errors.values()))).sum() / weights.sum()))
    model = template.repetition
    parts = Parts(
        shape_percent(error, judging.shape_free_deg, judging.shape_zero_deg),
        range_percent(rep.excursion_deg, model.excursion_deg),
        tempo_percent(rep.duration_s, model.duration_s, shown_rate, judging.tempo_zero_ratio),
    )
    excess = tempo_excess(rep.duration_s, model.duration_s, shown_rate)
    return ScoredRepetition(rep, total(parts, judging), parts, errors, excess)


def total(parts: Parts, judging: Judging) -> float:
    """The weighted mean of the parts."""
    return (
        judging.weight_shape * parts.shape
        + judging.weight_range * parts.range
        + judging.weight_tempo * parts.tempo
    )


def _segment_errors_deg(
    template: _Template, features: FloatArray, visibility: FloatArray, judging: Judging
) -> dict[str, float]:
    # Exact, so that ties are decided alike everywhere and a recording gets the same score on every machine.
    cost = template.movement.align(features, visibility, exact=True).cost.mean(axis=0)
    chords = np.sqrt((cost / _weights(judging)).reshape(-1, 2).sum(axis=1))
    return dict(zip(judging.segments, chord_to_deg(chords).tolist(), strict=True))


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))
