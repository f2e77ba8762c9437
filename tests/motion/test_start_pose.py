"""Whether somebody is where the model starts: nearer to its start than to its turn, or not told apart."""

from dataclasses import replace

import numpy as np
import pytest

from aotrainer.exercises import REGIONS
from aotrainer.motion.pose import PoseFrame
from aotrainer.motion.segmentation import reference_repetition
from aotrainer.motion.start_pose import LEAST_DEG, at_start
from tests.figure import ABDUCTION, abduction, raise_and_lower
from tests.rendered import INDEX, seen
from tests.rendered.golden import shipped_library

MODEL = reference_repetition(abduction(raise_and_lower(peak_deg=150)), ABDUCTION)[1]
LIBRARY = shipped_library()
SOME = [next(name for name, one in LIBRARY.exercises.items() if one.region == region) for region in REGIONS]

AS_ASKED = [
    title
    for title, told in INDEX.items()
    if told["exercise"] in SOME and told["name"] not in ("wrong_exercise", "wrong_side")
]


def frames(motion):
    landmarks = zip(motion.times_s, motion.image, motion.world, motion.visibility, strict=True)
    return [PoseFrame(*one) for one in landmarks]


def held(angle_deg, side="right"):
    return frames(abduction(np.full(9, float(angle_deg)), side))


@pytest.mark.parametrize(
    ("angle_deg", "there"), [(0, True), (60, True), (70, True), (80, False), (150, False)]
)
def test_nearer_to_the_start_than_to_the_turn_is_there(angle_deg, there):
    assert at_start(held(angle_deg), MODEL, ABDUCTION, "right") is there


def test_of_a_small_movement_no_less_is_elsewhere_than_one_camera_can_tell():
    small = replace(MODEL, turn_deg=MODEL.start_deg + LEAST_DEG)
    assert at_start(held(LEAST_DEG - 2), small, ABDUCTION, "right") is True
    assert at_start(held(LEAST_DEG + 2), small, ABDUCTION, "right") is False


def test_the_other_side_says_nothing():
    assert at_start(held(150, "left"), MODEL, ABDUCTION, "right") is True


def test_only_the_last_moments_count():
    raised, lowered = held(150), [replace(one, time_s=one.time_s + 1) for one in held(0)]
    assert at_start([*raised, *lowered], MODEL, ABDUCTION, "right") is True


def test_who_is_not_seen_is_neither_here_nor_there():
    assert at_start([], MODEL, ABDUCTION, "right") is None
    assert at_start([PoseFrame.nobody(0.0)], MODEL, ABDUCTION, "right") is None
    hidden = [replace(one, visibility=np.zeros_like(one.visibility)) for one in held(150)]
    assert at_start(hidden, MODEL, ABDUCTION, "right") is None


@pytest.mark.parametrize("title", AS_ASKED)
def test_no_rendered_patient_who_does_as_asked_is_told_to_be_elsewhere_at_first(title):
    told = INDEX[title]
    exercise = LIBRARY.exercises[told["exercise"]]
    model = reference_repetition(LIBRARY.reference(exercise.id), exercise.judging)[1]
    first = [one for one in frames(seen(title)) if one.time_s < told["repetitions_true"][0]["start_s"] / 2]
    assert at_start(first, model, exercise.judging, told["side"]) is not False
