"""A therapist who writes: each page, with the one that it takes the place of.

What was written before is never changed. A measure typed in again for the same day, a goal set again, and a
ruling on the same attempt or repetition stand in the place of the page before them; what is taken back counts
no more. Nothing is written of a day that is still to come.
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
from aotrainer.chart.outcomes import OWN
from aotrainer.errors import ChartError
from aotrainer.language import N_

AS_LISTED = N_("Write it as it is in the list.")


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, and when (timezone-aware UTC)."""

    author: str
    at: datetime

    def measurement(self, entries: Iterable[Entry], taken: Measurement) -> Entry:
        """The value of an outcome measure; for the same day it takes the place of the one before."""
        self._require_come(taken.on)
        before = _value_of(entries, taken.measure, taken.name, taken.on)
        return self._page(Kind.MEASUREMENT, taken.to_json(), replaces=before.uid if before else None)

    def goal(self, entries: Iterable[Entry], goal: Goal) -> Entry:
        """A goal; said once more, it is the one that was set then, and not reached."""
        known = _goal_of(entries, goal.words)
        if known is None:
            self._require_come(goal.set_on)
            return self._page(Kind.GOAL, goal.to_json())
        again = replace(Goal.from_json(known.content), reached_on=None)
        return self._page(Kind.GOAL, again.to_json(), replaces=known.uid)

    def reached(self, entries: Iterable[Entry], words: str, on: date | None) -> Entry:
        """That a goal was reached, or with None that it was not; raises `ChartError` for one never set."""
        known = _goal_of(entries, words)
        if known is None:
            raise ChartError(N_("There is no such goal."), AS_LISTED)
        goal = Goal.from_json(known.content)
        if on is not None and on != goal.set_on:  # a clock may have been ahead when it was set
            self._require_come(on)
        return self._page(Kind.GOAL, replace(goal, reached_on=on).to_json(), replaces=known.uid)

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
        return self.withdrawn(before)

    def measurement_withdrawn(
        self, entries: Iterable[Entry], measure: str, on: date, name: str = ""
    ) -> Entry:
        """Takes the value of a day back; raises `ChartError` where there is none.

        measure : an id, "own" with its name, or the name alone
        """
        entries = tuple(entries)
        own = _value_of(entries, OWN, measure, on)
        return self.withdrawn(_there(_value_of(entries, measure, name, on) or own))

    def goal_withdrawn(self, entries: Iterable[Entry], words: str) -> Entry:
        """Takes a goal back; raises `ChartError` for one that was never set."""
        return self.withdrawn(_there(_goal_of(entries, words)))

    def note_withdrawn(self, entries: Iterable[Entry], words: str) -> Entry:
        """Takes a note back, by its words or how it begins; raises `ChartError` where that is not one."""
        return self.withdrawn(_there(_note_of(entries, words)))

    def withdrawn(self, page: Entry) -> Entry:
        """Takes a page in force back: neither it nor what it stood in place of counts any more."""
        return replace(self._page(page.kind, page.content, page.trial_id, page.uid), withdrawn=True)

    def _require_come(self, day: date) -> None:
        if day > self.at.astimezone().date():
            raise ChartError(N_("That day is still to come."), N_("Say today, or a day before."))

    def _page(
        self, kind: Kind, content: Mapping[str, Any], trial_id: int | None = None, replaces: str | None = None
    ) -> Entry:
        return Entry(kind, self.at, self.author, content, trial_id, replaces)


def _there(page: Entry | None) -> Entry:
    if page is None:
        raise ChartError(N_("Nothing like it is in the chart."), AS_LISTED)
    return page


def _ruling_on(
    entries: Iterable[Entry], trial_id: int, ruling: Ruling, repetition: int | None
) -> Entry | None:
    """The page in force that says this of an attempt, or of one of its repetitions."""
    for entry in in_force(entries, Kind.CORRECTION):
        one = Correction.from_json(entry.content)
        if entry.trial_id == trial_id and (one.ruling, one.repetition) == (ruling, repetition):
            return entry
    return None


def _value_of(entries: Iterable[Entry], measure: str, name: str, on: date) -> Entry | None:
    """The page in force with the value of a measure on a day; name : of a measure of one's own."""
    for entry in in_force(entries, Kind.MEASUREMENT):
        one = Measurement.from_json(entry.content)
        if (one.measure, one.name, one.on) == (measure, name, on):
            return entry
    return None


def _note_of(entries: Iterable[Entry], words: str) -> Entry | None:
    """The page in force of the note that is, or else begins, so; raises `ChartError` where several do."""
    wanted, alike = _on_one_line(words), []
    for entry in reversed(in_force(entries, Kind.NOTE)):
        known = _on_one_line(Note.from_json(entry.content).words)
        if known == wanted:
            return entry
        if wanted and known.startswith(wanted):
            alike.append(entry)
    if len(alike) > 1:
        raise ChartError(N_("{count} notes begin so."), N_("Write more of it."), count=len(alike))
    return alike[0] if alike else None


def _on_one_line(words: str) -> str:
    return " ".join(words.casefold().split())


def _goal_of(entries: Iterable[Entry], words: str) -> Entry | None:
    """The page in force of the goal in these words."""
    same = (entry for entry in in_force(entries, Kind.GOAL) if _words(entry) == words)
    return next(same, None)


def _words(entry: Entry) -> str:
    return Goal.from_json(entry.content).words
