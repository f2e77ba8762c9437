"""What a damaged record still tells and its newest good copy does not know yet, row by row.

SQLite's own shell has `.recover`, which takes pages apart without asking what they mean. Here every row is
read by its id and made into what it stands for, so that nothing half-right comes into a good record: a set
whose landmarks are gone is kept without them, a set that cannot be understood is counted as lost.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from aotrainer.care import Care
from aotrainer.errors import AotrainerError, StoreError
from aotrainer.motion.pose import Motion
from aotrainer.store import codec, migrate, names
from aotrainer.store.engine import connect, create_private, migration_engine, record_engine
from aotrainer.store.models import (
    AuditRow,
    EntryRow,
    EventRow,
    PatientRow,
    RecordingRow,
    SessionRow,
    SettingRow,
    TrialRow,
)
from aotrainer.store.rows import entry_of, event_of, motion_of, trial_of, trial_row
from aotrainer.store.upgrade import newest_revision, stored_revision
from aotrainer.trial import Ending, Trial

Numbered = PatientRow | SessionRow | TrialRow | EventRow | EntryRow | AuditRow
Row = TypeVar("Row", PatientRow, SessionRow, TrialRow, EventRow, EntryRow, AuditRow)
NUMBERED = (PatientRow, SessionRow, TrialRow, EventRow, EntryRow, AuditRow)
_HOW_FAR = ("SELECT max(id) FROM {0}", "SELECT seq FROM sqlite_sequence WHERE name = '{0}'")
SMALLEST_ROW_B = 32
"""No row takes less room in a file, bytes: an id beyond that is damage."""
BEYOND = 500
"""How many ids are tried after the last one that the good record knows, where the damaged one does not tell
how many it has: a day's events of a busy room."""
UNUSABLE = (SQLAlchemyError, sqlite3.Error, AotrainerError, AttributeError, *codec.UNREADABLE)
"""What reading a row, or making what it stands for, raises where the file is damaged."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was taken over from a damaged record, and what could not be: rows by table.

    Lost rows may have been deleted long before; there are at most so many. `bare` sets were taken over
    without their landmarks.
    """

    saved: Mapping[str, int] = field(default_factory=dict)
    lost: Mapping[str, int] = field(default_factory=dict)
    bare: int = 0


def salvage(damaged: Path, good: Path, migrations: Path) -> Salvaged:
    """Add to a good record of this release's schema what a damaged one has more of.

    The damaged file is left as it is: a copy of it is read, and removed.
    """
    reading = good.with_name(f"{good.name}.reading")
    try:
        _copy_as_it_is(damaged, reading)
        with suppress(StoreError):
            if stored_revision(reading) != newest_revision(migrations):
                migrate.upgrade(reading, migrations)
        source, target = migration_engine(reading), record_engine(good)
        with closing(connect(reading)) as plain, Session(source) as from_, Session(target) as to:
            work = _Salvage(plain, from_, to, _last_ids(reading))
            work.take_all()
            to.commit()
        source.dispose()
        target.dispose()
        return Salvaged(dict(work.saved), dict(work.lost), work.bare)
    finally:
        for path in good.parent.glob(f"{reading.name}*"):
            path.unlink()


class _Salvage:
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
        trial: Trial = trial_of(row)
        made = trial_row(session_id, replace(trial, motion=self._landmarks(number)))
        made.id = number
        return made

    def _landmarks(self, trial_id: int) -> Motion | None:
        self._source.expunge_all()
        try:
            return motion_of(self._source.get(RecordingRow, trial_id))
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

    def _take_settings(self) -> None:
        try:
            for setting in self._source.scalars(select(SettingRow)).all():
                self._target.merge(SettingRow(name=setting.name, value=dict(setting.value)))
        except UNUSABLE:
            self._source.rollback()
            self.lost["setting"] += 1


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


def _twin(row: Row, **changes: Any) -> Row:
    values = {column.key: getattr(row, column.key) for column in type(row).__mapper__.columns}
    return type(row)(**values | changes)


def _names(table: type[Any]) -> str:
    """Asks for the ids of a table's rows, and for what tells each from all others, on whichever computer."""
    columns = "id, uid" if hasattr(table, "uid") else "id"
    return f"SELECT {columns} FROM {table.__tablename__}"  # noqa: S608 (our own tables)


def _name(found: Any) -> str | int:
    """By the uid; by the id in a table that has none, and for rows from before there were any."""
    return found[1] if len(found) > 1 and found[1] is not None else int(found[0])


def _copy_as_it_is(database: Path, target: Path) -> None:
    for ending in ("", "-wal"):
        source = database.with_name(database.name + ending)
        if source.exists():
            copy = target.with_name(target.name + ending)
            create_private(copy)
            shutil.copyfile(source, copy)


def _last_ids(database: Path) -> dict[str, int]:
    """How far each table's ids have come, as far as the file tells and is large enough for it."""
    found: dict[str, int] = {}
    most = database.stat().st_size // SMALLEST_ROW_B
    with closing(connect(database)) as connection:
        for table in (each.__tablename__ for each in NUMBERED):
            told = [
                answer for ask in _HOW_FAR if (answer := _number(connection, ask.format(table))) is not None
            ]
            if told:
                found[table] = min(max(told), most)
    return found


def _number(connection: sqlite3.Connection, question: str) -> int | None:
    """The answer, 0 for none; None where the file cannot tell."""
    try:
        answer = connection.execute(question).fetchone()
        return int(answer[0] or 0) if answer else 0
    except (sqlite3.Error, TypeError, ValueError):
        return None
