"""The chart in FHIR: versions of the plan, goals, outcome measures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from aotrainer.chart import Entry, Kind
from aotrainer.exchange.fhir_parts import (
    PAIN_0_TO_10,
    PHYSICAL_THERAPY,
    UNITS,
    Json,
    absent,
    category,
    concept,
    instant,
    is_number,
    quantity,
    reference,
)

MISTAKEN = "entered-in-error"
"""The status of what was taken back: no receiver may go by it."""


def of_page(patient: str, page: Entry, *, valid: bool, taken_back: bool) -> Json | None:
    """A page as a resource; None for one that has no place in FHIR, or withdraws another."""
    if page.withdrawn:
        return None
    if page.kind is Kind.PLAN:
        return _plan(patient, page, valid=valid)
    if page.kind is Kind.GOAL:
        reached = "completed" if _day(page.content.get("reached_on")) else "active"
        return _goal(patient, page, MISTAKEN if taken_back else reached if valid else "cancelled")
    if page.kind is Kind.MEASUREMENT:
        return _measurement(patient, page, MISTAKEN if taken_back else "final" if valid else "amended")
    return None


def _plan(patient: str, page: Entry, *, valid: bool) -> Json:
    weeks = page.content.get("weeks")
    until = {"end": instant(page.at + timedelta(weeks=weeks))} if is_number(weeks) else {}
    listed = page.content.get("prescriptions")
    found = [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list | tuple) else []
    activities = [_activity(each, _sessions_a_week(page)) for each in found]
    return {
        "resourceType": "CarePlan",
        **({"replaces": [reference(page.replaces)]} if page.replaces else {}),
        "status": "active" if valid else "revoked",
        "intent": "plan",
        "category": [concept("training_plan", "Plan of action observation training")],
        "subject": reference(patient),
        "period": {"start": instant(page.at), **until},
        "created": instant(page.at),
        **_by(page.author, "author"),
        **({"activity": activities} if activities else {}),
    }


def _sessions_a_week(page: Entry) -> int | None:
    days, times = page.content.get("days_a_week"), page.content.get("times_a_day", 1)
    return days * times if isinstance(days, int) and isinstance(times, int) and days * times > 0 else None


def _activity(prescription: Mapping[str, Any], weekly: int | None) -> Json:
    code = str(prescription.get("exercise_id") or "exercise")
    told = ", ".join(f"{name} {value}" for name, value in prescription.items() if value is not None)
    return {
        "detail": {
            "code": concept(code, code.replace("_", " "), PHYSICAL_THERAPY),
            "status": "scheduled",
            **({"scheduledTiming": _timing(weekly)} if weekly else {}),
            "description": told,
        }
    }


def _timing(weekly: int) -> Json:
    return {"repeat": {"frequency": weekly, "period": 1, "periodUnit": "wk"}}


def _goal(patient: str, page: Entry, status: str) -> Json:
    reached, begun = (_day(page.content.get(name)) for name in ("reached_on", "set_on"))
    return {
        "resourceType": "Goal",
        "lifecycleStatus": status,
        "description": {"text": str(page.content.get("words") or "-")},
        "subject": reference(patient),
        **({"startDate": begun} if begun else {}),
        **({"statusDate": reached} if reached else {}),
        **_by(page.author, "expressedBy"),
    }


def _measurement(patient: str, page: Entry, status: str) -> Json:
    content = page.content
    measure = str(content.get("measure") or "own")
    unit = str(content.get("unit") or UNITS.get(measure, "").strip("{}") or "points")
    others = (PAIN_0_TO_10,) if measure == "nprs" else ()
    return {
        "resourceType": "Observation",
        "status": status,
        "category": [category("survey")],
        "code": concept(measure, str(content.get("name") or measure), *others),
        "subject": reference(patient),
        "effectiveDateTime": _day(content.get("on")) or instant(page.at),
        "issued": instant(page.at),
        **_by(page.author, "performer", several=True),
        **_value(content.get("value"), unit, UNITS.get(measure)),
    }


def _value(value: object, unit: str, ucum: str | None) -> Json:
    if is_number(value):
        return {"valueQuantity": quantity(value, unit, ucum)}
    return {"dataAbsentReason": absent("No number was kept.")}


def _by(author: str, role: str, *, several: bool = False) -> Json:
    if not author:
        return {}
    who = {"display": author}
    return {role: [who] if several else who}


def _day(value: object) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None
