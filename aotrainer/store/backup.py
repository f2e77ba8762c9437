"""Copies of a record, taken while it is in use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from aotrainer.store.columns import as_utc
from aotrainer.store.engine import create_private, switch_to_wal

FOLDER = "backups"
"""Beside the record; readable by its owner only."""


def back_up(database: Path, now: datetime) -> Path:
    """Copy a record to `backups/NAME.TIMESTAMP` beside it, and return the copy's path.

    The copy is of one moment, whoever is writing meanwhile. It gets its name when it is complete and on the
    disk, so that a file of that name is never half a copy; one that exists is never overwritten.
    """
    folder = database.parent / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    target, partial = _reserve(folder, f"{database.name}.{as_utc(now):%Y%m%dT%H%M%SZ}")
    try:
        _copy(database, partial)
        _to_disk(partial)
        partial.rename(target)
        _to_disk(folder)
    finally:
        partial.unlink(missing_ok=True)
    return target


def write_anew(source: sqlite3.Connection, database: Path) -> None:
    """A record whose file is gone, from a connection that still has it open.

    What is left of the old one's side files would be taken for the new one's, and is removed.
    """
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = database.with_name(f"{database.name}.partial")
    partial.unlink(missing_ok=True)
    create_private(partial)
    try:
        with closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
        switch_to_wal(partial)
        _to_disk(partial)
        source.close()  # the last one at the old file, it removes the side files or leaves them behind
        for ending in ("-wal", "-shm"):
            database.with_name(database.name + ending).unlink(missing_ok=True)
        partial.rename(database)
        _to_disk(database.parent)
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
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _to_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows keeps names safe by itself, and cannot open a folder
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
