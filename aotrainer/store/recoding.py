"""Writing a record anew with a key, or without one; the copy is compared with it to the last row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import Any

from aotrainer.errors import StoreError
from aotrainer.language import N_
from aotrainer.record_key import Key
from aotrainer.store import dbapi
from aotrainer.store.backup import to_disk
from aotrainer.store.engine import connect, create_private, switch_to_wal

SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"


def recode(source: Path, target: Path, key: Key | None) -> None:
    """Write all that a record holds to a new file, encrypted with a key or plain.

    The key has to be in the ring. Raises `StoreError` and leaves no file for one that is not the same.
    """
    create_private(target)
    try:
        with closing(_opened_by_sqlcipher(source)) as old:
            words = dbapi.key_words(key, dbapi.new_salt(key)) if key else "''"
            old.execute(f"ATTACH DATABASE ? AS other KEY {words}", (str(target.absolute()),))
            old.execute("SELECT sqlcipher_export('other')").fetchall()
            old.execute("DETACH DATABASE other")
        switch_to_wal(target)
        _require_same(source, target)
        to_disk(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _opened_by_sqlcipher(path: Path) -> sqlite3.Connection:
    """Which opens plain files, too."""
    key = dbapi.key_of(path)
    connection: sqlite3.Connection = dbapi.sqlcipher().connect(str(path.absolute()), isolation_level=None)
    dbapi.use_key(connection, key)
    return connection


def _require_same(source: Path, target: Path) -> None:
    with closing(connect(source)) as old, closing(connect(target)) as new:
        if any(one != other for one, other in zip_longest(_rows(old), _rows(new))):
            raise StoreError(
                N_("{path} could not be written anew in full; nothing was changed."),
                N_("Run `aotrainer db verify`."),
                path=source,
            )


def _rows(connection: sqlite3.Connection) -> Iterator[Any]:
    """Everything in a record, one after the other."""
    yield from connection.execute(SCHEMA).fetchall()
    for (table,) in connection.execute(TABLES).fetchall():
        yield from connection.execute(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608 (its own name)
