"""Back to an older schema, for an older aotrainer."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from aotrainer.errors import InvalidMotionError, StoreError
from aotrainer.motion.formats import PACKED, Landmarks, as_npz
from aotrainer.store import migrate
from aotrainer.store.backup import back_up
from aotrainer.store.engine import connect
from aotrainer.store.failures import plain_words
from aotrainer.store.restoring import require_not_in_use
from aotrainer.store.upgrade import revisions, stored_revision


def take_back(database: Path, migrations: Path, revision: str, now: datetime) -> Path:
    """Change a record's schema to an older revision, and return the copy that was made before.

    Raises `StoreError` for a revision that is not older, and for a record that is in use.
    """
    known = revisions(migrations)
    with plain_words(database):
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
        copy = back_up(database, now)
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
