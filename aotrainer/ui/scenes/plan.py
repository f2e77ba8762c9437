"""What is chosen on the first screen, and the pages on which all exercises are offered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from aotrainer.chart.plan import Key
from aotrainer.exercises import Exercise, Library, Region
from aotrainer.language import _
from aotrainer.motion.pose import SIDES, Side
from aotrainer.protocol import Protocol, day_s
from aotrainer.records import TrialRecord
from aotrainer.task import Dosage
from aotrainer.trial import Patient
from aotrainer.ui.names import capital, named
from aotrainer.ui.services import Services
from aotrainer.ui.todays_plan import Today, todays_plan

ALL = "all exercises"
"""In place of a region, on the only page there is."""
PLANNED: Literal["today's plan"] = "today's plan"
"""In place of a region, on the pages before all others."""
Place = Region | Literal["today's plan"]


@dataclass(slots=True)
class Plan:
    """What has been chosen for today, so far.

    dose : of what the therapist's plan says nothing about, or of everything
    picked : (exercise id, side)
    today : what the therapist's plan asks for; None where nothing is prescribed
    as_planned : the plan's doses count; else `dose` was chosen in their place, for today
    """

    dose: Protocol
    patient: Patient | None = None
    picked: set[Key] = field(default_factory=set)
    today: Today | None = None
    as_planned: bool = True

    def choose(self, patient: Patient, picked: Collection[Key], today: Today | None = None) -> None:
        """Who trains, with what to begin with; it may be changed for today."""
        self.patient, self.picked = patient, set(picked)
        self.today, self.as_planned = today, True

    @property
    def planned(self) -> bool:
        """Whether there is a plan that can be followed here."""
        return self.today is not None and not self.today.version.problem

    def dosage(self, key: Key) -> Dosage | None:
        """What is prescribed of an exercise, None where that does not count."""
        return self.today.dosage(key) if self.today and self.as_planned else None

    def ordered(self, library: Library) -> list[Key]:
        """What was picked: first in the order of the plan, then in that of the library."""
        planned = [each.key for each in self.today.version.plan.prescriptions] if self.today else []
        listed = [(name, side) for name in library.exercises for side in SIDES]
        known = dict.fromkeys([*(key for key in planned if key in listed), *listed])
        return [key for key in known if key in self.picked]

    def length_s(self, picked: Iterable[Key], dose: Protocol | None = None) -> float:
        """Seconds that these take; with this dose, if one is given, instead of those in force."""
        found = [None if dose else self.dosage(key) for key in picked]
        return day_s([each.protocol if each else dose or self.dose for each in found])

    def toggle(self, exercise_id: str, side: Side) -> None:
        """Take an exercise on one side in, or out again."""
        self.picked ^= {(exercise_id, side)}

    def missing(self) -> str:
        """What is still to be chosen, in words; empty when it can start."""
        if self.patient is None:
            return _("First choose who trains.")
        if self.today and self.today.version.problem and not self.picked:
            return _("The plan cannot be read here: update aotrainer.")
        return "" if self.picked else _("Choose an exercise: left or right.")


def meet(plan: Plan, patient: Patient, services: Services) -> None:
    """Somebody trains, beginning with what their plan asks for or else with what was done last time."""
    today, known = todays_plan(services.store, patient, services.utc_now()), services.library.exercises
    if today is None or today.version.problem:
        plan.choose(patient, last_time(services.store.history(patient), known), today)
    else:
        picked = [each.key for each in today.version.plan.prescriptions if each.exercise_id in known]
        plan.choose(patient, picked, today)


def last_time(history: Sequence[TrialRecord], known: Collection[str]) -> set[Key]:
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
    region: Place | None = None
    number: int = 1
    count: int = 1

    @property
    def title(self) -> str:
        """`Shoulder`, or `Shoulder, 1 of 2`."""
        region = capital(named("region", self.region or ALL))
        if self.count == 1:
            return region
        return _("{region}, {number} of {count}").format(region=region, number=self.number, count=self.count)


def pages(exercises: Collection[Exercise], size: int, planned: Collection[Exercise] = ()) -> tuple[Page, ...]:
    """All exercises, `size` on a page; each page holds one region, unless a single page is enough.

    planned : those of the plan, which have pages of their own before the others
    """
    if len(exercises) <= size:
        return (Page(tuple(exercises)),)
    return (
        *_pages_of(PLANNED, tuple(planned), size),
        *(
            page
            for region, group in groupby(exercises, key=lambda exercise: exercise.region)
            for page in _pages_of(region, tuple(group), size)
        ),
    )


def _pages_of(region: Place, exercises: tuple[Exercise, ...], size: int) -> list[Page]:
    starts = range(0, len(exercises), size)
    return [
        Page(exercises[start : start + size], region, number, len(starts))
        for number, start in enumerate(starts, start=1)
    ]
