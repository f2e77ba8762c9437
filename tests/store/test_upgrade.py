"""From an empty file, or any other file, to a record of this release."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from aotrainer.errors import SchemaMismatchError, StoreError
from aotrainer.store import Store
from aotrainer.store.engine import migration_engine
from aotrainer.store.migrate import alembic_config, downgrade
from aotrainer.store.models import Base
from aotrainer.store.upgrade import newest_revision, stored_revision
from tests.store.builders import DISPLAY, MIGRATIONS, NOON, head, next_release, record_with_one_trial

ADD_COLUMN = "op.add_column('patient', sa.Column('note', sa.String()))"
DROP_COLUMN = "op.drop_column('patient', 'note')"
COPY_TABLE = (
    "exec(\"with op.batch_alter_table('%s', recreate='always') as b: b.alter_column('%s', nullable=True)\")"
)
FAIL_HALFWAY = ADD_COLUMN + "; op.drop_table('recording'); op.drop_table('nothing')"


def files(folder: Path) -> dict[str, str]:
    """What every file below a folder holds."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def schema(path: Path) -> dict[str, list[str]]:
    """Every table's and index's definition, part by part, in no order: SQLite puts new columns last."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL").fetchall()
    return {
        name: sorted(part for part in (each.strip(" \t()") for each in re.split(r",\s|\n", sql)) if part)
        for name, sql in rows
        if not name.startswith(("sqlite_", "alembic_"))
    }


def test_an_empty_file_becomes_a_record_of_this_release(database: Path, store: Store) -> None:
    assert stored_revision(database) == head()
    assert store.path == database
    assert store.patients() == ()
    assert store.check() == ()
    assert not (database.parent / "backups").exists()


def test_the_migrations_make_what_the_models_say(database: Path, store: Store, tmp_path: Path) -> None:
    with migration_engine(database).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
    engine = create_engine(f"sqlite:///{tmp_path / 'models.sqlite'}")
    Base.metadata.create_all(engine)
    engine.dispose()
    assert schema(database) == schema(tmp_path / "models.sqlite")


def test_every_constraint_has_a_name() -> None:
    for table in Base.metadata.sorted_tables:
        assert all(constraint.name for constraint in table.constraints), table.name
        assert all(index.name for index in table.indexes), table.name


def test_the_models_make_sense_on_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    words = "\n".join(
        str(CreateTable(table).compile(dialect=dialect)) for table in Base.metadata.sorted_tables
    )
    for kind in ("TIMESTAMP WITH TIME ZONE", "BYTEA", "JSON", "SERIAL", "BOOLEAN", "ON DELETE CASCADE"):
        assert kind in words


def test_a_record_and_its_folder_are_their_owners_only(database: Path, store: Store) -> None:
    copy = store.backup(NOON)
    for path, mode in (
        (database.parent, 0o700), (database, 0o600), (copy.parent, 0o700), (copy, 0o600),
    ):  # fmt: skip
        assert stat.S_IMODE(path.stat().st_mode) == mode, path
    for path in database.parent.glob("record.sqlite-*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_opening_again_changes_nothing(database: Path) -> None:
    record_with_one_trial(database)
    before = files(database.parent)
    with Store.open(database, MIGRATIONS, NOON) as store:
        assert len(store.history(store.patient("anna"))) == 1
    assert files(database.parent) == before


def test_an_older_record_is_copied_and_then_upgraded(database: Path, tmp_path: Path) -> None:
    number = record_with_one_trial(database)
    with Store.open(database, next_release(tmp_path / "next", ADD_COLUMN), NOON) as store:
        assert stored_revision(database) == "9999"
        assert store.load_trial(number).motion is not None
        assert store.check() == ()
    (backup,) = (database.parent / "backups").iterdir()
    assert backup.name == "record.sqlite.20260301T120000Z.before-upgrade"
    assert stored_revision(backup) == head()
    with Store.open(backup, MIGRATIONS, NOON) as copy:
        assert copy.load_trial(number).motion is not None


def test_a_record_of_the_first_release_is_copied_upgraded_and_read(database: Path) -> None:
    number = record_with_one_trial(database)
    downgrade(database, MIGRATIONS, "0001")
    with Store.open(database, MIGRATIONS, NOON) as store:
        assert stored_revision(database) == head()
        assert store.patient("Anna").demonstrator is None
        display = store.load_trial(number).display
        assert (display.demonstrator, display.views) == (None, ())
        assert display == replace(DISPLAY, demonstrator=None, views=())
        assert store.load_trial(number).motion is not None
        store.choose_demonstrator(store.patient("Anna"), "woman")
        assert store.check() == ()
    (backup,) = (database.parent / "backups").iterdir()
    assert stored_revision(backup) == "0001"


@pytest.mark.parametrize(
    ("table", "column"), [("patient", "name"), ("session", "protocol_id"), ("trial", "rate")]
)
def test_a_migration_that_copies_a_table_deletes_no_rows_elsewhere(
    database: Path, tmp_path: Path, table: str, column: str
) -> None:
    number = record_with_one_trial(database)
    later = next_release(tmp_path / "next", COPY_TABLE % (table, column))
    with Store.open(database, later, NOON) as store:
        assert store.load_trial(number).motion is not None
        assert store.history(store.patient("Anna"))[0].repetitions == 3
        assert store.check() == ()


def test_an_upgrade_that_fails_leaves_the_record_as_it_was(database: Path, tmp_path: Path) -> None:
    number = record_with_one_trial(database)
    before = schema(database)
    with pytest.raises(StoreError, match="nothing"):
        Store.open(database, next_release(tmp_path / "next", FAIL_HALFWAY), NOON)
    assert schema(database) == before
    assert stored_revision(database) == head()
    with Store.open(database, MIGRATIONS, NOON) as store:
        assert store.load_trial(number).motion is not None


def test_an_upgrade_that_would_orphan_rows_is_taken_back(database: Path, tmp_path: Path) -> None:
    number = record_with_one_trial(database)
    with pytest.raises(StoreError, match="refer to rows that are missing"):
        Store.open(database, next_release(tmp_path / "next", "op.execute('DELETE FROM trial')"), NOON)
    with Store.open(database, MIGRATIONS, NOON) as store:
        assert store.load_trial(number).motion is not None


def test_a_newer_record_is_refused_and_untouched(database: Path, tmp_path: Path) -> None:
    record_with_one_trial(database, next_release(tmp_path / "next"))
    before = files(database.parent)
    with pytest.raises(
        SchemaMismatchError, match=r"newer aotrainer \(its schema is 9999\).*Install the newest"
    ):
        Store.open(database, MIGRATIONS, NOON)
    assert files(database.parent) == before


def test_downgrade_brings_back_the_older_schema(database: Path, tmp_path: Path) -> None:
    number = record_with_one_trial(database)
    before = schema(database)
    later = next_release(tmp_path / "next", ADD_COLUMN, DROP_COLUMN)
    Store.open(database, later, NOON).close()
    assert schema(database) != before
    downgrade(database, later, head())
    assert schema(database) == before
    with Store.open(database, MIGRATIONS, NOON) as store:
        assert store.load_trial(number).motion is not None


def test_downgrade_to_nothing_and_back(database: Path) -> None:
    record_with_one_trial(database)
    downgrade(database, MIGRATIONS, "base")
    assert schema(database) == {}
    with Store.open(database, MIGRATIONS, NOON) as store:
        assert store.patients() == ()


def garbage(path: Path) -> None:
    path.write_text("Dear diary, this is no database. " * 500)


def short_text(path: Path) -> None:
    path.write_text("hello")


def truncated(path: Path) -> None:
    record_with_one_trial(path)
    os.truncate(path, path.stat().st_size // 2)


def scribbled(path: Path) -> None:
    record_with_one_trial(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * 3000)


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


@pytest.mark.parametrize("harm", [garbage, short_text, truncated, scribbled, of_another_program])
def test_a_file_that_is_no_healthy_record_is_refused_and_untouched(tmp_path: Path, harm: object) -> None:
    path = tmp_path / "record.sqlite"
    harm(path)  # type: ignore[operator]
    before = files(tmp_path)
    with pytest.raises(StoreError) as raised:
        Store.open(path, MIGRATIONS, NOON)
    assert raised.value.remedy
    assert "\n" not in str(raised.value)
    assert files(tmp_path).items() >= before.items()


def test_a_damaged_older_record_is_refused_and_untouched(database: Path, tmp_path: Path) -> None:
    record_with_one_trial(database)
    with database.open("r+b") as file:
        file.seek(database.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\xff" * 8192)
    before = files(database.parent)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(database, next_release(tmp_path / "next", ADD_COLUMN), NOON)
    assert files(database.parent) == before


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path, MIGRATIONS, NOON)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "clinic").write_text("")
    with pytest.raises(StoreError, match="Choose a folder"):
        Store.open(tmp_path / "clinic" / "record.sqlite", MIGRATIONS, NOON)


def test_missing_migrations_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Install aotrainer again"):
        Store.open(tmp_path / "record.sqlite", tmp_path / "nowhere", NOON)


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Without root's right to write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def foreign_folder() -> Iterator[Path]:
    """A folder that everybody may read, with a record in it that nobody may write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        record_with_one_trial(folder / "record.sqlite")
        (folder / "record.sqlite").chmod(0o444)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o700)


@pytest.mark.parametrize("name", ["new.sqlite", "deeper/new.sqlite", "record.sqlite"])
def test_a_folder_that_may_not_be_written_to_is_refused(foreign_folder: Path, name: str) -> None:
    before = files(foreign_folder)
    with as_an_ordinary_user(), pytest.raises(StoreError) as raised:
        Store.open(foreign_folder / name, MIGRATIONS, NOON)
    assert raised.value.remedy
    assert files(foreign_folder) == before


@pytest.mark.parametrize("name", ["with space", "50%", "a#b?c", "ünï", "file:x"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    migrations = next_release(tmp_path / name / "migrations")
    record_with_one_trial(tmp_path / name / f"{name}.sqlite", migrations)
    assert (tmp_path / name / f"{name}.sqlite").stat().st_size > 100_000


def test_the_working_directory_does_not_matter(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_with_one_trial(database)
    monkeypatch.chdir(database.parent)
    with Store.open(Path("record.sqlite"), MIGRATIONS, NOON) as store:
        assert store.backup(NOON).exists()


def test_the_newest_revision_is_alembics_head() -> None:
    scripts = ScriptDirectory.from_config(alembic_config(MIGRATIONS))
    assert newest_revision(MIGRATIONS) == scripts.get_current_head()
