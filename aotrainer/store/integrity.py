"""Whether a record's file is what SQLite wrote. Looking changes nothing.

Measured on a record of 1 GB on a slow disk (100 MB/s): all but the landmarks 0.06 s, or 1.5 s when nothing of
the file is in memory; all of it 0.6 s and 9 s. So everything but the landmarks is looked over at every start,
and the landmarks, which are nineteen twentieths of a file, with the copy of the day (see `daily`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from aotrainer.store.engine import connect, connect_unchanged

LANDMARKS = "recording"
"""The one large table."""
DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
"""How the names of SQLite's errors begin when it is the file's content that is wrong."""
FEW = 3
"""Lines of SQLite's that are repeated to a person; there may be hundreds."""
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"


def look_over(database: Path) -> tuple[str, ...]:
    """What is wrong with everything but the landmarks, in SQLite's words; empty when nothing is.

    Raises `sqlite3.Error` for a file that cannot be looked at for another reason than its content.
    """
    with closing(connect(database)) as connection:
        return _told(lambda: tuple(_in_tables(connection)))


def look_through(database: Path) -> tuple[str, ...]:
    """The same of the whole file, every byte of which is read."""
    with closing(connect(database)) as connection:
        return _told(lambda: _checked(connection, "PRAGMA integrity_check"))


def look_through_copy(copy: Path) -> tuple[str, ...]:
    """The same of a file that nobody writes to; nothing is put beside it meanwhile."""
    with closing(connect_unchanged(copy)) as connection:
        return _told(lambda: _checked(connection, "PRAGMA integrity_check"))


def in_few_words(answers: Iterable[str]) -> tuple[str, ...]:
    """SQLite's answers to a check line by line, without its "ok" and its headings, and few of them."""
    lines = [line for answer in answers for line in answer.splitlines()]
    wrong = [line for line in lines if line != "ok" and not line.startswith("***")]
    more = (f"and {len(wrong) - FEW} more",) if len(wrong) > FEW else ()
    return (*wrong[:FEW], *more)


def is_in_use(database: Path) -> bool:
    """Whether another program, or another part of this one, has a record open.

    Whoever has a file in WAL mode open holds a lock on it, even when idle. A file that SQLite cannot read is
    in nobody's use.
    """
    with closing(connect(database, patience_s=0)) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            return error.sqlite_errorname.startswith("SQLITE_BUSY")
        except sqlite3.DatabaseError:
            return False
    return False


def _in_tables(connection: sqlite3.Connection) -> Iterator[str]:
    names = [name for (name,) in connection.execute(TABLES)]
    for name in names:
        if name != LANDMARKS:
            quoted = name.replace('"', '""')
            yield from _checked(connection, f'PRAGMA quick_check("{quoted}")')


def _checked(connection: sqlite3.Connection, pragma: str) -> tuple[str, ...]:
    return in_few_words(str(words) for (words,) in connection.execute(pragma))


def _told(look: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    try:
        return look()
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) or not getattr(
            error, "sqlite_errorname", ""
        ).startswith(DAMAGED):
            raise
        return (str(error),)
