from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.clean import clean
from aotrainer.motion.placement import Check, Surroundings, ticks
from aotrainer.motion.pose import BODY, PoseFrame
from aotrainer.motion.score import Score, as_filmed, score_motion
from tests.figure import ABDUCTION, abduction, raise_and_lower
from tests.rendered import INDEX, seen
from tests.rendered.golden import shipped_library

ROOM = Surroundings(0.5, 1, 16 / 9)
MODEL = abduction(raise_and_lower(peak_deg=170))
REST = np.zeros(45)


def frames(motion, rate_hz=30.0):
    """The motion's frames, one after another at this rate."""
    parts = zip(motion.image, motion.world, motion.visibility, strict=True)
    return [PoseFrame(k / rate_hz, *part) for k, part in enumerate(parts)]


def told(motion, judging=ABDUCTION, side="right", surroundings=ROOM, model=MODEL, rate_hz=30.0):
    answers = ticks(frames(motion, rate_hz), surroundings, judging, side, model)
    assert [tick.check for tick in answers] == list(Check)
    assert all(tick.words.endswith(".") for tick in answers)
    return {tick.check: tick for tick in answers}


def failing(motion, **options):
    return [check for check, tick in told(motion, **options).items() if not tick.fulfilled]


def hidden(motion, *landmarks, at=None):
    """The motion with these landmarks unsure; `at` is where the tracker guesses them."""
    visibility, image = motion.visibility.copy(), motion.image.copy()
    for name in landmarks:
        visibility[:, BODY.index[name]] = 0.1
        if at is not None:
            image[:, BODY.index[name]] = at
    return replace(motion, visibility=visibility, image=image)


def test_somebody_who_stands_well_passes_every_check():
    answers = told(abduction(REST))
    assert all(tick.fulfilled for tick in answers.values())
    assert answers[Check.IN_PICTURE].words == "Your whole arm is in the picture."


def test_an_empty_room_asks_for_somebody_first():
    empty = ticks([PoseFrame.nobody(k / 30) for k in range(45)], ROOM, ABDUCTION, "right")
    assert [tick.check for tick in empty if tick.fulfilled] == [Check.LIGHT, Check.FRAME_RATE, Check.ALONE]
    assert empty[0].words == "Step into the picture first."


def test_two_who_cannot_be_told_apart_are_not_told_to_come_in():
    crowded = ticks([PoseFrame.nobody(k / 30, crowded=True) for k in range(45)], ROOM, ABDUCTION, "right")
    assert not crowded[0].fulfilled
    assert crowded[0].words == "The camera cannot tell you from somebody else. Stand a little apart."


def test_before_the_first_picture_nothing_is_known_and_nothing_breaks():
    assert not ticks([], ROOM, ABDUCTION, "right")[0].fulfilled


def test_who_has_just_left_is_gone():
    there = frames(abduction(REST))
    gone = [*there, PoseFrame.nobody(there[-1].time_s + 1 / 30)]
    assert not ticks(gone, ROOM, ABDUCTION, "right")[0].fulfilled


def test_only_the_last_moments_count():
    long_ago, now = frames(abduction(REST, azimuth_deg=90)), frames(abduction(np.zeros(60)))
    later = [replace(frame, time_s=frame.time_s + 1.5) for frame in now]
    assert all(tick.fulfilled for tick in ticks([*long_ago, *later], ROOM, ABDUCTION, "right", MODEL))


def test_a_hand_outside_the_picture_asks_for_a_step_back():
    out = hidden(abduction(REST), "left_wrist", at=(1.2, 0.0))
    tick = told(out, side="left")[Check.IN_PICTURE]
    assert not tick.fulfilled
    assert tick.words == "Step back a little: your left hand has to stay in the picture."


def test_a_hand_out_of_sight_is_not_a_matter_of_distance():
    tick = told(hidden(abduction(REST), "right_wrist"))[Check.IN_PICTURE]
    assert tick.words == "Turn or move a little: your right hand is hidden from the camera."


def test_what_the_exercise_does_not_need_may_be_hidden():
    legs = [name for name in BODY.landmarks if name.endswith(("knee", "ankle", "heel", "foot_index"))]
    assert failing(hidden(abduction(REST), *legs, "left_wrist", "left_hip")) == []


def test_hips_behind_a_table_pass_where_the_exercise_does_without_them():
    judging = replace(ABDUCTION, primary_joint="hand_lift", segments={})
    behind = hidden(abduction(REST), "left_hip", "right_hip")
    model = hidden(MODEL, "left_hip", "right_hip")
    assert failing(behind, judging=judging, model=model) == []
    assert Check.IN_PICTURE in failing(behind)


@pytest.mark.parametrize(("up", "fulfilled"), [(0.1, True), (-0.12, False)])
def test_a_raised_arm_must_fit_though_it_still_hangs(up, fulfilled):
    tick = told(abduction(REST, at=(0.0, up)))[Check.IN_PICTURE]
    assert tick.fulfilled is fulfilled
    if not fulfilled:
        assert "your right hand" in tick.words


def test_an_arm_must_fit_on_the_side_where_it_goes():
    aside = abduction(REST, at=(-0.7, 0.1))
    assert Check.IN_PICTURE in failing(aside)
    assert Check.IN_PICTURE not in failing(aside, side="left")


def test_an_arm_that_is_raised_already_needs_no_more_room():
    assert failing(abduction(np.full(45, 170.0), at=(0.0, 0.1))) == []


@pytest.mark.parametrize(
    ("scale", "words"), [(0.25, "Come nearer"), (0.4, "The distance is right"), (1.3, "Step back")]
)
def test_the_size_in_the_picture_tells_the_distance(scale, words):
    assert told(abduction(REST, scale=scale), model=None)[Check.DISTANCE].words.startswith(words)


@pytest.mark.parametrize(("scale", "fulfilled"), [(0.25, False), (0.4, True), (1.3, False)])
def test_shoulders_tell_it_where_hips_are_hidden(scale, fulfilled):
    behind = hidden(abduction(REST, scale=scale), "left_hip", "right_hip")
    assert told(behind)[Check.DISTANCE].fulfilled is fulfilled


@pytest.mark.parametrize(
    ("azimuth", "expected", "words"),
    [
        (60, 0, "Turn to your left until you face the camera."),
        (-60, 0, "Turn to your right until you face the camera."),
        (0, 90, "Turn to your right until your left side points at the camera."),
        (0, -90, "Turn to your left until your right side points at the camera."),
        (0, -60, "Turn to your left until your right side is half turned to the camera."),
        (-120, -60, "Turn to your right until your right side is half turned to the camera."),
    ],
)
def test_which_way_to_turn(azimuth, expected, words):
    judging = replace(ABDUCTION, azimuth_deg=expected)
    tick = told(abduction(REST, azimuth_deg=azimuth), judging=judging, model=None)[Check.FACING]
    assert (tick.fulfilled, tick.words) == (False, words)


def test_the_other_side_is_seen_from_the_other_side():
    judging = replace(ABDUCTION, azimuth_deg=-60)
    turned = abduction(REST, azimuth_deg=-60)
    assert told(turned, judging=judging, model=None)[Check.FACING].fulfilled
    assert not told(turned, judging=judging, side="left", model=None)[Check.FACING].fulfilled


@pytest.mark.parametrize(("brightness", "words"), [(0.03, "too dark"), (0.97, "too bright"), (0.5, "good")])
def test_light(brightness, words):
    assert words in told(abduction(REST), surroundings=Surroundings(brightness, 1))[Check.LIGHT].words


@pytest.mark.parametrize(("rate_hz", "fulfilled"), [(15, False), (22, True), (30, True)])
def test_pictures_a_second(rate_hz, fulfilled):
    assert told(abduction(REST), rate_hz=rate_hz)[Check.FRAME_RATE].fulfilled is fulfilled


@pytest.mark.parametrize(("people", "fulfilled"), [(1, True), (2, False), (3, False)])
def test_one_person(people, fulfilled):
    assert told(abduction(REST), surroundings=Surroundings(0.5, people))[Check.ALONE].fulfilled is fulfilled


LIBRARY = shipped_library()
STANDING_ELSEWHERE = ("camera_left", "camera_right", "wrong_side", "typical")
RENDERED = [title for title, entry in INDEX.items() if entry["name"] in STANDING_ELSEWHERE]
HIDDEN_AT_REST = {"scaption.camera_left.older_woman"}
"""At the edge of the tolerated view, the elbow is hidden until the arm goes up: the check is the stricter."""


@pytest.mark.slow
@pytest.mark.parametrize("title", RENDERED)
def test_rendered_patients_pass_if_and_only_if_the_gates_let_them(title):
    name = INDEX[title]["exercise"]
    exercise, reference = LIBRARY.exercises[name], LIBRARY.reference(name)
    judging = as_filmed(exercise.judging, clean(reference))
    motion = seen(title)
    score = score_motion(reference, motion, exercise.judging, judging.model_side)
    start = motion.between(0.0, 0.9)
    answers = ticks(frames(start), ROOM, judging, judging.model_side, reference)
    passes = all(tick.fulfilled for tick in answers)
    refused = not isinstance(score, Score) and score.reason in ("nobody", "not_seen", "wrong_view")
    assert passes is (not refused) or title in HIDDEN_AT_REST
