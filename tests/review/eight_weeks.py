"""Eight weeks of training by a rendered patient who improves, kept in a real record.

The patient's movements are those of `tests/rendered` as the landmarker saw them, made worse by the flaws of
`tests.bench.ladders`, by less and less as the weeks pass; every total comes from `score_motion`. Ada trains
three exercises with the right arm: the range of one grows clearly, the leaning of the second becomes less,
and the third stays as slow as it was. One session is stopped, one set is another exercise, one week is
missed in part, and the therapist measures, corrects, and writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np

from aotrainer.chart import Entry, Kind
from aotrainer.chart.correction import Correction, Ruling
from aotrainer.chart.goal import Goal
from aotrainer.chart.measurement import Measurement
from aotrainer.chart.note import Note
from aotrainer.config import shipped
from aotrainer.event import Event, What
from aotrainer.exercises import Library
from aotrainer.motion.clean import clean
from aotrainer.motion.pose import Motion
from aotrainer.motion.score import ALGORITHM, score_motion
from aotrainer.store import Store
from aotrainer.trial import Display, Ending, Patient, Trial
from tests.bench import ladders
from tests.rendered import seen
from tests.rendered.golden import shipped_library

MONDAY = datetime(2026, 9, 28, 8, 30, tzinfo=UTC)
LAST_DAY = date(2026, 11, 22)
WEEKS, DAYS_A_WEEK, SETS = 8, 5, 2
MISSED = {(1, 4), (3, 2), (5, 1), (5, 3), (6, 4)}
"""Week and day, from 0 on, on which Ada did not train."""
STOPPED = (2, 3)
MISTAKEN = (3.8, 2)
"""Weeks since the beginning, and the set, in which all three exercises were done as another one."""
RATE = 0.75
SEED = 7


@dataclass(frozen=True, slots=True)
class Practice:
    """An exercise, by whom it is done, and how much of which flaw there is at first and at last."""

    exercise: str
    patient: str
    flaw: str
    first: float
    last: float
    scatter: float


PRACTICE = (
    Practice("seated_shoulder_flexion", "typical.tall_woman", "shorter", 0.55, 0.86, 0.025),
    Practice("reach_forward", "typical.heavy_man", "leaning one way", 17.0, 5.0, 1.2),
    Practice("hand_to_mouth", "typical.tall_woman", "slower", 2.3, 2.15, 0.25),
)
OTHER = "reach_across.typical.older_woman"
"""What was done by mistake."""


@cache
def library() -> Library:
    """The shipped exercises."""
    return shipped_library()


def keep(store: Store) -> Patient:
    """Put all of it into a record; returns Ada."""
    ada = store.add_patient("Ada Lovelace", MONDAY)
    trials = []
    rng = np.random.default_rng(SEED)
    for week in range(WEEKS):
        for day in range(DAYS_A_WEEK):
            if (week, day) not in MISSED:
                trials += _session(store, ada, week, day, rng)
    for entry in chart(trials):
        store.keep_entry(ada, entry)
    return ada


def _session(store: Store, ada: Patient, week: int, day: int, rng: np.random.Generator) -> list[int]:
    at = MONDAY + timedelta(weeks=week, days=day)
    session = store.begin_session(ada, "priming", at)
    stopped = (week, day) == STOPPED
    tired = int(np.clip(round(rng.normal(2.6 - 0.15 * week, 0.7)), 0, 10))
    pain = int(np.clip(round(rng.normal(3.4 - 0.22 * week, 0.6)), 0, 10))
    _ask(store, session, at, pain, tired, "check_in")
    trials = []
    for practice in PRACTICE[: 2 if stopped else None]:
        for number in range(1, SETS + 1):
            at += timedelta(minutes=2, seconds=20)
            _watch(store, session, practice, at)
            trials.append(store.save_trial(session, trial(practice, number, at, week + day / 5, rng)))
    if stopped:
        store.save_event(session, Event(What.STOPPED, at, {"phase": "imitate"}))
        store.save_event(session, Event(What.REASON, at, {"reason": "fatigue"}))
    _ask(store, session, at, pain + int(rng.random() < 0.3), tired + int(rng.integers(1, 3)), "check_out")
    store.end_session(session, at + timedelta(minutes=1), Ending.STOPPED if stopped else Ending.COMPLETED)
    return trials


def _ask(store: Store, session: int, at: datetime, pain: int, tired: int, phase: str) -> None:
    store.save_event(session, Event(What.PAIN, at, {"rating": pain, "phase": phase}))
    store.save_event(session, Event(What.FATIGUE, at, {"rating": tired, "phase": phase}))


def _watch(store: Store, session: int, practice: Practice, at: datetime) -> None:
    details = {"exercise": practice.exercise, "side": "right", "seconds": 46.0, "dose_s": 45.0, "rate": RATE}
    store.save_event(session, Event(What.WATCHED, at, details))


def trial(practice: Practice, number: int, at: datetime, weeks: float, rng: np.random.Generator) -> Trial:
    """One set, so many weeks after the beginning."""
    exercise = library().exercises[practice.exercise]
    share = min(1.0, weeks / (WEEKS - 1))
    size = practice.first + share * (practice.last - practice.first) + rng.normal(0, practice.scatter)
    mistaken = (weeks, number) == MISTAKEN
    motion = other() if mistaken else performed(practice, size)
    outcome = score_motion(
        library().reference(exercise.id),
        motion,
        exercise.judging,
        exercise.judging.model_side,
        RATE,
        library().others(exercise.id) if mistaken else None,
    )
    return Trial(
        exercise_id=exercise.id,
        exercise_version=exercise.version,
        protocol_id="priming",
        set_number=number,
        side=exercise.judging.model_side,
        model_side=exercise.judging.model_side,
        display=Display(rate=RATE, observed_s=46.0, loops=7, clip_mirrored=False, views=("front",)),
        started_at=at,
        duration_s=60.0,
        ending=Ending.COMPLETED,
        outcome=outcome,
        algorithm=ALGORITHM,
        judging=exercise.judging,
        motion=motion,
    )


def performed(practice: Practice, size: float) -> Motion:
    """The patient's movement with so much of the flaw."""
    flaw, _ = ladders.FLAWS[practice.flaw]
    exercise = library().exercises[practice.exercise]
    motion = patient(f"{practice.exercise}.{practice.patient}")
    return flaw(motion, exercise.judging, exercise.judging.model_side, size)


@cache
def patient(title: str) -> Motion:
    """A rendered patient as tracked, cleaned."""
    return clean(seen(title))


@cache
def other() -> Motion:
    """Another exercise, done by mistake."""
    return seen(OTHER)


def chart(trials: list[int]) -> Iterator[Entry]:
    """What the therapist wrote."""

    def page(kind: Kind, days: int, content: dict, trial_id: int | None = None) -> Entry:
        return Entry(kind, MONDAY + timedelta(days=days), "M. Rossi, OT", content, trial_id)

    def measured(days: int, **told) -> Entry:
        on = (MONDAY + timedelta(days=days)).date()
        return page(Kind.MEASUREMENT, days, Measurement(on=on, **told).to_json())

    for days, fma, blocks, pain, cups in ((0, 31, 14, 4, 3), (28, 36, 17, 3, 4), (54, 42, 21, 2, 6)):
        yield measured(days, measure="fma_ue", value=fma)
        yield measured(days, measure="bbt", value=blocks)
        yield measured(days, measure="nprs", value=pain)
        yield measured(days, measure="own", value=cups, name="Cups put on the shelf", unit="cups a minute")
    start = MONDAY.date()
    yield page(Kind.GOAL, 0, Goal("Drink from my own cup", start, start + timedelta(days=46)).to_json())
    yield page(Kind.GOAL, 0, Goal("Hang up the washing without help", start).to_json())
    yield page(Kind.NOTE, 16, Note("Stopped, slept badly. Shorter sessions this week.").to_json())
    yield page(Kind.NOTE, 54, Note("Leans less. Next: a heavier cup, elbow away from the body.").to_json())
    assisted = Correction(Ruling.ASSISTED, repetition=2, words="I held the elbow.")
    yield page(Kind.CORRECTION, 2, assisted.to_json(), trials[8])
    spoilt = Correction(Ruling.NOT_VALID, words="Grandchild in the picture.")
    yield page(Kind.CORRECTION, 20, spoilt.to_json(), trials[80])


def open_record(folder: Path) -> Store:
    """A new record in a folder."""
    return Store.open(folder / "aotrainer.db", shipped("migrations"), MONDAY)
