"""The copies of a record: which there are, and which of them is the newest good one."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aotrainer.errors import LockedRecordError
from aotrainer.store.backup import AUTOMATIC, ENDINGS, FOLDER
from aotrainer.store.dbapi import ERRORS, is_locked, key_of
from aotrainer.store.engine import connect_unchanged
from aotrainer.store.integrity import look_through_copy

UNREADABLE: tuple[type[Exception], ...] = (*ERRORS, LockedRecordError, OSError, TypeError, ValueError)
"""What reading a copy raises that is damaged, locked or no copy at all."""
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a record.

    at : when it was made, by the clock of that day; UTC
    ending : of its name, one of `backup.ENDINGS`
    """

    path: Path
    at: datetime
    ending: str = ""

    @property
    def automatic(self) -> bool:
        """Whether it was made unasked, and may be deleted unasked."""
        return self.ending == AUTOMATIC


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy holds, as far as one sees without reading all of it.

    revision : of its schema
    extent : how many rows were ever written; the more, the newer, whatever the clock said on that day
    """

    revision: str
    extent: int
    people: int
    sets: int


def copies(database: Path) -> tuple[Copy, ...]:
    """All copies of a record, the newest first."""
    endings = "|".join(map(re.escape, filter(None, ENDINGS)))
    shape = re.compile(rf"{re.escape(database.name)}\.(\d{{8}}T\d{{6}}Z)({endings})?(-\d+)?")
    folder = database.parent / FOLDER
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        matched = shape.fullmatch(path.name)
        if matched is not None and (at := _moment(matched[1])) is not None:
            found.append(Copy(path, at, matched[2] or ""))
    return tuple(sorted(found, key=lambda copy: (copy.at, copy.path.stat().st_mtime_ns), reverse=True))


def delete_copies_before(database: Path, moment: datetime) -> None:
    """Delete all older copies, by hand or not."""
    for copy in copies(database):
        if copy.at < moment:
            copy.path.unlink(missing_ok=True)


def contents(copy: Path) -> Contents | None:
    """What a copy holds; None for one that cannot be read, be it damaged or locked."""
    try:
        with closing(connect_unchanged(copy)) as connection:
            return Contents(
                str(_number(connection, "SELECT version_num FROM alembic_version")),
                int(_number(connection, "SELECT coalesce(sum(seq), 0) FROM sqlite_sequence")),
                int(_number(connection, "SELECT count(*) FROM patient")),
                int(_number(connection, "SELECT count(*) FROM trial")),
            )
    except UNREADABLE:
        return None


def newest_good(database: Path, revisions: Collection[str]) -> Copy | None:
    """The good copy that holds most, and of these the newest; None if there is none.

    A computer's clock may have been wrong; how much was ever written into a record only grows. Raises
    `LockedRecordError` where there are none but encrypted ones without their key.

    revisions : the schemas that can be read
    """
    there = copies(database)
    read = {copy: found for copy in there if (found := contents(copy.path)) is not None}
    usable = [copy for copy, found in read.items() if found.revision in revisions]
    usable.sort(key=lambda copy: (read[copy].extent, copy.at), reverse=True)
    good = next((copy for copy in usable if is_good(copy.path)), None)
    if good is None and there and all(is_locked(copy.path) for copy in there):
        key_of(there[0].path)
    return good


def is_good(copy: Path) -> bool:
    """Whether a copy, read from its beginning to its end, is what SQLite wrote."""
    try:
        return not look_through_copy(copy)
    except UNREADABLE:
        return False


def _number(connection: sqlite3.Connection, question: str) -> str | int:
    answer: str | int = connection.execute(question).fetchone()[0]
    return answer


def _moment(words: str) -> datetime | None:
    try:
        return datetime.strptime(words, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
