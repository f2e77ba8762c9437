"""What the database layer says when something fails, in words that help."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError, StatementError

from aotrainer.errors import DamagedRecordError, StoreError
from aotrainer.language import N_
from aotrainer.store.dbapi import DAMAGED, ERRORS, is_damage
from aotrainer.store.server_failures import in_server_words, is_of_a_server

_WORDS = {
    "SQLITE_BUSY": (
        N_("The record {path} is in use by another program."),
        N_("Close the other program, then try again."),
    ),
    "SQLITE_FULL": (
        N_("The disk is full, so the record {path} cannot grow."),
        N_("Make room on the disk; nothing that was saved is lost."),
    ),
    "SQLITE_READONLY": (
        N_("The record {path} may only be read."),
        N_("Ask for permission to write to it."),
    ),
    "SQLITE_CANTOPEN": (
        N_("The record {path} cannot be opened."),
        N_("Check that the folder exists and that you may write to it."),
    ),
    "SQLITE_NOTADB": (
        N_("{path} is not a record of aotrainer."),
        N_("If it was one, run `aotrainer db restore`; if not, name another file. It was not changed."),
    ),
    "SQLITE_CORRUPT": (
        N_("The record {path} is damaged."),
        N_("Run `aotrainer db restore`: it takes the newest good copy, and deletes nothing."),
    ),
    "SQLITE_IOERR": (
        N_("The disk failed while the record {path} was in use."),
        N_("Check the disk and its free space."),
    ),
}
"""What SQLite's error codes mean to a person, by the beginning of their names."""
FAILURES: tuple[type[Exception], ...] = (SQLAlchemyError, *ERRORS, UnicodeDecodeError, OSError)
"""What is turned into words."""


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turn any failure of the database, its file or its migrations into a `StoreError`."""
    try:
        yield
    except FAILURES as error:
        raise _in_words(path, error) from error


def no_attempt(number: int) -> StoreError:
    """For a number that somebody typed."""
    return StoreError(
        N_("There is no attempt {number} in the record."), N_("Choose one from the history."), number=number
    )


def _in_words(path: Path, error: Exception) -> StoreError:
    cause = error.orig if isinstance(error, StatementError) else error
    if isinstance(cause, StoreError):
        return StoreError(cause.what, cause.remedy)
    if isinstance(cause, OSError):
        return StoreError(
            N_("The record {path} cannot be opened: {cause}."),
            N_("Choose a folder that you may write to."),
            path=path,
            cause=cause.strerror or cause,
        )
    if cause is not None and is_of_a_server(cause):
        return in_server_words(path, cause)
    code = getattr(cause, "sqlite_errorname", "")
    if is_damage(cause) and not code.startswith(DAMAGED):
        code = "SQLITE_CORRUPT"
    for beginning, (what, remedy) in _WORDS.items():
        if code.startswith(beginning):
            kind = DamagedRecordError if beginning == "SQLITE_CORRUPT" else StoreError
            return kind(what, remedy, path=path)
    words = str(cause).splitlines()[0] if str(cause) else type(cause).__name__
    return StoreError(
        N_("The record {path} cannot be used: {cause}."), N_("Run `aotrainer check`."), path=path, cause=words
    )
