"""`Store`: the record's one door."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, sessionmaker

from aotrainer import __version__
from aotrainer.care import Care
from aotrainer.clips import Demonstrator
from aotrainer.errors import RecordGoneError, StoreError, UnknownPatientError
from aotrainer.event import Event
from aotrainer.language import N_
from aotrainer.practice.level import Level
from aotrainer.store import codec, names, queries
from aotrainer.store.backup import back_up, write_anew
from aotrainer.store.engine import WRITING, record_engine
from aotrainer.store.failures import plain_words
from aotrainer.store.models import PatientRow, SessionRow, SettingRow, TrialRow
from aotrainer.store.records import SessionRecord, TrialRecord
from aotrainer.store.rows import event_row, trial_of, trial_row
from aotrainer.store.upgrade import make_ready
from aotrainer.trial import Ending, Patient, Trial


class Store:
    """A record in one SQLite file.

    Every method is one transaction, and what it wrote is on the disk when it returns. Times come in as
    arguments, timezone-aware. Failures are `StoreError`s. May be used from any thread, and by several
    processes at once.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self._path = path
        self._engine = engine
        self._file = _file_at(path)
        self._readers = sessionmaker(engine, expire_on_commit=False)
        self._writers = sessionmaker(engine.execution_options(**WRITING), expire_on_commit=False)

    @classmethod
    def open(cls, database: Path, migrations: Path, now: datetime) -> Self:
        """Open a record, making a new one (for its owner's eyes only) or upgrading an old one as needed.

        A record is copied to `backups/` beside it before it is upgraded. Raises `SchemaMismatchError` for a
        record from a newer aotrainer, and `StoreError` for a file that is damaged or not a record, or a
        folder that cannot be written to; such a file is left as it is.
        """
        make_ready(database, migrations, now)
        store = cls(database, record_engine(database))
        try:
            with store._writing() as session:
                session.connection()  # whoever may not write is told now, not after the first attempt
        except StoreError:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The database file."""
        return self._path

    def add_patient(self, name: str, now: datetime) -> Patient:
        """Add a person; raises `StoreError` for a name that is empty, too long, or taken in any case."""
        name = names.tidy(name)
        with self._writing() as session:
            taken = session.scalar(select(PatientRow.name).where(PatientRow.name_key == names.key(name)))
            if taken is not None:
                raise StoreError(
                    N_("There is a patient called “{name}” already."),
                    N_("Choose that one, or add something that tells the two apart."),
                    name=taken,
                )
            row = PatientRow(name=name, name_key=names.key(name), created_at=now)
            session.add(row)
            session.flush()
            return queries.patient(row)

    def patient(self, name: str) -> Patient:
        """The patient of that name, whatever its case; raises `UnknownPatientError` that names the likely."""
        known = {names.key(each.name): each for each in self.patients()}
        found = known.get(names.key(name))
        if found is None:
            raise _unknown(name, [each.name for each in known.values()])
        return found

    def patients(self) -> tuple[Patient, ...]:
        """Everybody, the most recently used first; then, who never had a session, by name."""
        with self._reading() as session:
            return queries.patients(session)

    def choose_demonstrator(self, patient: Patient, demonstrator: Demonstrator | None) -> Patient:
        """Note whom a patient is shown from now on, None for whoever an exercise was filmed with."""
        with self._writing() as session:
            row = _patient_row(session, patient)
            row.demonstrator = demonstrator
            return queries.patient(row)

    def care(self, patient: Patient) -> Care:
        """What was set for a patient."""
        with self._reading() as session:
            return Care.from_json(_patient_row(session, patient).care or {})

    def keep_care(self, patient: Patient, care: Care) -> None:
        """Set it anew."""
        with self._writing() as session:
            _patient_row(session, patient).care = care.to_json() or None

    def setting(self, name: str) -> Mapping[str, Any]:
        """What was set for this computer under a name; empty when nothing was."""
        with self._reading() as session:
            row = session.get(SettingRow, name)
            return {} if row is None else row.value

    def keep_setting(self, name: str, value: Mapping[str, Any]) -> None:
        """Set it anew."""
        with self._writing() as session:
            session.merge(SettingRow(name=name, value=dict(value)))

    def begin_session(self, patient: Patient, protocol_id: str, started_at: datetime) -> int:
        """Begin a patient's session, and return its id."""
        with self._writing() as session:
            row = SessionRow(
                patient_id=_patient_row(session, patient).id,
                protocol_id=protocol_id,
                started_at=started_at,
                app_version=__version__,
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

        When this returns, the trial outlives a kill of the program and a cut of power.
        """
        row = trial_row(session_id, trial)
        with self._writing() as session:
            _session_row(session, session_id)
            session.add(row)
        return row.id

    def save_event(self, session_id: int, event: Event) -> None:
        """Keep what happened in a session."""
        with self._writing() as session:
            _session_row(session, session_id)
            session.add(event_row(session_id, event))

    def events(self, session_id: int) -> tuple[Event, ...]:
        """What happened in a session, in its order."""
        with self._reading() as session:
            return queries.events(session, session_id)

    def levels(self, patient: Patient) -> Mapping[tuple[str, str], Level]:
        """How hard each exercise (id and side) is practised, as far as it is not as usual."""
        with self._reading() as session:
            return queries.levels(session, patient.id)

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
                raise StoreError(
                    N_("There is no attempt {number} in the record."),
                    N_("Choose one from the history."),
                    number=trial_id,
                )
            return trial_of(row)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, in words; empty when it is healthy. Reads all of it."""
        try:
            with self._engine.connect() as connection:
                damage = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
                orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        except DatabaseError as error:
            return (f"The file cannot be read to its end: {error.orig}.",)
        return (
            *(f"The file is damaged: {words}." for words in damage if words != "ok"),
            *(f"Row {row[1]} of {row[0]} refers to a {row[2]} that is missing." for row in orphans),
        )

    def backup(self, now: datetime) -> Path:
        """Copy the record as it is now to `backups/` beside it, and return the copy's path."""
        with plain_words(self._path):
            return back_up(self._path, now)

    def bring_back(self) -> None:
        """After a `RecordGoneError`: go on with the file that was put back, or write the lost one anew.

        A file that was deleted is whole as long as it is open here. Raises `StoreError`.
        """
        with plain_words(self._path):
            if _file_at(self._path) is None:
                with self._engine.connect() as connection:
                    write_anew(_raw(connection), self._path)
                    connection.invalidate()
            self._engine.dispose()
            self._file = _file_at(self._path)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        try:
            with plain_words(self._path), self._readers.begin() as session:
                yield session
        except codec.UNREADABLE as error:
            raise StoreError(
                N_("Something in the record {path} is damaged, or from a newer aotrainer."),
                N_(
                    "Install the newest aotrainer; if that does not help, use a copy from the folder backups."
                ),
                path=self._path,
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        self._require_file()
        with plain_words(self._path), self._writers.begin() as session:
            yield session

    def _require_file(self) -> None:
        """What is written to a file that was deleted is lost without any error, at least on Linux."""
        if self._file is not None and _file_at(self._path) != self._file:
            raise RecordGoneError(
                N_("The record {path} was moved or deleted while it was in use."),
                N_("Put it back, or try again without it: then it is written anew, and nothing is lost."),
                path=self._path,
            )


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file a path leads to, by device and number; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _raw(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError("The record is not in a SQLite file.")
    return raw


def _patient_row(session: Session, patient: Patient) -> PatientRow:
    row = session.get(PatientRow, patient.id)
    if row is None:
        raise _unknown(patient.name, [])
    return row


def _session_row(session: Session, session_id: int) -> SessionRow:
    row = session.get(SessionRow, session_id)
    if row is None:
        raise StoreError(
            N_("There is no session {number} in the record."), N_("Begin a session first."), number=session_id
        )
    return row


def _unknown(name: str, known: list[str]) -> UnknownPatientError:
    near = names.near(name, known)
    choice = " or ".join(f"“{each}”" for each in near)
    return UnknownPatientError(
        N_("Nobody called “{name}” is in the record."),
        N_("Did you mean {near}?") if near else N_("Add a new person on the first screen of aotrainer."),
        name=names.shown(name),
        near=choice,
    )
