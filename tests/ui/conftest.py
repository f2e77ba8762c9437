"""A screen without a window, a clock that only tests move, a scripted camera and a real record."""

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from aotrainer import session
from aotrainer.config import shipped
from aotrainer.errors import ExerciseError
from aotrainer.exercises import Exercise, load_exercises
from aotrainer.store import Store
from aotrainer.ui.canvas import Printer
from aotrainer.ui.services import Services
from tests.ui.stage import DOSE, Clock, FakeClip, FakeWorker, task


@pytest.fixture(autouse=True)
def _count_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counting repetitions is most of what a session costs, and not what these tests are about."""
    monkeypatch.setattr(session, "COUNT_EVERY_S", 2.0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(clock: Clock) -> FakeWorker:
    return FakeWorker(clock)


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with Store.open(tmp_path / "record.db", shipped("migrations"), clock.utc()) as opened:
        yield opened


@pytest.fixture(scope="session")
def exercises() -> dict[str, Exercise]:
    found, problems = load_exercises(shipped("exercises"))
    assert not problems
    return found


@pytest.fixture
def services(exercises: dict[str, Exercise], store: Store, clock: Clock, worker: FakeWorker) -> Services:
    return Services(
        exercises=exercises,
        problems=(ExerciseError("squat.toml [view]: 'azimuth_deg' is missing.", "Mend the file."),),
        store=store,
        media=shipped("media"),
        make_task=lambda name, side: task(exercises, name, side),
        open_clip=lambda _name: FakeClip(),
        worker=worker,
        clock=clock,
        utc_now=clock.utc,
        protocol=DOSE,
    )


@pytest.fixture(scope="session", autouse=True)
def _pygame() -> Iterator[None]:
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((1024, 600))
    yield
    pygame.quit()


@pytest.fixture(scope="session")
def printer(_pygame: None) -> Printer:
    return Printer()
