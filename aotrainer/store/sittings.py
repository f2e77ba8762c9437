"""Sessions with their attempts and events."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from aotrainer import __version__
from aotrainer.errors import StoreError
from aotrainer.event import Event
from aotrainer.identity import new_uid
from aotrainer.language import N_
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.score import Score
from aotrainer.practice.level import Level
from aotrainer.records import SessionRecord, TrialRecord
from aotrainer.store import codec, queries
from aotrainer.store.failures import no_attempt
from aotrainer.store.models import EventRow, SessionRow, TrialRow
from aotrainer.store.people import patient_row
from aotrainer.store.rows import event_row, trial_of, trial_row
from aotrainer.store.transactions import Transactions
from aotrainer.trial import Ending, Patient, Trial

ALWAYS: Mapping[tuple[str, str], datetime] = {}
"""No exercise was prescribed anew: every step counts."""


class Sittings(Transactions):
    """What was done, when and how."""

    def begin_session(
        self, patient: Patient, protocol_id: str, started_at: datetime, uid: str | None = None
    ) -> int:
        """Begin a patient's session, and return its id; one that has this uid is not begun again."""
        with self._writing() as session:
            begun = _id_of(session, SessionRow, uid)
            if begun is not None:
                return begun
            row = SessionRow(
                patient_id=patient_row(session, patient).id,
                protocol_id=protocol_id,
                started_at=started_at,
                app_version=__version__,
                uid=uid or new_uid(),
                station=platform.node() or None,
            )
            session.add(row)
            session.flush()
            return row.id

    def end_session(self, session_id: int, ended_at: datetime, ending: Ending) -> None:
        """Note when and how a session ended; said twice, the last counts."""
        with self._writing() as session:
            row = _session_row(session, session_id)
            row.ended_at, row.ending = ended_at, ending.value

    def save_trial(self, session_id: int, trial: Trial) -> int:
        """Keep an attempt with its repetitions and landmarks, all or nothing, and return its id.

        When this returns, the trial outlives a kill of the program and a cut of power. One that is kept
        already, because it was not known whether saving had worked, is not kept twice.
        """
        row = trial_row(session_id, trial)
        with self._writing() as session:
            _session_row(session, session_id)
            kept = _id_of(session, TrialRow, trial.uid)
            if kept is not None:
                return kept
            session.add(row)
        return row.id

    def save_event(self, session_id: int, event: Event) -> None:
        """Keep what happened in a session, once."""
        with self._writing() as session:
            _session_row(session, session_id)
            if _id_of(session, EventRow, event.uid) is None:
                session.add(event_row(session_id, event))

    def events(self, session_id: int) -> tuple[Event, ...]:
        """What happened in a session, in its order."""
        with self._reading() as session:
            return queries.events(session, session_id)

    def events_of(self, patient: Patient) -> Mapping[int, tuple[Event, ...]]:
        """What happened in all of a patient's sessions, by session."""
        with self._reading() as session:
            return queries.events_of(session, patient.id)

    def levels(
        self, patient: Patient, since: Mapping[tuple[str, str], datetime] = ALWAYS
    ) -> Mapping[tuple[str, str], Level]:
        """How hard each exercise (id and side) is practised, as far as it is not as usual.

        since : timezone-aware UTC, from when on steps count; those of exercises that are not in it always do
        """
        with self._reading() as session:
            return queries.levels(session, patient.id, since)

    def sessions(self, patient: Patient) -> tuple[SessionRecord, ...]:
        """A patient's sessions, oldest first."""
        with self._reading() as session:
            return queries.sessions(session, patient.id)

    def history(self, patient: Patient) -> tuple[TrialRecord, ...]:
        """A patient's attempts, oldest first, without their landmarks."""
        with self._reading() as session:
            return queries.history(session, patient.id)

    def load_trial(self, trial_id: int) -> Trial:
        """An attempt as it was saved, landmarks included; raises `StoreError` when there is none."""
        with self._reading() as session:
            row = session.get(TrialRow, trial_id)
            if row is None:
                raise no_attempt(trial_id)
            return trial_of(row)

    def outcome(self, trial_id: int) -> Score | Unscorable:
        """How an attempt went, its landmarks unread; raises `StoreError` when there is none."""
        with self._reading() as session:
            outcome = session.scalar(select(TrialRow.outcome).where(TrialRow.id == trial_id))
            if outcome is None:
                raise no_attempt(trial_id)
            return codec.outcome_from_json(outcome)


def _session_row(session: Session, session_id: int) -> SessionRow:
    row = session.get(SessionRow, session_id)
    if row is None:
        raise StoreError(
            N_("There is no session {number} in the record."), N_("Begin a session first."), number=session_id
        )
    return row


def _id_of(session: Session, table: type[SessionRow | TrialRow | EventRow], uid: str | None) -> int | None:
    """Where something of this name is kept already; None if it is not."""
    return None if uid is None else session.scalar(select(table.id).where(table.uid == uid))
