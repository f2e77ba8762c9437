"""A record in a fresh folder or on a server, and other processes at it.

A module that says `ENGINES = BOTH` runs on both; a test in it that is about files says `@in_a_file`.
"""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from aotrainer.identity import new_uid
from aotrainer.store import Store, server_engine
from aotrainer.store.server import ServerStore, upgrade_server
from aotrainer.trial import Patient
from tests.store.builders import MIGRATIONS, NOON
from tests.store.clinic_server import ClinicServer, programs

Work = Callable[[Path, Connection], None]
Start = Callable[[Work], tuple[BaseProcess, Connection]]

PROCESSES = multiprocessing.get_context("forkserver")
"""One helper imports everything once; each process is a fork of it, clean and quick to start."""
PROCESSES.set_forkserver_preload(["tests.store.processes"])


BOTH = ("sqlite", "postgresql")
TEMPLATE = "template_of_records"
in_a_file = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Once for each engine that the module names."""
    said = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "kind" in metafunc.fixturenames and "kind" not in said:
        metafunc.parametrize("kind", getattr(metafunc.module, "ENGINES", BOTH[:1]), indirect=True)


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    """What keeps the record."""
    return str(request.param)


@pytest.fixture(scope="session")
def server() -> Iterator[ClinicServer]:
    """A PostgreSQL server with an empty record to be copied."""
    if programs() is None:
        pytest.skip("PostgreSQL's programs are not installed (apt-get install postgresql)")
    pytest.importorskip("psycopg", reason="the extra `server` is not installed")
    running = ClinicServer()
    patient = pytest.MonkeyPatch()
    patient.setattr(server_engine, "CONNECT_S", 60)  # the machines are shared
    try:
        running.psql(f"CREATE DATABASE {TEMPLATE}")
        upgrade_server(running.address(TEMPLATE), MIGRATIONS)
        yield running
    finally:
        patient.undo()
        running.remove()


@pytest.fixture
def address(server: ClinicServer) -> Iterator[str]:
    """Where an empty record is on the server; gone after the test."""
    name = f"record_{new_uid()}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield server.address(name)
    server.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the record is to be; neither it nor its folder exists yet."""
    return tmp_path / "clinic" / "record.sqlite"


@pytest.fixture
def store(kind: str, database: Path, empty_record: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty record."""
    if kind == "postgresql":
        with ServerStore.at(request.getfixturevalue("address"), MIGRATIONS) as opened:
            yield opened
        return
    database.parent.mkdir(mode=0o700)
    shutil.copy(empty_record, database)
    with Store.open(database, MIGRATIONS, NOON) as opened:
        yield opened


@pytest.fixture
def anna(store: Store) -> Patient:
    """The first patient."""
    return store.add_patient("Anna", NOON)


@pytest.fixture
def session(store: Store, anna: Patient) -> int:
    """Anna's session, under way."""
    return store.begin_session(anna, "priming", NOON)


@pytest.fixture
def start(database: Path) -> Iterator[Start]:
    """Start another process at the record, and get its pipe."""
    running: list[tuple[BaseProcess, Connection]] = []

    def begin(work: Work) -> tuple[BaseProcess, Connection]:
        here, there = PROCESSES.Pipe()
        process = PROCESSES.Process(target=work, args=(database, there), daemon=True)
        process.start()
        there.close()
        running.append((process, here))
        return process, here

    yield begin
    for process, pipe in running:
        process.kill()
        process.join()
        process.close()
        pipe.close()
