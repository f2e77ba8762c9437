"""Forgetting somebody: their rows, and what SQLite leaves of deleted rows in its files.

A deleted row's bytes stay in a SQLite file until something takes their place. So the file is written anew
(VACUUM) and the write-ahead log cut to nothing; after that no byte of them is in either.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from sqlalchemy import delete

from aotrainer.errors import StoreError
from aotrainer.language import N_
from aotrainer.store import names
from aotrainer.store.dbapi import CONNECTIONS, is_encrypted, is_plain
from aotrainer.store.engine import SIDE_FILES, connect, create_private, remove_side_files, side_files
from aotrainer.store.failures import plain_words
from aotrainer.store.models import EntryRow, SessionRow
from aotrainer.store.people import patient_row
from aotrainer.store.transactions import Transactions
from aotrainer.trial import Patient

PARTIAL = ".forgetting"
OWNED = ("entry", "session")
"""Tables whose rows are somebody's, in the order of deletion; all others go with these (`models`)."""


class Forgetting(Transactions):
    """People who are not in the record any more."""

    def forget(self, patient: Patient) -> None:
        """Delete somebody with all that is kept of them; their bytes go with `leave_no_trace`."""
        with self._writing() as session:
            row = patient_row(session, patient)
            session.execute(delete(EntryRow).where(EntryRow.patient_id == row.id))
            session.execute(delete(SessionRow).where(SessionRow.patient_id == row.id))
            session.delete(row)

    def leave_no_trace(self) -> None:
        """Write the file anew without what was deleted; raises `StoreError` while others are reading it."""
        if self._engine.dialect.name != "sqlite":
            return  # PostgreSQL's own housekeeping does it
        with plain_words(self._path), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            if not isinstance(raw, CONNECTIONS):
                raise TypeError("The record is not in a SQLite file.")
            _write_anew(raw)
            if raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise StoreError(
                    N_("Another program is reading the record {path}: traces of what was deleted are left."),
                    N_("Close aotrainer everywhere, then say the same once more."),
                    path=self._path,
                )


def copies_of(database: Path) -> tuple[Path, ...]:
    """Every other record in a record's folder and below: backups, and what was set aside."""
    own = {database, *side_files(database)}
    return tuple(
        path
        for path in sorted(database.parent.rglob("*"))
        if path.is_file() and path not in own and _is_record(path, database.name)
    )


def knows(copy: Path, name: str) -> bool:
    """Whether somebody of that name is in a copy; raises `StoreError` for one that cannot be read."""
    with plain_words(copy), closing(_opened(copy)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StoreError(N_("The record {path} is damaged."), path=copy)
        return _id_of(connection, name) is not None


def forget_in(copy: Path, name: str) -> None:
    """Take somebody out of a copy; raises `StoreError`, and then it is as it was."""
    _rewrite(copy, copy, lambda connection: _delete_people(connection, [_id_of(connection, name)]))


def write_only(patient: Patient, database: Path, target: Path) -> None:
    """A record of its own that holds one person, and nothing of or about anybody else."""
    if target.exists():
        raise StoreError(N_("{path} is there already."), N_("Name another folder."), path=target)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)

    def leave_others_out(connection: sqlite3.Connection) -> None:
        others = connection.execute("SELECT id FROM patient WHERE id <> ?", (patient.id,)).fetchall()
        _delete_people(connection, [number for (number,) in others])
        connection.execute("DELETE FROM audit WHERE patient IS NOT ?", (patient.uid,))
        connection.execute("DELETE FROM setting")

    _rewrite(database, target, leave_others_out)


def wipe(path: Path) -> None:
    """Delete a file whose content nobody shall find in free space.

    It is written over first. That helps on plain disks; flash memory and file systems that copy on write may
    keep the old blocks for a while, which only an encrypted disk mends.
    """
    with path.open("r+b", buffering=0) as file:
        file.write(bytes(path.stat().st_size))
        os.fsync(file.fileno())
    path.unlink()


def _rewrite(source: Path, target: Path, change: Callable[[sqlite3.Connection], None]) -> None:
    partial = target.with_name(target.name + PARTIAL)
    with plain_words(source):
        partial.unlink(missing_ok=True)
        create_private(partial)
        try:
            like = is_encrypted(source)
            with closing(connect(source)) as old, closing(_opened(partial, encrypted=like)) as new:
                old.backup(new)
                new.execute("PRAGMA journal_mode = DELETE")
                change(new)
                _write_anew(new)
                new.execute("PRAGMA journal_mode = WAL")
            if source == target:
                remove_side_files(target)
            partial.replace(target)
        finally:
            for path in (partial, *side_files(partial)):
                path.unlink(missing_ok=True)


def _opened(path: Path, *, encrypted: bool | None = None) -> sqlite3.Connection:
    """For writing, or for looking; an empty file becomes an encrypted one if asked for."""
    connection = connect(path, encrypted=encrypted)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _write_anew(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA temp_store = MEMORY")  # nothing in the folder for temporary files
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("VACUUM")


def _id_of(connection: sqlite3.Connection, name: str) -> int | None:
    found = connection.execute("SELECT id FROM patient WHERE name_key = ?", (names.key(name),)).fetchone()
    return None if found is None else int(found[0])


def _delete_people(connection: sqlite3.Connection, ids: Iterable[int | None]) -> None:
    """Of whatever release the record is."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.execute("BEGIN IMMEDIATE")
    for number in ids:
        for table in (each for each in OWNED if each in tables):
            connection.execute(f"DELETE FROM {table} WHERE patient_id = ?", (number,))  # noqa: S608 (of OWNED)
        connection.execute("DELETE FROM patient WHERE id = ?", (number,))
    connection.execute("COMMIT")


def _is_record(path: Path, name: str) -> bool:
    if path.name.endswith(SIDE_FILES):
        return False
    return is_plain(path) or is_encrypted(path) or path.name.startswith(f"{name}.")
