"""The app with somebody who trains for ever, to be killed by `kill`."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from aotrainer.cli.safekeeping import daily_copy, was_left_open
from aotrainer.config import shipped
from aotrainer.errors import UnknownPatientError
from aotrainer.exercises import Exercise, load_exercises
from aotrainer.session import doing
from aotrainer.store import Store, daily, downgrade, first_look
from aotrainer.trial import Patient
from aotrainer.ui import App, Quit, session_scene
from aotrainer.ui.scenes.feedback import FeedbackScene
from aotrainer.ui.services import Services
from tests.ui.stage import Clock, FakeWorker, few, staged, task, unasked

NAME = "Anna"
TICK_S = 0.5
LOADED = (daily, downgrade)
"""Imported beforehand, as far as the fork is concerned."""


class TodaysClock(Clock):
    """Runs with the ticks, from the real time of day on."""

    def __init__(self) -> None:
        super().__init__()
        self._began, self._first_s = datetime.now(UTC), self.now_s

    def utc(self) -> datetime:
        return self._began + timedelta(seconds=self.now_s - self._first_s)


def train_for_ever(database: Path, pipe: Connection) -> None:
    """Lead sessions without end, and name each set when its feedback is shown."""
    doing.COUNT_EVERY_S = 2.0  # counting live is most of a session's work, and not what is looked at here
    migrations, clock = shipped("migrations"), TodaysClock()
    pipe.send("started")
    left_open = was_left_open(database)
    if first_look.find_damage(database, migrations) is not None:
        pipe.send("damaged")
        return
    exercises = _exercises()
    with Store.open(database, migrations, clock.utc()) as store, daily_copy(database, again=left_open):
        services = staged(few(exercises), exercises, store, clock, FakeWorker(clock))
        try:
            patient = store.patient(NAME)
        except UnknownPatientError:
            patient = unasked(store, NAME, clock)
        while True:
            _train(services, patient, pipe)


def _train(services: Services, patient: Patient, pipe: Connection) -> None:
    """One session, as fast as the computer can."""
    tasks = [task(_exercises(), "shoulder_abduction", "right")]
    app = App(services, session_scene(services, patient, tasks, services.protocol), size=(640, 400))
    said: set[str] = set()
    while app.scene is not None:
        _tick(app, services.clock)
        for name in _shown(app):
            if name not in said:
                said.add(name)
                pipe.send(name)


@cache
def _exercises() -> dict[str, Exercise]:
    return dict(load_exercises(shipped("exercises"))[0])


_exercises()  # read once, before the forks


def _tick(app: App, clock: Clock) -> None:
    clock.now_s += TICK_S
    app.tick()
    name = type(app.scene).__name__
    if name in ("IntroduceScene", "PlaceScene"):
        app._apply(app.scene.press(app.scene.main_key))
    elif name == "SummaryScene":
        app._apply(Quit())


def _shown(app: App) -> list[str]:
    """The names of the sets whose feedback has been shown."""
    if not isinstance(app.scene, FeedbackScene):
        return []
    return [trial.uid for trial in app.scene.running.session.trials]
