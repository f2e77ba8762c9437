"""Writing what another record holds into this one; what is here already is left as it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from aotrainer.audit import Audited
from aotrainer.errors import StoreError
from aotrainer.event import Event
from aotrainer.holdings import LaterScore, Page, Person, Sitting
from aotrainer.motion.formats import Landmarks
from aotrainer.store import codec, names
from aotrainer.store.models import (
    EntryRow,
    EventRow,
    PatientRow,
    RescoringRow,
    SessionRow,
    TrialRow,
)
from aotrainer.store.rows import audit_row, entry_row, event_row, recording_row, rescoring_row, trial_row
from aotrainer.trial import Trial

Row = TypeVar("Row", PatientRow, SessionRow, EventRow, TrialRow, EntryRow)


class TakingIn:
    """One transaction's writing.

    new, known : how many people, sessions, events, attempts, pages and later scores came in, and how many
        were here already: they are known by their uids
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.new: Counter[str] = Counter()
        self.known: Counter[str] = Counter()

    def person(self, person: Person) -> int:
        """Somebody's id; who is new comes in with what was set for them, who is here keeps their own."""
        row = self._find(PatientRow, person.uid)
        if row is None:
            name = self._free_name(person)
            row = PatientRow(
                uid=person.uid,
                name=name,
                name_key=names.key(name),
                created_at=person.added_at,
                demonstrator=person.demonstrator,
                care=codec.to_json(person.care.to_json()) or None,
            )
            self._session.add(row)
            self._session.flush()
        return row.id

    def sitting(self, patient_id: int, sitting: Sitting) -> int:
        """A session's id; its events and attempts come in one by one."""
        row = self._find(SessionRow, sitting.uid)
        if row is None:
            row = SessionRow(
                patient_id=patient_id,
                protocol_id=sitting.protocol_id,
                started_at=sitting.started_at,
                ended_at=sitting.ended_at,
                ending=sitting.ending and sitting.ending.value,
                app_version=sitting.app_version,
                uid=sitting.uid,
                station=sitting.station,
            )
            self._session.add(row)
            self._session.flush()
        _require_same("session", row.patient_id, patient_id)
        return row.id

    def event(self, session_id: int, event: Event) -> None:
        """What happened in a session."""
        row = self._find(EventRow, event.uid)
        if row is None:
            row = event_row(session_id, event)
            self._session.add(row)
        _require_same("event", row.session_id, session_id)

    def trial(self, session_id: int, trial: Trial, landmarks: Landmarks | None) -> None:
        """An attempt; landmarks : which the caller has looked through."""
        row = self._find(TrialRow, trial.uid)
        if row is None:
            row = trial_row(session_id, replace(trial, motion=None))
            if landmarks is not None:
                row.recording = recording_row(landmarks)
            self._session.add(row)
            self._session.flush()
            self._session.expunge(row)  # with its landmarks
        _require_same("attempt", row.session_id, session_id)

    def page(self, patient_id: int, page: Page) -> None:
        """A page of somebody's chart; raises `StoreError` if it is about an attempt that is not theirs."""
        row = self._find(EntryRow, page.entry.uid)
        if row is None:
            trial_id = None if page.trial is None else self._trial_of(patient_id, page.trial)
            row = entry_row(patient_id, replace(page.entry, trial_id=trial_id))
            self._session.add(row)
        _require_same("page", row.patient_id, patient_id)

    def later_score(self, patient_id: int, later: LaterScore) -> None:
        """What another algorithm says of an attempt; raises `StoreError` if it is not theirs."""
        trial_id = self._trial_of(patient_id, later.trial)
        if self._session.get(RescoringRow, (trial_id, later.algorithm)) is not None:
            self.known["later score"] += 1
            return
        self.new["later score"] += 1
        self._session.add(rescoring_row(trial_id, later.algorithm, later.at, later.outcome))

    def audit(self, audited: Audited) -> None:
        """That it was taken in: kept if, and only if, it was."""
        self._session.add(audit_row(audited))

    def _find(self, table: type[Row], uid: str) -> Row | None:
        self._session.flush()
        found = self._session.scalar(select(table).where(table.uid == uid))
        (self.new if found is None else self.known)[KINDS[table]] += 1
        return found

    def _trial_of(self, patient_id: int, uid: str) -> int:
        self._session.flush()
        found = self._session.scalar(
            select(TrialRow.id)
            .join(SessionRow, SessionRow.id == TrialRow.session_id)
            .where(TrialRow.uid == uid, SessionRow.patient_id == patient_id)
        )
        if found is None:
            raise StoreError("Something in the folder is about an attempt that is not in it.", NOTHING)
        return found

    def _free_name(self, person: Person) -> str:
        """Their name, or if somebody else here is called so, their name with the beginning of their uid."""
        name = names.tidy(person.name)
        if not self._taken(name):
            return name
        told_apart = f"{name[: names.MAX_NAME - UID_SHOWN - 3].rstrip()} ({person.uid[:UID_SHOWN]})"
        if self._taken(told_apart):
            raise StoreError("Two people in the record are called like somebody in the folder.", NOTHING)
        return told_apart

    def _taken(self, name: str) -> bool:
        known = self._session.scalar(select(PatientRow.id).where(PatientRow.name_key == names.key(name)))
        return known is not None


KINDS: dict[type, str] = {
    PatientRow: "person",
    SessionRow: "session",
    EventRow: "event",
    TrialRow: "attempt",
    EntryRow: "page",
}
NOTHING = "Nothing was taken over. Export the folder again."
UID_SHOWN = 8
"""Digits of a uid that tell two people of one name apart on a screen."""


def _require_same(kind: str, kept_under: int, comes_under: int) -> None:
    """What is known by a uid belongs where it is; raises `StoreError` if the folder says otherwise."""
    if kept_under != comes_under:
        raise StoreError(f"A known {kind} would come to belong to something else.", NOTHING)
