"""What is chosen on the first screen, and the pages on which all exercises are offered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from aotrainer.exercises import Exercise, Region
from aotrainer.language import _
from aotrainer.motion.pose import Side
from aotrainer.protocol import Protocol
from aotrainer.records import TrialRecord
from aotrainer.trial import Patient
from aotrainer.ui.names import capital, named

ALL = "all exercises"
"""In place of a region, on the only page there is."""


@dataclass(slots=True)
class Plan:
    """What has been chosen so far; `picked` holds (exercise id, side)."""

    dose: Protocol
    patient: Patient | None = None
    picked: set[tuple[str, Side]] = field(default_factory=set)

    def choose(self, patient: Patient, last_time: Collection[tuple[str, Side]]) -> None:
        """Who trains, with what was done last time, which may be changed."""
        self.patient, self.picked = patient, set(last_time)

    def toggle(self, exercise_id: str, side: Side) -> None:
        """Take an exercise on one side in, or out again."""
        self.picked ^= {(exercise_id, side)}

    def picked_of(self, exercises: Collection[Exercise]) -> int:
        """How many of these were chosen, each side for itself."""
        ids = {exercise.id for exercise in exercises}
        return sum(exercise_id in ids for exercise_id, _side in self.picked)

    def missing(self) -> str:
        """What is still to be chosen, in words; empty when it can start."""
        if self.patient is None:
            return _("First choose who trains.")
        return "" if self.picked else _("Choose an exercise: left or right.")


def last_time(history: Sequence[TrialRecord], known: Collection[str]) -> set[tuple[str, Side]]:
    """Exercises and sides of somebody's latest session; known : the ids there are."""
    if not history:
        return set()
    latest = history[-1].session_id
    return {
        (trial.exercise_id, trial.side)
        for trial in history
        if trial.session_id == latest and trial.exercise_id in known
    }


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
        region = capital(named("region", self.region or ALL))
        if self.count == 1:
            return region
        return _("{region}, {number} of {count}").format(region=region, number=self.number, count=self.count)


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
