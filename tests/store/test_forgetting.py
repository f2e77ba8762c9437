"""Who was forgotten is in no file of the record's folder, not by a byte; others lose nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aotrainer.audit import Audited, Deed
from aotrainer.care import Care
from aotrainer.chart import Entry, Kind
from aotrainer.errors import StoreError, UnknownPatientError
from aotrainer.forgetting import forget, traces_of
from aotrainer.motion import packing
from aotrainer.store import Store
from aotrainer.store.forgetting import copies_of, wipe, write_only
from aotrainer.store.migrate import downgrade
from aotrainer.trial import Patient
from tests.store.builders import MIGRATIONS, NOON, scored, trial

NAME = "Zoë Quandt-Ölmüller"
WORDS = "Xylophon im Garten"
"""Of a note, a setting and an event about her."""


@pytest.fixture
def zoe(store: Store) -> Patient:
    """Somebody with everything that can be kept of a person."""
    zoe = store.add_patient(NAME, NOON)
    store.keep_care(zoe, Care(emergency=WORDS))
    session = store.begin_session(zoe, "priming", NOON)
    kept = store.save_trial(session, trial())
    store.keep_rescoring(kept, "9", NOON, scored(3)[1])
    store.keep_entry(zoe, Entry(Kind.NOTE, NOON, "Lena", {"words": WORDS}))
    store.keep_entry(zoe, Entry(Kind.CORRECTION, NOON, "Lena", {"words": WORDS}, trial_id=kept))
    store.audit(Audited(Deed.OPENED, NOON, "therapist", zoe.uid))
    return zoe


@pytest.fixture
def ben(store: Store) -> Patient:
    """Somebody who stays."""
    ben = store.add_patient("Ben Zoëllner", NOON)
    store.save_trial(store.begin_session(ben, "priming", NOON), trial(2))
    return ben


def traces(folder: Path) -> list[str]:
    """Files that hold her name, her words or anything that only she has."""
    needles = [NAME.encode(), NAME.casefold().encode(), WORDS.encode(), NAME.encode("utf-16-le")]
    return [
        f"{path.name}: {needle!r}"
        for path in folder.rglob("*")
        if path.is_file()
        for needle in needles
        if needle in path.read_bytes()
    ]


def rows(database: Path) -> dict[str, int]:
    with closing(sqlite3.connect(database)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        count = lambda name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: E731, S608
        return {name: count(name) for (name,) in names}


def test_everything_goes_and_others_keep_all(
    store: Store, zoe: Patient, ben: Patient, database: Path
) -> None:
    log = database.with_name("aotrainer.log")
    log.write_text(f"1 INFO started\n2 WARNING “{NAME}” is there already\n3 INFO Ben\n", encoding="utf-8")
    store.backup(NOON)
    ours = repr((store.history(ben), store.load_trial(store.history(ben)[0].trial_id)))
    assert len({line.split(":")[0] for line in traces(database.parent)}) >= 3
    forget(traces_of(NAME, store), store)
    assert traces(database.parent) == []
    assert log.read_text(encoding="utf-8") == "1 INFO started\n3 INFO Ben\n"
    assert repr((store.history(ben), store.load_trial(store.history(ben)[0].trial_id))) == ours
    assert store.check() == ()
    assert [line.patient for line in store.audit_trail()] == [zoe.uid], "the trail outlives her"
    for table, count in rows(database).items():
        expected = {"patient": 1, "session": 1, "trial": 1, "recording": 1, "repetition": 3, "audit": 1}
        if table not in ("alembic_version", "sqlite_sequence"):
            assert count == expected.get(table, 0), table


def test_her_landmarks_are_in_no_file(store: Store, zoe: Patient, database: Path) -> None:
    landmarks = packing.pack(scored()[0])
    piece = landmarks[len(landmarks) // 2 :][:48]
    store.backup(NOON)

    def holding() -> list[Path]:
        files = [path for path in database.parent.rglob("*") if path.is_file()]
        return [path for path in files if piece in path.read_bytes()]

    assert len(holding()) >= 2
    forget(traces_of(NAME, store), store)
    assert holding() == []


def test_old_backups_are_whole_records_of_their_release_without_her(
    store: Store, zoe: Patient, ben: Patient, database: Path
) -> None:
    old = store.backup(NOON)
    downgrade(old, MIGRATIONS, "0001")
    before = rows(old)
    forget(traces_of(NAME, store), store)
    assert traces(database.parent) == []
    assert rows(old)["trial"] == before["trial"] - 1 == 1
    assert rows(old).keys() == before.keys()
    assert old.stat().st_mode & 0o077 == 0
    with Store.open(old, MIGRATIONS, NOON) as restored:
        assert [person.name for person in restored.patients()] == [ben.name]


def test_copies_that_cannot_be_read_go_wholly_and_are_named_before(
    store: Store, zoe: Patient, database: Path
) -> None:
    good, bad = store.backup(NOON), store.backup(NOON)
    aside = database.with_name(f"{database.name}.damaged")
    aside.write_bytes(b"no header" + good.read_bytes()[100:])
    content = bytearray(bad.read_bytes())
    content[4096:12288] = bytes(8192)
    bad.write_bytes(content)
    found = traces_of(NAME, store)
    assert set(found.unreadable) == {bad, aside}
    assert set(found.copies) == {good}
    forget(found, store)
    assert traces(database.parent) == []
    assert (good.exists(), bad.exists(), aside.exists()) == (True, False, False)


def test_what_was_cut_short_is_finished_by_saying_it_again(
    store: Store, zoe: Patient, database: Path
) -> None:
    store.backup(NOON)
    store.forget(zoe)  # and then the power was cut
    assert traces(database.parent)
    forget(traces_of(NAME.upper(), store), store)
    assert traces(database.parent) == []
    with pytest.raises(UnknownPatientError):
        traces_of(NAME, store)


def test_somebody_who_reads_meanwhile_keeps_traces_alive_and_that_is_said(
    store: Store, zoe: Patient, database: Path
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM trial").fetchone()
        with pytest.raises(StoreError, match="Close aotrainer"):
            forget(traces_of(NAME, store), store)
    with pytest.raises(UnknownPatientError):
        store.patient(NAME)
    store.leave_no_trace()
    assert traces(database.parent) == []


def test_a_short_name_does_not_take_lines_about_others(store: Store, database: Path) -> None:
    store.add_patient("Al", NOON)
    log = database.with_name("aotrainer.log.1")
    log.write_text("Allocation calm\nal was here\n")
    forget(traces_of("AL", store), store)
    assert log.read_text() == "Allocation calm\n"


def test_a_program_that_writes_to_the_log_goes_on(store: Store, zoe: Patient, database: Path) -> None:
    log = database.with_name("aotrainer.log")
    with log.open("a", encoding="utf-8") as writer:
        writer.write(f"{NAME}\n")
        writer.flush()
        forget(traces_of(NAME, store), store)
        writer.write("after\n")
    assert log.read_text() == "after\n"


def test_a_record_of_their_own_holds_all_of_one_and_nothing_of_others(
    store: Store, zoe: Patient, ben: Patient, tmp_path: Path
) -> None:
    store.keep_setting("trial key", {"A": "control"})
    target = tmp_path / "out" / "aotrainer.db"
    write_only(zoe, store.path, target)
    assert traces(target.parent)
    assert b"Ben" not in target.read_bytes()
    with Store.open(target, MIGRATIONS, NOON) as alone:
        assert alone.patients() == (zoe,)
        assert alone.history(zoe) == store.history(zoe)
        assert alone.entries(zoe) == store.entries(zoe)
        assert alone.setting("trial key") == {}
        assert alone.check() == ()
    with pytest.raises(StoreError, match="there already"):
        write_only(zoe, store.path, target)


def test_all_records_below_the_folder_are_known_and_nothing_else(store: Store, database: Path) -> None:
    backup = store.backup(NOON)
    (database.parent / "demo").mkdir()
    other = database.parent / "demo" / "other.db"
    other.write_bytes(backup.read_bytes())
    (database.parent / "exercises.toml").write_text("no record")
    assert copies_of(database) == (backup, other)


def test_a_wiped_file_is_written_over_before_it_goes(tmp_path: Path) -> None:
    file, link = tmp_path / "secret", tmp_path / "link"
    file.write_bytes(b"secret" * 1000)
    link.hardlink_to(file)
    wipe(file)
    assert not file.exists()
    assert link.read_bytes() == bytes(6000)
