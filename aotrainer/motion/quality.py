"""How much, how fast and how alike: single measures of a repetition against the model's.

Each turns one comparison into 0-100, where 100 means as good as can be told, and never falls when the
repetition gets better.
"""

from __future__ import annotations

import math

import numpy as np

TEMPO_FREE_RATIO = 1.15
"""Within 15 % of the real or of the shown speed, tempo is as asked: people vary that much by themselves."""


def range_percent(excursion_deg: float, model_excursion_deg: float) -> float:
    """Excursion of the primary joint as a percentage of the model's, at most 100.

    Going further than the model is no mistake and brings no extra points.
    """
    return float(np.clip(100 * excursion_deg / model_excursion_deg, 0, 100))


def shape_percent(error_deg: float, free_deg: float, zero_deg: float) -> float:
    """100 up to a mean deviation of free_deg from the model's path, falling evenly to 0 at zero_deg."""
    return float(np.clip(100 * (zero_deg - error_deg) / (zero_deg - free_deg), 0, 100))


def tempo_percent(duration_s: float, model_duration_s: float, shown_rate: float, zero_ratio: float) -> float:
    """Tempo against the model's, falling with the logarithm of the ratio.

    The clip is shown slowed down, and nobody is told which speed to copy: any duration from the model's real
    one to the one shown (model_duration_s / shown_rate) is on target. Beyond that the ratio to the nearer end
    counts: up to `TEMPO_FREE_RATIO` costs nothing, `zero_ratio` leaves nothing.
    """
    excess = tempo_excess(duration_s, model_duration_s, shown_rate)
    lost = (abs(math.log(excess)) - math.log(TEMPO_FREE_RATIO)) / math.log(zero_ratio / TEMPO_FREE_RATIO)
    return float(np.clip(100 * (1 - lost), 0, 100))


def tempo_excess(duration_s: float, model_duration_s: float, shown_rate: float) -> float:
    """How many times longer than the slowest (above 1) or than the fastest (below 1) wanted duration."""
    shortest, longest = model_duration_s, model_duration_s / shown_rate
    if duration_s > longest:
        return duration_s / longest
    return min(1.0, duration_s / shortest)
