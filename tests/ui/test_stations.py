"""The app at a station of a clinic, whose server comes and goes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aotrainer.care import Care
from aotrainer.comfort import Comfort, Comforts
from aotrainer.errors import ServerGoneError
from aotrainer.language import ENGLISH
from aotrainer.store import errand
from aotrainer.store.errand import sessions_waiting
from aotrainer.store.server import ServerStore
from aotrainer.store.station import Station
from aotrainer.trial import Ending
from aotrainer.ui.canvas import Printer
from aotrainer.ui.scene import Quit, Replace
from aotrainer.ui.scenes import first_scene, home_scene, session_scene
from aotrainer.ui.scenes.alone import AloneScene
from aotrainer.ui.scenes.choices import PeopleScene
from aotrainer.ui.scenes.home import HomeScene
from aotrainer.ui.scenes.imitate import ImitateScene
from aotrainer.ui.scenes.reviewing.overview import ReviewScene
from aotrainer.ui.scenes.summary import SummaryScene
from tests.store.builders import MIGRATIONS
from tests.store.clinic_server import ClinicServer
from tests.store.conftest import address, server
from tests.ui.stage import photograph, task
from tests.ui.test_faults import Stage

__all__ = ["address", "server"]

PATIENCE_S = 60.0


@pytest.fixture(autouse=True)
def _tries_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errand, "AGAIN_S", 0.1)


@pytest.fixture
def record(address: str) -> Iterator[ServerStore]:
    """What is on the server, seen from elsewhere."""
    with ServerStore.at(address, MIGRATIONS) as opened:
        yield opened


@pytest.fixture
def anna(record, clock):
    """Somebody who is asked nothing before and after."""
    patient = record.add_patient("Anna", clock.utc())
    record.keep_care(patient, Care(ratings=False))
    return patient


@pytest.fixture
def open_app(tmp_path: Path, address: str, services, clock):
    """The services of an app that was just opened at the station."""
    opened: list[Station] = []

    def at():
        station = Station.at(tmp_path / "station.db", address, MIGRATIONS, clock.utc)
        opened.append(station)
        return replace(services, store=station, comforts=Comforts(Comfort(language=ENGLISH)))

    yield at
    for station in opened:
        station.close()


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "it never comes"
        time.sleep(0.02)


def handed_over(services) -> bool:
    return services.store.alone is None and sessions_waiting(services.store._local) == 0


def session(services, patient, exercises) -> Stage:
    tasks = [task(exercises, "shoulder_abduction", "right")]
    return Stage(services, session_scene(services, patient, tasks, services.protocol))


def test_a_server_lost_in_a_set_is_not_noticed_by_who_trains(
    open_app, record, anna, exercises, server: ClinicServer
) -> None:
    services = open_app()
    stage = session(services, anna, exercises).until(ImitateScene)
    server.kill()
    try:
        stage.until(SummaryScene)  # which fails at any message on the way
    finally:
        server.start()
    until(lambda: handed_over(services))
    (sitting,) = record.sessions(anna)
    assert (sitting.trials, sitting.ending) == (2, Ending.COMPLETED)
    assert len(record.events(sitting.session_id)) == len(
        {each.uid for each in record.events(sitting.session_id)}
    )


def test_an_app_that_opens_without_its_server_says_so_once_and_trains(
    open_app, record, anna, exercises, server: ClinicServer
) -> None:
    services = open_app()
    session(services, anna, exercises).until(SummaryScene)
    until(lambda: handed_over(services))
    services.store.close()
    server.stop()
    try:
        again = open_app()
        scene = first_scene(again)
        assert isinstance(scene, AloneScene)
        assert scene.step(0.0) is None
        assert isinstance(scene.press("quit"), Quit)
        shown = scene.press("go_on")
        assert isinstance(shown, Replace)
        assert isinstance(shown.scene, HomeScene)
        assert shown.scene.plan.patient == anna
        assert "goes to the server" in shown.scene.press("away").scene.words
        session(again, anna, exercises).until(SummaryScene)
    finally:
        server.start()
    until(lambda: handed_over(again))
    assert [each.trials for each in record.sessions(anna)] == [2, 2]
    shown = scene.step(1.0)
    assert isinstance(shown, Replace)
    assert "away" not in [button.key for button in shown.scene.buttons()]


def test_that_the_server_was_lost_before_anybody_was_met_is_not_taken_for_an_empty_record(
    open_app, anna, server: ClinicServer
) -> None:
    services = open_app()
    server.stop()
    try:
        scene = PeopleScene(services, home_scene(services).plan)
        canvas = photograph(scene, (1280, 720), Printer())
        assert any("nobody is known at this computer" in each.words for each in canvas.written)
    finally:
        server.start()


def test_with_its_server_there_is_nothing_to_say(open_app, anna) -> None:
    assert not isinstance(first_scene(open_app()), AloneScene)


def test_without_its_server_a_station_tells_no_progress(
    open_app, record, anna, exercises, server: ClinicServer
) -> None:
    services = open_app()
    session(services, anna, exercises).until(SummaryScene)
    until(lambda: handed_over(services))
    review = ReviewScene(services, anna)
    review.step(0.0)
    server.stop()
    try:
        with pytest.raises(ServerGoneError):
            review.step(1.0)
        assert review.look.course is None
    finally:
        server.start()
    until(lambda: services.store.alone is None)
    review.step(2.0)
    assert [each.sets for each in review.look.course.exercises] == [2]
