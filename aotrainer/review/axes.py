"""Where days and values are in a plot, as shares of its width and height: for paper and for the screen."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from aotrainer.review.calendar import WEEK
from aotrainer.review.course import Course
from aotrainer.review.progress import Progress

POINTS, RATING = 100.0, 10.0
"""The upper edges of points, and of pain and tiredness."""
ROUND_DEG = 30.0
"""The upper edge of degrees is a multiple of it."""
MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Axes:
    """From days and values to places.

    first, last : days at the left and right edge; highest : value at the upper edge, the lower being 0
    """

    first: date
    last: date
    highest: float

    def across(self, day: date) -> float:
        """Where a day is: 0 at the left edge, 1 at the right one."""
        return (day - self.first).days / max(1, (self.last - self.first).days)

    def up(self, value: float) -> float:
        """Where a value is: 0 at the lower edge, 1 at the upper one; beyond the edges it stays at them."""
        return min(max(value, 0.0), self.highest) / self.highest

    @property
    def levels(self) -> tuple[float, float, float]:
        """Values at which a line is drawn across."""
        return 0.0, self.highest / 2, self.highest

    def weeks(self, most: int = MOST_TICKS) -> Iterator[tuple[int, date]]:
        """The numbers of some weeks, at most so many, and their first days."""
        count = (self.last - self.first).days // WEEK + 1
        for n in range(0, count, -(-count // most)):
            yield n + 1, self.first + timedelta(weeks=n)


def axes_of(course: Course, highest: float) -> Axes:
    """From the Monday of the first week to today, so that all plots of a person can be compared."""
    first = course.weeks[0].days[0].date if course.weeks else course.today
    last = max([course.today, *(week.days[0].date for week in course.weeks)])
    return Axes(first, last if last > first else first + timedelta(weeks=1), highest)


def highest_deg(progress: Progress, model_deg: float) -> float:
    """An upper edge for degrees, above the model's and all that were reached."""
    return ROUND_DEG * math.ceil(max([model_deg, *(each.mean for each in progress.points)]) / ROUND_DEG)


def usual_range(progress: Progress) -> tuple[float, float] | None:
    """Between which values nothing has changed yet; None where no start is known."""
    start = progress.start
    if start is None:
        return None
    return start.mean - start.minimal_detectable_change, start.mean + start.minimal_detectable_change


def compared(progress: Progress) -> list[tuple[date, float]]:
    """The days that can be compared with the newest, with their means."""
    return [(each.day, each.mean) for each in progress.points if each.comparable]


def not_compared(progress: Progress) -> list[tuple[date, float]]:
    """The days that another algorithm or version of the exercise judged, with their means."""
    return [(each.day, each.mean) for each in progress.points if not each.comparable]
