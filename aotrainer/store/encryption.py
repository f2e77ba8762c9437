"""Encrypting a record and all its copies with SQLCipher, or decrypting them.

First everything is written anew beside what is there, and compared with it row by row; then each new file
takes its original's place, the record last. So until the end there is a record that can be opened, and what
was cut short can be asked for once more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from aotrainer.errors import StoreError
from aotrainer.record_key import RING, Key
from aotrainer.store.backup import free_name, keep_as, to_disk
from aotrainer.store.copies import is_good
from aotrainer.store.dbapi import is_encrypted, is_plain, key_of, sqlcipher
from aotrainer.store.engine import connect, remove_side_files
from aotrainer.store.failures import plain_words
from aotrainer.store.forgetting import copies_of
from aotrainer.store.recoding import recode
from aotrainer.store.restoring import require_not_in_use

PARTIAL, ASIDE = ".recoding", ".before"
"""In the names of new files that are not complete yet, and of originals."""


@dataclass(frozen=True, slots=True)
class Recoded:
    """What was done.

    originals : where each of them is now
    left : copies that could not be read, and are as they were
    """

    originals: Sequence[Path]
    left: Sequence[Path]


def require_ready(database: Path) -> None:
    """Raises `StoreError` where a record cannot be encrypted, before anybody is told a key."""
    sqlcipher()
    require_not_in_use(database)
    for path in copies_of(database):
        key_of(path)


def encrypt(database: Path, key: Key) -> Recoded:
    """Encrypt a record and every copy below its folder; the key is in the ring from now on.

    Raises `StoreError`, and then nothing has changed: for a record that is in use or damaged, for copies
    that were encrypted with another key, and where SQLCipher is not installed.
    """
    RING.hold(key)
    require_ready(database)
    return _recode_all(database, is_plain, key)


def decrypt(database: Path) -> Recoded:
    """The way back, with the key that is in use. Raises `StoreError`, and then nothing has changed."""
    return _recode_all(database, is_encrypted, None)


def _recode_all(database: Path, is_due: Callable[[Path], bool], key: Key | None) -> Recoded:
    sqlcipher()
    require_not_in_use(database)
    for path in copies_of(database):
        if PARTIAL in path.name:
            path.unlink()  # of a time that was cut short
    copies = [path for path in copies_of(database) if is_due(path) and ASIDE not in path.name]
    made: dict[Path, Path] = {}
    left = []
    try:
        for path in copies:
            try:
                made[path] = _recoded(path, key)
            except StoreError:
                if is_good(path):
                    raise
                left.append(path)
        if is_due(database):
            made[database] = _recoded(database, key)
        return Recoded([_swapped(path, new) for path, new in made.items()], left)
    finally:
        for new in made.values():
            new.unlink(missing_ok=True)


def _recoded(path: Path, key: Key | None) -> Path:
    partial = path.with_name(path.name + PARTIAL)
    with plain_words(path):
        recode(path, partial, key)
    return partial


def _swapped(path: Path, new: Path) -> Path:
    """The original, under another name."""
    aside = free_name(path.with_name(path.name + ASIDE))
    with plain_words(path):
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # nothing is left beside the file
        keep_as(path, aside)
        remove_side_files(path)
        new.replace(path)
        to_disk(path.parent)
    return aside
