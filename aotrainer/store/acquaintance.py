"""Whom a station knows: a copy of what it needs to train them while the server is away.

Only of people who trained at this station, and only what a session asks for: name, settings, demonstrator,
plan, when their sessions were and which steps they took. No attempts, scores, landmarks, notes or
measurements. Who has not trained anywhere for `KNOWN_FOR` is forgotten here, and so is, at the next contact,
whoever is no longer in the server's record.

Copies of sessions and events have no uid, which tells them from those that wait to be handed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from aotrainer.chart import Kind
from aotrainer.event import What
from aotrainer.store import names
from aotrainer.store.models import EntryRow, EventRow, PatientRow, SessionRow, SettingRow
from aotrainer.store.parcels import Row, add, rows
from aotrainer.trial import Patient

KNOWN_FOR = timedelta(days=90)
"""A course of treatment lasts weeks; who comes back later is known again after the first session."""


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """What the server says of one person; steps by the id of their session there."""

    person: Row
    sessions: tuple[Row, ...]
    steps: tuple[Row, ...]
    plans: tuple[Row, ...]


def ask(server: Session, uid: str) -> Acquaintance | None:
    """What a station may know of somebody; None if the server knows nobody of that uid."""
    person = rows(server, PatientRow, PatientRow.uid == uid)
    if not person:
        return None
    number = person[0]["id"]
    sessions = rows(server, SessionRow, SessionRow.patient_id == number)
    taken = EventRow.session_id.in_([each["id"] for each in sessions]), EventRow.what == What.GRADED.value
    plans = EntryRow.patient_id == number, EntryRow.kind == Kind.PLAN.value
    return Acquaintance(person[0], sessions, rows(server, EventRow, *taken), rows(server, EntryRow, *plans))


def greet(local: Session, patient: Patient, now: datetime) -> None:
    """Make sure that somebody who begins a session here is known, though the server may be away."""
    known = local.scalar(select(PatientRow.id).where(PatientRow.uid == patient.uid))
    if known != patient.id:
        person = {
            "id": patient.id,
            "uid": patient.uid,
            "name": patient.name,
            "name_key": names.key(patient.name),
            "created_at": now,
            "demonstrator": patient.demonstrator,
        }
        _keep_person(local, person)


def remember(local: Session, known: Acquaintance) -> None:
    """Keep what the server says of somebody, in place of what was known before."""
    _keep_person(local, known.person)
    _forget_copies(local, known.person["id"])
    own = set(local.scalars(select(SessionRow.uid).where(SessionRow.uid.is_not(None))))
    for each in known.sessions:
        if each["uid"] not in own:
            number = add(local, SessionRow, each | {"uid": None})
            for step in known.steps:
                if step["session_id"] == each["id"]:
                    add(local, EventRow, step | {"session_id": number, "uid": None})
    for page in known.plans:
        add(local, EntryRow, page | {"trial_id": None})


def remember_settings(local: Session, settings: tuple[Row, ...], own: frozenset[str]) -> None:
    """Keep what is set for all stations; own : names of what is set for this one alone."""
    local.execute(delete(SettingRow).where(SettingRow.name.not_in(own)))
    shared = [row for row in settings if row["name"] not in own]
    if shared:
        local.execute(insert(SettingRow), shared)


def known(local: Session) -> tuple[str, ...]:
    """The uids of all who are known here."""
    return tuple(uid for uid in local.scalars(select(PatientRow.uid)) if uid is not None)


def long_gone(local: Session, now: datetime) -> tuple[str, ...]:
    """The uids of those who have not trained for `KNOWN_FOR`."""
    last = func.max(func.coalesce(SessionRow.started_at, PatientRow.created_at))
    found = local.execute(
        select(PatientRow.uid)
        .outerjoin(SessionRow, SessionRow.patient_id == PatientRow.id)
        .group_by(PatientRow.id)
        .having(last < now - KNOWN_FOR)
    )
    return tuple(uid for (uid,) in found if uid is not None)


def forget(local: Session, uid: str, *, with_sessions: bool = False) -> None:
    """Delete what is known of somebody; who has a session that waits is known until it is handed over.

    with_sessions : delete those too, since the person was deleted from the record
    """
    number = local.scalar(select(PatientRow.id).where(PatientRow.uid == uid))
    if number is None:
        return
    _forget_copies(local, number)
    if with_sessions:
        local.execute(delete(SessionRow).where(SessionRow.patient_id == number))
    if local.scalar(select(SessionRow.id).where(SessionRow.patient_id == number).limit(1)) is None:
        local.execute(delete(PatientRow).where(PatientRow.id == number))


def _forget_copies(local: Session, number: int) -> None:
    local.execute(delete(SessionRow).where(SessionRow.patient_id == number, SessionRow.uid.is_(None)))
    local.execute(delete(EntryRow).where(EntryRow.patient_id == number))


def _keep_person(local: Session, person: Row) -> None:
    """The row of a person under the server's own id, so that it means the same here and there."""
    local.execute(text("PRAGMA defer_foreign_keys = ON"))
    _make_room(local, person)
    if local.get(PatientRow, person["id"]) is None:
        local.execute(insert(PatientRow).values(person))
    else:
        local.execute(update(PatientRow).where(PatientRow.id == person["id"]).values(person))
    local.expire_all()


def _make_room(local: Session, person: Row) -> None:
    """Move away whoever has this id or name here but is somebody else, and give this one the right id.

    So it is after the server's record was made anew, or somebody got a name that was another's.
    """
    same_id, same_uid = PatientRow.id == person["id"], PatientRow.uid == person["uid"]
    for other in rows(local, PatientRow, same_id | (PatientRow.name_key == person["name_key"])):
        if other["uid"] != person["uid"]:
            forget(local, other["uid"])
            free = 1 + (local.scalar(select(func.max(PatientRow.id))) or 0) + person["id"]
            _move(local, other["id"], free, name_key=other["uid"])
    for former in rows(local, PatientRow, same_uid, ~same_id):
        _move(local, former["id"], person["id"])


def _move(local: Session, before: int, after: int, **values: Any) -> None:
    for table in (SessionRow, EntryRow):
        local.execute(update(table).where(table.patient_id == before).values(patient_id=after))
    local.execute(update(PatientRow).where(PatientRow.id == before).values(id=after, **values))
