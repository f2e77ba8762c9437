"""A screen without a window, a clock that only tests move, a scripted camera and a real record."""

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

import shutil
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from aotrainer.config import shipped
from aotrainer.exercises import Exercise, Library, load_exercises
from aotrainer.session import doing
from aotrainer.store import Store
from aotrainer.ui.canvas import Printer
from aotrainer.ui.services import Services
from tests.ui.gallery import Gallery
from tests.ui.stage import Clock, FakeWorker, few, many, staged


@pytest.fixture(autouse=True)
def _count_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counting repetitions is most of what a session costs, and not what these tests are about."""
    monkeypatch.setattr(doing, "COUNT_EVERY_S", 2.0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(clock: Clock) -> FakeWorker:
    return FakeWorker(clock)


@pytest.fixture
def store(tmp_path: Path, empty_record: Path, clock: Clock) -> Iterator[Store]:
    shutil.copy(empty_record, tmp_path / "record.db")
    with Store.open(tmp_path / "record.db", shipped("migrations"), clock.utc()) as opened:
        yield opened


@pytest.fixture(scope="session")
def exercises() -> dict[str, Exercise]:
    """All that are shipped."""
    return load_exercises(shipped("exercises"))[0]


@pytest.fixture(scope="session")
def library(exercises: dict[str, Exercise]) -> Library:
    return few(exercises)


@pytest.fixture(scope="session")
def forty(exercises: dict[str, Exercise]) -> Library:
    return many(exercises)


@pytest.fixture
def services(
    exercises: dict[str, Exercise], library: Library, store: Store, clock: Clock, worker: FakeWorker
) -> Services:
    return staged(library, exercises, store, clock, worker)


@pytest.fixture
def gallery(services: Services, clock: Clock, exercises: dict[str, Exercise], forty: Library) -> Gallery:
    return Gallery(services, clock, exercises, forty)


@pytest.fixture(scope="session", autouse=True)
def _pygame() -> Iterator[None]:
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((1024, 600))
    yield
    pygame.quit()


@pytest.fixture(autouse=True)
def _loudspeaker_closed() -> Iterator[None]:
    """A loudspeaker that one test found would be found by the next as well, whatever that one asks for."""
    yield
    pygame.mixer.quit()


@pytest.fixture(scope="session")
def printer(_pygame: None) -> Printer:
    return Printer()
