"""What a person's plan asks for today, read once: the first screen asks for it with every picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from aotrainer.chart.plan import Key, Version, plan_in_force, prescribed_since, training_day
from aotrainer.task import Dosage
from aotrainer.trial import Patient

if TYPE_CHECKING:
    from aotrainer.store import Store


@dataclass(frozen=True, slots=True)
class Today:
    """A day with a plan.

    version : in force; since : from when on each exercise has been prescribed as it is
    date : in the person's own time zone; day : which day of training of this week it is, from 1
    sessions : in which something was done today
    """

    version: Version
    since: Mapping[Key, datetime]
    date: date
    day: int
    sessions: int = 0

    @property
    def done(self) -> bool:
        """Whether all of today was practised as often as prescribed."""
        return self.sessions >= self.version.plan.times_a_day

    def dosage(self, key: Key) -> Dosage | None:
        """How an exercise is practised on a side; None where that is not prescribed."""
        each = self.version.plan.prescribed(key)
        if each is None:
            return None
        return Dosage(each.dose, each.repetitions, each.range_share, self.since[key], self.version.uid)


def todays_plan(store: Store, patient: Patient, now: datetime) -> Today | None:
    """The plan in force at a moment (timezone-aware); None where nothing is prescribed."""
    entries = store.entries(patient)
    version = plan_in_force(entries)
    if version is None or not (version.plan.prescriptions or version.problem):
        return None
    trained = [local_day(each.started_at) for each in store.sessions(patient) if each.trials]
    today = local_day(now)
    day = training_day(trained, today)
    return Today(version, prescribed_since(entries), today, day, trained.count(today))


def local_day(moment: datetime) -> date:
    """The day that it is here, at a timezone-aware moment: weeks are those of the person."""
    return moment.astimezone().date()
