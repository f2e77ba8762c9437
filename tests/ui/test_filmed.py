"""Sets are filmed where the therapist wished for it, and nowhere else; each film belongs to its attempt."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from aotrainer.care import Care
from aotrainer.film_file import read_film
from aotrainer.retention import folder_of
from aotrainer.session import Phase
from aotrainer.tracking.camera import Picture
from aotrainer.tracking.filming import Filming
from aotrainer.ui.filmed import FilmRoom
from aotrainer.ui.running import Running
from aotrainer.ui.scenes import VIEWS
from tests.ui.stage import DOSE, SIZES, photograph, task

IMAGE = np.full((360, 640, 3), 90, np.uint8)


@pytest.fixture
def filming(services, store):
    """Services that can film, and what makes the films."""
    made = []

    def begin(*about):
        made.append(Filming(*about))
        return made[-1]

    return replace(services, films=FilmRoom(folder_of(store.path), begin)), made


def session(services, clock, exercises, days, name="Anna"):
    patient = services.store.add_patient(name, clock.utc())
    services.store.keep_care(patient, Care(ratings=False, video_days=days))
    dose = replace(DOSE, sets=2)
    return patient, Running(services, patient, [task(exercises, "shoulder_abduction", "right")], dose, VIEWS)


def led_to(running, clock, phase):
    """On to a phase; the camera sees somebody all the time."""
    for _ in range(60):
        if running.phase is phase:
            return
        clock.now_s += 1
        running.step(clock())
        watched(running, clock)
        running.advance(clock())
    pytest.fail(f"{phase} never came")


def watched(running, clock):
    onlooker = running.services.worker.onlooker
    if onlooker is not None:
        for part in range(4):  # no more at once than wait for a slow disk
            onlooker(Picture(clock.now_s + part / 4, IMAGE))


def seen_on_disk(made):
    for film in made:
        film.wait(10)


def test_each_set_has_a_film_that_is_deleted_on_its_day(filming, store, clock, exercises):
    services, made = filming
    patient, running = session(services, clock, exercises, days=7)
    led_to(running, clock, Phase.SUMMARY)
    running.close()
    seen_on_disk(made)
    films, history = store.films(patient), store.history(patient)
    assert [film.trial_id for film in films] == [trial.trial_id for trial in history]
    assert len(films) == 2
    for film in films:
        assert film.delete_at - film.started_at == timedelta(days=7)
        assert len(list(read_film(folder_of(store.path) / film.file, store.film_key()))) >= 4


def test_nothing_but_the_set_is_filmed(filming, clock, exercises):
    services, made = filming
    _patient, running = session(services, clock, exercises, days=7)
    for phase in (Phase.INTRODUCE, Phase.PLACE, Phase.OBSERVE, Phase.GET_READY):
        led_to(running, clock, phase)
        assert services.worker.onlooker is None, phase
    led_to(running, clock, Phase.IMITATE)
    assert services.worker.onlooker is not None
    led_to(running, clock, Phase.FEEDBACK)
    assert services.worker.onlooker is None
    running.close()
    seen_on_disk(made)


def test_who_is_filmed_is_told_on_every_screen_of_the_session(filming, clock, exercises, printer):
    services, _made = filming
    for days, told in ((7, True), (0, False)):
        _patient, running = session(services, clock, exercises, days, name=f"Anna {days}")
        for phase in (Phase.INTRODUCE, Phase.OBSERVE, Phase.IMITATE):
            led_to(running, clock, phase)
            written = photograph(running.scene(), SIZES[0], printer).written
            assert any(word.words.startswith("Video is on") for word in written) is told, phase
        running.close()


def test_nobody_is_filmed_by_default(filming, store, clock, exercises):
    services, made = filming
    patient, running = session(services, clock, exercises, days=0)
    led_to(running, clock, Phase.SUMMARY)
    assert made == []
    assert store.films(patient) == ()
    assert not folder_of(store.path).exists()


def test_a_set_that_is_stopped_keeps_what_there_is(filming, store, clock, exercises):
    services, made = filming
    patient, running = session(services, clock, exercises, days=7)
    led_to(running, clock, Phase.IMITATE)
    clock.now_s += 2
    watched(running, clock)
    running.stop(clock())
    running.close()
    seen_on_disk(made)
    assert services.worker.onlooker is None
    kept = {film.file for film in store.films(patient)}
    assert {path.name for path in folder_of(store.path).iterdir()} == kept
    assert len(kept) == len(store.history(patient))


def test_a_record_that_waits_gets_its_films_later(filming, store, clock, exercises, monkeypatch):
    services, made = filming
    patient, running = session(services, clock, exercises, days=7)
    led_to(running, clock, Phase.IMITATE)
    hidden = store.path.with_name("hidden")
    store.path.rename(hidden)
    led_to(running, clock, Phase.FEEDBACK)
    assert running.keeping.problem is not None
    hidden.rename(store.path)
    running.keeping.again()
    assert len(store.films(patient)) == len(store.history(patient)) == 1
    running.close()
    seen_on_disk(made)
