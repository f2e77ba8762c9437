"""The library on rendered people as the real landmarker saw them: other demonstrators, typical patients."""

from functools import cache

import pytest

from aotrainer.motion.recognition import candidate, distances_deg
from aotrainer.motion.score import Score, score_motion
from tests.rendered import DEMONSTRATORS, INDEX, demonstrator, seen
from tests.rendered.golden import shipped_library

LIBRARY = shipped_library()
EXERCISES = LIBRARY.exercises
CLIPS = sorted(path.stem for path in DEMONSTRATORS.glob("*.seen"))
TYPICAL = {told["exercise"]: title for title, told in INDEX.items() if told["name"] == "typical"}
NESTED = {"reach_forward": "reach_forward_part"}
"""Somebody who does not get all the way of the whole does the part: only here are the two so alike that a
patient at 85 % of the range is nearer to the part."""


TOLERANCE_S = 0.75
"""The one joint that is followed may move later than the body begins to, and waver after it ended."""


@cache
def candidates():
    return {name: candidate(LIBRARY.reference(name), one.judging) for name, one in EXERCISES.items()}


def test_every_judged_view_is_there_by_the_two_other_demonstrators():
    assert len(CLIPS) == 2 * len(EXERCISES)


@pytest.mark.parametrize("clip", CLIPS)
def test_the_demonstrators_agree(clip):
    name = clip.split(".")[0]
    motion = demonstrator(clip)
    score = score_motion(LIBRARY.reference(name), motion, EXERCISES[name].judging)
    assert isinstance(score, Score), score
    assert score.total >= 95
    assert (motion.visibility > 0).any(axis=1).mean() >= 0.99


def test_every_exercise_has_a_typical_patient():
    assert set(TYPICAL) == set(EXERCISES)


@pytest.mark.parametrize("name", EXERCISES)
def test_a_typical_patient_is_recognised_among_all_exercises(name):
    nearest = next(iter(distances_deg(seen(TYPICAL[name]), candidates())))
    assert nearest == NESTED.get(name, name)


@pytest.mark.parametrize("name", EXERCISES)
def test_a_typical_patient_does_three_repetitions_when_he_truly_does_them(name):
    score = score_motion(LIBRARY.reference(name), seen(TYPICAL[name]), EXERCISES[name].judging)
    assert isinstance(score, Score), score
    found = [(rep.repetition.start_s, rep.repetition.end_s) for rep in score.repetitions]
    true = [(rep["start_s"], rep["end_s"]) for rep in INDEX[TYPICAL[name]]["repetitions_true"]]
    assert len(found) == len(true)
    for (start, end), (truly_from, truly_to) in zip(found, true, strict=True):
        assert truly_from - TOLERANCE_S < start < end < truly_to + TOLERANCE_S
