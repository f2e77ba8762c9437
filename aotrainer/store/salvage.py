"""What a damaged record still tells and its newest good copy does not know yet.

SQLite's own shell has `.recover`, which takes pages apart without asking what they mean. Here each row is
taken for what it stands for (`salvage_rows`).
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from aotrainer.errors import StoreError
from aotrainer.record_key import RING
from aotrainer.store import migrate
from aotrainer.store.dbapi import is_plain
from aotrainer.store.engine import connect, create_private, migration_engine, record_engine
from aotrainer.store.resealing import reseal
from aotrainer.store.salvage_rows import NUMBERED, UNUSABLE, RowSalvage
from aotrainer.store.upgrade import newest_revision, stored_revision

_HOW_FAR = ("SELECT max(id) FROM {0}", "SELECT seq FROM sqlite_sequence WHERE name = '{0}'")
SMALLEST_ROW_B = 32
"""No row takes less room in a file, bytes: an id beyond that is damage."""


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
        _make_readable(reading)
        with suppress(StoreError):
            if stored_revision(reading) != newest_revision(migrations):
                migrate.upgrade(reading, migrations)
        source, target = migration_engine(reading), record_engine(good)
        with closing(connect(reading)) as plain, Session(source) as from_, Session(target) as to:
            work = RowSalvage(plain, from_, to, _last_ids(reading))
            work.take_all()
            to.commit()
        source.dispose()
        target.dispose()
        return Salvaged(dict(work.saved), dict(work.lost), work.bare)
    finally:
        for path in good.parent.glob(f"{reading.name}*"):
            path.unlink()


def _copy_as_it_is(database: Path, target: Path) -> None:
    for ending in ("", "-wal"):
        source = database.with_name(database.name + ending)
        if source.exists():
            copy = target.with_name(target.name + ending)
            create_private(copy)
            shutil.copyfile(source, copy)


def _make_readable(copy: Path) -> None:
    """Every page of an encrypted file can be decrypted then, however damaged."""
    key = RING.key()
    if key is None or is_plain(copy):
        return
    with suppress(*UNUSABLE), closing(connect(copy)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy.with_name(f"{copy.name}-wal").unlink(missing_ok=True)
    reseal(copy, key)


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
    except UNUSABLE:
        return None
