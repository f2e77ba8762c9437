"""`Store`: the record's one door."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from aotrainer.errors import DamagedRecordError, StoreError
from aotrainer.store.backup import back_up, write_anew
from aotrainer.store.charts import Charts
from aotrainer.store.dbapi import CONNECTIONS
from aotrainer.store.engine import record_engine
from aotrainer.store.failures import plain_words
from aotrainer.store.films import Films
from aotrainer.store.forgetting import Forgetting
from aotrainer.store.handing_on import HandingOn
from aotrainer.store.integrity import faults
from aotrainer.store.people import People
from aotrainer.store.sittings import Sittings
from aotrainer.store.trail import Trail
from aotrainer.store.transactions import file_at
from aotrainer.store.upgrade import make_ready


class Store(People, Sittings, Charts, Trail, HandingOn, Forgetting, Films):
    """A record in one SQLite file: people, sessions, charts and the audit trail.

    Every method is one transaction, and what it wrote is on the disk when it returns. Times come in as
    arguments, timezone-aware. Failures are `StoreError`s. May be used from any thread, and by several
    processes at once.
    """

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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, in words; empty when it is healthy. Reads all of it."""
        try:
            with plain_words(self._path), self._engine.connect() as connection:
                found = faults(_raw(connection))
                if found:
                    connection.invalidate()  # SQLCipher's is of no use after damage
        except DamagedRecordError as error:
            return (error.what,)
        return tuple(f"The file is damaged: {words}." for words in found)

    @property
    def place(self) -> str:
        """Which record this is, for people."""
        return f"in {self.path}"

    @property
    def alone(self) -> StoreError | None:
        """Why a station does without its server just now; None for every other record."""
        return None

    def backup(self, now: datetime) -> Path:
        """Copy the record as it is now to `backups/` beside it, and return the copy's path."""
        with plain_words(self._path):
            return back_up(self._path, now)

    def bring_back(self) -> None:
        """After a `RecordGoneError`: go on with the file that was put back, or write the lost one anew.

        A file that was deleted is whole as long as it is open here. Raises `StoreError`.
        """
        with plain_words(self._path):
            if file_at(self._path) is None:
                with self._engine.connect() as connection:
                    write_anew(_raw(connection), self._path)
                    connection.invalidate()
            self._engine.dispose()
            self._file = file_at(self._path)


def _raw(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    if not isinstance(raw, CONNECTIONS):
        raise TypeError("The record is not in a SQLite file.")
    return raw
