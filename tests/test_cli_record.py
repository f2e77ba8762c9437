"""The commands that look after the record, as they are typed."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from aotrainer import cli, config
from aotrainer.errors import AotrainerError
from aotrainer.store import Store
from aotrainer.store.copies import copies
from aotrainer.store.upgrade import stored_revision
from tests.store.builders import head, record_with_one_trial

runner = CliRunner()
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def record():
    """A record with one set, where the command line looks for it."""
    path = config.data_folder() / config.DATABASE
    record_with_one_trial(path)
    return path


def said(*arguments):
    result = runner.invoke(cli.app, ["db", *arguments])
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


def test_a_copy_nobody_made_is_told(record):
    with pytest.raises(AotrainerError, match="There is no copy nope"):
        said("restore", "nope")


def test_down_to_an_older_schema_and_up_again(record):
    assert f"is {head()} already" in said("upgrade")
    assert "0003 now" in said("downgrade", "0003")
    assert stored_revision(record) == "0003"
    assert f"was 0003 and is {head()}" in said("upgrade")
    assert len(copies(record)) == 2
    assert people(record) == ["Anna"]


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
