"""One measure over the days, beside its own beginning: changed, or not yet.

The first days on which it was told are the baseline, and the newest days are compared with it. Only a
difference past the minimal detectable change (`motion.baseline`) is called one. Only days with the same
algorithm and version of the exercise as the newest are compared: numbers of others mean something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from aotrainer.motion.baseline import Baseline, Change, baseline, change_since

FIRST_DAYS = 3
"""Days of the baseline: enough to even out a bad day, few enough to come before most of the progress."""
SCATTER_DAYS = 6
"""How much a person varies within a day is told from so many: two sets a day are then enough to tell it, and
progress from day to day does not come in."""
NEWEST_DAYS = 3
"""... and as many that are compared with it."""
LEAST_POINTS, LEAST_DEG = 5.0, 10.0
"""Less is never called a change, however little a person varies within a day: from day to day the camera
stands elsewhere, and that alone brings so many points (see the README); degrees from one camera are called a
change from 10 on (field notes 3.8)."""


class Verdict(StrEnum):
    """What can be said of a measure."""

    NOT_TOLD = "not_told"
    """It was never measured."""
    TOO_EARLY = "too_early"
    """There are only the first days."""
    SAME = "same"
    """Not yet changed: the difference may be chance."""
    BETTER = "better"
    WORSE = "worse"


VERDICTS = {"no change": Verdict.SAME, "better": Verdict.BETTER, "worse": Verdict.WORSE}


@dataclass(frozen=True, slots=True)
class Point:
    """A day's values; comparable : with those of the newest day."""

    day: date
    values: tuple[float, ...]
    comparable: bool = True

    @property
    def mean(self) -> float:
        """Of the day."""
        return float(np.mean(self.values))


@dataclass(frozen=True, slots=True)
class Progress:
    """A measure over the days; all in its own unit.

    start : the baseline with what counts as a change; now : mean of the newest days; None while not told
    days_lacking : on which it has to be done until a change can be told
    """

    points: tuple[Point, ...]
    start: Baseline | None
    now: float | None
    change: Change | None
    verdict: Verdict
    days_lacking: int = 0


def progress(points: Iterable[Point], default: float, least: float) -> Progress:
    """Of days in their order.

    default : what counts as a change as long as the person's own scatter is not known
    least : what counts as a change at the least
    """
    points = tuple(points)
    same = [point for point in points if point.comparable]
    if not same:
        return Progress(points, None, None, None, Verdict.NOT_TOLD, FIRST_DAYS + 1)
    start = _start(same, default, least)
    newest = same[FIRST_DAYS:][-NEWEST_DAYS:]
    if not newest:
        return Progress(points, start, None, None, Verdict.TOO_EARLY, FIRST_DAYS + 1 - len(same))
    now = float(np.mean([point.mean for point in newest]))
    change = change_since(start, now)
    return Progress(points, start, now, change, VERDICTS[change.direction])


def _start(same: Sequence[Point], default: float, least: float) -> Baseline:
    scatter = baseline([point.values for point in same[:SCATTER_DAYS]], default)
    mean = baseline([point.values for point in same[:FIRST_DAYS]], default).mean
    return Baseline(mean, max(least, scatter.minimal_detectable_change), scatter.own)
