"""`score_motion`: an attempt against the model, repetition by repetition, in parts that explain the total.

Both go through the same steps: cleaned, turned to the model's side, cut into repetitions by the primary
joint's angle; then each repetition is compared with the model's (`comparison`). The parts, each 0-100:

- *shape*: how near the judged segments stay to the model's path, by dynamic time warping
- *range*: excursion of the primary joint, as a share of the model's
- *tempo*: duration against the model's, real to shown
- *hold*: seconds at the turning point, as a share of the model's
- *smoothness*: spectral arc length of the primary joint's speed, out and back, against the model's
- *posture*: how still the rest of the body keeps beside the model's, and the compensations
- *symmetry*: in movements of both sides, how far the lesser side went as a share of the greater

The total is the parts' product, each as a share of 1 and to the power of its weight: no flaw can be made up
for by another part; one that was not told leaves it as it is. A recording's numbers are the means over its
repetitions.

A score is 100 for the model's own motion and does not change with body size, distance, position or side. A
camera that stands a little further round is allowed for: the model is seen from there as well, and the best
comparison counts (`askew`).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from aotrainer.motion.askew import off_view_deg, templates_from
from aotrainer.motion.clean import clean
from aotrainer.motion.comparison import measure
from aotrainer.motion.confidence import confidence_percent
from aotrainer.motion.endpoint import Way
from aotrainer.motion.features import camera_azimuth_deg
from aotrainer.motion.gates import gate_exercise, gate_movement, gate_recording, gate_repetition, judged_side
from aotrainer.motion.judging import LANDMARKS, Judging, Reason, Unscorable
from aotrainer.motion.parts import Parts, ScoredRepetition, mean_parts
from aotrainer.motion.pose import Motion, Side, mirror
from aotrainer.motion.recognition import Candidate, candidate_of_seen
from aotrainer.motion.reps import Repetition
from aotrainer.motion.segmentation import marked_repetitions, repetitions_in
from aotrainer.motion.template import Performed, Template, performed, score_repetition, template_of

ALGORITHM = "4"
"""Stored with every score; changes whenever the same motion would get another number."""

NOTHING_DONE = (Reason.NO_MOVEMENT, Reason.NO_REPETITION, Reason.WRONG_SIDE)
"""What somebody seems to do who does another exercise."""


@dataclass(frozen=True, slots=True)
class Score:
    """An attempt's score, 0-100, with what explains it.

    side : the side that was judged
    model_range_deg, model_hold_s, model_way : how far the model goes, for how long it holds that, and where
        its limb mostly goes, as far as that shows from where the attempt was seen
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
    model_hold_s: float = math.nan
    model_way: Way | None = None
    algorithm: str = ALGORITHM


def alone(score: Score, rep: ScoredRepetition) -> Score:
    """One repetition of an attempt, as if it had been the only one."""
    return replace(score, total=rep.total, parts=rep.parts, repetitions=(rep,))


def score_motion(
    reference: Motion,
    attempt: Motion,
    judging: Judging,
    side: Side | None = None,
    shown_rate: float = 1.0,
    others: Mapping[str, Candidate] | None = None,
    marked: Sequence[tuple[float, float]] | None = None,
    marked_model: tuple[float, float] | None = None,
    askew: Sequence[Motion] = (),
) -> Score | Unscorable:
    """Judge an attempt against the reference motion of an exercise.

    reference : one repetition by the model, on `judging.model_side`
    attempt : any number of repetitions, as tracked
    side : the side that was asked for; found from the motion when not given
    shown_rate : the speed at which the model was shown
    others : by their titles, exercises that this must not be (`recognition.candidate`)
    marked, marked_model : where a therapist sees the attempt's repetitions and the model's, from second to
        second; they are found when not given
    askew : the same repetition by the model, filmed from further round, once from either side

    Raises `InvalidMotionError` when the reference holds no repetition.
    """
    model = clean(reference.select(LANDMARKS))
    judging = as_filmed(judging, model)
    template = template_of(model, judging, marked_model)
    seen = clean(attempt.select(LANDMARKS))
    refusal = gate_recording(seen)
    if refusal is not None:
        return refusal
    side = side or judged_side(seen, judging)
    found = _repetitions(seen, judging, side, template, marked)
    clear = tuple(rep for rep in found if gate_repetition(seen, judging, side, rep) is None)
    refusal = gate_movement(seen, judging, side, clear or found, template.model.repetition.excursion_deg)
    if refusal is None or refusal.reason in NOTHING_DONE:
        refusal = _other_exercise(model, seen, judging, template, others or {}) or refusal
    if refusal is None and not clear:
        refusal = gate_repetition(seen, judging, side, found[0])
    if refusal is not None:
        return refusal
    turned = seen if side == judging.model_side else mirror(seen)
    off_deg = _off_deg(model, template, turned, clear, judging)
    templates = templates_from(off_deg, template, model, askew, judging)
    done = _performed(turned, found, clear, templates[0], judging)
    scored = _best(done, templates, judging.askew(off_deg), shown_rate)
    return Score(
        float(np.mean([rep.total for rep in scored])),
        mean_parts([rep.parts for rep in scored]),
        scored,
        side,
        templates[0].extent.range_deg,
        confidence_percent(attempt, turned, clear, judging),
        _consistency(clear),
        model_hold_s=templates[0].extent.pace.hold_s,
        model_way=templates[0].endpoint.way,
    )


def as_filmed(judging: Judging, model: Motion) -> Judging:
    """The view as the tracker sees it in the reference: that is what an attempt's is compared with."""
    azimuth = camera_azimuth_deg(model)
    return replace(judging, azimuth_deg=azimuth) if math.isfinite(azimuth) else judging


def _off_deg(
    model: Motion, template: Template, attempt: Motion, clear: Sequence[Repetition], judging: Judging
) -> float:
    """By how much further round the attempt was seen than the model, within the tolerance; 0 if unknown."""
    off = off_view_deg(model, template.model.repetition, attempt, clear)
    tolerance = judging.azimuth_tolerance_deg
    return float(np.clip(off, -tolerance, tolerance))


def _performed(
    motion: Motion,
    found: Sequence[Repetition],
    clear: Collection[Repetition],
    template: Template,
    judging: Judging,
) -> list[Performed]:
    """The repetitions that were seen clearly, of a cleaned motion on the model's side."""
    measured = measure(motion, judging)
    since_s = (-math.inf, *(rep.end_s for rep in found))
    return [
        performed(motion, measured.during(rep, since), rep, template, judging)
        for rep, since in zip(found, since_s, strict=False)
        if rep in clear
    ]


def _best(
    done: Sequence[Performed], templates: Iterable[Template], judging: Judging, shown_rate: float
) -> tuple[ScoredRepetition, ...]:
    """All repetitions against the template that they are nearest to."""
    scored = (tuple(score_repetition(one, each, judging, shown_rate) for one in done) for each in templates)
    return max(scored, key=lambda repetitions: sum(rep.total for rep in repetitions))


def _repetitions(
    seen: Motion,
    judging: Judging,
    side: Side,
    template: Template,
    marked: Sequence[tuple[float, float]] | None,
) -> tuple[Repetition, ...]:
    if marked is None:
        return repetitions_in(seen, judging, side, template.direction)
    return marked_repetitions(seen, judging, side, template.direction, marked)


def _other_exercise(
    model: Motion, seen: Motion, judging: Judging, template: Template, others: Mapping[str, Candidate]
) -> Unscorable | None:
    if not others:
        return None
    own = candidate_of_seen(model, judging, template.direction, template.model.repetition)
    return gate_exercise(seen, replace(own, asked=True), others)


def _consistency(repetitions: Sequence[Repetition]) -> float:
    """100 less the mean coefficient of variation, in percent, of range and duration."""
    if len(repetitions) < 2:
        return math.nan
    measured = np.array([(rep.excursion_deg, rep.duration_s) for rep in repetitions])
    variation = measured.std(axis=0, ddof=1) / measured.mean(axis=0)
    return float(max(0.0, 100 * (1 - variation.mean())))
