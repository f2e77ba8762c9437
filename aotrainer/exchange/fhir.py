"""One person as a FHIR R4 (4.0.1) bundle: Patient, CarePlan, Goal, Procedure and Observation.

A session is a Procedure, an attempt an Observation with its parts as components; ratings of pain and fatigue,
outcome measures and later scores are Observations, each version of the plan is a CarePlan. Free notes have
no place in it. Units are UCUM. Where a code of LOINC or SNOMED CT is not sure there is one of ours,
`urn:aotrainer:codes`. Written without any library; `fhir.resources` only looks it through. The kinds used
here, as they are used here, are the same in R4 and in R4B, which is what that library knows.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from aotrainer.chart import Entry
from aotrainer.errors import ExchangeError
from aotrainer.event import Event, What
from aotrainer.exchange.fhir_chart import of_page
from aotrainer.exchange.fhir_parts import (
    PAIN_0_TO_10,
    PHYSICAL_THERAPY,
    SCORE,
    Json,
    absent,
    category,
    component,
    concept,
    entry,
    instant,
    is_number,
    quantity,
    reference,
    uid_of,
    urn,
)
from aotrainer.exchange.subjects import Subject
from aotrainer.holdings import LaterScore, Page, Sitting
from aotrainer.motion.judging import PARTS
from aotrainer.motion.score import Score
from aotrainer.trial import Ending, Trial

RATED = {
    What.PAIN: concept("pain", "Pain, 0-10", PAIN_0_TO_10),
    What.FATIGUE: concept("fatigue", "Fatigue, 0-10"),
}
STATUS = {Ending.COMPLETED: "completed", Ending.STOPPED: "stopped", None: "unknown"}


def bundle(subject: Subject, at: datetime) -> Json:
    """Everything about one person that FHIR has a place for; at : when it was put together."""
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": instant(at),
        "entry": [*_entries(subject)],
    }


def look_through(resource: Json) -> bool:
    """Whether `fhir.resources` is installed and found nothing wrong; raises `ExchangeError` if it did."""
    if importlib.util.find_spec("fhir") is None:
        return False
    model = importlib.import_module("fhir.resources.R4B.bundle").Bundle
    try:
        model.model_validate(resource)
    except ValueError as error:
        raise ExchangeError(
            f"The bundle does not follow FHIR: {str(error).splitlines()[0]}",
            "Export it as csv meanwhile, and tell the makers of aotrainer.",
        ) from error
    return True


def _entries(subject: Subject) -> Iterator[Json]:
    uid = subject.person.uid
    yield entry(uid, _patient(subject))
    valid, taken_back = subject.in_force, subject.taken_back
    for page in subject.pages:
        each = page.entry.uid
        made = of_page(uid, page.entry, valid=each in valid, taken_back=each in taken_back)
        if made is not None:
            yield entry(page.entry.uid, made)
    corrections = [page for page in subject.pages if page.entry.uid in valid and page.trial]
    for _, sitting in subject.sittings():
        yield entry(sitting.uid, _procedure(uid, sitting))
        for event in sitting.events:
            if event.what in RATED:
                yield from _rating(uid, sitting, event)
        for trial in sitting.trials:
            yield entry(trial.uid, _attempt(uid, sitting, trial, corrections))
    for later in subject.later_scores:
        yield entry(uid_of(later.trial, later.algorithm), _later(uid, later))


def _patient(subject: Subject) -> Json:
    name = subject.person.name
    use = {"use": "anonymous"} if name == subject.label else {}
    return {
        "resourceType": "Patient",
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": urn(subject.person.uid)}],
        "name": [{**use, "text": name}],
    }


def _procedure(patient: str, sitting: Sitting) -> Json:
    end = {"end": instant(sitting.ended_at)} if sitting.ended_at else {}
    return {
        "resourceType": "Procedure",
        "status": STATUS[sitting.ending],
        "code": concept("session", "Action observation training", PHYSICAL_THERAPY),
        "subject": reference(patient),
        "performedPeriod": {"start": instant(sitting.started_at), **end},
        "note": [{"text": f"Protocol {sitting.protocol_id}, aotrainer {sitting.app_version}"}],
    }


def _rating(patient: str, sitting: Sitting, event: Event) -> Iterator[Json]:
    value = event.details.get("rating")
    if is_number(value):
        yield entry(
            event.uid,
            {
                "resourceType": "Observation",
                "partOf": [reference(sitting.uid)],
                "status": "final",
                "category": [category("survey")],
                "code": RATED[event.what],
                "subject": reference(patient),
                "effectiveDateTime": instant(event.at),
                "valueQuantity": quantity(value, "score", SCORE),
            },
        )


def _attempt(patient: str, sitting: Sitting, trial: Trial, corrections: list[Page]) -> Json:
    end = trial.started_at + timedelta(seconds=trial.duration_s)
    said = [
        {"time": instant(page.entry.at), "text": _said(page.entry)}
        for page in corrections
        if page.trial == trial.uid
    ]
    shown = trial.display
    return {
        "resourceType": "Observation",
        "partOf": [reference(sitting.uid)],
        **_judged(trial.outcome, trial.algorithm),
        "subject": reference(patient),
        "effectivePeriod": {"start": instant(trial.started_at), "end": instant(end)},
        **({"note": said} if said else {}),
        "component": [
            {"code": concept("exercise", "Exercise"), "valueString": trial.exercise_id},
            {
                "code": concept("exercise_version", "Version of the exercise"),
                "valueInteger": trial.exercise_version,
            },
            {"code": concept("side", "Side"), "valueString": trial.side},
            {"code": concept("kind", "How it was done"), "valueString": trial.kind.value},
            *component("set", "Set", trial.set_number, "set", "{set}"),
            *component("duration", "Time of doing", trial.duration_s, "s", "s"),
            *component("observed", "Time of watching before", shown.observed_s, "s", "s"),
            *component("loops", "Passes of the clip", shown.loops, "passes", "{passes}"),
            *component("rate", "Speed of the clip, 1 being its own", shown.rate, "1", "1"),
            *_parts(trial.outcome),
        ],
    }


def _later(patient: str, later: LaterScore) -> Json:
    parts = _parts(later.outcome)
    return {
        "resourceType": "Observation",
        **_judged(later.outcome, later.algorithm),
        "subject": reference(patient),
        "effectiveDateTime": instant(later.at),
        "derivedFrom": [reference(later.trial)],
        **({"component": parts} if parts else {}),
    }


def _judged(outcome: Any, algorithm: str) -> Json:
    """What an attempt came to, by which algorithm."""
    value = (
        {"valueQuantity": quantity(outcome.total, "score", SCORE)}
        if isinstance(outcome, Score) and is_number(outcome.total)
        else {"dataAbsentReason": absent(getattr(outcome, "words", "") or "No score.")}
    )
    return {
        "status": "final",
        "category": [category("therapy")],
        "code": concept("attempt", "Likeness to the model, 0-100"),
        "method": concept(f"algorithm_{algorithm}", f"aotrainer, scoring version {algorithm}"),
        **value,
    }


def _parts(outcome: Any) -> list[Json]:
    if not isinstance(outcome, Score):
        return []
    furthest = max((each.repetition.excursion_deg for each in outcome.repetitions), default=None)
    return [
        *(
            each
            for part in PARTS
            for each in component(part, f"{part}, 0-100", getattr(outcome.parts, part), "score", SCORE)
        ),
        *component("confidence", "How well it was seen, 0-100", outcome.confidence, "score", SCORE),
        *component("repetitions", "Repetitions", len(outcome.repetitions), "repetitions", "{repetitions}"),
        *component("range", "Largest excursion of the primary joint", furthest, "degrees", "deg"),
    ]


def _said(page: Entry) -> str:
    """What a therapist said of an attempt."""
    return (
        ", ".join(f"{name} {value}" for name, value in page.content.items() if value not in (None, "")) or "-"
    )
