"""What is found when the app starts: whether the record is sound and, if not, what there is instead."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from aotrainer.errors import LockedRecordError
from aotrainer.store.copies import Copy, contents, copies, newest_good
from aotrainer.store.daily import suspect
from aotrainer.store.dbapi import ERRORS, is_locked
from aotrainer.store.engine import connect_unchanged
from aotrainer.store.failures import plain_words
from aotrainer.store.integrity import look_over, look_through
from aotrainer.store.upgrade import revisions

GONE = "the file is gone"
EMPTY = "the file is empty"


@dataclass(frozen=True, slots=True)
class Damage:
    """A record that cannot be used as it is.

    words : what was found, of SQLite or one of `GONE` and `EMPTY`; for a log
    copy : the newest good copy; None if there is none
    """

    database: Path
    words: tuple[str, ...]
    copy: Copy | None

    @property
    def gone(self) -> bool:
        """Whether there is nothing at all where the record was."""
        return self.words == (GONE,)


def find_damage(database: Path, migrations: Path) -> Damage | None:
    """Look at a record before it is opened; None for one that is sound, and where there never was one.

    Everything but the landmarks is read; all of it if the last copy of the day found it damaged. Raises
    `StoreError` for a file that cannot be read for another reason, such as a missing permission, and
    `LockedRecordError` for one that is encrypted, where its key is not there.
    """
    with plain_words(database):
        words = _found(database)
        if not words:
            suspect(database).unlink(missing_ok=True)
            return None
        return Damage(database, words, newest_good(database, revisions(migrations)))


def setting_in(copy: Path, name: str) -> str | None:
    """What a copy keeps for this computer under a name, as JSON; None if nothing can be read."""
    with suppress(*ERRORS, LockedRecordError, OSError), closing(connect_unchanged(copy)) as connection:
        found = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else None
    return None


def _found(database: Path) -> tuple[str, ...]:
    if not database.exists():
        return (GONE,) if _was_filled(database) else ()
    if database.stat().st_size == 0:
        return (EMPTY,) if _was_filled(database) else ()
    return look_through(database) if suspect(database).exists() else look_over(database)


def _was_filled(database: Path) -> bool:
    """Whether a copy tells that there once was something in the record."""
    return any(is_locked(copy.path) or _people(copy) > 0 for copy in copies(database))


def _people(copy: Copy) -> int:
    found = contents(copy.path)
    return found.people if found else 0
