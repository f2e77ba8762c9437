"""A therapist who writes: each page, with the one that it takes the place of.

What was written before is never changed. A measure typed in again for the same day, a goal set again, and a
ruling on the same attempt or repetition stand in the place of the page before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from aotrainer.chart.correction import Correction, Ruling
from aotrainer.chart.entry import Entry, Kind, in_force
from aotrainer.chart.goal import Goal
from aotrainer.chart.measurement import Measurement
from aotrainer.chart.note import Note
from aotrainer.errors import ChartError
from aotrainer.language import N_


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, and when (timezone-aware UTC)."""

    author: str
    at: datetime

    def measurement(self, entries: Iterable[Entry], taken: Measurement) -> Entry:
        """The value of an outcome measure; for the same day it takes the place of the one before."""
        for entry in in_force(entries, Kind.MEASUREMENT):
            one = Measurement.from_json(entry.content)
            if (one.measure, one.name, one.on) == (taken.measure, taken.name, taken.on):
                return self._page(Kind.MEASUREMENT, taken.to_json(), replaces=entry.uid)
        return self._page(Kind.MEASUREMENT, taken.to_json())

    def goal(self, entries: Iterable[Entry], goal: Goal) -> Entry:
        """A goal; said once more, it is the one that was set then, and not reached."""
        known = _goal_of(entries, goal.words)
        if known is None:
            return self._page(Kind.GOAL, goal.to_json())
        again = replace(Goal.from_json(known.content), reached_on=None)
        return self._page(Kind.GOAL, again.to_json(), replaces=known.uid)

    def reached(self, entries: Iterable[Entry], words: str, on: date) -> Entry:
        """That a goal was reached; raises `ChartError` for one that was never set."""
        known = _goal_of(entries, words)
        if known is None:
            raise ChartError(N_("There is no such goal."), N_("Write it as it is in the list."))
        reached = replace(Goal.from_json(known.content), reached_on=on)
        return self._page(Kind.GOAL, reached.to_json(), replaces=known.uid)

    def note(self, note: Note) -> Entry:
        """Free words about the person."""
        return self._page(Kind.NOTE, note.to_json())

    def correction(self, entries: Iterable[Entry], trial_id: int, said: Correction) -> Entry:
        """A ruling on an attempt or a repetition, in the place of the same one before."""
        before = _ruling_on(entries, trial_id, said.ruling, said.repetition)
        replaced = None if before is None else before.uid
        return self._page(Kind.CORRECTION, said.to_json(), trial_id, replaced)

    def withdrawal(
        self, entries: Iterable[Entry], trial_id: int, ruling: Ruling, repetition: int | None
    ) -> Entry:
        """Takes a ruling back; raises `ChartError` where there is none."""
        before = _ruling_on(entries, trial_id, ruling, repetition)
        if before is None:
            raise ChartError(N_("Nothing like it was said of this attempt."), N_("There is nothing to undo."))
        page = self._page(Kind.CORRECTION, before.content, trial_id, before.uid)
        return replace(page, withdrawn=True)

    def _page(
        self, kind: Kind, content: Mapping[str, Any], trial_id: int | None = None, replaces: str | None = None
    ) -> Entry:
        return Entry(kind, self.at, self.author, content, trial_id, replaces)


def _ruling_on(
    entries: Iterable[Entry], trial_id: int, ruling: Ruling, repetition: int | None
) -> Entry | None:
    """The page in force that says this of an attempt, or of one of its repetitions."""
    for entry in in_force(entries, Kind.CORRECTION):
        one = Correction.from_json(entry.content)
        if entry.trial_id == trial_id and (one.ruling, one.repetition) == (ruling, repetition):
            return entry
    return None


def _goal_of(entries: Iterable[Entry], words: str) -> Entry | None:
    """The page in force of the goal in these words."""
    same = (entry for entry in in_force(entries, Kind.GOAL) if _words(entry) == words)
    return next(same, None)


def _words(entry: Entry) -> str:
    return Goal.from_json(entry.content).words
