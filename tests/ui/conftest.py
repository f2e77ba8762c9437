"""A screen without a window, a clock that only tests move, a scripted camera and a real record."""

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from aotrainer import session
from aotrainer.config import shipped
from aotrainer.errors import ExerciseError
from aotrainer.exercises import REGIONS, Exercise, Library, Media, load_exercises
from aotrainer.store import Store
from aotrainer.ui.canvas import Printer
from aotrainer.ui.services import Services
from tests.ui.stage import DOSE, Clock, FakeClip, FakeWorker, task

FOUR = ("shoulder_abduction", "elbow_flexion", "hand_to_mouth", "sit_to_stand")
LONG_TITLES = (
    "Bend and stretch your elbow",
    "Lift your hand to your mouth and back",
    "Reach across the table and put the cup back",
    "Turn your palm up and down, elbow at your side",
    "Step up and down",
)


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
    """All that are shipped."""
    return load_exercises(shipped("exercises"))[0]


@pytest.fixture(scope="session")
def library(exercises: dict[str, Exercise]) -> Library:
    """Four of them, which fit the first screen, and a file that is wrong."""
    problem = ExerciseError("squat.toml [view]: 'azimuth_deg' is missing.", "Mend the file.")
    four = {name: exercises[name] for name in FOUR}
    return Library(four, (problem,), dict.fromkeys(exercises, Media.shipped(shipped("media"))))


@pytest.fixture(scope="session")
def forty(exercises: dict[str, Exercise]) -> Library:
    """Forty exercises, five of each region, with long titles."""
    arm = exercises["shoulder_abduction"]
    many = {
        f"{region}_{n}": replace(arm, id=f"{region}_{n}", region=region, title=LONG_TITLES[n])
        for region in REGIONS
        for n in range(5)
    }
    return Library(many, (), dict.fromkeys(many, Media.shipped(shipped("media"))))


@pytest.fixture
def services(
    exercises: dict[str, Exercise], library: Library, store: Store, clock: Clock, worker: FakeWorker
) -> Services:
    return Services(
        library=library,
        store=store,
        make_task=lambda name, side, wished: task(exercises, name, side, wished),
        open_clip=lambda _path: FakeClip(),
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
