"""Copies of a record, taken while it is in use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from aotrainer.errors import DamagedRecordError
from aotrainer.language import N_
from aotrainer.store.columns import as_utc
from aotrainer.store.dbapi import is_encrypted
from aotrainer.store.engine import connect, create_private, remove_side_files, switch_to_wal
from aotrainer.store.integrity import look_through_copy

FOLDER = "backups"
"""Beside the record; readable by its owner only."""
AUTOMATIC = ".auto"
"""The end of the name of a copy that was made unasked, and may be deleted unasked."""
BEFORE_UPGRADE, BEFORE_DOWNGRADE, BEFORE_RESTORE = ".before-upgrade", ".before-downgrade", ".before-restore"
"""The ends of the names of what was there before a change."""
ENDINGS = {
    "": "by hand",
    AUTOMATIC: "by itself",
    BEFORE_UPGRADE: "before an upgrade",
    BEFORE_DOWNGRADE: "before a downgrade",
    BEFORE_RESTORE: "before a restore",
}
"""All of them, and what they say of the making."""


def back_up(database: Path, now: datetime, ending: str = "") -> Path:
    """Copy a record to `backups/NAME.TIMESTAMP` beside it, and return the copy's path.

    The copy is of one moment, whoever is writing meanwhile. It gets its name when it is complete, was read
    through and is on the disk, so that a file of that name is never half a copy or a damaged one; one that
    exists is never overwritten. A copy of an encrypted record is encrypted, with the same key. Raises
    `DamagedRecordError` for a record that is damaged.

    ending : of the copy's name, one of `ENDINGS`
    """
    target, partial = _reserve(backups_of(database), f"{database.name}.{stamp(now)}{ending}")
    try:
        _copy(database, partial)
        _require_good(partial, database)
        to_disk(partial)
        partial.rename(target)
        to_disk(target.parent)
    finally:
        partial.unlink(missing_ok=True)
    return target


def backups_of(database: Path) -> Path:
    """The folder of a record's copies, which is made where there is none."""
    folder = database.parent / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def stamp(now: datetime) -> str:
    """A moment as it stands in the names of files, such as 20260301T120000Z."""
    return f"{as_utc(now):%Y%m%dT%H%M%SZ}"


def free_name(wished: Path) -> Path:
    """The name, with a number behind it where there is such a file already."""
    for number in count(1):
        name = wished if number == 1 else wished.with_name(f"{wished.name}-{number}")
        if not name.exists():
            break
    return name


def keep_as(path: Path, name: Path) -> None:
    """Give a file another name before something takes its place.

    Whenever the power goes, one of the two names is there.
    """
    try:
        os.link(path, name)
    except OSError:
        path.rename(name)  # a disk that knows no links


def write_anew(source: sqlite3.Connection, database: Path) -> None:
    """A record whose file is gone, from a connection that still has it open."""
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = database.with_name(f"{database.name}.partial")
    partial.unlink(missing_ok=True)
    create_private(partial)
    try:
        like = not isinstance(source, sqlite3.Connection)
        with closing(connect(partial, encrypted=like)) as copy:
            source.backup(copy)
        switch_to_wal(partial)
        to_disk(partial)
        source.close()  # the last one at the old file, it removes the side files or leaves them behind
        remove_side_files(database)
        partial.rename(database)
        to_disk(database.parent)
    finally:
        partial.unlink(missing_ok=True)


def _reserve(folder: Path, name: str) -> tuple[Path, Path]:
    """A name that is free, and the empty file in which the copy is made."""
    for number in count(1):
        target = folder / (name if number == 1 else f"{name}-{number}")
        partial = target.with_name(f"{target.name}.partial")
        if not target.exists() and not partial.exists():
            break
    create_private(partial)
    return target, partial


def _copy(database: Path, target: Path) -> None:
    like = is_encrypted(database)
    with closing(connect(database)) as source, closing(connect(target, encrypted=like)) as copy:
        source.backup(copy)


def _require_good(copy: Path, database: Path) -> None:
    if look_through_copy(copy):
        raise DamagedRecordError(
            N_("The record {path} is damaged."),
            N_("Run `aotrainer db restore`: it takes the newest good copy, and deletes nothing."),
            path=database,
        )


def to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows keeps names safe by itself, and cannot open a folder
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
