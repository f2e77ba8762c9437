"""Whether a record's file is what aotrainer wrote with SQLite. Looking changes nothing.

SQLite's own check follows every page, but takes any bytes for words, any words for a schema, and rows that
refer to nothing for rows; so these are looked at, too.

Measured: 1 s of processor time for what a person leaves in four years of daily use (14,600 sets), landmarks
apart, and the time to read these 0.3 GB if nothing of them is in memory. So everything but the landmarks is
looked over at every start, but for no longer than somebody likes to wait; the rest, and the landmarks, which
are four fifths of a file, are read with the copy of the day (see `daily`).
"""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from aotrainer.store.dbapi import ERRORS, NOT_DECRYPTED, is_damage
from aotrainer.store.engine import connect, connect_unchanged
from aotrainer.store.shape import broken_rules, shape_of, shape_to_be

LANDMARKS = "recording"
"""The one large table."""
LOOK_S = 3.0
"""How long to look at every start; whoever wants to train waits for it."""
INTERRUPTED = "SQLITE_INTERRUPT"
"""The name of the error with which SQLite stops when it is told to."""
STEPS_BETWEEN = 10_000
"""Steps of SQLite's between two looks at the clock: under a millisecond."""
SCHEMA = "sqlite_master"
"""The table of tables; the list of free pages is checked with it, and with no other."""
FEW = 3
"""Lines of SQLite's that are repeated to a person; there may be hundreds."""
WORDS = ("CHAR", "TEXT", "JSON", "DATE")
"""What the types of columns with words in them are made of."""
LOOKING: tuple[type[Exception], ...] = (*ERRORS, UnicodeDecodeError, MemoryError)
"""What looking at a damaged file raises."""
TABLES = (
    "SELECT name FROM sqlite_master"
    " WHERE type = 'table' AND typeof(name) = 'text' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)
NAMELESS = "SELECT 1 FROM sqlite_master WHERE typeof(name) <> 'text'"


def look_over(database: Path, for_s: float = LOOK_S) -> tuple[str, ...]:
    """What is wrong with everything but the landmarks, in SQLite's words; empty when nothing is.

    for_s : after so many seconds what was not seen yet counts as sound

    Raises one of `dbapi.ERRORS` for a file that cannot be looked at for another reason than its content.
    """
    end_s = time.monotonic() + for_s

    def over() -> bool:
        return time.monotonic() > end_s

    with closing(connect(database)) as connection:
        connection.set_progress_handler(over, STEPS_BETWEEN)
        return _told(connection, chain(_in_content(connection), _in_tables(connection, over)))


def look_through(database: Path) -> tuple[str, ...]:
    """The same of the whole file, every byte of which is read."""
    with closing(connect(database)) as connection:
        return faults(connection)


def look_through_copy(copy: Path) -> tuple[str, ...]:
    """The same of a file that nobody writes to; nothing is put beside it meanwhile."""
    with closing(connect_unchanged(copy)) as connection:
        return faults(connection)


def faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The same of an open record."""
    checked = _checked(connection, "PRAGMA integrity_check")
    return _told(connection, chain(checked, _in_content(connection)))


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
        except ERRORS as error:
            return getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")
    return False


def _in_tables(connection: sqlite3.Connection, over: Callable[[], bool]) -> Iterator[str]:
    """Of older SQLites a check once begun goes on to its end; it is quicker than reading the content was."""
    for name in (SCHEMA, *_tables(connection)):
        if name != LANDMARKS and not over():
            yield from _checked(connection, f"PRAGMA quick_check({_quoted(name)})")


def _in_content(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite does not look at; raises what Python raises for words that are none."""
    if connection.execute(NAMELESS).fetchone():
        yield "a table has no name"
        return
    shape = shape_to_be(connection)
    if shape is not None and shape != shape_of(connection):
        yield "the tables are not those of their release"
        return
    if shape is not None:
        yield from (f"a row breaks the rule {name}" for name in broken_rules(connection))
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row[1]} of {row[0]} refers to a {row[2]} that is missing"
    for name in _tables(connection):
        columns = connection.execute("SELECT name, type FROM pragma_table_info(?)", (name,)).fetchall()
        wordy = [_quoted(column) for column, kind in columns if any(word in kind.upper() for word in WORDS)]
        if wordy:
            deque(connection.execute(f"SELECT {', '.join(wordy)} FROM {_quoted(name)}"), maxlen=0)  # noqa: S608


def _tables(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute(TABLES).fetchall()]


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _checked(connection: sqlite3.Connection, pragma: str) -> Iterator[str]:
    yield from in_few_words(str(words) for (words,) in connection.execute(pragma))


def _told(connection: sqlite3.Connection, looking: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    try:
        found.extend(looking)
    except LOOKING as error:
        spoilt = isinstance(error, MemoryError) and not isinstance(connection, sqlite3.Connection)
        if spoilt or is_damage(error):
            found.append(_in_words(error))
        elif getattr(error, "sqlite_errorname", "") != INTERRUPTED:
            raise
    return in_few_words(found)


def _in_words(error: Exception) -> str:
    """Never what stands in the file: it may be a name."""
    if isinstance(error, MemoryError) or str(error) == NOT_DECRYPTED:
        return "a page cannot be decrypted"
    return str(error) if hasattr(error, "sqlite_errorname") else "some words cannot be read"
