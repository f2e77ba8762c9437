"""The commands of a clinic with one record on a server, as they are typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aotrainer import config
from aotrainer.cli import app
from aotrainer.errors import AotrainerError
from aotrainer.exchange.exporting import export
from aotrainer.store import Store
from aotrainer.store.server import ServerStore
from aotrainer.store.station import errand_of
from aotrainer.trial import Ending
from tests.exchange.builders import files_in, fill, open_record
from tests.store.builders import MIGRATIONS, NOON, head, trial
from tests.store.clinic_server import PASSWORD, ClinicServer
from tests.store.conftest import address, server

__all__ = ["address", "server"]

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _on_a_server(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AOTRAINER_DATABASE_URL", address)


@pytest.fixture
def waits(address: str) -> Path:
    """A station's file in which one session waits."""
    file = config.data_folder() / config.STATION
    with ServerStore.at(address, MIGRATIONS) as record:
        anna = record.add_patient("Anna", NOW)
    with Store.open(file, MIGRATIONS, NOW) as local:
        errand_of(local, address, MIGRATIONS, lambda: NOW)
        from aotrainer.store import acquaintance

        with local._writing() as session:
            acquaintance.greet(session, anna, NOW)
        begun = local.begin_session(anna, "priming", NOW)
        local.save_trial(begun, trial())
        local.end_session(begun, NOW + timedelta(minutes=9), Ending.COMPLETED)
    return file


def said(*words: str) -> str:
    told = CliRunner().invoke(app, words)
    assert PASSWORD not in told.output
    if told.exception is not None and not isinstance(told.exception, SystemExit):
        raise told.exception
    return told.output


def test_the_record_of_the_server_is_used_and_named() -> None:
    said("care", "Anna", "--add")
    assert "has not done anything yet" in said("history", "anna")
    assert said("db", "path").strip().startswith("127.0.0.1:")
    assert "The record is sound: 1 person, on the server 127.0.0.1:" in said("db", "verify")
    assert not (config.data_folder() / config.DATABASE).exists()


def test_upgrading_says_what_was_done(server: ClinicServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.psql("DROP DATABASE IF EXISTS fresh")
    server.psql("CREATE DATABASE fresh")
    monkeypatch.setenv("AOTRAINER_DATABASE_URL", server.address("fresh"))
    with pytest.raises(AotrainerError, match="aotrainer db upgrade"):
        said("db", "verify")
    assert said("db", "upgrade") == f"The schema was empty and is {head()}.\n"
    assert said("db", "upgrade") == f"The schema is {head()} already.\n"


@pytest.mark.parametrize("command", [("list",), ("restore",), ("downgrade", "0005")])
def test_copies_of_a_record_on_a_server_are_the_servers(command: tuple[str, ...]) -> None:
    with pytest.raises(AotrainerError, match="pg_dump"):
        said("db", *command)


def test_a_record_in_a_file_has_nothing_to_hand_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AOTRAINER_DATABASE_URL")
    with pytest.raises(AotrainerError, match="no server to hand over to"):
        said("db", "hand-over")


@pytest.mark.slow
def test_what_waits_is_told_by_check_and_handed_over(waits: Path) -> None:
    assert "1 session waits for the server" in said("check").replace("\n", " ")
    assert said("db", "hand-over") == "All sessions of this computer are on the server.\n"
    assert "All sessions of this computer are on the server." in said("check").replace("\n", " ")
    assert "shoulder_abduction" in said("history", "Anna")


@pytest.mark.slow
def test_without_a_server_what_waits_is_told_and_kept(
    waits: Path, address: str, server: ClinicServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = address.replace(f":{server.port}/", ":1/")
    monkeypatch.setenv("AOTRAINER_DATABASE_URL", nowhere)
    with pytest.raises(AotrainerError, match="does not answer"):
        said("db", "hand-over")
    told = said("check").replace("\n", " ")
    assert "does not answer" in told
    assert "1 session waits" in told


def test_the_demonstration_has_a_record_of_its_own(tmp_path: Path) -> None:
    from aotrainer.assembly import open_file

    with open_file(tmp_path / "demo" / config.DATABASE) as store:
        assert type(store) is Store


def test_what_a_file_holds_goes_onto_the_server_and_comes_back_the_same(tmp_path: Path, address: str) -> None:
    with open_record(tmp_path) as alone:
        fill(alone)
        export(alone, alone.patients(), "research", tmp_path / "first", NOON, "me", names=True)
    assert "people" in said("import", str(tmp_path / "first"))
    with ServerStore.at(address, MIGRATIONS) as record:
        export(record, record.patients(), "research", tmp_path / "second", NOON, "me", names=True)
    assert files_in(tmp_path / "first") == files_in(tmp_path / "second")
    assert "attempts         0 new, 6 here already" in said("import", str(tmp_path / "first"))
