"""What is chosen on the first screen, and the pages on which all exercises are offered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import groupby

from aotrainer.exercises import Exercise, Region
from aotrainer.motion.pose import Side
from aotrainer.protocol import Protocol
from aotrainer.trial import Patient


@dataclass(slots=True)
class Plan:
    """What has been chosen so far; `picked` holds (exercise id, side)."""

    dose: Protocol
    patient: Patient | None = None
    picked: set[tuple[str, Side]] = field(default_factory=set)

    def toggle(self, exercise_id: str, side: Side) -> None:
        """Take an exercise on one side in, or out again."""
        self.picked ^= {(exercise_id, side)}

    def picked_of(self, exercises: Collection[Exercise]) -> int:
        """How many of these were chosen, each side for itself."""
        ids = {exercise.id for exercise in exercises}
        return sum(exercise_id in ids for exercise_id, _ in self.picked)

    def missing(self) -> str:
        """What is still to be chosen, in words; empty when it can start."""
        if self.patient is None:
            return "First choose who trains."
        return "" if self.picked else "Choose an exercise: left or right."


@dataclass(frozen=True, slots=True)
class Page:
    """Exercises that are shown together, the `number`th of `count` pages of their region.

    region : None on the only page there is, which holds whatever there is
    """

    exercises: tuple[Exercise, ...]
    region: Region | None = None
    number: int = 1
    count: int = 1

    @property
    def title(self) -> str:
        """`Shoulder`, or `Shoulder, 1 of 2`."""
        region = (self.region or "all exercises").capitalize()
        return region if self.count == 1 else f"{region}, {self.number} of {self.count}"


def pages(exercises: Collection[Exercise], size: int) -> tuple[Page, ...]:
    """All exercises, `size` on a page; each page holds one region, unless a single page is enough."""
    if len(exercises) <= size:
        return (Page(tuple(exercises)),)
    return tuple(
        page
        for region, group in groupby(exercises, key=lambda exercise: exercise.region)
        for page in _pages_of(region, tuple(group), size)
    )


def _pages_of(region: Region, exercises: tuple[Exercise, ...], size: int) -> list[Page]:
    starts = range(0, len(exercises), size)
    return [
        Page(exercises[start : start + size], region, number, len(starts))
        for number, start in enumerate(starts, start=1)
    ]
