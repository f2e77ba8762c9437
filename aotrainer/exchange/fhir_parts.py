"""Small pieces of FHIR R4: codes, quantities, references. Codes of others only where they are sure."""

from __future__ import annotations

import math
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeGuard

Json = dict[str, Any]

OURS = "urn:aotrainer:codes"
"""The code system of everything that has no code elsewhere."""
UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"

PHYSICAL_THERAPY = (SNOMED, "91251008", "Physical therapy procedure")
PAIN_0_TO_10 = (LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
SCORE = "{score}"
"""UCUM's way to write a unit that is a count of points."""
UNITS: Mapping[str, str] = {
    "fma_ue": SCORE,
    "arat": SCORE,
    "bbt": "{blocks}",
    "wmft_time": "s",
    "wmft_fas": SCORE,
    "gas": SCORE,
    "nprs": SCORE,
    "copm_performance": SCORE,
    "copm_satisfaction": SCORE,
}
"""Of the outcome measures that can be typed in, in UCUM."""


def concept(code: str, text: str, *others: tuple[str, str, str]) -> Json:
    """A code of ours, with what others call it."""
    coded = [{"system": system, "code": theirs, "display": display} for system, theirs, display in others]
    return {"coding": [*coded, {"system": OURS, "code": code}], "text": text}


def category(code: str) -> Json:
    """A kind of observation."""
    return {"coding": [{"system": CATEGORY, "code": code}]}


def quantity(value: float, unit: str, ucum: str | None = None) -> Json:
    """A number with its unit, to six digits after the point."""
    told: Json = {"value": round(value, 6), "unit": unit}
    return told | ({} if ucum is None else {"system": UCUM, "code": ucum})


def component(code: str, text: str, value: float | None, unit: str, ucum: str) -> list[Json]:
    """A part of an observation; nothing where there is no number."""
    if not is_number(value):
        return []
    return [{"code": concept(code, text), "valueQuantity": quantity(value, unit, ucum)}]


def absent(words: str) -> Json:
    """That there is no value, and why."""
    return {"coding": [{"system": ABSENT, "code": "unknown"}], "text": words}


def instant(moment: datetime) -> str:
    """ISO 8601 with milliseconds, UTC."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def urn(uid: str) -> str:
    """A uid as a URI; every resource of a bundle is named so."""
    return uuid.UUID(hex=uid).urn


def uid_of(*parts: str) -> str:
    """A uid for what has none of its own, the same at every export."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "aotrainer " + " ".join(parts)).hex


def reference(uid: str) -> Json:
    """To another resource of the same bundle."""
    return {"reference": urn(uid)}


def entry(uid: str, resource: Json) -> Json:
    """A resource in a bundle."""
    return {"fullUrl": urn(uid), "resource": {**resource, "id": str(uuid.UUID(hex=uid))}}


def is_number(value: object) -> TypeGuard[float]:
    """Whether it is one that can be told."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
