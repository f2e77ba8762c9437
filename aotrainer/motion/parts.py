"""What a total is made of: the parts of a repetition, and how they become one number.

The total is the parts' product, each as a share of 1 and to the power of its weight: no flaw can be made up
for by another part. A part that was not told leaves the total as it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aotrainer.motion.compensation import Observed
from aotrainer.motion.judging import PARTS, Judging, PartName
from aotrainer.motion.reps import Repetition


@dataclass(frozen=True, slots=True)
class Parts:
    """What a total is made of, each 0-100; NaN where it was not told."""

    shape: float
    range: float
    tempo: float
    hold: float = math.nan
    smoothness: float = math.nan
    posture: float = math.nan
    symmetry: float = math.nan


@dataclass(frozen=True, slots=True)
class ScoredRepetition:
    """One repetition and how it compares with the model's.

    segment_error_deg : root mean square deviation of each segment from the model's path
    tempo_excess : 1 on target, above 1 how many times too slow, below 1 too fast
    out_error_deg, back_error_deg : mean deviation on the way there, and on the way back
    hold_s : at the turning point; arc_length : spectral, the smoothness of the way there and back
    compensations : what the rest of the body did in the limb's place, each with size, limit and time
    rest_error_deg : how differently the rest of the body moved, as a mean; restless : the segment of it that
        did so most, on the model's side
    short_cm : how much further the limb's end goes in the model
    other_side_deg : excursion of the other side's primary joint, in movements of both
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
    restless: str | None = None
    short_cm: float = math.nan
    other_side_deg: float = math.nan


def total(parts: Parts, judging: Judging) -> float:
    """The product of the parts that were told, each to the power of its weight, as a percentage."""
    return 100.0 * math.prod(left_of_total(parts, judging, part) for part in PARTS)


def left_of_total(parts: Parts, judging: Judging, part: PartName) -> float:
    """What a part leaves of the total, as a share; a part that was not told leaves all."""
    percent = getattr(parts, part)
    return 1.0 if math.isnan(percent) else math.pow(percent / 100, judging.weights.get(part, 0.0))


def mean_parts(parts: Sequence[Parts]) -> Parts:
    """The mean of each part over those repetitions that tell it."""
    return Parts(**{part: mean_known(getattr(one, part) for one in parts) for part in PARTS})


def mean_known(values: Iterable[float]) -> float:
    """Of those that are known; NaN if none is."""
    known = [value for value in values if math.isfinite(value)]
    return float(np.mean(known)) if known else math.nan
