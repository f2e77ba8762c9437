"""The schema of a record that several stations share: looked at by each, changed only by command.

A station that upgraded the server by itself would lock out all others that are a release behind, in the
middle of their sessions. So a station refuses, and says which command to run when all have the new release.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect

from aotrainer.errors import SchemaMismatchError, StoreError
from aotrainer.language import N_
from aotrainer.store.engine import WRITING
from aotrainer.store.failures import plain_words
from aotrainer.store.upgrade import newest_revision

if TYPE_CHECKING:
    from alembic.config import Config

ENCODING = "UTF8"


def require_schema(engine: Engine, place: Path, migrations: Path) -> None:
    """Raises `SchemaMismatchError` for a server whose schema is not this release's; nothing is changed."""
    with plain_words(place), engine.connect() as connection:
        found = stored_revision(connection, place)
    if found == newest_revision(migrations):
        return
    if found is None:
        raise SchemaMismatchError(
            N_("The database {path} is empty."),
            N_("To begin a record there, run once, on any computer: aotrainer db upgrade"),
            path=place,
        )
    if found < newest_revision(migrations):
        raise SchemaMismatchError(
            N_("The record {path} was written by an older aotrainer (its schema is {found})."),
            N_("Install this release on every station, make a backup, then run once: aotrainer db upgrade"),
            path=place,
            found=found,
        )
    raise _newer(place, found)


def stored_revision(connection: Connection, place: Path) -> str | None:
    """The revision a server's record was written with; None if the database is empty.

    Raises `StoreError` for a database of another program, or one that cannot hold every name.
    """
    if connection.exec_driver_sql("SHOW server_encoding").scalar() != ENCODING:
        raise StoreError(
            N_("The database {path} cannot hold every name: its encoding is not UTF8."),
            N_("Create another one, with: createdb --encoding UTF8 --template template0"),
            path=place,
        )
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise StoreError(
            N_("{path} is the database of another program."),
            N_("Name another one; this one was not changed."),
            path=place,
        )
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def change_schema(engine: Engine, place: Path, migrations: Path, revision: str = "head") -> tuple[str, str]:
    """Bring a server's record to a revision, wholly or not at all; returns that of before and of now.

    The other stations wait meanwhile. Raises `SchemaMismatchError` for a record of a newer release.
    """
    from alembic import command

    from aotrainer.store.migrate import known_revisions

    with plain_words(place), engine.execution_options(**WRITING).begin() as connection:
        found = stored_revision(connection, place)
        known = known_revisions(migrations)
        if found is not None and found not in known:
            raise _newer(place, found)
        downwards = found is not None and revision != "head" and revision < found
        change: Callable[[Config, str], None] = command.downgrade if downwards else command.upgrade
        _run(change, migrations, connection, revision)
        return found or "", stored_revision(connection, place) or ""


def _run(change: Callable[[Config, str], None], migrations: Path, connection: Connection, to: str) -> None:
    from aotrainer.store.migrate import alembic_config

    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")  # a table of years takes its time
    change(alembic_config(migrations, connection), to)


def _newer(place: Path, found: str) -> SchemaMismatchError:
    return SchemaMismatchError(
        N_("The record {path} was written by a newer aotrainer (its schema is {found})."),
        N_("Install the newest aotrainer. The record was not changed."),
        path=place,
        found=found,
    )
