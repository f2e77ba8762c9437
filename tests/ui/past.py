"""Two months of somebody's training to look back on, and every screen of the review of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from aotrainer.chart import Entry, Kind
from aotrainer.chart.correction import Correction, Ruling
from aotrainer.chart.goal import Goal
from aotrainer.chart.measurement import Measurement
from aotrainer.chart.note import Note
from aotrainer.chart.outcomes import MEASURES, OWN
from aotrainer.chart.plan import Plan, Prescription
from aotrainer.event import Event, What
from aotrainer.exercises import Exercise
from aotrainer.identity import new_uid
from aotrainer.language import _
from aotrainer.store import Store
from aotrainer.trial import Ending, Patient, Trial
from aotrainer.ui.scene import Scene
from aotrainer.ui.scenes.reviewing.overview import ReviewScene
from aotrainer.ui.services import Services

MONDAY = datetime(2025, 11, 3, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WEEKS, DAYS = 9, 2
LONG_S = 6 * 3600.0
"""Of watching and of doing, so that sums are as long as those of a year."""
PLAN = Plan((Prescription("drink", "right"),), days_a_week=7, times_a_day=2)
STOPPED = (3, 1)
"""Week and day, from 0 on."""
WORDS = "The carer held the elbow from the third repetition on; the chair was too low, the light behind."
AUTHOR, GOAL = "M. Rossi, OT", "Drink from my own cup"
MEASURE, UNIT, NO_NUMBER = "Cups put on the highest kitchen shelf", "cups a minute", "a dozen"
TYPED = (WORDS, AUTHOR, GOAL, MEASURE, UNIT, NO_NUMBER)
"""What therapists typed."""


def keep_past(
    store: Store, patient: Patient, attempts: tuple[Trial, Trial, Trial], others: tuple[str, ...] = ()
) -> list[int]:
    """Better from week to week; returns the numbers of all attempts, oldest first.

    attempts : a good one, a poor one and one that was not judged; others : exercises done beside it, once
    """
    good, poor, nobody = attempts
    kept: list[int] = []
    for week in range(WEEKS):
        for day in range(DAYS):
            stopped = (week, day) == STOPPED
            done = [good if week >= WEEKS // 2 else poor, *([nobody] if stopped else [])]
            if not kept:
                done += [replace(poor, exercise_id=name, side="left", motion=None) for name in others]
            kept += _session(store, patient, MONDAY + timedelta(weeks=week, days=day), done, stopped)
    for entry in _chart(kept):
        store.keep_entry(patient, entry)
    return kept


def _session(store: Store, patient: Patient, at: datetime, done: list[Trial], stopped: bool) -> list[int]:
    session = store.begin_session(patient, "tiny", at)
    for phase, pain, tired in (("check_in", 3, 2), ("check_out", 4, 6)):
        store.save_event(session, Event(What.PAIN, at, {"rating": pain, "phase": phase}))
        store.save_event(session, Event(What.FATIGUE, at, {"rating": tired, "phase": phase}))
    kept = [
        store.save_trial(
            session, replace(each, started_at=at + timedelta(minutes=n), duration_s=LONG_S, uid=new_uid())
        )
        for n, each in enumerate(done)
    ]
    store.save_event(session, Event(What.WATCHED, at, {"seconds": LONG_S}))
    if stopped:
        store.save_event(session, Event(What.REASON, at, {"reason": "fatigue"}))
    store.end_session(session, at + timedelta(hours=1), Ending.STOPPED if stopped else Ending.COMPLETED)
    return kept


def _chart(trials: list[int]) -> Iterator[Entry]:
    def page(kind: Kind, content: Mapping[str, object], trial: int | None = None) -> Entry:
        return Entry(kind, MONDAY, AUTHOR, content, trial)

    for days, share in ((0, 0.5), (50, 0.75)):
        on = (MONDAY + timedelta(days=days)).date()
        for each in MEASURES.values():
            value = round((each.lowest or 0) + share * ((each.highest or 0) - (each.lowest or 0)))
            yield page(Kind.MEASUREMENT, Measurement(each.id, value, on).to_json())
        cups = Measurement(OWN, 9 * share, on, MEASURE, UNIT)
        yield page(Kind.MEASUREMENT, cups.to_json())
    yield page(Kind.GOAL, Goal(WORDS, MONDAY.date(), MONDAY.date() + timedelta(days=40)).to_json())
    yield page(Kind.GOAL, Goal(GOAL, MONDAY.date()).to_json())
    yield page(Kind.PLAN, PLAN.to_json())
    yield page(Kind.NOTE, Note(f"{WORDS}\n{WORDS}").to_json())
    yield page(Kind.CORRECTION, Correction(Ruling.ASSISTED, repetition=1).to_json(), trials[0])
    yield page(Kind.CORRECTION, Correction(Ruling.NOTE, words=WORDS).to_json(), trials[0])
    yield page(Kind.CORRECTION, Correction(Ruling.ASSISTED).to_json(), trials[-2])
    yield page(Kind.CORRECTION, Correction(Ruling.COUNT, count=12).to_json(), trials[-2])


def read(services: Services, patient: Patient) -> ReviewScene:
    """The review, as it is after a moment."""
    scene = ReviewScene(services, patient)
    for _n in range(2):
        scene.step(services.clock())
    return scene


def reviews(
    services: Services,
    patient: Patient,
    exercises: Mapping[str, Exercise],
    attempts: tuple[Trial, Trial, Trial],
) -> Iterator[tuple[str, Scene]]:
    """Every screen, with words as long as they come."""
    whole = replace(services, library=replace(services.library, exercises=exercises))
    yield "review, reading", ReviewScene(whole, patient)
    yield "review, nothing", read(whole, patient)
    longest = sorted(exercises, key=lambda name: -len(_(exercises[name].title)))[:3]
    keep_past(whole.store, patient, attempts, tuple(longest))
    scene = read(whole, patient)
    yield "review", scene
    course = scene.press("exercise:0").scene
    for button in course.buttons():
        if button.key.startswith("measure:"):
            course.press(button.key)
            yield f"review, {button.key}", course
    scene.page = 1
    yield "review, second page", scene
    yield "review, a single day", scene.press("exercise:3").scene
    sets = course.press("sets").scene
    yield "review, sets", sets
    sets.page = 2
    yield "review, last sets", sets
    yield from _opened(sets)
    for key in ("wellbeing", "report"):
        yield f"review, {key}", scene.press(key).scene
    yield "review, written", scene.press("report").scene.press("patient").scene
    chart = scene.press("chart").scene
    for name in ("measures", "goals", "notes"):
        chart.press(f"list:{name}")
        yield f"review, {name}", chart
        yield f"review, adding to {name}", chart.press("add").scene
        undo = chart.press("undo").scene
        yield f"review, taking back {name}", undo
        yield f"review, sure about {name}", undo.press("item:0").scene
    yield "review, a note", chart.press("item:0").scene
    chart.press("list:measures")
    measuring = chart.press("add").scene
    yield "review, a value", measuring.press("measure:copm_satisfaction").scene
    refused = measuring.press("measure:fma_ue").scene
    refused.typed = "67"
    refused.press("add")
    yield "review, a value that cannot be", refused
    own = measuring.press("measure:own").scene
    own.typed = MEASURE
    unit = own.press("add").scene
    yield "review, a unit", unit
    unit.typed = UNIT
    yield "review, more or less", unit.press("add").scene


def _opened(sets: Scene) -> Iterator[tuple[str, Scene]]:
    """A set that was judged, with all that can be said of it; and one that was not."""
    judged = sets.press(f"set:{sets.count - 1}").scene
    yield "review, a set", judged
    one = judged.press("repetition:1").scene
    yield "review, a repetition", one
    whole = judged.press("whole").scene
    yield "review, the whole set", whole
    saying = whole.press("note").scene
    yield "review, a note on a set", saying
    counting = whole.press("count").scene
    counting.typed = NO_NUMBER
    counting.press("add")
    yield "review, no count", counting
    unjudged = next(n for n in range(sets.count) if sets.row(n).label.startswith(_("no score")) and n > 1)
    unjudged = sets.press(f"set:{unjudged}").scene
    yield "review, a set without a score", unjudged
    yield "review, nothing to be seen", unjudged.press("whole").scene
