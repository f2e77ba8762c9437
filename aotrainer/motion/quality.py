"""Single measures of a repetition as percentages: 100 is as good as can be told, and no flaw ever adds.

Each part falls by halves: nothing is lost up to what the tracker or a healthy person varies by, half is left
at a deviation that the exercise file states, a quarter at twice as much beyond, and so on. So a part is never
nothing, and worse is always less.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

TEMPO_FREE_RATIO = 1.15
"""Within 15 % of the real or of the shown speed, tempo is as asked: people vary that much by themselves."""
SMOOTHNESS_FREE = 0.3
"""Spectral arc length below the model's that the tracker's own noise brings ..."""
PLAIN_EXCURSION_DEG = 45.0
"""... into a movement of so many degrees; into a smaller one it brings more, in proportion."""
POSTURE_FREE_DEG = 8.0
"""What the rest of a body sways by, and the tracker's error."""
COMPENSATION_FREE = 0.5
"""Share of its limit up to which a compensation costs nothing."""


def halved(deviation: float, free: float, half: float) -> float:
    """100 up to `free`, 50 at `half`, and half as much again with every step of the same size; NaN stays."""
    if math.isnan(deviation):
        return math.nan
    return 100.0 * math.pow(2.0, -max(0.0, (deviation - free) / (half - free)))


def range_percent(excursion_deg: float, model_excursion_deg: float, free_share: float) -> float:
    """Excursion of the primary joint as a percentage of the model's, at most 100.

    free_share : that the tracker may see less of the same movement, and that is not missed. Going further
    than the model is no mistake and brings no extra points.
    """
    return max(0.0, min(100.0, 100 * excursion_deg / (model_excursion_deg * (1 - free_share))))


def tempo_percent(excess: float, half_ratio: float) -> float:
    """Tempo by how many times too slow, or too fast, it was; both count alike."""
    return halved(abs(math.log(excess)), math.log(TEMPO_FREE_RATIO), math.log(half_ratio))


def tempo_excess(duration_s: float, model_durations_s: tuple[float, float], shown_rate: float) -> float:
    """How many times longer than the slowest (above 1) or than the fastest (below 1) wanted duration.

    The clip is shown slowed down, and nobody is told which speed to copy: any duration from the model's real
    one to the one shown (divided by shown_rate) is on target, and gives 1.

    model_durations_s : the shortest and the longest that was seen of the model's real one
    """
    shortest, longest = model_durations_s[0], model_durations_s[1] / shown_rate
    if duration_s > longest:
        return duration_s / longest
    return min(1.0, duration_s / shortest)


def hold_percent(hold_s: float, model_hold_s: float) -> float:
    """Seconds at the turning point, as a percentage of the model's; holding longer is no mistake.

    A little less is free, since whoever moves a little faster is at the turning point for less time.
    """
    return min(100.0, 100 * TEMPO_FREE_RATIO * hold_s / model_hold_s) if model_hold_s > 0 else 100.0


def shape_percent(error_deg: float, free_deg: float, half_deg: float) -> float:
    """How near the judged segments stayed to the model's path, by their mean deviation."""
    return halved(error_deg, free_deg, half_deg)


def smoothness_percent(loss: float, half: float, excursion_deg: float) -> float:
    """By how much less smooth than the model's a movement was, in units of spectral arc length.

    half : the loss that leaves half, beyond what is free; excursion_deg : how far the model goes
    """
    free = SMOOTHNESS_FREE * max(1.0, PLAIN_EXCURSION_DEG / excursion_deg)
    return halved(loss, free, free + half - SMOOTHNESS_FREE)


def posture_percent(rest_deg: float, half_deg: float, of_limits: Iterable[float]) -> float:
    """What the rest of the body did: its mean deviation, and every compensation as a share of its limit.

    A compensation costs nothing up to half its limit, half of the part at one and a half times it.
    """
    left = [stillness_percent(rest_deg, half_deg), *map(compensation_percent, of_limits)]
    return 100.0 * math.prod(each / 100 for each in left)


def stillness_percent(rest_deg: float, half_deg: float) -> float:
    """How like the model's the rest of the body moved, by its mean deviation."""
    return halved(rest_deg, POSTURE_FREE_DEG, half_deg)


def compensation_percent(of_limit: float) -> float:
    """What a compensation leaves, by its size as a share of its limit."""
    return halved(of_limit, COMPENSATION_FREE, 1 + COMPENSATION_FREE)
