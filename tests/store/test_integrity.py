"""What SQLite takes for sound though aotrainer never wrote it is found before it can do harm."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from aotrainer.errors import DamagedRecordError, StoreError
from aotrainer.event import Event, What
from aotrainer.store import Store, migrate
from aotrainer.store.backup import back_up
from aotrainer.store.first_look import find_damage
from aotrainer.store.integrity import look_over, look_through
from aotrainer.store.restoring import restore
from aotrainer.store.shape import SHAPES, shape_of
from aotrainer.store.upgrade import revisions
from tests.store.builders import MIGRATIONS, NOON, record_with_one_trial

LATER = NOON + timedelta(days=1)


@pytest.fixture
def kept(database: Path) -> Path:
    """A record with one set, and a copy of it."""
    record_with_one_trial(database)
    back_up(database, NOON)
    return database


def swap(database: Path, old: bytes, new: bytes) -> None:
    data = database.read_bytes()
    assert old in data
    database.write_bytes(data.replace(old, new))


def change(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def a_name_that_is_no_word(database: Path) -> None:
    change(database, "UPDATE patient SET name = CAST(x'416E6EE1' AS TEXT)")


def a_moment_that_is_no_word(database: Path) -> None:
    change(database, "UPDATE session SET started_at = CAST(x'32303236FF' AS TEXT)")


def a_schema_that_is_no_words(database: Path) -> None:
    swap(database, b"CREATE TABLE trial", b"CREATE\xd5TABLE trial")


def a_column_of_another_name(database: Path) -> None:
    swap(database, b"part_shape", b"part_shbpe")


def a_table_of_another_name(database: Path) -> None:
    swap(database, b"TABLE event", b"TABLE evdnt")


def a_rule_that_forbids_what_is_there(database: Path) -> None:
    swap(database, b"ending IN ('completed'", b"ending IN ('com`leted'")


def a_row_that_breaks_a_rule(database: Path) -> None:
    change(database, "PRAGMA ignore_check_constraints = ON", "UPDATE trial SET side = 'lefu'")


def a_row_that_refers_to_nothing(database: Path) -> None:
    change(database, "UPDATE trial SET session_id = 129")


def a_table_whose_name_is_no_word(database: Path) -> None:
    change(
        database,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET name = CAST(name AS BLOB) WHERE name = 'alembic_version'",
    )


def more_free_pages_than_there_are(database: Path) -> None:
    with database.open("r+b") as file:
        file.seek(36)  # of the header, how many pages are free
        file.write((3).to_bytes(4, "big"))


HARMS = (
    a_name_that_is_no_word,
    a_moment_that_is_no_word,
    a_schema_that_is_no_words,
    a_column_of_another_name,
    a_table_of_another_name,
    a_rule_that_forbids_what_is_there,
    a_row_that_breaks_a_rule,
    a_row_that_refers_to_nothing,
    a_table_whose_name_is_no_word,
    more_free_pages_than_there_are,
)


@pytest.mark.parametrize("harm", HARMS)
def test_it_is_damage_and_the_copy_mends_it(kept: Path, harm: Callable[[Path], None]) -> None:
    harm(kept)
    before = kept.read_bytes()
    damage = find_damage(kept, MIGRATIONS)
    assert damage is not None
    assert damage.copy is not None
    assert kept.read_bytes() == before
    restore(kept, MIGRATIONS, LATER)
    with Store.open(kept, MIGRATIONS, LATER) as store:
        assert store.check() == ()
        assert len(store.history(store.patient("Anna"))) == 1


@pytest.mark.parametrize("harm", HARMS)
def test_it_never_becomes_a_copy(kept: Path, harm: Callable[[Path], None]) -> None:
    copies = list((kept.parent / "backups").iterdir())
    harm(kept)
    with pytest.raises(StoreError), Store.open(kept, MIGRATIONS, LATER) as store:
        store.backup(LATER)
    assert list((kept.parent / "backups").iterdir()) == copies


def test_a_name_that_cannot_be_read_is_not_repeated_to_the_log(kept: Path) -> None:
    a_name_that_is_no_word(kept)
    assert look_through(kept) == ("some words cannot be read",)


def test_reading_words_that_are_none_is_told_as_damage(kept: Path) -> None:
    with Store.open(kept, MIGRATIONS, NOON) as store:
        a_name_that_is_no_word(kept)
        with pytest.raises(DamagedRecordError, match="db restore"):
            store.patients()


def test_tables_of_somebody_else_are_no_damage(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as connection, connection:
        connection.execute("CREATE TABLE mine (words TEXT)")
        connection.execute("CREATE VIEW sets AS SELECT id FROM trial")
    assert find_damage(kept, MIGRATIONS) is None


@pytest.mark.parametrize("revision", revisions(MIGRATIONS))
def test_the_shape_of_every_release_is_known(tmp_path: Path, revision: str) -> None:
    """Whichever way a record came to it. A new migration needs a line in `SHAPES`; this tells which."""
    new, back = tmp_path / "new", tmp_path / "back"
    for path in (new, back):
        path.touch()
    migrate.upgrade(new, MIGRATIONS, revision)
    migrate.upgrade(back, MIGRATIONS)
    migrate.downgrade(back, MIGRATIONS, revision)
    for path in (new, back):
        with closing(sqlite3.connect(path)) as connection:
            assert shape_of(connection) == SHAPES.get(revision)


def test_a_look_ends_in_time_and_what_it_has_not_seen_is_left_to_the_copy_of_the_day(
    store: Store, session: int
) -> None:
    store.save_event(session, Event(What.PAIN, NOON, {"rating": 3}))
    again = (
        "INSERT INTO event (session_id, at, what, details) SELECT session_id, at, what, details FROM event"
    )
    with closing(sqlite3.connect(store.path)) as connection, connection:
        for _ in range(15):
            connection.execute(again)
        connection.execute("UPDATE event SET what = CAST(x'FF' AS TEXT) WHERE id = 1")
    assert look_over(store.path, for_s=0.0) == ()
    assert look_over(store.path, for_s=600.0) == look_through(store.path) != ()
