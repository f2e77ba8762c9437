"""A record in a fresh folder, and other processes at it."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from aotrainer.store import Store
from aotrainer.trial import Patient
from tests.store.builders import MIGRATIONS, NOON

Work = Callable[[Path, Connection], None]
Start = Callable[[Work], tuple[BaseProcess, Connection]]

PROCESSES = multiprocessing.get_context("forkserver")
"""One helper imports everything once; each process is a fork of it, clean and quick to start."""
PROCESSES.set_forkserver_preload(["tests.store.processes"])


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the record is to be; neither it nor its folder exists yet."""
    return tmp_path / "clinic" / "record.sqlite"


@pytest.fixture
def store(database: Path, empty_record: Path) -> Iterator[Store]:
    """An empty record."""
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
