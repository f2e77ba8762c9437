"""Thresholds from how people do a movement who do it right: what they differ by is no mistake.

The exercise files state thresholds that are good for most; where a therapist has recordings of several
people, these can be measured. The median of what they differ from the model by costs nothing, and what nine
of ten stay within costs half.

The range stays a share of the model's, which everybody can read, and counts more in the total the more alike
people's ranges are: by its weight, what nine of ten reach leaves half of the total.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.comparison import mean_error_deg
from aotrainer.motion.compensation import UNITS
from aotrainer.motion.judging import Judging
from aotrainer.motion.parts import ScoredRepetition
from aotrainer.motion.quality import COMPENSATION_FREE, POSTURE_FREE_DEG, range_percent
from aotrainer.motion.score import Score

NOISE_DEG = 3.0
"""Added to what people differ by: the tracker's own error, so that a few who are very alike set no trap."""
NOISE_TRUNKS = 0.03
"""The same for compensations that are told in trunk lengths."""
NOISE_OCTAVES = 0.2
"""The same for the range, in halvings: the tracker sees 13 % less or more of the same one."""
MOST = 90.0
"""Percentile of those who do it right that costs half."""
LARGEST_FREE_SHARE = 0.5
TOLD_IN_TRUNKS = tuple(name for name, unit in UNITS.items() if unit == "trunk_lengths")


def tolerances(correct: Sequence[Score], judging: Judging) -> Judging:
    """The same judging, with thresholds from correct attempts that were scored by it.

    Raises `InvalidMotionError` when there is no repetition to learn from.
    """
    found = [rep for score in correct for rep in score.repetitions]
    if not found:
        raise InvalidMotionError("No repetition was scored.", "Record people who do the whole movement.")
    errors = [mean_error_deg(rep.segment_error_deg, judging) for rep in found]
    reached = [
        rep.repetition.excursion_deg / score.model_range_deg for score in correct for rep in score.repetitions
    ]
    free, most = np.nanpercentile(errors, [50, MOST])
    free_share = float(np.clip(1 - np.median(reached), 0, LARGEST_FREE_SHARE))
    return replace(
        judging,
        shape_free_deg=float(free),
        shape_half_deg=float(most + NOISE_DEG),
        range_free_share=free_share,
        posture_half_deg=float(
            max(_most([rep.rest_error_deg for rep in found]), POSTURE_FREE_DEG) + NOISE_DEG
        ),
        weights={**judging.weights, "range": judging.weights["range"] * _steepness(reached, free_share)},
        limits={name: _limit(name, found) for name in judging.limits},
    )


def _steepness(reached: Sequence[float], free_share: float) -> float:
    """The power to which the range that nine of ten reach is a half: above 1 where people are much alike.

    reached : shares of the model's range; free_share : that costs nothing
    """
    shares = [range_percent(share, 1.0, free_share) / 100 for share in reached]
    least = float(np.percentile(shares, 100 - MOST))
    return 1 / (NOISE_OCTAVES - math.log2(least)) if least > 0 else 0.0


def _limit(name: str, found: Sequence[ScoredRepetition]) -> float:
    """What nine of ten stay within costs half, and that is one and a half times the limit."""
    sizes = [each.size for rep in found for each in rep.compensations if each.name == name]
    noise = NOISE_TRUNKS if name in TOLD_IN_TRUNKS else NOISE_DEG
    return (_most(sizes) + noise) / (1 + COMPENSATION_FREE)


def _most(values: Sequence[float]) -> float:
    return float(np.nanpercentile(values, MOST))
