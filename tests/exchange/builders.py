"""A small record with one of everything, and awkward words in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from aotrainer.care import Care
from aotrainer.chart import Entry, Kind
from aotrainer.event import Event, What
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.store import Store
from aotrainer.trial import Ending, Patient
from tests.store.builders import MIGRATIONS, NOON, trial

ANNA, LENA = "Änna “=Quote” O'Neil", "Lena Therapist"
QUESTION = "Is Änna's chair firm?"
WATCHED = {
    "exercise": "shoulder_abduction",
    "side": "left",
    "seconds": 46.5,
    "dose_s": 45.0,
    "loops": 7,
    "rate": 0.75,
    "perspective": "third person, as in a mirror",
    "views": ["front", "side"],
    "demonstrator": "older_man",
    "mirrored": True,
    "arm": "A",
    "sound": False,
    "picture_px": [800, 600],
    "window_px": None,
    "tracked_s": 44.0,
    "absent_s": 0.5,
    "moved_s": 1.0,
    "looked_away_s": None,
    "dots": 2,
    "dots_answered": 1,
    "answers_without_dot": 0,
}
PLAN = {
    "prescriptions": [
        {"exercise_id": "shoulder_abduction", "side": "left", "sets": 2, "repetitions": None,
         "protocol_id": "priming", "rate": 0.75, "range_share": 1.0},
        {"exercise_id": "sit_to_stand", "side": "right", "sets": 1, "repetitions": 8,
         "protocol_id": "priming", "rate": 0.75, "range_share": 0.8},
    ],
    "days_a_week": 5, "times_a_day": 2, "weeks": 8,
}  # fmt: skip


def open_record(folder: Path) -> Store:
    """A record in a folder of its own."""
    return Store.open(folder / "record.sqlite", MIGRATIONS, NOON)


def fill(store: Store) -> Patient:
    """Anna, who did two sessions, with a chart and a later score; and Bert, who did nothing yet."""
    anna = store.add_patient(ANNA, NOON)
    store.add_patient("Bert", NOON + timedelta(minutes=1))
    store.choose_demonstrator(anna, "woman")
    store.keep_care(
        anna, Care(checklist=("Is Änna's chair firm?",), pain_limit=4, emergency="Call Lena", arm="A")
    )
    for day in range(2):
        _sitting(store, anna, timedelta(days=day))
    newest = max(each.trial_id for each in store.history(anna))
    store.keep_rescoring(newest - 1, "99", NOON, Unscorable(Reason.NO_MOVEMENT, "Nothing moved."))
    note = _page(Kind.NOTE, words="=HYPERLINK(1)\nÄnna sleeps badly; -1+1")
    count = _page(Kind.CORRECTION, ruling="assisted", repetition=2, count=None, words="")
    for entry in (
        note,
        replace(_page(Kind.NOTE, words="@better"), replaces=note.uid),
        _page(Kind.PLAN, **PLAN),
        _measured("fma_ue", 41.0),
        _measured("nprs", 3.0),
        _measured("own", 12.5, "Änna's pegs", "pegs"),
        _page(Kind.GOAL, words="Play with Änna's dog", set_on="2026-03-01", reached_on=None),
        replace(count, trial_id=newest),
    ):
        store.keep_entry(anna, entry)
    return anna


def fill_a_little(store: Store) -> None:
    """Anna with one recorded attempt, a page about it and a later score."""
    anna = store.add_patient(ANNA, NOON)
    session = store.begin_session(anna, "priming", NOON)
    store.save_event(session, Event(What.WATCHED, NOON, WATCHED))
    number = store.save_trial(session, trial())
    store.keep_entry(anna, replace(_page(Kind.NOTE, words="+1"), trial_id=number))
    store.keep_rescoring(number, "99", NOON, Unscorable(Reason.NO_MOVEMENT, "Nothing moved."))


def _page(kind: Kind, **content: object) -> Entry:
    return Entry(kind, NOON, LENA, content)


def _measured(measure: str, value: float, name: str = "", unit: str = "") -> Entry:
    own = {"name": name, "unit": unit, "higher_is_better": True}
    return _page(Kind.MEASUREMENT, measure=measure, value=value, on="2026-03-01", **own)


def _sitting(store: Store, patient: Patient, after: timedelta) -> None:
    at = NOON + after
    session = store.begin_session(patient, "priming", at)
    for seconds, (what, details) in enumerate(
        [
            (What.CHECKED, {"item": QUESTION, "answer": True}),
            (What.PAIN, {"rating": 2, "phase": "check_in"}),
            (What.FATIGUE, {"rating": 1, "phase": "check_in"}),
            (What.WATCHED, WATCHED),
            (What.TROUBLE, {"phase": "observe", "kind": "CameraError", "what": "/home/änna/x is gone"}),
        ]
    ):
        store.save_event(session, Event(what, at + timedelta(seconds=seconds), details))
    store.save_trial(session, trial(1, after=after))
    store.save_trial(session, trial(2, after=after + timedelta(minutes=5), judged=False))
    store.save_trial(
        session, replace(trial(3, after=after + timedelta(minutes=9)), exercise_id="reach_forward")
    )
    store.end_session(session, at + timedelta(minutes=15), Ending.COMPLETED)


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
