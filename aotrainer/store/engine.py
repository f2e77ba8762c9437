"""Connections to a SQLite file, set up so that what was saved stays saved."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

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
)
MIGRATION_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    # A migration that alters a table makes a new one and drops the old one. With foreign keys on, dropping it
    # deletes every row that refers to it, by ON DELETE CASCADE. They are checked before the commit instead.
    "PRAGMA foreign_keys = OFF",
)


def create_private(path: Path) -> None:
    """An empty file that only its owner may read; raises `FileExistsError` when there is one."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def connect(path: Path, patience_s: float = BUSY_TIMEOUT_S) -> sqlite3.Connection:
    """A plain connection to a file that exists; raises `sqlite3.OperationalError` where there is none."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(uri, timeout=patience_s, isolation_level=None, uri=True)


def connect_unchanged(path: Path) -> sqlite3.Connection:
    """For a file that nobody writes to, such as a copy: no lock is taken and no side file made.

    What is in a `-wal` beside it is not seen.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, isolation_level=None, uri=True)


def record_engine(path: Path) -> Engine:
    """For daily use: WAL, foreign keys, every commit on the disk."""
    return _set_up(create_engine(_url(path)), RECORD_PRAGMAS)


def migration_engine(path: Path) -> Engine:
    """For looking at a file and for changing its schema; looking leaves the file as it is."""
    return _set_up(create_engine(_url(path), poolclass=NullPool), MIGRATION_PRAGMAS)


def switch_to_wal(path: Path) -> None:
    """Make WAL the file's own mode, which every later connection finds it in."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


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
