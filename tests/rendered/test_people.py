"""The library on rendered people as the real landmarker saw them: other demonstrators, typical patients."""

from functools import cache

import pytest

from aotrainer.config import shipped
from aotrainer.exercises import load_library
from aotrainer.motion.recognition import candidate, distances_deg
from tests.rendered import DEMONSTRATORS, INDEX, seen

LIBRARY = load_library(shipped("exercises"), shipped("media"), shipped("nowhere"))
EXERCISES = LIBRARY.exercises
CLIPS = sorted(path.stem for path in DEMONSTRATORS.glob("*.seen"))
TYPICAL = {told["exercise"]: title for title, told in INDEX.items() if told["name"] == "typical"}
NESTED = {"reach_forward": "reach_forward_part"}
"""Somebody who does not get all the way of the whole does the part: only here are the two so alike that a
patient at 85 % of the range is nearer to the part."""


@cache
def candidates():
    return {name: candidate(LIBRARY.reference(name), one.judging) for name, one in EXERCISES.items()}


def test_every_judged_view_is_there_by_the_two_other_demonstrators():
    assert len(CLIPS) == 2 * len(EXERCISES)


def test_every_exercise_has_a_typical_patient():
    assert set(TYPICAL) == set(EXERCISES)


@pytest.mark.parametrize("name", EXERCISES)
def test_a_typical_patient_is_recognised_among_all_exercises(name):
    nearest = next(iter(distances_deg(seen(TYPICAL[name]), candidates())))
    assert nearest == NESTED.get(name, name)
