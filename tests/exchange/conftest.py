"""A record with one of everything, made once, and copies of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aotrainer.exchange.exporting import export
from aotrainer.store import Store
from tests.exchange.builders import fill, fill_a_little, open_record
from tests.store.builders import NOON

Another = Callable[[], Store]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with one of everything, closed."""
    folder = tmp_path_factory.mktemp("filled")
    with open_record(folder) as store:
        fill(store)
    return folder


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with nothing in it, closed."""
    folder = tmp_path_factory.mktemp("empty")
    open_record(folder).close()
    return folder


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A research folder of one person, one attempt, one page and one later score."""
    folder = tmp_path_factory.mktemp("small")
    with open_record(folder) as store:
        fill_a_little(store)
        export(store, store.patients(), "research", folder / "out", NOON, "me", names=True)
    return folder / "out"


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of the filled record, open."""
    with open_record(Path(shutil.copytree(filled, tmp_path / "filled"))) as opened:
        yield opened


@pytest.fixture
def another(empty: Path, tmp_path: Path) -> Iterator[Another]:
    """Opens an empty record, each time a new one."""
    opened: list[Store] = []

    def open_another() -> Store:
        opened.append(open_record(Path(shutil.copytree(empty, tmp_path / f"other-{len(opened)}"))))
        return opened[-1]

    yield open_another
    for each in opened:
        each.close()
