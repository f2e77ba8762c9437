"""Whole transactions on one record: what every room of the store works in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import InstrumentedAttribute, Session, sessionmaker

from aotrainer.errors import RecordGoneError, StoreError
from aotrainer.language import N_
from aotrainer.store import codec
from aotrainer.store.engine import WRITING
from aotrainer.store.failures import plain_words
from aotrainer.store.models import AuditRow, EntryRow, EventRow

BY_TIME = {"by_time": True}
"""What a database session is told where several computers write into one record."""


class Transactions:
    """A record in one SQLite file, unless an heir keeps it on a server (`aotrainer.store.server`).

    Every public method of the rooms is one transaction, and what it wrote is on the disk when it returns.
    Failures are `StoreError`s. May be used from any thread, and by several processes at once.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self._path = path
        self._engine = engine
        self._file = file_at(path)
        self._readers = sessionmaker(engine, expire_on_commit=False)
        self._writers = sessionmaker(engine.execution_options(**WRITING), expire_on_commit=False)

    @property
    def path(self) -> Path:
        """The database file."""
        return self._path

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

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
        if self._file is not None and file_at(self._path) != self._file:
            raise RecordGoneError(
                N_("The record {path} was moved or deleted while it was in use."),
                N_("Put it back, or try again without it: then it is written anew, and nothing is lost."),
                path=self._path,
            )


def oldest_first(
    session: Session, table: type[AuditRow] | type[EntryRow] | type[EventRow]
) -> tuple[InstrumentedAttribute[Any], ...]:
    """What to sort by.

    One computer writes in the order in which things happen, whatever its clock says. Where there are several,
    what one of them kept while it was alone arrives late, and their clocks say what came first.
    """
    return (table.at, table.id) if session.info.get("by_time") else (table.id,)


def file_at(path: Path) -> tuple[int, int] | None:
    """Which file a path leads to, by device and number; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
