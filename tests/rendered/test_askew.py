"""The same movements before cameras 20 degrees to either side: nothing counts twice, or is missed."""

import pytest

from aotrainer.motion.advice import cue_of
from aotrainer.motion.askew import off_view_deg
from aotrainer.motion.clean import clean
from aotrainer.motion.score import Score
from aotrainer.motion.segmentation import model_repetition
from tests.bench.ladders import shorter
from tests.rendered import INDEX, seen
from tests.rendered.golden import shipped_library
from tests.rendered.messages import judge

LIBRARY = shipped_library()
CAMERAS = ("camera_left", "camera_right")
ASKEW = [title for title, told in INDEX.items() if told["name"] in CAMERAS]
HALF = 0.5
TOO_FINE = ("forearm_turning", "wrist_extension")
"""Movements of which the tracker cannot tell the half."""
FURTHER = "seated_marching.camera_left.older_woman"
"""Her thigh points half way to the camera, and swings a third further in the picture than the model's."""
PLAIN = [title for title in ASKEW if title != FURTHER and INDEX[title]["exercise"] not in TOO_FINE]


@pytest.mark.parametrize("name", LIBRARY.exercises)
def test_every_model_was_filmed_from_both_sides(name):
    judging = LIBRARY.exercises[name].judging
    films = [clean(film) for film in (LIBRARY.reference(name), *LIBRARY.askew(name))]
    shown = [model_repetition(film, judging)[1] for film in films]
    _, left, right = (
        off_view_deg(films[0], shown[0], film, [rep]) for film, rep in zip(films, shown, strict=True)
    )
    assert left > 3
    assert right < -3


@pytest.mark.parametrize("title", ASKEW)
def test_who_does_it_right_is_told_so_and_every_repetition_counts(title):
    outcome = judge(LIBRARY, INDEX[title]["exercise"], seen(title))
    assert isinstance(outcome, Score), outcome
    assert len(outcome.repetitions) == len(INDEX[title]["repetitions_true"])
    assert outcome.total >= 90
    assert cue_of(outcome, LIBRARY.exercises[INDEX[title]["exercise"]].judging) is None


@pytest.mark.parametrize("title", PLAIN)
def test_who_does_half_of_it_is_never_praised(title):
    outcome = judge(LIBRARY, INDEX[title]["exercise"], shorter(seen(title), *(None,) * 2, HALF))
    assert not isinstance(outcome, Score) or outcome.total <= 75
