"""The model's one repetition, and one of an attempt scored by it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from aotrainer.motion.comparison import Difference, Model, Piece, compare, mean_error_deg, model_of
from aotrainer.motion.endpoint import Endpoint, endpoint
from aotrainer.motion.judging import Judging
from aotrainer.motion.pace import Pace, pace_of
from aotrainer.motion.parts import Parts, ScoredRepetition, total
from aotrainer.motion.pose import Motion
from aotrainer.motion.quality import (
    hold_percent,
    posture_percent,
    range_percent,
    shape_percent,
    smoothness_percent,
    tempo_excess,
    tempo_percent,
)
from aotrainer.motion.reps import Repetition
from aotrainer.motion.segmentation import followed_deg, model_repetition
from aotrainer.motion.symmetry import other_side_deg, symmetry_percent

BOTH_MOVE_PERCENT = 50.0
"""A model of less symmetry is nothing to measure others by."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the model goes and for how long, by which a repetition's own numbers are measured.

    range_deg : excursion of the primary joint, from where the patient is seen
    durations_s : of a repetition, as the shortest and the longest that was seen of it
    """

    range_deg: float
    durations_s: tuple[float, float]
    pace: Pace


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """The model's one repetition, ready to be compared with."""

    direction: int
    model: Model
    extent: Extent
    endpoint: Endpoint
    symmetry: float


def template_of(reference: Motion, judging: Judging, marked: tuple[float, float] | None) -> Template:
    """Of a cleaned reference; marked : where a person sees the repetition, from second to second.

    Raises `InvalidMotionError` when it does not hold one repetition.
    """
    direction, repetition = model_repetition(reference, judging, marked)
    model = model_of(reference, repetition, judging)
    other_deg = other_side_deg(reference, repetition, judging)
    return Template(
        direction,
        model,
        Extent(
            repetition.excursion_deg,
            (repetition.duration_s, repetition.duration_s),
            pace_of(reference, repetition, judging),
        ),
        endpoint(reference, _as_far_as_asked(reference, repetition, judging), judging),
        symmetry_percent(repetition.excursion_deg, other_deg),
    )


def _as_far_as_asked(reference: Motion, rep: Repetition, judging: Judging) -> Repetition:
    """The model's repetition as if it turned where it first gets to the share that is aimed at."""
    if judging.range_goal >= 1:
        return rep
    way = reference.between(rep.start_s, rep.turn_s)
    went_deg = np.abs(followed_deg(way, judging.primary_joint, judging.model_side) - rep.start_deg)
    there = np.flatnonzero(went_deg >= judging.range_goal * rep.excursion_deg)
    return replace(rep, turn_s=float(way.times_s[there[0]])) if len(there) else rep


@dataclass(frozen=True, slots=True, eq=False)
class Performed:
    """One repetition of an attempt, and what it was like from wherever the model is seen.

    piece : what is compared of it; short_cm, other_side_deg : as in `ScoredRepetition`
    """

    repetition: Repetition
    piece: Piece
    pace: Pace
    short_cm: float
    other_side_deg: float


def performed(
    motion: Motion, piece: Piece, rep: Repetition, template: Template, judging: Judging
) -> Performed:
    """A repetition of a cleaned motion on the model's side."""
    return Performed(
        rep,
        piece,
        pace_of(motion, rep, judging),
        template.endpoint.short_cm(motion, rep, judging, piece.trunk),
        other_side_deg(motion, rep, judging),
    )


def score_repetition(
    done: Performed, template: Template, judging: Judging, shown_rate: float
) -> ScoredRepetition:
    """One repetition against the model's; shown_rate : the speed at which the model was shown."""
    rep, pace, asked = done.repetition, done.pace, template.extent
    difference = compare(done.piece, rep, template.model, judging)
    excess = tempo_excess(rep.duration_s, asked.durations_s, shown_rate)
    parts = Parts(
        shape_percent(
            mean_error_deg(difference.segment_error_deg, judging),
            judging.shape_free_deg,
            judging.shape_half_deg,
        ),
        range_percent(rep.excursion_deg, asked.range_deg * judging.range_goal, judging.range_free_share),
        tempo_percent(excess, judging.tempo_half_ratio),
        hold_percent(pace.hold_s, asked.pace.hold_s),
        smoothness_percent(
            asked.pace.arc_length - pace.arc_length,
            judging.smoothness_half,
            template.model.repetition.excursion_deg,
        ),
        _posture_percent(difference, judging),
        _beside(symmetry_percent(rep.excursion_deg, done.other_side_deg), template.symmetry),
    )
    rest_deg = difference.rest_error_deg
    return ScoredRepetition(
        rep,
        total(parts, judging),
        parts,
        difference.segment_error_deg,
        tempo_excess=excess,
        out_error_deg=difference.out_error_deg,
        back_error_deg=difference.back_error_deg,
        hold_s=pace.hold_s,
        arc_length=pace.arc_length,
        compensations=difference.compensations,
        rest_error_deg=_mean(rest_deg),
        restless=max(rest_deg, key=lambda name: rest_deg[name], default=None),
        short_cm=done.short_cm,
        other_side_deg=done.other_side_deg,
    )


def _beside(symmetry: float, model_symmetry: float) -> float:
    """The model is filmed a little askew, too; where it was not told, it is alike on both sides."""
    if math.isnan(symmetry) or not model_symmetry >= BOTH_MOVE_PERCENT:
        return symmetry
    return min(100.0, 100 * symmetry / model_symmetry)


def _mean(errors_deg: Mapping[str, float]) -> float:
    return float(np.mean(list(errors_deg.values()))) if errors_deg else 0.0


def _posture_percent(difference: Difference, judging: Judging) -> float:
    of_limits = [each.size / each.limit for each in difference.compensations]
    return posture_percent(_mean(difference.rest_error_deg), judging.posture_half_deg, of_limits)
