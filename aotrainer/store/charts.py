"""Charts: what therapists wrote, and what newer algorithms say of old attempts. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from aotrainer.chart import Entry
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.score import Score
from aotrainer.store import codec, queries
from aotrainer.store.failures import no_attempt
from aotrainer.store.models import EntryRow, PatientRow, RescoringRow, SessionRow, TrialRow
from aotrainer.store.people import patient_row
from aotrainer.store.rows import entry_of, entry_row, rescoring_row
from aotrainer.store.transactions import Transactions, oldest_first
from aotrainer.trial import Patient


class Charts(Transactions):
    """Pages of charts, and later scores."""

    def keep_entry(self, patient: Patient, entry: Entry) -> None:
        """Add a page to somebody's chart; one that is kept already is not kept twice."""
        with self._writing() as session:
            owner = patient_row(session, patient)
            if session.scalar(select(EntryRow.id).where(EntryRow.uid == entry.uid)) is None:
                session.add(entry_row(owner.id, entry))

    def entries(self, patient: Patient) -> tuple[Entry, ...]:
        """All pages of somebody's chart, those that were replaced as well, oldest first.

        What a newer aotrainer wrote and this one does not know is left out.
        """
        with self._reading() as session:
            rows = session.scalars(
                select(EntryRow)
                .where(EntryRow.patient_id == patient.id)
                .order_by(*oldest_first(session, EntryRow))
            )
            return tuple(entry for row in rows if (entry := entry_of(row)) is not None)

    def keep_rescoring(
        self, trial_id: int, algorithm: str, at: datetime, outcome: Score | Unscorable
    ) -> None:
        """Keep what another algorithm says of an attempt, beside what was said of it before."""
        with self._writing() as session:
            session.merge(rescoring_row(trial_id, algorithm, at, outcome))

    def rescorings(self, patient: Patient) -> Mapping[int, Mapping[str, Score | Unscorable]]:
        """By attempt and algorithm."""
        found: dict[int, dict[str, Score | Unscorable]] = {}
        with self._reading() as session:
            rows = session.scalars(
                select(RescoringRow)
                .join(TrialRow, TrialRow.id == RescoringRow.trial_id)
                .join(SessionRow, SessionRow.id == TrialRow.session_id)
                .where(SessionRow.patient_id == patient.id)
                .order_by(RescoringRow.trial_id, RescoringRow.at)
            )
            for row in rows:
                found.setdefault(row.trial_id, {})[row.algorithm] = codec.outcome_from_json(row.outcome)
        return found

    def whose(self, trial_id: int) -> Patient:
        """Whose attempt it is; raises `StoreError` when there is none of that number."""
        with self._reading() as session:
            row = session.scalar(
                select(PatientRow)
                .join(SessionRow, SessionRow.patient_id == PatientRow.id)
                .join(TrialRow, TrialRow.session_id == SessionRow.id)
                .where(TrialRow.id == trial_id)
            )
            if row is None:
                raise no_attempt(trial_id)
            return queries.patient(row)
