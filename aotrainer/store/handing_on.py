"""All about one person out of the record, and into it: names instead of ids, everything or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from aotrainer.care import Care
from aotrainer.clips import Demonstrator
from aotrainer.event import What
from aotrainer.holdings import LaterScore, Page, Person, Sitting
from aotrainer.store import codec
from aotrainer.store.models import EntryRow, EventRow, RescoringRow, SessionRow, TrialRow
from aotrainer.store.people import patient_row
from aotrainer.store.rows import entry_of, event_of, trial_of
from aotrainer.store.taking_in import TakingIn
from aotrainer.store.transactions import Transactions
from aotrainer.trial import Ending, Patient


class HandingOn(Transactions):
    """Everything about somebody, as `holdings`."""

    def person(self, patient: Patient) -> Person:
        """Who somebody is, and what was set for them."""
        with self._reading() as session:
            row = patient_row(session, patient)
            return Person(
                uid=_named(row.uid, "patient", row.id),
                name=row.name,
                added_at=row.created_at,
                demonstrator=cast(Demonstrator | None, row.demonstrator),
                care=Care.from_json(row.care or {}),
            )

    def sittings(self, patient: Patient) -> Iterator[Sitting]:
        """A patient's sessions, oldest first, each read when it is asked for.

        What a newer aotrainer noted and this one does not know is left out.
        """
        with self._reading() as session:
            ids = session.scalars(
                select(SessionRow.id)
                .where(SessionRow.patient_id == patient.id)
                .order_by(SessionRow.started_at, SessionRow.id)
            ).all()
        for number in ids:
            with self._reading() as session:
                row = session.get(SessionRow, number)
                sitting = None if row is None else _sitting(session, row)
            if sitting is not None:  # it was not forgotten meanwhile
                yield sitting

    def pages(self, patient: Patient) -> tuple[Page, ...]:
        """All pages of somebody's chart, oldest first."""
        with self._reading() as session:
            rows = session.execute(
                select(EntryRow, TrialRow)
                .outerjoin(TrialRow, TrialRow.id == EntryRow.trial_id)
                .where(EntryRow.patient_id == patient.id)
                .order_by(EntryRow.id)
            )
            return tuple(
                Page(replace(entry, trial_id=None), None if trial is None else _trial_name(trial))
                for row, trial in rows
                if (entry := entry_of(row)) is not None
            )

    def later_scores(self, patient: Patient) -> tuple[LaterScore, ...]:
        """What newer algorithms say of somebody's attempts, by attempt, oldest first."""
        with self._reading() as session:
            rows = session.execute(
                select(RescoringRow, TrialRow)
                .join(TrialRow, TrialRow.id == RescoringRow.trial_id)
                .join(SessionRow, SessionRow.id == TrialRow.session_id)
                .where(SessionRow.patient_id == patient.id)
                .order_by(SessionRow.started_at, SessionRow.id, TrialRow.started_at, TrialRow.id)
                .order_by(RescoringRow.at, RescoringRow.algorithm)
            )
            return tuple(
                LaterScore(_trial_name(trial), row.algorithm, row.at, codec.outcome_from_json(row.outcome))
                for row, trial in rows
            )

    @contextmanager
    def taking_in(self) -> Iterator[TakingIn]:
        """One transaction into which everything about people is written; an error leaves no trace of it."""
        with self._writing() as session:
            yield TakingIn(session)


def _sitting(session: Session, row: SessionRow) -> Sitting:
    events = session.scalars(select(EventRow).where(EventRow.session_id == row.id).order_by(EventRow.id))
    trials = session.scalars(
        select(TrialRow).where(TrialRow.session_id == row.id).order_by(TrialRow.started_at, TrialRow.id)
    )
    return Sitting(
        uid=_named(row.uid, "session", row.id),
        protocol_id=row.protocol_id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        ending=None if row.ending is None else Ending(row.ending),
        app_version=row.app_version,
        station=row.station,
        events=tuple(
            replace(event_of(each), uid=_named(each.uid, f"{row.uid} event", each.id))
            for each in events
            if each.what in set(What)
        ),
        trials=tuple(replace(trial_of(each), uid=_trial_name(each)) for each in trials),
    )


def _trial_name(row: TrialRow) -> str:
    return _named(row.uid, "trial", row.id)


def _named(uid: str | None, table: str, number: int) -> str:
    """The uid, or for what has none (events from before 0006) one that is the same at every export."""
    return uid or uuid.uuid5(uuid.NAMESPACE_OID, f"aotrainer {table} {number}").hex
