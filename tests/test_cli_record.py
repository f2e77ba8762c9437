"""The commands that look after the record, as they are typed."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from aotrainer import cli, config, printout
from aotrainer.audit import Audited, Deed
from aotrainer.chart import Kind
from aotrainer.chart.goal import Goal
from aotrainer.chart.note import Note
from aotrainer.chart.writing import Writer
from aotrainer.errors import AotrainerError
from aotrainer.store import Store, migrate
from aotrainer.store.copies import copies
from aotrainer.store.models import Base
from aotrainer.store.upgrade import revisions, stored_revision
from tests.store.builders import head, record_with_one_trial

runner = CliRunner()
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def record():
    """A record with one set, where the command line looks for it."""
    path = config.data_folder() / config.DATABASE
    record_with_one_trial(path)
    return path


def said(*arguments, typed=None):
    result = runner.invoke(cli.app, ["db", *arguments], input=typed)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return " ".join(result.output.split())


def people(record):
    with Store.open(record, config.shipped("migrations"), NOW) as store:
        assert store.check() == ()
        return [patient.name for patient in store.patients()]


def test_without_copies_it_is_said_how_to_make_one(record):
    assert "aotrainer db backup" in said("list")


def test_copies_are_made_listed_verified_and_restored(record):
    said("backup")
    (copy,) = copies(record)
    line = said("list")
    assert copy.path.name in line
    assert "by hand" in line
    assert "The copy is sound" in said("verify", copy.path.name)
    with Store.open(record, config.shipped("migrations"), NOW) as store:
        store.add_patient("Ben", NOW)
    assert "What was there" in said("restore", copy.path.name)
    assert people(record) == ["Anna"]
    assert "From the copy" in said("restore")
    assert people(record) == ["Anna", "Ben"]


def test_a_damaged_record_is_one_line_with_the_command_that_mends_it(record):
    said("backup")
    record.write_bytes(record.read_bytes()[:40_000])
    with pytest.raises(AotrainerError, match="aotrainer db restore"):
        said("verify")
    result = subprocess.run(
        [sys.executable, "-m", "aotrainer", "db", "verify"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
    )
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert ".." not in result.stderr
    assert "aotrainer db restore" in result.stderr
    assert "damaged-" in said("restore")
    assert people(record) == ["Anna"]


def test_what_was_there_before_a_change_is_not_listed_as_made_by_hand(record):
    said("downgrade", "0004", "--yes")
    said("upgrade")
    said("restore")
    told = said("list")
    assert all(f"before {change}" in told for change in ("a downgrade", "an upgrade", "a restore"))
    assert "by hand" not in told
    assert all(copy.path.name in told for copy in copies(record)), "wider than the terminal, and whole"
    for copy in copies(record):
        assert "The copy is sound" in said("verify", copy.path.name)


def test_a_copy_nobody_made_is_told(record):
    with pytest.raises(AotrainerError, match="There is no copy nope"):
        said("restore", "nope")


def test_down_to_an_older_schema_and_up_again(record):
    assert f"is {head()} already" in said("upgrade")
    assert "0003 now" in said("downgrade", "0003", "--yes")
    assert stored_revision(record) == "0003"
    assert f"was 0003 and is {head()}" in said("upgrade")
    assert len(copies(record)) == 2
    assert people(record) == ["Anna"]


def write_in_chart(record):
    """Two notes and a goal in Anna's chart, and a line of the audit trail."""
    with Store.open(record, config.shipped("migrations"), NOW) as store:
        anna, writer = store.patient("Anna"), Writer("Mia", NOW)
        for words in ("Leans.", "Leans less."):
            store.keep_entry(anna, writer.note(Note(words)))
        store.keep_entry(anna, writer.goal((), Goal("Walk", NOW.date())))
        store.audit(Audited(Deed.CHANGED, NOW, "mia", anna.uid, {"chart": "note"}))


LOST = (
    "Schema 0005 cannot hold, and the record would lose: chart pages with goals: 1"
    " chart pages with notes: 2 lines of the audit trail: 1"
    " sessions of which it is known on which computer they were: 1"
    " random numbers by which other computers know what they have already: 1"
)


@pytest.mark.parametrize("typed", ["n\n", "\n", ""])
def test_what_an_older_schema_cannot_hold_is_counted_and_without_a_yes_nothing_is_changed(record, typed):
    write_in_chart(record)
    before = record.read_bytes()
    told = said("downgrade", "0005", typed=typed)
    assert LOST in told
    assert told.endswith("Nothing was changed.")
    assert (record.read_bytes(), copies(record)) == (before, ())


@pytest.mark.parametrize(("options", "typed"), [((), "y\n"), (("--yes",), None)])
def test_after_a_yes_the_way_back_is_told_and_leads_there(record, options, typed):
    write_in_chart(record)
    told = said("downgrade", "0005", *options, typed=typed)
    (copy,) = copies(record)
    assert LOST in told
    assert f"aotrainer db restore {copy.path.name}" in told
    said("restore", copy.path.name)
    with Store.open(record, config.shipped("migrations"), NOW) as store:
        assert len(store.entries(store.patient("Anna"))) == 3


def test_the_way_back_leads_to_the_record_that_was_meant(tmp_path):
    folder = tmp_path / "another one"
    record_with_one_trial(folder / config.DATABASE)
    told = said("downgrade", "0005", "--yes", "--data", str(folder))
    (copy,) = copies(folder / config.DATABASE)
    assert f"aotrainer db restore {copy.path.name} --data '{folder}'" in told


def test_where_nothing_is_lost_nothing_is_asked(record):
    said("downgrade", "0004", "--yes")
    assert "Go on?" not in said("downgrade", "0003", typed="")


def test_whatever_a_newer_schema_added_has_plain_words(tmp_path):
    first = columns_of(tmp_path / "first.db", revisions(config.shipped("migrations"))[0])
    pages = {f"entry.{kind}" for kind in Kind}
    keys = {name for name in Base.metadata.tables if name not in first} - {"entry"} | pages
    for table in Base.metadata.tables.values():
        old = first.get(table.name)
        keys |= {f"{table.name}.{each.name}" for each in table.columns if old and each.name not in old}
    told = "\n".join(printout.losses(dict.fromkeys(keys, 1)))
    assert [key for key in keys if f"of {key}:" in told] == []


def columns_of(path, revision):
    migrate.upgrade(path, config.shipped("migrations"), revision)
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            for (table,) in tables
        }


@pytest.mark.parametrize("revision", ["9999", "base", "", "0006; DROP TABLE patient"])
def test_a_schema_that_is_not_older_is_refused(record, revision):
    before = record.read_bytes()
    with pytest.raises(AotrainerError, match="Choose one of: 0001, 0002"):
        said("downgrade", revision)
    assert record.read_bytes() == before


@pytest.mark.parametrize("command", [("restore",), ("downgrade", "0003")])
def test_while_the_app_is_open_the_record_is_not_replaced(record, command):
    said("backup")
    with (
        Store.open(record, config.shipped("migrations"), NOW),
        pytest.raises(AotrainerError, match="in use by another program"),
    ):
        said(*command)
    assert people(record) == ["Anna"]
