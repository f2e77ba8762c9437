"""Connections to a SQLite file, set up so that what was saved stays saved."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, NullPool, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from aotrainer.store import dbapi

BUSY_TIMEOUT_S = 3.0
"""How long to wait for another process that is writing before giving up. Its transactions take milliseconds;
and the screen stands still meanwhile."""

BEGIN = "aotrainer_begin"
"""Execution option with the statement that opens a transaction."""
WRITING = {BEGIN: "BEGIN IMMEDIATE"}
"""For transactions that write: take the lock at once. One that began by reading could not get it later if
somebody else wrote meanwhile, and would fail however long it waited."""

RECORD_PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # reading and writing at the same time, and no half-written pages
    # In WAL mode NORMAL leaves the last transactions in the operating system's memory: a cut of power right
    # after the feedback would lose that trial. FULL waits for the disk at every commit, a few milliseconds.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # What was deleted is overwritten with zeros: a person who was forgotten, or what a station handed over,
    # is not left in free pages. It costs only deletions.
    "PRAGMA secure_delete = ON",
)
MIGRATION_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    # A migration that alters a table makes a new one and drops the old one. With foreign keys on, dropping it
    # deletes every row that refers to it, by ON DELETE CASCADE. They are checked before the commit instead.
    "PRAGMA foreign_keys = OFF",
)


SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file while it is open, and after a crash, by the ends of their names."""


def side_files(path: Path) -> tuple[Path, ...]:
    """Where those of a file are, or would be."""
    return tuple(path.with_name(path.name + ending) for ending in SIDE_FILES)


def remove_side_files(path: Path) -> None:
    """What is left of a file's former content would be taken for the new one's."""
    for side in side_files(path):
        side.unlink(missing_ok=True)


def create_private(path: Path) -> None:
    """An empty file that only its owner may read; raises `FileExistsError` when there is one."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def connect(
    path: Path, patience_s: float = BUSY_TIMEOUT_S, *, encrypted: bool | None = None
) -> sqlite3.Connection:
    """A plain connection to a file that exists; raises one of `dbapi.ERRORS` where there is none.

    encrypted : whether one that is empty is to be; None: where there is a key
    """
    return dbapi.connect(path, "mode=rw", encrypted=encrypted, timeout=patience_s)


def connect_unchanged(path: Path) -> sqlite3.Connection:
    """For a file that nobody writes to, such as a copy: no lock is taken and no side file made.

    What is in a `-wal` beside it is not seen.
    """
    return dbapi.connect(path, "mode=ro&immutable=1")


def record_engine(path: Path) -> Engine:
    """For daily use: WAL, foreign keys, every commit on the disk."""
    return _set_up(_engine(path), RECORD_PRAGMAS)


def migration_engine(path: Path) -> Engine:
    """For looking at a file and for changing its schema; looking leaves the file as it is."""
    return _set_up(_engine(path, poolclass=NullPool), MIGRATION_PRAGMAS)


def switch_to_wal(path: Path) -> None:
    """Make WAL the file's own mode, which every later connection finds it in."""
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def _engine(path: Path, **how: Any) -> Engine:
    """Of whichever SQLite opens the file; a file that is to be encrypted is so from its first page on."""

    def opened() -> sqlite3.Connection:
        return dbapi.connect(path, "mode=rwc", check_same_thread=False)

    module = dbapi.module_for(dbapi.key_of(path))
    engine = create_engine(_url(path), module=module, creator=opened, **how)
    if module is dbapi.CIPHER:
        event.listen(engine, "handle_error", _let_go_of_the_connection)
    return engine


def _let_go_of_the_connection(failed: ExceptionContext) -> None:
    """A page that cannot be decrypted spoils a connection of SQLCipher's for all that follows."""
    if dbapi.is_damage(failed.original_exception):
        failed.is_disconnect = True


def _url(path: Path) -> URL:
    return URL.create("sqlite", database=str(path.absolute()))


def _set_up(engine: Engine, pragmas: tuple[str, ...]) -> Engine:
    def connected(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions begin below, not where sqlite3 thinks fit
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1000:.0f}")
        for pragma in pragmas:
            connection.execute(pragma)

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine
