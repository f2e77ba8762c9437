"""Dataclasses as JSON and back, checked down to the last number."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.care import Care
from aotrainer.errors import ExchangeError
from aotrainer.event import Event, What
from aotrainer.exchange.faithful import decode, encode
from aotrainer.motion.judging import Judging
from aotrainer.motion.score import Score
from aotrainer.practice.schedule import Schedule
from aotrainer.trial import Trial
from tests.store.builders import NOON, scored, trial

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def there_and_back(value: Any) -> Any:
    return decode(type(value), json.loads(json.dumps(encode(value), allow_nan=False)), "it")


@pytest.mark.parametrize(
    "value",
    [
        Event(What.PAIN, NOON, {"rating": 3, "phase": "check_in", "views": ["front"], "sizes": [1, 2.5]}),
        Care(checklist=("One?", "Two?"), feedback=Schedule.FADED, settle_s=120.0),
        trial().judging,
        trial().display,
        trial(judged=False).outcome,
    ],
)
def test_it_comes_back_as_it_was(value: Any) -> None:
    assert there_and_back(value) == value


def test_a_score_comes_back_with_what_was_not_told() -> None:
    _, score = scored()
    silent = replace(score, consistency=math.nan)
    back = there_and_back(silent)
    assert isinstance(back, Score)
    assert math.isnan(back.consistency)
    assert encode(back) == encode(silent)


def test_an_attempt_comes_back_without_its_landmarks() -> None:
    attempt = trial()
    assert encode(there_and_back(attempt)) == encode(attempt) | {"motion": None}


def test_what_an_older_version_did_not_know_has_its_default() -> None:
    data = encode(trial().judging)
    del data["range_goal"]
    assert decode(Judging, data, "it").range_goal == 1.0


def test_what_a_newer_version_added_is_not_lost_in_silence() -> None:
    with pytest.raises(ExchangeError, match="does not know"):
        decode(Judging, encode(trial().judging) | {"new_limit_deg": 3}, "it")


@pytest.mark.parametrize(
    ("hint", "value"),
    [
        (float, "1"),
        (float, True),
        (float, math.inf),
        (int, 1.0),
        (int, True),
        (int, 2**63),
        (bool, 1),
        (str, 5),
        (str, "half \ud800"),
        (str, "null \0"),
        (datetime, "2026-03-01T12:00:00"),
        (datetime, "yesterday"),
        (datetime, "0001-01-01T00:00:00+23:00"),
        (What, "danced"),
        (Event, []),
        (Event, {"what": "pain"}),
        (Care, {"pain_limit": 99}),
        (tuple[int, int], [1]),
        (tuple[int, ...], "12"),
    ],
)
def test_what_is_not_what_it_should_be_is_refused(hint: Any, value: Any) -> None:
    with pytest.raises(ExchangeError):
        decode(hint, value, "it")


@given(JSON)
def test_anything_else_is_refused_and_never_a_traceback(value: Any) -> None:
    with pytest.raises(ExchangeError):
        decode(Trial, value, "it")


@given(st.datetimes(timezones=st.timezones()))
def test_moments_come_back_to_the_microsecond(moment: datetime) -> None:
    if datetime(2, 1, 1, tzinfo=UTC) < moment < datetime(9998, 1, 1, tzinfo=UTC):
        assert decode(datetime, encode(moment), "it") == moment.astimezone(UTC)
