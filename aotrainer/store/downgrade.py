"""Back to an older schema, for an older aotrainer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from aotrainer.errors import InvalidMotionError, StoreError
from aotrainer.motion.formats import PACKED, Landmarks, as_npz
from aotrainer.store import migrate
from aotrainer.store.backup import BEFORE_DOWNGRADE, back_up
from aotrainer.store.engine import connect
from aotrainer.store.failures import plain_words
from aotrainer.store.restoring import require_not_in_use
from aotrainer.store.shape import OURS
from aotrainer.store.upgrade import revisions, stored_revision

CHART = "entry"
"""The table of all that is in charts, of which each kind is told apart."""
COLUMNS = "SELECT name FROM pragma_table_info(?)"


def losses(database: Path, migrations: Path, revision: str) -> Mapping[str, int]:
    """What a record has for which an older schema has no room; the record is only read.

    By `table`, `entry.KIND` for the pages of charts, or `table.column` where only that has no place: in how
    many rows. Raises `StoreError` as `take_back` does.
    """
    with plain_words(database):
        _require_older(database, migrations, revision)
        room = _columns_of(revision, migrations)
        with closing(connect(database)) as connection:
            found = {key: count for key, count in _without_room(connection, room) if count}
    return found


def take_back(database: Path, migrations: Path, revision: str, now: datetime) -> Path:
    """Change a record's schema to an older revision, and return the copy that was made before.

    Raises `StoreError` for a revision that is not older, and for a record that is in use.
    """
    with plain_words(database):
        _require_older(database, migrations, revision)
        copy = back_up(database, now, BEFORE_DOWNGRADE)
        unpack_landmarks(database)
        migrate.downgrade(database, migrations, revision)
        return copy


def unpack_landmarks(database: Path) -> None:
    """Write all landmarks in the form that every release reads, to the same digits; it takes more room.

    What is no motion stays as it is: what is damaged, and what a newer release wrote.
    """
    with closing(connect(database)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        packed = connection.execute("SELECT trial_id FROM recording WHERE format = ?", (PACKED,)).fetchall()
        for (trial_id,) in packed:
            with suppress(InvalidMotionError):
                _unpack(connection, trial_id)
        connection.execute("COMMIT")


def _unpack(connection: sqlite3.Connection, trial_id: int) -> None:
    (content,) = connection.execute(
        "SELECT landmarks FROM recording WHERE trial_id = ?", (trial_id,)
    ).fetchone()
    plain = as_npz(Landmarks(PACKED, content).motion())
    connection.execute(
        "UPDATE recording SET format = ?, landmarks = ? WHERE trial_id = ?",
        (plain.format, plain.content, trial_id),
    )


def _require_older(database: Path, migrations: Path, revision: str) -> None:
    known = revisions(migrations)
    require_not_in_use(database)
    present = stored_revision(database)
    older = known[: known.index(present)] if present in known else ()
    if revision not in older:
        raise StoreError(
            "There is no older schema {revision} to go back to from {present}.",
            "Choose one of: {older}.",
            revision=revision,
            present=present,
            older=", ".join(older) or "-",
        )


def _columns_of(revision: str, migrations: Path) -> Mapping[str, frozenset[str]]:
    """The columns of each table of a schema, by making an empty record of it."""
    with TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.db"
        migrate.upgrade(empty, migrations, revision)
        with closing(connect(empty)) as connection:
            return {table: _columns(connection, table) for table in OURS}


def _columns(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    return frozenset(name for (name,) in connection.execute(COLUMNS, (table,)))


def _without_room(
    connection: sqlite3.Connection, room: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, int]]:
    """Every key of `losses` with its count, be it 0. All names in the questions are our own."""
    for table in sorted(OURS):
        present = _columns(connection, table)
        if not present:
            continue
        if room[table]:
            for column in sorted(present - room[table]):
                yield f"{table}.{column}", _number(connection, f"SELECT count({column}) FROM {table}")  # noqa: S608
        elif table == CHART:
            kinds = connection.execute("SELECT kind, count(*) FROM entry GROUP BY kind ORDER BY kind")
            yield from ((f"{CHART}.{kind}", count) for kind, count in kinds)
        else:
            yield table, _number(connection, f"SELECT count(*) FROM {table}")  # noqa: S608


def _number(connection: sqlite3.Connection, question: str) -> int:
    return int(connection.execute(question).fetchone()[0])
