"""All that is kept of one person, as a review reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Protocol

from aotrainer.chart import Entry
from aotrainer.chart.correction import Corrected, corrected, corrections_of, needs_repetitions
from aotrainer.event import Event
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.score import Score
from aotrainer.records import SessionRecord, TrialRecord
from aotrainer.trial import Patient

Key = tuple[str, str]
"""An exercise's id and the side."""


class Chronicle(Protocol):
    """The record, as far as a review asks it."""

    def sessions(self, patient: Patient) -> tuple[SessionRecord, ...]:
        """A patient's sessions, oldest first."""

    def history(self, patient: Patient) -> tuple[TrialRecord, ...]:
        """A patient's attempts, oldest first."""

    def events_of(self, patient: Patient) -> Mapping[int, tuple[Event, ...]]:
        """What happened in a patient's sessions, by session."""

    def entries(self, patient: Patient) -> tuple[Entry, ...]:
        """All pages of a patient's chart."""

    def outcome(self, trial_id: int) -> Score | Unscorable:
        """How an attempt went, in full."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a review is made of.

    trials : oldest first, each with what a therapist said of it
    events : by session; latest : by exercise and side, the newest score in full
    unscorable : by attempt, the newest of every reason in full, so that it can be said in any language
    zone : where the person lives, None for where the computer stands; it tells on which day something was
    """

    name: str
    sessions: Sequence[SessionRecord]
    trials: Sequence[Corrected]
    events: Mapping[int, Sequence[Event]] = field(default_factory=dict)
    entries: Sequence[Entry] = ()
    latest: Mapping[Key, Score] = field(default_factory=dict)
    unscorable: Mapping[int, Unscorable] = field(default_factory=dict)
    zone: tzinfo | None = None

    def day(self, moment: datetime) -> date:
        """The day on which it was, where the person lives."""
        return moment.astimezone(self.zone).date()


def gather(chronicle: Chronicle, patient: Patient, zone: tzinfo | None = None) -> Kept:
    """Everything at once; of the attempts, only the newest and the corrected are read in full."""
    sessions, records = chronicle.sessions(patient), chronicle.history(patient)
    entries = chronicle.entries(patient)
    return Kept(
        patient.name,
        sessions,
        with_corrections(chronicle, records, entries),
        chronicle.events_of(patient),
        entries,
        _latest(chronicle, records),
        _unscorable(chronicle, records),
        zone,
    )


def with_corrections(
    chronicle: Chronicle, records: Sequence[TrialRecord], entries: Sequence[Entry]
) -> tuple[Corrected, ...]:
    """Each attempt with what a therapist said of it."""
    said = corrections_of(entries)
    found = []
    for record in records:
        corrections = said.get(record.trial_id, ())
        outcome = chronicle.outcome(record.trial_id) if needs_repetitions(corrections) else None
        scored = outcome.repetitions if isinstance(outcome, Score) else ()
        found.append(corrected(record, corrections, scored))
    return tuple(found)


def _latest(chronicle: Chronicle, records: Sequence[TrialRecord]) -> dict[Key, Score]:
    newest = {(each.exercise_id, each.side): each.trial_id for each in records if each.total is not None}
    outcomes = {key: chronicle.outcome(trial) for key, trial in newest.items()}
    return {key: outcome for key, outcome in outcomes.items() if isinstance(outcome, Score)}


def _unscorable(chronicle: Chronicle, records: Sequence[TrialRecord]) -> dict[int, Unscorable]:
    newest = {each.reason: each.trial_id for each in records if each.reason is not None}
    outcomes = {trial: chronicle.outcome(trial) for trial in newest.values()}
    return {trial: outcome for trial, outcome in outcomes.items() if isinstance(outcome, Unscorable)}
