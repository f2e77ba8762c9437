"""Handing a session over: from the file of a station to the server, exactly once.

What waits of one session is packed, put into the server's record in one transaction, and cleared from the
station's file only when the server has said that it is kept. Whatever is cut off in between, the next try
begins with the same parcel: what the server has already, by its uid, is not added again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from aotrainer.audit import Deed
from aotrainer.errors import UnknownPatientError
from aotrainer.language import N_
from aotrainer.store.models import (
    AuditRow,
    Base,
    EventRow,
    PatientRow,
    RecordingRow,
    RepetitionRow,
    SessionRow,
    TrialRow,
)

Row = dict[str, Any]
Table = type[Base]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A trial's row with those that belong to it."""

    trial: Row
    repetitions: tuple[Row, ...]
    recordings: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What waits of one session.

    owner : the row of the person; number : the session's id at the station
    """

    number: int
    owner: Row
    session: Row
    attempts: tuple[Attempt, ...]
    events: tuple[Row, ...]


class ForgottenError(UnknownPatientError):
    """The person was deleted from the server's record on purpose."""


def waiting(local: Session) -> tuple[int, ...]:
    """Sessions of this station that are not wholly handed over, by their ids here.

    Those without a uid are copies of what the server has (`acquaintance`).
    """
    return tuple(
        local.scalars(select(SessionRow.id).where(SessionRow.uid.is_not(None)).order_by(SessionRow.id))
    )


def pack(local: Session, number: int) -> Parcel | None:
    """What waits of a session; None if it was cleared meanwhile."""
    found = rows(local, SessionRow, SessionRow.id == number)
    if not found:
        return None
    (owner,) = rows(local, PatientRow, PatientRow.id == found[0]["patient_id"])
    attempts = tuple(
        Attempt(
            trial,
            rows(local, RepetitionRow, RepetitionRow.trial_id == trial["id"]),
            rows(local, RecordingRow, RecordingRow.trial_id == trial["id"]),
        )
        for trial in rows(local, TrialRow, TrialRow.session_id == number)
    )
    return Parcel(number, owner, found[0], attempts, rows(local, EventRow, EventRow.session_id == number))


def deliver(server: Session, parcel: Parcel) -> None:
    """Put a parcel into the server's record; call it in one transaction, which holds the session's lock.

    Raises `ForgottenError` for somebody who was deleted there, and `UnknownPatientError` for somebody who
    never was there, as after the wrong server's address.
    """
    number = _session_at_server(server, parcel)
    kept = _uids(server, TrialRow, number)
    for attempt in parcel.attempts:
        if attempt.trial["uid"] not in kept:
            _deliver_attempt(server, attempt, number)
    noted = _uids(server, EventRow, number)
    for event in parcel.events:
        if event["uid"] not in noted:
            add(server, EventRow, event | {"session_id": number})


def clear(local: Session, parcel: Parcel, *, given_up: bool) -> None:
    """Delete at the station what was delivered; the session too when it has ended and nothing came since.

    given_up : nobody will go on with the session, though it has no end: the program was killed in it
    """
    for table, gone in ((TrialRow, [each.trial for each in parcel.attempts]), (EventRow, parcel.events)):
        local.execute(delete(table).where(table.id.in_([row["id"] for row in gone])))
    here = local.get(SessionRow, parcel.number)
    over = parcel.session["ended_at"] is not None or given_up
    if here is None or not over or here.ended_at != parcel.session["ended_at"]:
        return
    left = [
        local.scalar(select(func.count(table.id)).where(table.session_id == parcel.number))
        for table in (TrialRow, EventRow)
    ]
    if not any(left):
        local.delete(here)


def hand_over_trail(server: Session, lines: tuple[Row, ...]) -> None:
    """Add lines of the audit trail that were written at a station while it was alone; none twice."""
    for line in lines:
        same = select(AuditRow.id).where(
            AuditRow.at == line["at"],
            AuditRow.who == line["who"],
            AuditRow.deed == line["deed"],
            AuditRow.patient.is_not_distinct_from(line["patient"]),
        )
        if server.scalar(same.limit(1)) is None:
            add(server, AuditRow, line)


def rows(session: Session, table: Table, *conditions: Any) -> tuple[Row, ...]:
    """Rows as they are, in the order in which they were written."""
    columns = table.__table__
    found = session.execute(select(columns).where(*conditions).order_by(*columns.primary_key))
    return tuple(dict(row) for row in found.mappings())


def add(session: Session, table: Table, row: Row) -> int:
    """Add a row from elsewhere, and return the id it has here."""
    values = {name: value for name, value in row.items() if name != "id"}
    made = session.execute(insert(table).values(values).returning(table.__table__.c.id))
    number: int = made.scalar_one()
    return number


def _deliver_attempt(server: Session, attempt: Attempt, session_id: int) -> None:
    trial_id = add(server, TrialRow, attempt.trial | {"session_id": session_id})
    belonging: tuple[tuple[Table, tuple[Row, ...]], ...] = (
        (RepetitionRow, attempt.repetitions),
        (RecordingRow, attempt.recordings),
    )
    for table, those in belonging:
        if those:
            server.execute(insert(table), [row | {"trial_id": trial_id} for row in those])


def _session_at_server(server: Session, parcel: Parcel) -> int:
    """The session's id there; begun there if it was not, ended there if it has ended."""
    uid, ended = parcel.session["uid"], parcel.session["ended_at"]
    number = server.scalar(select(SessionRow.id).where(SessionRow.uid == uid))
    if number is None:
        return add(server, SessionRow, parcel.session | {"patient_id": _owner(server, parcel.owner)})
    if ended is not None:
        end = {"ended_at": ended, "ending": parcel.session["ending"]}
        server.execute(update(SessionRow).where(SessionRow.id == number).values(end))
    return number


def _owner(server: Session, owner: Row) -> int:
    number = server.scalar(select(PatientRow.id).where(PatientRow.uid == owner["uid"]))
    if number is not None:
        return number
    deleted = select(AuditRow.id).where(AuditRow.patient == owner["uid"], AuditRow.deed == Deed.DELETED.value)
    kind = UnknownPatientError if server.scalar(deleted.limit(1)) is None else ForgottenError
    raise kind(
        N_("{name} is not in the record on the server."),
        N_("Check AOTRAINER_DATABASE_URL; the session is kept at this station."),
        name=owner["name"],
    )


def _uids(session: Session, table: type[TrialRow] | type[EventRow], number: int) -> set[str | None]:
    return set(session.scalars(select(table.uid).where(table.session_id == number)))
