"""A year of daily use: how long a review takes to open, how large the record is, and what one attempt costs.

One patient trains five exercises on every day, two sets each, at 60,000 repetitions a year. One week is saved
as the app saves it, landmarks kept; all attempts are one that was scored by `score_motion`. The other weeks,
and the other patients, are copies of it within the database, without landmarks, whose size is known from the
first week. Run by `python -m tests.bench.review [PATIENTS] [WEEKS]`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aotrainer.event import Event, What
from aotrainer.identity import new_uid
from aotrainer.motion.score import Score
from aotrainer.review import course_of, gather, report
from aotrainer.store import Store
from aotrainer.trial import Ending, Patient, Trial
from tests.rendered.golden import shipped_library
from tests.store.builders import MIGRATIONS, scored, trial

PATIENTS, WEEKS, WEEK = 200, 52, 7
EXERCISES = ("shoulder_abduction", "reach_forward", "hand_to_mouth", "elbow_flexion", "sit_to_stand")
SETS = 2
_LAST = {"session": "SELECT max(id) FROM session", "trial": "SELECT max(id) FROM trial"}
TABLES = ("session", "event", "trial", "repetition")
REPETITIONS_A_YEAR = 60_000
NEW_YEAR = datetime(2026, 1, 1, 9, tzinfo=UTC)
REPETITIONS = round(REPETITIONS_A_YEAR / (365 * len(EXERCISES) * SETS))
"""Of one attempt."""


def rows(patients: int, weeks: int) -> Iterator[str]:
    """What was measured, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "aotrainer.db"
        with Store.open(path, MIGRATIONS, NEW_YEAR) as store:
            anna = store.add_patient("Anna", NEW_YEAR)
            attempts = [_attempt(name) for name in EXERCISES]
            empty = _size(path)
            kept = _keep(store, anna, attempts, range(WEEK))
            each = (_size(path) - empty) / kept
            yield f"one attempt of {REPETITIONS} repetitions    {each / 1000:.0f} kB with its landmarks"
            before = _size(path)
            _copy(store, anna.id, weeks - 1)
            bare = (_size(path) - before) / max(1, kept * (weeks - 1))
            yield f"... without them                {bare / 1000:.1f} kB"
            yield f"{kept * weeks} of one patient         {each * kept * weeks / 1e9:.2f} GB with landmarks"
            yield _opened(store, anna, "with one patient")
            for n in range(1, patients):
                _copy(store, store.add_patient(f"copy {n}", NEW_YEAR).id, weeks)
            yield f"database of {patients} patients        {_size(path) / 1e9:.2f} GB without landmarks"
            yield _opened(store, anna, f"with {patients} patients")


def _attempt(exercise: str) -> Trial:
    motion, score = scored(REPETITIONS)
    assert isinstance(score, Score)
    return replace(trial(), exercise_id=exercise, side="right", motion=motion, outcome=score, algorithm="3")


def _keep(store: Store, patient: Patient, attempts: list[Trial], days: range) -> int:
    kept = 0
    for day in days:
        at = NEW_YEAR + timedelta(days=day)
        session = store.begin_session(patient, "priming", at)
        for phase in ("check_in", "check_out"):
            for what in (What.PAIN, What.FATIGUE):
                store.save_event(session, Event(what, at, {"rating": 3, "phase": phase}))
        for each in attempts:
            for number in range(1, SETS + 1):
                at += timedelta(minutes=3)
                store.save_event(session, Event(What.WATCHED, at, {"seconds": 45.0}))
                one = replace(each, set_number=number, started_at=at, uid=new_uid())
                store.save_trial(session, one)
                kept += 1
        store.end_session(session, at, Ending.COMPLETED)
    return kept


def _opened(store: Store, patient: Patient, when: str) -> str:
    exercises = shipped_library().exercises
    began = time.process_time()
    kept = gather(store, patient, UTC)
    read = time.process_time()
    course = course_of(kept, exercises, (NEW_YEAR + timedelta(days=365)).date(), 5)
    worked_out = time.process_time()
    report(course, "chart", "bench")
    written = time.process_time()
    return (
        f"review {when}, processor time: read {read - began:.2f} s, worked out {worked_out - read:.2f} s, "
        f"report written {written - worked_out:.2f} s"
    )


def _copy(store: Store, owner: int, weeks: int) -> None:
    """The first week's rows again, a week later each time, for one patient; landmarks left out."""
    with store._writing() as session:  # the one place that makes rows without the store's methods
        run = session.connection().exec_driver_sql
        first = dict(zip(TABLES, (WEEK, None, WEEK * len(EXERCISES) * SETS, None), strict=True))
        for week in range(1, weeks + 1):
            last = {table: run(_LAST[table]).scalar() for table in _LAST}
            for table in TABLES:
                columns = [
                    row[1] for row in run(f"PRAGMA table_info({table})") if row[1] not in ("id", "uid")
                ]
                told = [_told(column, week, last, owner) for column in columns]
                if first[table]:
                    columns, told = ["id", *columns], [f"id + {last[table]}", *told]
                key = "id" if first[table] else "session_id" if table == "event" else "trial_id"
                most = first[table] or first["session" if table == "event" else "trial"]
                into, what = ", ".join(columns), ", ".join(told)
                run(f"INSERT INTO {table} ({into}) SELECT {what} FROM {table} WHERE {key} <= {most}")  # noqa: S608


def _told(column: str, week: int, last: dict[str, int], owner: int) -> str:
    """What a column of a copy holds."""
    if column == "patient_id":
        return str(owner)
    if column in ("at", "started_at", "ended_at"):
        return f"strftime('%Y-%m-%dT%H:%M:%f', {column}, '+{week * WEEK} days') || '000Z'"
    table = column.removesuffix("_id")
    return f"{column} + {last[table]}" if column.endswith("_id") and table in last else column


def _size(path: Path) -> int:
    """Of the database with its log, in bytes."""
    return sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*"))


if __name__ == "__main__":
    told = [int(each) for each in sys.argv[1:]]
    for line in rows(*(told + [PATIENTS, WEEKS][len(told) :])):
        print(line, flush=True)
