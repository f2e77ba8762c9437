"""Outcome measures over time, goals and notes, from the pages of a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from aotrainer.chart import Entry, Kind, in_force
from aotrainer.chart.goal import Goal
from aotrainer.chart.measurement import Difference, Measurement, difference
from aotrainer.chart.note import Note
from aotrainer.chart.outcomes import MEASURES, OutcomeMeasure


@dataclass(frozen=True, slots=True)
class MeasureCourse:
    """One measure: its values by their days, and the difference from the first to the newest."""

    measure: OutcomeMeasure
    taken: tuple[Measurement, ...]
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A note with who wrote it and when (timezone-aware UTC); trial_id : None for one about the person."""

    at: datetime
    author: str
    words: str
    trial_id: int | None


def measure_courses(entries: Sequence[Entry]) -> tuple[MeasureCourse, ...]:
    """Every measure that was taken, in the order of the catalogue, then a therapist's own by name."""
    groups: dict[tuple[str, str], list[Measurement]] = {}
    for entry in in_force(entries, Kind.MEASUREMENT):
        taken = Measurement.from_json(entry.content)
        groups.setdefault((taken.measure, taken.name), []).append(taken)
    order = {name: n for n, name in enumerate(MEASURES)}
    found = []
    for _, same in sorted(groups.items(), key=lambda item: (order.get(item[0][0], len(order)), item[0][1])):
        same.sort(key=lambda each: each.on)
        found.append(MeasureCourse(same[-1].of, tuple(same), difference(same)))
    return tuple(found)


def goals(entries: Iterable[Entry]) -> tuple[Goal, ...]:
    """Those in force, in the order in which they were set."""
    found = (Goal.from_json(entry.content) for entry in in_force(entries, Kind.GOAL))
    return tuple(sorted(found, key=lambda goal: goal.set_on))


def notes(entries: Iterable[Entry]) -> tuple[SignedNote, ...]:
    """Those in force, the newest first."""
    found = [
        SignedNote(entry.at, entry.author, Note.from_json(entry.content).words, entry.trial_id)
        for entry in in_force(entries, Kind.NOTE)
    ]
    return tuple(sorted(found, key=lambda note: note.at, reverse=True))
