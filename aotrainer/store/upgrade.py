"""From whatever release wrote a record to this one: check its revision, back it up, upgrade it.

As JupyterHub does at its start. A record that is from a newer aotrainer, of another program or damaged is
refused and left exactly as it is. Alembic is loaded only when there is something to change: it takes as long
as all the rest together, and the first screen waits for the record.
"""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from pathlib import Path

from aotrainer.errors import DamagedRecordError, SchemaMismatchError, StoreError
from aotrainer.store.backup import BEFORE_UPGRADE, back_up
from aotrainer.store.engine import create_private, migration_engine, switch_to_wal
from aotrainer.store.failures import plain_words

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
LEFT = "It was left as it is. Run `aotrainer db restore`: it takes the newest good copy, and deletes nothing."
_EMPTY = {"alembic_version", "sqlite_sequence"}
"""The tables of a record from which everything was taken back."""


def make_ready(path: Path, migrations: Path, now: datetime) -> None:
    """Make sure that the record exists and has this release's schema.

    A record that has to be changed is copied to `backups/` first. Raises `SchemaMismatchError` for one from a
    newer release and `StoreError` for a file that cannot be used; neither is changed.
    """
    with plain_words(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _create(path, migrations)
        revision = stored_revision(path)
        if revision != newest_revision(migrations):
            _change(path, migrations, revision, now)


def upgrade_file(path: Path, migrations: Path, now: datetime) -> tuple[str | None, str | None]:
    """Make a record ready; its schema before and after."""
    before = stored_revision(path)
    make_ready(path, migrations, now)
    return before, stored_revision(path)


def newest_revision(migrations: Path) -> str:
    """The revision that this release writes: the files are named after theirs, in order."""
    return max(revisions(migrations), default="")


def revisions(migrations: Path) -> tuple[str, ...]:
    """Every revision that this release can read, oldest first."""
    return tuple(sorted(path.name.split("_")[0] for path in (migrations / "versions").glob("*_*.py")))


def _change(path: Path, migrations: Path, revision: str | None, now: datetime) -> None:
    from aotrainer.store import migrate

    if revision is not None:
        if revision not in migrate.known_revisions(migrations):
            raise SchemaMismatchError(
                f"The record {path} was written by a newer aotrainer (its schema is {revision}).",
                "Install the newest aotrainer. The record was not changed.",
            )
        back_up(path, now, BEFORE_UPGRADE)
    migrate.upgrade(path, migrations)


def _create(path: Path, migrations: Path) -> None:
    """Make an empty record that gets its name when it is complete.

    Several processes may start on an empty folder together, and SQLite cannot switch a file to WAL while
    another one has it open.
    """
    from aotrainer.store import migrate

    handle, name = tempfile.mkstemp(".new", f"{path.name}.", path.parent)  # readable by its owner only
    os.close(handle)
    new = Path(name)
    try:
        migrate.upgrade(new, migrations)
        switch_to_wal(new)
        os.link(new, path)
    except FileExistsError:
        return  # another process was first, and its record is as good
    except OSError:
        create_private(path)  # a disk that knows no links: the file is filled where it is
    finally:
        new.unlink(missing_ok=True)


def stored_revision(path: Path) -> str | None:
    """The revision a file was written with; None if it is empty.

    Raises `StoreError` when it is a database, but not aotrainer's, and `DamagedRecordError` when it was.
    """
    with plain_words(path), migration_engine(path).connect() as connection:
        tables = connection.exec_driver_sql(_TABLES).scalars().all()
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise StoreError(
                f"{path} is the database of another program.",
                "Name another file; this one was not changed.",
            )
        found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if found is None and not _EMPTY.issuperset(tables):
            raise DamagedRecordError(f"The record {path} is damaged: it does not tell its schema.", LEFT)
        return found
