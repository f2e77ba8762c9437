"""Changing a record's schema with Alembic, wholly or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from aotrainer.errors import StoreError
from aotrainer.store.engine import WRITING, migration_engine
from aotrainer.store.failures import plain_words
from aotrainer.store.upgrade import LEFT


def upgrade(path: Path, migrations: Path, revision: str = "head") -> None:
    """Change the schema to that of a newer revision, wholly or not at all."""
    _migrate(path, migrations, lambda config: command.upgrade(config, revision))


def downgrade(path: Path, migrations: Path, revision: str) -> None:
    """Change the schema back to that of an older revision, wholly or not at all."""
    _migrate(path, migrations, lambda config: command.downgrade(config, revision))


def alembic_config(migrations: Path, connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file: the scripts' folder and the connection to use."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _migrate(path: Path, migrations: Path, change: Callable[[Config], None]) -> None:
    engine = migration_engine(path).execution_options(**WRITING)
    with plain_words(path), engine.begin() as connection:
        try:
            change(alembic_config(migrations, connection))
        except CommandError as cause:
            raise StoreError(
                f"The schema of {path} cannot be changed: {cause}.", "Install aotrainer again."
            ) from cause
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise StoreError(
                f"The record {path} cannot be changed: some of its rows refer to rows that are missing.",
                LEFT,
            )


def known_revisions(migrations: Path) -> set[str]:
    """Every revision that this release can start from."""
    scripts = ScriptDirectory.from_config(alembic_config(migrations))
    return {script.revision for script in scripts.walk_revisions()}
