"""Whatever rows of a damaged record can be understood, put into a good one that does not have them yet.

Every row is read by its id and made into what it stands for, so that nothing half-right comes into a good
record: a set whose landmarks are gone is kept without them, a set that cannot be understood is counted as
lost.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any, TypeVar, cast

from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from aotrainer.care import Care
from aotrainer.errors import AotrainerError
from aotrainer.store import codec, names
from aotrainer.store.dbapi import ERRORS
from aotrainer.store.models import (
    AuditRow,
    Base,
    EntryRow,
    EventRow,
    PatientRow,
    RecordingRow,
    RescoringRow,
    SessionRow,
    SettingRow,
    TrialRow,
    VideoRow,
)
from aotrainer.store.rows import entry_of, event_of, motion_of, trial_of, trial_row
from aotrainer.trial import Ending

Numbered = PatientRow | SessionRow | TrialRow | EventRow | EntryRow | AuditRow
Row = TypeVar("Row", PatientRow, SessionRow, TrialRow, EventRow, EntryRow, AuditRow)
Beside = TypeVar("Beside", RescoringRow, VideoRow)
Copied = TypeVar("Copied", bound=Base)
NUMBERED = (PatientRow, SessionRow, TrialRow, EventRow, EntryRow, AuditRow)
BEYOND = 500
"""How many ids are tried after the last one that the good record knows, where the damaged one does not tell
how many it has: a day's events of a busy room."""
ANY_OF = "SELECT 1 FROM {0} WHERE trial_id = ?"
UNUSABLE: tuple[type[Exception], ...] = (
    SQLAlchemyError,
    *ERRORS,
    AotrainerError,
    AttributeError,
    MemoryError,
    *codec.UNREADABLE,
)
"""What reading a row, or making what it stands for, raises where the file is damaged. SQLCipher takes what
follows a page that it cannot decrypt for lack of memory."""


class RowSalvage:
    """Two records, and where the rows of the damaged one are in the good one.

    plain : a connection to the damaged one, which fails a thousand times as fast as a session
    """

    def __init__(
        self, plain: sqlite3.Connection, source: Session, target: Session, last_ids: Mapping[str, int]
    ) -> None:
        self._plain, self._source, self._target, self._last_ids = plain, source, target, last_ids
        self._places: dict[str, dict[int, int]] = {}
        self.saved: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.bare = 0

    def take_all(self) -> None:
        """Whatever rows refer to comes before them."""
        self._take(PatientRow, self._person, _renew_person)
        self._take(SessionRow, self._sitting, _renew_sitting)
        self._take(TrialRow, self._attempt)
        self._take(EventRow, self._event)
        self._take(EntryRow, self._page)
        self._take(AuditRow, lambda row: _twin(row))
        self._take_beside(RescoringRow, _require_outcome)
        self._take_beside(VideoRow, _require_file_name)
        self._take_settings()

    def _take(
        self, table: type[Row], make: Callable[[Row], Row], renew: Callable[[Row, Row], None] | None = None
    ) -> None:
        kept = {_name(each): int(each[0]) for each in self._target.execute(text(_names(table)))}
        taken = set(kept.values())
        places = self._places.setdefault(table.__tablename__, {})
        beyond = max(taken, default=0) + BEYOND
        for number in range(1, self._last_ids.get(table.__tablename__, beyond) + 1):
            try:
                found = self._plain.execute(f"{_names(table)} WHERE id = ?", (number,)).fetchone()
                if found is None:
                    continue
                place = kept.get(_name(found)) or self._same(table, number)
                if place is None:
                    places[number] = self._add(make(self._row(table, number)), number not in taken)
                    self.saved[table.__tablename__] += 1
                    continue
                places[number] = place
                if renew is not None:
                    renew(self._row(table, number), self._target.get_one(table, place))
            except UNUSABLE:
                if self._source.in_transaction():
                    self._source.rollback()
                if number in taken:
                    places.setdefault(number, number)
                else:
                    self.lost[table.__tablename__] += 1
            self._source.expunge_all()

    def _row(self, table: type[Row], number: int) -> Row:
        return self._source.get_one(table, number)

    def _same(self, table: type[Row], number: int) -> int | None:
        """Where a row is that has another name in the good record, but the same number and moment: damage."""
        good = self._target.get(table, number)
        if good is None or _moment(good) != _moment(self._row(table, number)):
            return None
        return number

    def _add(self, row: Numbered, free: bool) -> int:
        """Under its own id where that is free; an id in an old export then still means the same."""
        if not free:
            row.id = cast(Any, None)
        with self._target.begin_nested():
            self._target.add(row)
            self._target.flush()
        number = row.id
        self._target.expunge(row)
        return number

    def _person(self, row: PatientRow) -> PatientRow:
        Care.from_json(row.care or {})
        name = names.tidy(row.name)
        return _twin(row, name=name, name_key=names.key(name))

    def _sitting(self, row: SessionRow) -> SessionRow:
        if row.ending is not None:
            Ending(row.ending)
        return _twin(row, patient_id=self._places["patient"][row.patient_id])

    def _attempt(self, row: TrialRow) -> TrialRow:
        number, session_id = row.id, self._places["session"][row.session_id]
        set_committed_value(row, "recording", None)
        made = trial_row(session_id, trial_of(row))
        made.id, made.recording = number, self._landmarks(number)
        return made

    def _landmarks(self, trial_id: int) -> RecordingRow | None:
        """As they were kept, to the last digit, if they can be read."""
        self._source.expunge_all()
        try:
            row = self._source.get(RecordingRow, trial_id)
            motion_of(row)  # raises for what cannot be read
            return None if row is None else _twin(row)
        except UNUSABLE:
            self._source.rollback()
            self.bare += 1
            return None

    def _event(self, row: EventRow) -> EventRow:
        event_of(row)
        return _twin(row, session_id=self._places["session"][row.session_id])

    def _page(self, row: EntryRow) -> EntryRow:
        entry_of(row)
        about = None if row.trial_id is None else self._places["trial"][row.trial_id]
        return _twin(row, patient_id=self._places["patient"][row.patient_id], trial_id=about)

    def _take_beside(self, table: type[Beside], require: Callable[[Beside], None]) -> None:
        """What stands beside attempts, under their ids."""
        for number, place in self._places["trial"].items():
            try:
                if self._plain.execute(ANY_OF.format(table.__tablename__), (number,)).fetchone() is None:
                    continue
                for row in self._source.scalars(select(table).where(table.trial_id == number)).all():
                    require(row)
                    twin = _twin(row, trial_id=place)
                    if self._target.get(table, _key(twin)) is None:
                        self._add_beside(twin)
            except UNUSABLE:
                self._source.rollback()
                self.lost[table.__tablename__] += 1
            self._source.expunge_all()

    def _add_beside(self, twin: RescoringRow | VideoRow) -> None:
        with self._target.begin_nested():
            self._target.add(twin)
            self._target.flush()
        self.saved[twin.__tablename__] += 1

    def _take_settings(self) -> None:
        """One by one: with the key of the videos goes all that is in these."""
        for name in self._setting_names():
            try:
                value = dict(self._source.get_one(SettingRow, name).value)
                self._target.merge(SettingRow(name=name, value=value))
            except UNUSABLE:
                self._source.rollback()
                self.lost["setting"] += 1

    def _setting_names(self) -> list[str]:
        try:
            names_kept = self._plain.execute("SELECT name FROM setting").fetchall()
            return [name for (name,) in names_kept if isinstance(name, str)]
        except UNUSABLE:
            self.lost["setting"] += 1
            return []


def _moment(row: Numbered) -> datetime:
    """When what a row tells was done."""
    if isinstance(row, PatientRow):
        return row.created_at
    return row.started_at if isinstance(row, SessionRow | TrialRow) else row.at


def _renew_person(damaged: PatientRow, good: PatientRow) -> None:
    """What was set for somebody since."""
    Care.from_json(damaged.care or {})
    good.care, good.demonstrator = damaged.care, damaged.demonstrator


def _renew_sitting(damaged: SessionRow, good: SessionRow) -> None:
    """How a session ended that was under way."""
    if good.ending is None and damaged.ending is not None:
        good.ended_at, good.ending = damaged.ended_at, Ending(damaged.ending).value


def _require_outcome(row: RescoringRow) -> None:
    codec.outcome_from_json(row.outcome)


def _require_file_name(row: VideoRow) -> None:
    if PurePath(row.file).name != row.file:
        raise ValueError("That is no name of a file in the folder of videos.")


def _key(row: Beside) -> tuple[Any, ...]:
    return tuple(getattr(row, column.name) for column in type(row).__mapper__.primary_key)


def _twin(row: Copied, **changes: Any) -> Copied:
    values = {column.key: getattr(row, column.key) for column in type(row).__mapper__.columns}
    return type(row)(**values | changes)


def _names(table: type[Any]) -> str:
    """Asks for the ids of a table's rows, and for what tells each from all others, on whichever computer."""
    columns = "id, uid" if hasattr(table, "uid") else "id"
    return f"SELECT {columns} FROM {table.__tablename__}"  # noqa: S608 (our own tables)


def _name(found: Any) -> str | int:
    """By the uid; by the id in a table that has none, and for rows from before there were any."""
    return found[1] if len(found) > 1 and found[1] is not None else int(found[0])
