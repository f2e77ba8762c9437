"""From whatever release wrote a record to this one: check its revision, back it up, upgrade it.

As JupyterHub does at its start. A record that is from a newer aotrainer, of another program or damaged is
refused and left exactly as it is.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from aotrainer.errors import SchemaMismatchError, StoreError
from aotrainer.store.backup import back_up
from aotrainer.store.engine import WRITING, create_private, migration_engine, switch_to_wal
from aotrainer.store.failures import plain_words

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_LEFT = "It was left as it is. Keep it, and put the newest good copy from the folder backups in its place."


def make_ready(path: Path, migrations: Path, now: datetime) -> None:
    """Make sure that the record exists and has this release's schema.

    A record that has to be changed is copied to `backups/` first. Raises `SchemaMismatchError` for one from a
    newer release and `StoreError` for a file that cannot be used; neither is changed.
    """
    with plain_words(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _create(path, migrations)
        scripts = ScriptDirectory.from_config(alembic_config(migrations))
        revision = stored_revision(path)
        _refuse_newer(path, revision, scripts)
        if revision == scripts.get_current_head():
            return
        if revision is not None:
            _refuse_damaged(path)
            back_up(path, now)
        upgrade(path, migrations)


def _create(path: Path, migrations: Path) -> None:
    """Make an empty record that gets its name when it is complete.

    Several processes may start on an empty folder together, and SQLite cannot switch a file to WAL while
    another one has it open.
    """
    handle, name = tempfile.mkstemp(".new", f"{path.name}.", path.parent)  # readable by its owner only
    os.close(handle)
    new = Path(name)
    try:
        upgrade(new, migrations)
        switch_to_wal(new)
        os.link(new, path)
    except FileExistsError:
        return  # another process was first, and its record is as good
    except OSError:
        create_private(path)  # a disk that knows no links: the file is filled where it is
    finally:
        new.unlink(missing_ok=True)


def upgrade(path: Path, migrations: Path, revision: str = "head") -> None:
    """Change the schema to that of a newer revision, wholly or not at all."""
    _migrate(path, migrations, lambda config: command.upgrade(config, revision))


def downgrade(path: Path, migrations: Path, revision: str) -> None:
    """Change the schema back to that of an older revision, wholly or not at all."""
    _migrate(path, migrations, lambda config: command.downgrade(config, revision))


def stored_revision(path: Path) -> str | None:
    """The revision a file was written with; None if it is empty.

    Raises `StoreError` when it is a database, but not aotrainer's.
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
        return found


def alembic_config(migrations: Path, connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file: the scripts' folder and the connection to use."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _migrate(path: Path, migrations: Path, change: Callable[[Config], None]) -> None:
    engine = migration_engine(path).execution_options(**WRITING)
    with plain_words(path), engine.begin() as connection:
        change(alembic_config(migrations, connection))
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise StoreError(
                f"The record {path} cannot be changed: some of its rows refer to rows that are missing.",
                _LEFT,
            )


def _refuse_newer(path: Path, revision: str | None, scripts: ScriptDirectory) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    if revision is not None and revision not in known:
        raise SchemaMismatchError(
            f"The record {path} was written by a newer aotrainer (its schema is {revision}).",
            "Install the newest aotrainer. The record was not changed.",
        )


def _refuse_damaged(path: Path) -> None:
    with migration_engine(path).connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != "ok":
        raise StoreError(f"The record {path} is damaged.", _LEFT)
