"""Questions to the record, and its answers as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from aotrainer.clips import Demonstrator
from aotrainer.event import Event, What
from aotrainer.identity import new_uid
from aotrainer.motion.judging import PARTS, Reason
from aotrainer.practice.level import Level
from aotrainer.records import SessionRecord, TrialRecord
from aotrainer.store.models import EventRow, PatientRow, RepetitionRow, SessionRow, TrialRow
from aotrainer.store.rows import event_of
from aotrainer.store.transactions import oldest_first
from aotrainer.trial import Ending, Patient

_TRIAL_COLUMNS = (
    TrialRow.id.label("trial_id"),
    TrialRow.session_id,
    TrialRow.exercise_id,
    TrialRow.exercise_version,
    TrialRow.protocol_id,
    TrialRow.set_number,
    TrialRow.side,
    TrialRow.started_at,
    TrialRow.duration_s,
    TrialRow.ending,
    TrialRow.total,
    *(getattr(TrialRow, f"part_{part}").label(part) for part in PARTS),
    TrialRow.confidence,
    TrialRow.reason,
    TrialRow.words,
    TrialRow.algorithm,
    TrialRow.rate,
    TrialRow.observed_s,
)
"""The columns of a `TrialRecord`, under its names: neither JSON nor landmarks."""

_RANGE_DEG = func.abs(RepetitionRow.turn_deg - RepetitionRow.start_deg)


def patients(session: Session) -> tuple[Patient, ...]:
    """Everybody, the one whose session began last first; then, who never had one, by name."""
    used = func.max(SessionRow.started_at)
    rows = session.scalars(
        select(PatientRow)
        .outerjoin(SessionRow, SessionRow.patient_id == PatientRow.id)
        .group_by(PatientRow.id)
        .order_by(used.is_(None), used.desc(), PatientRow.name_key)
    )
    return tuple(map(patient, rows))


def patient(row: PatientRow) -> Patient:
    """The person of a row."""
    return Patient(row.id, row.name, cast(Demonstrator | None, row.demonstrator), row.uid or "")


def sessions(session: Session, patient_id: int) -> tuple[SessionRecord, ...]:
    """A patient's sessions, oldest first."""
    rows = session.execute(
        select(SessionRow, func.count(TrialRow.id))
        .outerjoin(TrialRow, TrialRow.session_id == SessionRow.id)
        .where(SessionRow.patient_id == patient_id)
        .group_by(SessionRow.id)
        .order_by(SessionRow.started_at, SessionRow.id)
    )
    return tuple(_session_record(row, trials) for row, trials in rows)


def history(session: Session, patient_id: int) -> tuple[TrialRecord, ...]:
    """A patient's trials, oldest first."""
    theirs = SessionRow.patient_id == patient_id
    # By themselves: a database that groups whole attempts sorts them with all their columns.
    ranges = (
        select(
            RepetitionRow.trial_id,
            func.count().label("repetitions"),
            func.max(_RANGE_DEG).label("best_range_deg"),
            func.avg(_RANGE_DEG).label("mean_range_deg"),
        )
        .join(TrialRow, TrialRow.id == RepetitionRow.trial_id)
        .join(SessionRow, SessionRow.id == TrialRow.session_id)
        .where(theirs)
        .group_by(RepetitionRow.trial_id)
        .subquery()
    )
    rows = session.execute(
        select(
            *_TRIAL_COLUMNS,
            func.coalesce(ranges.c.repetitions, 0).label("repetitions"),
            ranges.c.best_range_deg,
            ranges.c.mean_range_deg,
        )
        .join(SessionRow, SessionRow.id == TrialRow.session_id)
        .outerjoin(ranges, ranges.c.trial_id == TrialRow.id)
        .where(theirs)
        .order_by(TrialRow.started_at, TrialRow.id)
    )
    return tuple(_trial_record(dict(row)) for row in rows.mappings())


def events(session: Session, session_id: int) -> tuple[Event, ...]:
    """What happened in a session, in its order.

    What a newer aotrainer noted and this one does not know is left out.
    """
    rows = session.scalars(select(EventRow).where(EventRow.session_id == session_id).order_by(EventRow.id))
    return tuple(event_of(row) for row in rows if row.what in set(What))


def events_of(session: Session, patient_id: int) -> dict[int, tuple[Event, ...]]:
    """What happened in all of a patient's sessions, by session: one question, since a year has hundreds."""
    rows = session.execute(
        select(EventRow.session_id, EventRow.what, EventRow.at, EventRow.details, EventRow.uid)
        .join(SessionRow, SessionRow.id == EventRow.session_id)
        .where(SessionRow.patient_id == patient_id, EventRow.what.in_([what.value for what in What]))
        .order_by(EventRow.id)
    )
    found: dict[int, list[Event]] = {}
    for session_id, what, at, details, uid in rows:
        found.setdefault(session_id, []).append(Event(What(what), at, details, uid or new_uid()))
    return {session_id: tuple(log) for session_id, log in found.items()}


def levels(
    session: Session, patient_id: int, since: Mapping[tuple[str, str], datetime]
) -> dict[tuple[str, str], Level]:
    """Where the steps that were taken have led, by exercise and side."""
    rows = session.execute(
        select(EventRow.details, EventRow.at)
        .join(SessionRow, SessionRow.id == EventRow.session_id)
        .where(SessionRow.patient_id == patient_id, EventRow.what == What.GRADED.value)
        .order_by(*oldest_first(session, EventRow))
    )
    steps = [((step["exercise"], step["side"]), step, at) for step, at in rows if step["applied"]]
    return {key: Level.from_json(step) for key, step, at in steps if at >= since.get(key, at)}


def _session_record(row: SessionRow, trials: int) -> SessionRecord:
    return SessionRecord(
        session_id=row.id,
        protocol_id=row.protocol_id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        ending=None if row.ending is None else Ending(row.ending),
        app_version=row.app_version,
        trials=trials,
    )


def _trial_record(values: dict[str, object]) -> TrialRecord:
    values["ending"] = Ending(str(values["ending"]))
    values["reason"] = None if values["reason"] is None else Reason(str(values["reason"]))
    return TrialRecord(**values)  # type: ignore[arg-type]
