"""Films are deleted on their day, whatever the clock says, and nothing else is."""

import os
from datetime import timedelta

import pytest

from aotrainer.audit import Deed
from aotrainer.care import Care
from aotrainer.chores import Chores
from aotrainer.errors import CareError
from aotrainer.film_file import FilmWriter
from aotrainer.forgetting import forget, traces_of
from aotrainer.retention import delete_due, folder_of, tidy
from aotrainer.store import Store
from tests.store.builders import MIGRATIONS, NOON, trial

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "record.db", MIGRATIONS, NOON) as opened:
        yield opened


def filmed(store, name, delete_at):
    """Somebody's attempt with a film; the file."""
    known = {each.name: each for each in store.patients()}
    person = known.get(name) or store.add_patient(name, NOON)
    trial_id = store.save_trial(store.begin_session(person, "priming", NOON), trial())
    folder = folder_of(store.path)
    folder.mkdir(exist_ok=True)
    file = folder / f"{trial_id}.film"
    with FilmWriter(file, store.film_key()) as film:
        film.add(0.0, b"picture")
    store.keep_film(trial_id, file.name, delete_at)
    return file


def test_a_film_is_gone_on_its_day_and_that_is_noted(store):
    file, later = filmed(store, "Anna", NOON + WEEK), filmed(store, "Anna", NOON + 2 * WEEK)
    assert delete_due(store, NOON + WEEK - timedelta(seconds=1)) == []
    assert [film.file for film in delete_due(store, NOON + WEEK)] == [file.name]
    assert (file.exists(), later.exists()) == (False, True)
    assert [film.file for film in store.films()] == [later.name]
    line = store.audit_trail()[-1]
    assert (line.deed, line.who, line.patient) == (Deed.DELETED, "aotrainer", store.patient("Anna").uid)


def test_setting_the_clock_back_does_not_keep_a_film(store):
    file = filmed(store, "Anna", NOON + WEEK)
    assert delete_due(store, NOON + WEEK - DAY) == []
    other = filmed(store, "Ben", NOON + WEEK - DAY)
    assert [film.file for film in delete_due(store, NOON - 350 * DAY)] == [other.name]
    assert file.exists(), "its day has not come by any clock"


def test_a_day_that_is_too_far_away_was_never_meant(store):
    filmed(store, "Anna", NOON + 20 * 365 * DAY)
    assert len(delete_due(store, NOON)) == 1


def test_files_that_belong_to_nothing_go_unless_they_are_just_being_written(store):
    filmed(store, "Anna", NOON + WEEK)
    folder = folder_of(store.path)
    for name, age in (("old.part", 2 * 3600), ("new.part", 60), ("future.film", -2 * 3600)):
        (folder / name).write_bytes(b"x")
        at = NOON.timestamp() - age
        os.utime(folder / name, (at, at))
    delete_due(store, NOON)
    assert {path.name for path in folder.iterdir()} == {"new.part", store.films()[0].file}


def test_what_cannot_be_deleted_is_tried_again(store, monkeypatch):
    file = filmed(store, "Anna", NOON)
    file.unlink()
    file.mkdir()  # opening it fails, as on a drive that may only be read
    assert len(delete_due(store, NOON)) == 1
    locked = filmed(store, "Ben", NOON)
    monkeypatch.setattr("aotrainer.retention.wipe", _refuse)
    assert delete_due(store, NOON) == []
    monkeypatch.undo()
    assert [film.file for film in delete_due(store, NOON)] == [locked.name]


def _refuse(_path):
    raise PermissionError("read-only")


def test_whoever_is_forgotten_has_no_films_either(store):
    hers, his = filmed(store, "Anna", NOON + WEEK), filmed(store, "Ben", NOON + WEEK)
    forget(traces_of("Anna", store), store)
    assert (hers.exists(), his.exists()) == (False, True)
    assert [film.file for film in store.films()] == [his.name]


def test_the_key_is_drawn_once(store):
    assert store.film_key() == store.film_key()
    assert len(store.film_key()) == 32


def test_tidying_never_fails(store, caplog):
    store.path.rename(store.path.with_name("elsewhere"))
    tidy(store, NOON)
    assert "could not be looked through" in caplog.text


def test_chores_are_done_at_once_and_again():
    done = []
    with Chores(lambda: done.append(1), every_s=0.01) as chores:
        while len(done) < 3:
            chores._ended.wait(0.01)
    count = len(done)
    chores._ended.wait(0.05)
    assert len(done) == count


def test_video_is_off_unless_it_is_wished_for():
    assert Care().video_days == 0
    with pytest.raises(CareError):
        Care(video_days=366)
