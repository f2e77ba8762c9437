"""Nothing that was saved is lost, whoever is killed and whoever else is writing."""

from __future__ import annotations

import resource
import signal
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text

from aotrainer.errors import RecordGoneError, StoreError
from aotrainer.identity import new_uid
from aotrainer.store import Store, engine
from aotrainer.trial import Patient
from tests.store.builders import MIGRATIONS, NOON, trial
from tests.store.conftest import Start
from tests.store.processes import open_and_close, save_and_die, save_for_ever


def test_a_trial_outlives_a_kill_right_after_it_was_saved(database: Path, start: Start) -> None:
    process, pipe = start(save_and_die)
    number = pipe.recv()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    with Store.open(database, MIGRATIONS, NOON) as store:
        assert store.check() == ()
        (record,) = store.history(store.patient("Anna"))
        assert (record.trial_id, record.repetitions) == (number, 3)
        assert store.load_trial(number).motion is not None


@pytest.mark.slow
@pytest.mark.parametrize("after_s", [0.0, 0.004, 0.011, 0.017, 0.023])
def test_a_kill_in_the_middle_of_saving_leaves_whole_trials_only(
    database: Path, start: Start, after_s: float
) -> None:
    process, pipe = start(save_for_ever)
    reported = [pipe.recv(), pipe.recv()]
    time.sleep(after_s)
    process.kill()
    with suppress(EOFError):
        while True:
            reported.append(pipe.recv())
    with Store.open(database, MIGRATIONS, NOON) as store:
        assert store.check() == ()
        anna = store.patient("Anna")
        kept = [record.trial_id for record in store.history(anna)]
        assert kept[: len(reported)] == reported
        assert len(kept) <= len(reported) + 1  # one may have been saved and not yet reported
        for number in kept:
            loaded = store.load_trial(number)
            assert loaded.motion is not None
            assert [loaded.outcome] == [trial().outcome]
        assert [record.repetitions for record in store.history(anna)] == [3] * len(kept)
        assert store.sessions(anna)[0].ended_at is None


def test_the_history_can_be_read_while_another_process_writes(database: Path, start: Start) -> None:
    _, pipe = start(save_for_ever)
    pipe.recv()
    with Store.open(database, MIGRATIONS, NOON) as store:
        anna = store.patient("Anna")
        counts = []
        for _ in range(20):
            counts.append(len(store.history(anna)))
            pipe.recv()
        copy = store.backup(NOON)
    assert counts == sorted(counts)
    assert counts[-1] > counts[0] >= 1
    with Store.open(copy, MIGRATIONS, NOON) as backup:
        assert backup.check() == ()
        assert len(backup.history(anna)) >= counts[-1]


def test_several_processes_may_open_a_new_record_at_once(database: Path, start: Start) -> None:
    pipes = [start(open_and_close)[1] for _ in range(4)]
    assert [pipe.recv() for pipe in pipes] == ["ready"] * 4
    for pipe in pipes:
        pipe.send("go")
    assert [pipe.recv() for pipe in pipes] == ["done"] * 4
    assert [path.name for path in database.parent.iterdir()] == ["record.sqlite"]
    with Store.open(database, MIGRATIONS, NOON) as store:
        assert store.check() == ()


def test_several_threads_may_save_at_once(store: Store, anna: Patient, session: int) -> None:
    attempt = trial()
    attempts = [replace(attempt, uid=new_uid()) for _ in range(12)]
    threads = [Thread(target=store.save_trial, args=(session, each)) for each in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.history(anna)) == 12


def test_a_record_that_somebody_holds_is_said_to_be_in_use(
    database: Path, anna: Patient, session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.05)
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another program"):
            Store.open(database, MIGRATIONS, NOON)


def test_a_full_disk_is_said_so_and_loses_nothing(store: Store, anna: Patient, session: int) -> None:
    store.save_trial(session, trial())
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full"):
        store.save_trial(session, trial())
    assert len(store.history(anna)) == 1
    assert store.check() == ()


def test_a_disk_that_refuses_to_write_is_said_so(store: Store, anna: Patient, session: int) -> None:
    store.save_trial(session, trial())
    before, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(StoreError, match="disk"):
            store.save_trial(session, trial())
        with pytest.raises(StoreError, match="disk"):
            store.backup(NOON)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert [path.name for path in (store.path.parent / "backups").iterdir()] == []
    assert len(store.history(anna)) == 1
    store.save_trial(session, trial())
    assert store.check() == ()


@pytest.mark.parametrize("left_behind", [(), ("-wal", "-shm")])
def test_a_record_that_is_deleted_while_open_is_missed_and_written_anew(
    database: Path, store: Store, anna: Patient, session: int, left_behind: tuple[str, ...]
) -> None:
    numbers = [store.save_trial(session, trial(number)) for number in (1, 2)]
    for path in database.parent.glob(f"{database.name}*"):
        if not path.name.endswith(left_behind or "never"):
            path.unlink()
    with pytest.raises(RecordGoneError, match="moved or deleted"):
        store.save_trial(session, trial(3))
    assert not database.exists(), "no empty record takes its place"
    store.bring_back()
    numbers.append(store.save_trial(session, trial(3)))
    store.close()
    with Store.open(database, MIGRATIONS, NOON) as reopened:
        assert reopened.check() == ()
        assert [record.trial_id for record in reopened.history(anna)] == numbers
        assert reopened.load_trial(numbers[0]).motion is not None
    assert database.stat().st_mode & 0o777 == 0o600
    assert not list(database.parent.glob("*.partial"))


def test_a_record_that_was_put_back_is_used_again(
    database: Path, store: Store, anna: Patient, session: int, tmp_path: Path
) -> None:
    copy = store.backup(NOON)
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()
    copy.rename(database)
    with pytest.raises(RecordGoneError):
        store.save_trial(session, trial())
    store.bring_back()
    store.save_trial(session, trial())
    assert len(store.history(anna)) == 1
    assert store.check() == ()


def test_commits_wait_for_the_disk(store: Store) -> None:
    with store._engine.connect() as connection:
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_backup_holds_all_and_never_replaces_another(store: Store, anna: Patient, session: int) -> None:
    number = store.save_trial(session, trial())
    first, second = store.backup(NOON), store.backup(NOON)
    third = store.backup(NOON + timedelta(hours=1))
    assert [path.name for path in (first, second, third)] == [
        "record.sqlite.20260301T120000Z",
        "record.sqlite.20260301T120000Z-2",
        "record.sqlite.20260301T130000Z",
    ]
    assert {path.name for path in first.parent.iterdir()} == {first.name, second.name, third.name}
    with Store.open(second, MIGRATIONS, NOON) as copy:
        assert copy.load_trial(number).outcome == store.load_trial(number).outcome
        assert copy.history(anna) == store.history(anna)


def test_a_damaged_page_is_found_by_the_check(database: Path, store: Store, session: int) -> None:
    for number in range(3):
        store.save_trial(session, trial(number))
    store.close()
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 8192)
    with Store.open(database, MIGRATIONS, NOON) as damaged:
        assert damaged.check()
