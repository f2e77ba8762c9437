"""A good copy takes a damaged record's place, with what can still be read; and nothing is ever deleted."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from aotrainer.audit import Audited, Deed
from aotrainer.care import Care
from aotrainer.chart import Entry, Kind
from aotrainer.errors import SchemaMismatchError, StoreError
from aotrainer.event import Event, What
from aotrainer.store import Store, backup
from aotrainer.store.copies import copies
from aotrainer.store.first_look import EMPTY, GONE, find_damage
from aotrainer.store.integrity import is_in_use
from aotrainer.store.restoring import restore
from aotrainer.trial import Ending
from tests.bench.damage import run as damage_many
from tests.store.builders import MIGRATIONS, NOON, next_release, record_with_one_trial, trial

LATER = NOON + timedelta(days=1)
PAGE = 4096


def scribble(database: Path, page: int, pages: int = 1) -> bytes:
    """Overwrite pages, and return what the whole file is then."""
    with database.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(b"\xa5" * PAGE * pages)
    return database.read_bytes()


def lose_the_third_set(database: Path) -> None:
    """Overwrite every page that tells when it was done."""
    data = database.read_bytes()
    for page in range(len(data) // PAGE):
        if b"2026-03-02T12:03" in data[page * PAGE : (page + 1) * PAGE]:
            scribble(database, page)


@pytest.fixture
def grown(database: Path) -> Path:
    """A record with one set, which has a copy; and after that a person with five sets, notes and settings."""
    record_with_one_trial(database)
    with Store.open(database, MIGRATIONS, NOON) as store:
        store.backup(NOON)
        anna = store.patient("Anna")
        first = store.sessions(anna)[0].session_id
        store.end_session(first, NOON, Ending.COMPLETED)
        store.keep_care(anna, replace(Care(), pain_limit=3))
        ben = store.add_patient("Ben", LATER)
        session = store.begin_session(ben, "priming", LATER)
        for number in range(1, 6):
            kept = replace(trial(number, after=timedelta(days=1, minutes=number)), uid=f"{number:032x}")
            store.save_trial(session, kept)
        store.save_event(session, Event(What.WATCHED, LATER, {"watched_s": 40.0}))
        store.keep_entry(ben, Entry(Kind.NOTE, LATER, "Dr. B", {"text": "Well done."}))
        store.audit(Audited(Deed.OPENED, LATER, "Dr. B", ben.uid))
        store.keep_setting("comfort", {"language": "de"})
    return database


def test_a_sound_record_is_no_damage_and_neither_is_none(grown: Path, tmp_path: Path) -> None:
    before = grown.read_bytes()
    assert find_damage(grown, MIGRATIONS) is None
    assert find_damage(tmp_path / "nowhere" / "record.sqlite", MIGRATIONS) is None
    assert grown.read_bytes() == before
    assert not (tmp_path / "nowhere").exists()


def test_everything_but_a_damaged_page_is_saved(grown: Path) -> None:
    with closing(sqlite3.connect(grown)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'recording'").fetchone()[0]
    harmed = scribble(grown, root - 1)
    done = restore(grown, MIGRATIONS, LATER)
    assert done.set_aside == grown.with_name("record.sqlite.damaged-20260302T120000Z")
    assert done.set_aside.read_bytes() == harmed
    assert done.saved == {"patient": 1, "session": 1, "trial": 5, "event": 1, "entry": 1, "audit": 1}
    assert (done.lost, done.bare) == ({}, 5)
    with Store.open(grown, MIGRATIONS, LATER) as store:
        assert store.check() == ()
        anna, ben = store.patient("Anna"), store.patient("Ben")
        assert store.care(anna).pain_limit == 3
        assert store.sessions(anna)[0].ending is Ending.COMPLETED
        assert store.load_trial(store.history(anna)[0].trial_id).motion is not None, "the copy has it"
        kept = [store.load_trial(record.trial_id) for record in store.history(ben)]
        assert [(each.uid, each.set_number) for each in kept] == [(f"{n:032x}", n) for n in range(1, 6)]
        assert [each.outcome for each in kept] == [trial().outcome] * 5
        assert [record.repetitions for record in store.history(ben)] == [3] * 5
        assert [each.what for each in store.events(store.sessions(ben)[0].session_id)] == [What.WATCHED]
        assert [entry.content for entry in store.entries(ben)] == [{"text": "Well done."}]
        assert [line.patient for line in store.audit_trail()] == [ben.uid]
        assert store.setting("comfort") == {"language": "de"}


def test_later_scores_and_lines_of_videos_are_saved_with_the_key_of_the_videos(grown: Path) -> None:
    with Store.open(grown, MIGRATIONS, LATER) as store:
        first, *_, last = (
            each.trial_id for name in ("Anna", "Ben") for each in store.history(store.patient(name))
        )
        for number in (first, last):
            store.keep_film(number, f"{number}.aotv", LATER)
        key = store.film_key()
        store.keep_rescoring(last, "9", LATER, trial().outcome)
        films, scores = store.films(), store.rescorings(store.patient("Ben"))
    with closing(sqlite3.connect(grown)) as connection, connection:
        connection.execute("UPDATE setting SET value = '{' WHERE name = 'comfort'")
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'recording'").fetchone()[0]
    scribble(grown, root - 1)
    done = restore(grown, MIGRATIONS, LATER)
    assert (done.saved["rescoring"], done.saved["video"]) == (1, 2)
    assert done.lost == {"setting": 1}
    with Store.open(grown, MIGRATIONS, LATER) as store:
        assert store.films() == films
        assert store.rescorings(store.patient("Ben")) == scores
        assert store.film_key() == key


def test_what_cannot_be_read_is_counted(grown: Path) -> None:
    lose_the_third_set(grown)
    damage = find_damage(grown, MIGRATIONS)
    assert damage is not None
    done = restore(grown, MIGRATIONS, LATER)
    assert done.lost.get("trial", 0) >= 1
    assert done.saved.get("trial", 0) + done.lost["trial"] == 5
    with Store.open(grown, MIGRATIONS, LATER) as store:
        assert store.check() == ()
        assert len(store.history(store.patient("Ben"))) == done.saved.get("trial", 0)


def test_half_a_file_is_told_and_the_copy_takes_its_place(grown: Path) -> None:
    whole = grown.read_bytes()
    grown.write_bytes(whole[: len(whole) // 3])
    damage = find_damage(grown, MIGRATIONS)
    assert damage is not None
    assert damage.copy is not None
    assert damage.copy.at == NOON.replace(microsecond=0)
    restore(grown, MIGRATIONS, LATER)
    with Store.open(grown, MIGRATIONS, LATER) as store:
        assert store.check() == ()
        assert len(store.history(store.patient("Anna"))) == 1


@pytest.mark.parametrize("words", [GONE, EMPTY])
def test_a_record_that_is_gone_or_empty_is_missed_where_there_are_copies(grown: Path, words: str) -> None:
    grown.unlink() if words == GONE else grown.write_bytes(b"")
    damage = find_damage(grown, MIGRATIONS)
    assert damage is not None
    assert (damage.words, damage.gone) == ((words,), words == GONE)
    restore(grown, MIGRATIONS, LATER)
    with Store.open(grown, MIGRATIONS, LATER) as store:
        assert [each.name for each in store.patients()] == ["Anna"]


def test_without_a_copy_what_can_be_read_begins_a_new_record(grown: Path) -> None:
    for copy in copies(grown):
        copy.path.unlink()
    lose_the_third_set(grown)
    done = restore(grown, MIGRATIONS, LATER)
    assert done.copy is None
    assert done.saved["patient"] == 2
    assert done.saved["trial"] + done.lost["trial"] == 6
    with Store.open(grown, MIGRATIONS, LATER) as store:
        assert store.check() == ()
        assert len(store.patients()) == 2


def test_a_sound_record_becomes_a_copy_when_an_older_one_is_wished_for(grown: Path) -> None:
    (old,) = copies(grown)
    done = restore(grown, MIGRATIONS, LATER, old.path)
    assert done.set_aside == grown.parent / "backups" / "record.sqlite.20260302T120000Z.before-restore"
    assert (done.saved, done.lost) == ({}, {})
    with Store.open(grown, MIGRATIONS, LATER) as store:
        assert [each.name for each in store.patients()] == ["Anna"]
    again = restore(grown, MIGRATIONS, LATER)
    assert again.copy == done.set_aside, "it holds most"
    with Store.open(grown, MIGRATIONS, LATER) as store:
        assert len(store.patients()) == 2


def test_nothing_set_aside_is_ever_overwritten(grown: Path) -> None:
    aside = []
    for _ in range(3):
        scribble(grown, 3)
        aside.append(restore(grown, MIGRATIONS, LATER).set_aside)
    assert len(set(aside)) == 3
    assert all(path is not None and path.exists() for path in aside)


def test_a_record_in_use_is_not_replaced(grown: Path) -> None:
    (copy,) = copies(grown)
    with Store.open(grown, MIGRATIONS, NOON) as store:
        assert is_in_use(grown)
        with pytest.raises(StoreError, match="in use by another program"):
            restore(grown, MIGRATIONS, LATER, copy.path)
        assert len(store.patients()) == 2
    assert not is_in_use(grown)


def spoilt(copy: Path) -> None:
    scribble(copy, 3)


def no_record(copy: Path) -> None:
    copy.write_text("Dear diary")


@pytest.mark.parametrize("harm", [spoilt, no_record])
def test_a_bad_copy_is_refused_and_nothing_changes(grown: Path, harm: Callable[[Path], None]) -> None:
    (copy,) = copies(grown)
    harm(copy.path)
    before = grown.read_bytes()
    with pytest.raises(StoreError, match="no good copy"):
        restore(grown, MIGRATIONS, LATER, copy.path)
    with pytest.raises(StoreError, match="no good copy"):
        restore(grown, MIGRATIONS, LATER)
    assert grown.read_bytes() == before
    assert sorted(path.name for path in grown.parent.iterdir()) == ["backups", "record.sqlite"]


def test_a_copy_of_a_newer_release_is_refused(grown: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer" / "record.sqlite"
    record_with_one_trial(newer, next_release(tmp_path / "next"))
    with pytest.raises(SchemaMismatchError, match=r"newer aotrainer.*Nothing was changed"):
        restore(grown, MIGRATIONS, LATER, newer)


def test_a_disk_without_room_changes_nothing(grown: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    harmed = scribble(grown, 3)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(StoreError, match="No space left"):
        restore(grown, MIGRATIONS, LATER)
    assert grown.read_bytes() == harmed
    assert sorted(path.name for path in grown.parent.iterdir()) == ["backups", "record.sqlite"]


def test_all_files_are_their_owners_only(grown: Path) -> None:
    scribble(grown, 3)
    restore(grown, MIGRATIONS, LATER)
    with Store.open(grown, MIGRATIONS, LATER) as store:
        store.add_patient("Cleo", LATER)
        for path in (grown.parent, *grown.parent.rglob("*")):
            wished = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == wished, path


def test_a_set_whose_name_is_damaged_is_not_taken_twice(grown: Path) -> None:
    with Store.open(grown, MIGRATIONS, NOON) as store:
        store.backup(LATER)
    with closing(sqlite3.connect(grown)) as connection, connection:
        connection.execute("UPDATE trial SET uid = ? WHERE uid = ?", ("f" * 32, f"{2:032x}"))
    scribble(grown, 3)
    restore(grown, MIGRATIONS, LATER)
    with Store.open(grown, MIGRATIONS, LATER) as store:
        assert [record.set_number for record in store.history(store.patient("Ben"))] == [1, 2, 3, 4, 5]


@pytest.mark.slow
def test_however_a_file_is_damaged_it_is_told_in_words_and_mended(tmp_path: Path) -> None:
    ends, wrong = damage_many(tmp_path, 120)
    assert wrong == []
    assert ends.total() == 120


def test_a_backup_of_a_damaged_record_is_refused(grown: Path) -> None:
    scribble(grown, grown.stat().st_size // 2 // PAGE, 2)
    with pytest.raises(StoreError, match=r"damaged.*db restore"):
        backup.back_up(grown, LATER)
    assert len(copies(grown)) == 1
