"""A year of daily use: how long a review takes to open, how large the record is, and what one attempt costs.

    python -m tests.bench.review                     # 200 patients, 52 weeks, landmarks of 25 of them: 23 GB
    python -m tests.bench.review PATIENTS WEEKS WITH_LANDMARKS

Each patient trains five exercises on every day, two sets each, at 60,000 repetitions a year. One week of the
first one is saved as the app saves it: landmarks as the landmarker sees them, scores by `score_motion`. The
other weeks and patients are copies of it within the database, week after week, so that a person's rows lie as
far apart as they come to lie. What the landmarks of all would take is told from the patients who have them.
At the end another week is saved by the app's own way. Put `TMPDIR` on a disk with room.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import numpy as np

from aotrainer.event import Event, What
from aotrainer.identity import new_uid
from aotrainer.motion.packing import PER_HEIGHT, PER_METRE, rounded
from aotrainer.motion.score import Score
from aotrainer.review import course_of, gather, report
from aotrainer.store import Store
from aotrainer.store.daily import keep_copy_of_the_day
from aotrainer.store.first_look import find_damage
from aotrainer.trial import Ending, Patient, Trial
from tests.rendered.golden import shipped_library
from tests.store.builders import MIGRATIONS, scored, trial
from tests.tracked import FILM, tracked

PATIENTS, WEEKS, WITH_LANDMARKS, WEEK = 200, 52, 25, 7
EXERCISES = ("shoulder_abduction", "reach_forward", "hand_to_mouth", "elbow_flexion", "sit_to_stand")
SETS = 2
A_WEEK = WEEK * len(EXERCISES) * SETS
"""Attempts."""
REPETITIONS_A_YEAR = 60_000
NEW_YEAR = datetime(2026, 1, 1, 9, tzinfo=UTC)
REPETITIONS = round(REPETITIONS_A_YEAR / (365 * len(EXERCISES) * SETS))
"""Of one attempt."""
REPETITION_S = 3.5
WEBCAM_S = 0.001
"""By which the pictures of a webcam come sooner or later."""
MOST_COPIED_B = 10_000_000_000
"""No larger file is copied, for the room it takes."""
TABLES = ("session", "event", "trial", "repetition", "recording")
_LAST = {"session": "SELECT max(id) FROM session", "trial": "SELECT max(id) FROM trial"}
T = TypeVar("T")


def rows(patients: int, weeks: int, with_landmarks: int) -> Iterator[str]:
    """What was measured, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "aotrainer.db"
        attempts = [_attempt(name) for name in EXERCISES]
        with Store.open(path, MIGRATIONS, NEW_YEAR) as store:
            everybody = [store.add_patient(f"patient {n}", NEW_YEAR) for n in range(patients)]
            first = _saved(store, path, everybody[0], attempts, 0)
            yield f"the first {A_WEEK} attempts     {first}"
            _copy(store, [each.id for each in everybody[1:]], with_landmarks - 1, 0)
            for week in range(1, weeks):
                _copy(store, [each.id for each in everybody], with_landmarks, week)
            yield f"the last {A_WEEK} attempts      {_saved(store, path, everybody[0], attempts, weeks)}"
        yield from _sizes(path, patients)
        for state in ("cold", "warm"):
            yield _looked_over(path, state)
            with _opened(path, state) as store:
                yield _reviewed(store, everybody[0], weeks, state)
        yield _copied(path)


def _attempt(exercise: str) -> Trial:
    """As long as its repetitions take, landmarks as tracked in a film and never twice the same."""
    _, score = scored(REPETITIONS)
    assert isinstance(score, Score)
    seen = tracked(FILM)
    motion = seen
    rng = np.random.default_rng(len(exercise))
    while motion.duration_s < REPETITIONS * REPETITION_S:
        later = motion.times_s[-1] + 1 / 30 - seen.times_s[0] + seen.times_s
        motion = motion.followed_by(replace(seen, times_s=later))
    motion = motion.between(0.0, REPETITIONS * REPETITION_S)
    motion = replace(
        motion,
        times_s=motion.times_s + np.abs(rng.normal(0, WEBCAM_S, len(motion))),
        image=motion.image + rng.normal(0, 1 / PER_HEIGHT, motion.image.shape),
        world=motion.world + rng.normal(0, 0.5 / PER_METRE, motion.world.shape),
    )
    return replace(
        trial(), exercise_id=exercise, side="right", motion=rounded(motion), outcome=score, algorithm="3"
    )


def _saved(store: Store, path: Path, patient: Patient, attempts: list[Trial], week: int) -> str:
    """A week by the app's own way: what an attempt adds to the file, and how long saving it takes."""
    before, took = _size(path), []
    for day in range(week * WEEK, (week + 1) * WEEK):
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
                took.append(_timed(lambda: store.save_trial(session, one))[1])  # noqa: B023 (called at once)
        store.end_session(session, at, Ending.COMPLETED)
    each_b = (_size(path) - before) / len(took)
    wall_ms, processor_ms = 1000 * np.median(took, axis=0)
    return f"{each_b / 1000:.1f} kB and {wall_ms:.0f} ms each (processor {processor_ms:.0f} ms)"


def _sizes(path: Path, patients: int) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as connection:
        asked = "SELECT count(*), sum(length(landmarks)) FROM recording"
        kept, landmarks_b = connection.execute(asked).fetchone()
        attempts = connection.execute("SELECT count(*) FROM trial").fetchone()[0]
    rest_b, each_b = (_size(path) - landmarks_b) / attempts, landmarks_b / kept
    year_b = REPETITIONS_A_YEAR / REPETITIONS * (each_b + rest_b)
    yield f"{attempts} attempts, {kept} with landmarks  {_size(path) / 1e9:.1f} GB"
    yield f"landmarks of an attempt     {each_b / 1000:.1f} kB, all else {rest_b / 1000:.1f} kB"
    yield f"a year of one patient       {year_b / 1e6:.0f} MB, of {patients} {patients * year_b / 1e9:.1f} GB"


def _looked_over(path: Path, state: str) -> str:
    if state == "cold":
        _forget(path)
    damage, told = _timed(lambda: find_damage(path, MIGRATIONS))
    assert damage is None
    return f"look at the start, {state}    {_words(told)}"


def _opened(path: Path, state: str) -> Store:
    if state == "cold":
        _forget(path)
    return Store.open(path, MIGRATIONS, NEW_YEAR)


def _reviewed(store: Store, patient: Patient, weeks: int, state: str) -> str:
    exercises = shipped_library().exercises
    today = (NEW_YEAR + timedelta(days=WEEK * (weeks + 1))).date()
    kept, read = _timed(lambda: gather(store, patient, UTC))
    course, worked_out = _timed(lambda: course_of(kept, exercises, today, 5))
    _, written = _timed(lambda: report(course, "chart", "bench"))
    return (
        f"review, {state}               read {_words(read)}; worked out {_words(worked_out)}; "
        f"report {_words(written)}"
    )


def _copied(path: Path) -> str:
    if path.stat().st_size > MOST_COPIED_B:
        return "copy of the day             not made of so much: run this with fewer patients"
    _, told = _timed(lambda: keep_copy_of_the_day(path, NEW_YEAR))
    return f"copy of the day             {_words(told)}"


def _timed(work: Callable[[], T]) -> tuple[T, tuple[float, float]]:
    """What it gives, and seconds by the clock and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    given = work()
    return given, (time.perf_counter() - wall, time.process_time() - processor)


def _words(told: tuple[float, float]) -> str:
    return f"{told[0]:.2f} s (processor {told[1]:.2f} s)"


def _forget(path: Path) -> None:
    """Let the operating system forget what it has of the file in memory."""
    for each in path.parent.glob(f"{path.name}*"):
        with each.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _copy(store: Store, owners: list[int], with_landmarks: int, week: int) -> None:
    """The first week's rows again, so many weeks later, for each owner; landmarks for the first of them."""
    with store._writing() as session:  # the one place that makes rows without the store's methods
        run = session.connection().exec_driver_sql
        first = dict(zip(TABLES, (WEEK, None, A_WEEK, None, None), strict=True))
        for number, owner in enumerate(owners):
            last = {table: int(run(_LAST[table]).scalar() or 0) for table in _LAST}
            for table in TABLES if number < with_landmarks else TABLES[:-1]:
                columns = [row[1] for row in run(f"PRAGMA table_info({table})") if row[1] != "id"]
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
    if column == "uid":
        return "lower(hex(randomblob(16)))"
    if column in ("at", "started_at", "ended_at"):
        return f"strftime('%Y-%m-%dT%H:%M:%f', {column}, '+{week * WEEK} days') || '000Z'"
    table = column.removesuffix("_id")
    return f"{column} + {last[table]}" if column.endswith("_id") and table in last else column


def _size(path: Path) -> int:
    """Bytes of the database, with all that is in its log."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.stat().st_size


if __name__ == "__main__":
    told = [int(each) for each in sys.argv[1:]]
    for line in rows(*(told + [PATIENTS, WEEKS, WITH_LANDMARKS][len(told) :])):
        print(line, flush=True)
