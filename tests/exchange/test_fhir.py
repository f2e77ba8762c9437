"""A FHIR bundle that an outside validator accepts, and that says what happened."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from aotrainer.chart.goal import Goal
from aotrainer.chart.measurement import Measurement
from aotrainer.chart.writing import Writer
from aotrainer.errors import ExchangeError
from aotrainer.exchange.exporting import export
from aotrainer.exchange.fhir import look_through
from aotrainer.exchange.fhir_parts import LOINC, OURS, PAIN_0_TO_10, PHYSICAL_THERAPY, SNOMED, UCUM, urn
from aotrainer.store import Store
from tests.exchange.builders import ANNA
from tests.store.builders import NOON

SURE = {(LOINC, PAIN_0_TO_10[1]), (SNOMED, PHYSICAL_THERAPY[1])}
"""Codes of others that were looked up."""


@pytest.fixture
def bundle(store: Store, tmp_path: Path) -> dict[str, Any]:
    anna = store.patient(ANNA)
    export(store, [anna], "fhir", tmp_path / "out", NOON, "me")
    (file,) = (tmp_path / "out").iterdir()
    return json.loads(file.read_text(encoding="utf-8"))


def resources(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each["resource"] for each in bundle["entry"] if each["resource"]["resourceType"] == kind]


def walk(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(each for inner in value.values() for each in walk(inner))]
    return [each for inner in value for each in walk(inner)] if isinstance(value, list) else []


def test_the_validator_accepts_it(bundle: dict[str, Any]) -> None:
    assert importlib.util.find_spec("fhir"), "install aotrainer[test]"
    assert look_through(bundle)


def test_a_bundle_that_is_wrong_is_not_handed_out(bundle: dict[str, Any]) -> None:
    bundle["entry"][0]["resource"]["birthDate"] = "yesterday"
    with pytest.raises(ExchangeError):
        look_through(bundle)


def test_everything_has_its_resource(bundle: dict[str, Any]) -> None:
    kinds = Counter(each["resource"]["resourceType"] for each in bundle["entry"])
    assert kinds == {"Patient": 1, "CarePlan": 1, "Goal": 1, "Procedure": 2, "Observation": 3 + 4 + 6 + 1}


def test_what_was_taken_back_is_entered_in_error(store: Store, tmp_path: Path) -> None:
    anna, writer = store.patient(ANNA), Writer("Mia", NOON)
    first = writer.measurement((), Measurement("fma_ue", 31, NOON.date()))
    second = writer.measurement([first], Measurement("fma_ue", 13, NOON.date()))
    goal = writer.goal((), Goal("Dance", NOON.date()))
    for page in (first, second, writer.withdrawn(second), goal, writer.withdrawn(goal)):
        store.keep_entry(anna, page)
    export(store, [anna], "fhir", tmp_path / "out", NOON, "me")
    (file,) = (tmp_path / "out").iterdir()
    made = {
        each["fullUrl"]: each["resource"] for each in json.loads(file.read_text(encoding="utf-8"))["entry"]
    }
    assert [made[urn(page.uid)]["status"] for page in (first, second)] == ["entered-in-error"] * 2
    assert made[urn(goal.uid)]["lifecycleStatus"] == "entered-in-error"


def test_a_plan_says_how_many_sessions_a_week(bundle: dict[str, Any]) -> None:
    [plan] = [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "CarePlan"]
    timing = {"repeat": {"frequency": 10, "period": 1, "periodUnit": "wk"}}
    assert [each["detail"]["scheduledTiming"] for each in plan["activity"]] == [timing, timing]


def test_every_reference_leads_to_a_resource_of_the_bundle(bundle: dict[str, Any]) -> None:
    names = [each["fullUrl"] for each in bundle["entry"]]
    assert len(set(names)) == len(names)
    assert {each["reference"] for each in walk(bundle) if "reference" in each} <= set(names)


def test_no_code_of_others_is_invented(bundle: dict[str, Any]) -> None:
    theirs = {
        (each["system"], each["code"])
        for each in walk(bundle)
        if "code" in each and each.get("system") in (LOINC, SNOMED)
    }
    assert theirs == SURE
    assert OURS in {each.get("system") for each in walk(bundle)}


def test_numbers_have_units_in_ucum(bundle: dict[str, Any]) -> None:
    units = {each["code"] for each in walk(bundle) if each.get("system") == UCUM}
    assert {"s", "deg", "{score}", "1"} <= units
    own = [each for each in walk(bundle) if each.get("unit") and "system" not in each]
    assert [each["unit"] for each in own] == ["pegs"]  # a unit that the therapist made up


def test_an_attempt_that_was_not_judged_says_why(bundle: dict[str, Any]) -> None:
    silent = [each for each in resources(bundle, "Observation") if "dataAbsentReason" in each]
    assert {each["dataAbsentReason"]["text"] for each in silent} == {
        "Nobody was seen, “sorry”.",
        "Nothing moved.",
    }
    assert not [each for each in silent if "valueQuantity" in each]


def test_what_the_therapist_said_of_an_attempt_stands_with_it(bundle: dict[str, Any]) -> None:
    (said,) = (each["note"] for each in resources(bundle, "Observation") if "note" in each)
    assert "assisted" in said[0]["text"]


def test_a_later_score_names_the_attempt_it_is_of(bundle: dict[str, Any]) -> None:
    (later,) = (each for each in resources(bundle, "Observation") if "derivedFrom" in each)
    assert later["method"]["text"].endswith("99")
