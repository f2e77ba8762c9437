"""What ships is what it says: every exercise against its own clip, its demo patient and the others' clips."""

from functools import cache

import pytest

from aotrainer.config import shipped
from aotrainer.exercises import load_library
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.pose import mirror
from aotrainer.motion.score import Score, score_motion
from aotrainer.playback import Clip
from aotrainer.protocol import DEFAULT_RATE
from aotrainer.tracking.recording import track_video

LIBRARY = load_library(shipped("exercises"), shipped("media"), shipped("nowhere"))
EXERCISES = LIBRARY.exercises
PAIRS = [(a, b) for a in EXERCISES for b in EXERCISES if a != b]
PATIENTS = [name for name in EXERCISES if shipped("media", "demo", f"{name}.webm").is_file()]


@cache
def reference(exercise_id):
    return LIBRARY.reference(exercise_id)


def as_filmed(exercise_id):
    """The clip that the reference motion was taken from."""
    judged = EXERCISES[exercise_id].showing.judged
    return next(clip.path for clip in LIBRARY.clips(exercise_id) if clip.view == judged)


@cache
def model(exercise_id):
    return track_video(as_filmed(exercise_id))


@cache
def patient(exercise_id):
    return track_video(shipped("media", "demo", f"{exercise_id}.webm"))


def judged(exercise_id, motion, side=None):
    judging = EXERCISES[exercise_id].judging
    return score_motion(reference(exercise_id), motion, judging, side, DEFAULT_RATE)


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_every_exercise_scores_its_own_clip_as_the_model(exercise_id):
    own = judged(exercise_id, model(exercise_id))
    assert isinstance(own, Score), own
    assert own.total >= 95
    assert own.side == EXERCISES[exercise_id].judging.model_side
    assert len(own.repetitions) == 1


@pytest.mark.parametrize("exercise_id", PATIENTS)
def test_the_demo_patient_does_three_repetitions_clearly_less_well(exercise_id):
    score = judged(exercise_id, patient(exercise_id))
    assert isinstance(score, Score), score
    assert len(score.repetitions) == 3
    assert 40 < score.total <= 92
    assert 60 < score.parts.range < 95


@pytest.mark.parametrize("exercise_id", PATIENTS)
def test_the_mirrored_demo_patient_scores_the_same_on_the_other_side(exercise_id):
    right = judged(exercise_id, patient(exercise_id))
    other = judged(exercise_id, mirror(patient(exercise_id)))
    assert {right.side, other.side} == {"left", "right"}
    assert other.total == pytest.approx(right.total, abs=1e-6)


@pytest.mark.parametrize(("exercise_id", "done"), PAIRS)
def test_another_exercise_scores_far_lower_or_not_at_all(exercise_id, done):
    result = judged(exercise_id, reference(done))
    assert isinstance(result, Unscorable) or result.total < 50


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_all_views_are_there_with_who_was_filmed(exercise_id):
    showing = EXERCISES[exercise_id].showing
    clips = LIBRARY.clips(exercise_id)
    assert tuple(clip.view for clip in clips) == showing.views
    assert {clip.demonstrator for clip in clips} == {showing.demonstrator}


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_clips_are_720p_at_30_fps_of_the_same_length_and_stills_are_there(exercise_id):
    frames = {}
    for file in LIBRARY.all_clips(exercise_id):
        with Clip(file.path) as clip:
            assert clip.image(0).shape == (720, 1280, 3)
            assert clip.fps == pytest.approx(30)
            frames[file.path.name] = clip.frames
    assert set(frames.values()) == {len(reference(exercise_id))}, frames
    assert LIBRARY.still(exercise_id).is_file()


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_the_target_is_what_the_model_does(exercise_id):
    exercise = EXERCISES[exercise_id]
    shown = judged(exercise_id, reference(exercise_id))
    (repetition,) = shown.repetitions
    assert shown.model_range_deg == pytest.approx(exercise.target.excursion_deg, abs=5)
    # A repetition is told from 10 % of its excursion on, so a smooth one is a little longer than it is told.
    told = repetition.repetition
    assert 0.5 < (told.end_s - told.start_s) / exercise.target.repetition_s <= 1.05


def test_every_file_in_the_clips_folder_is_a_clip_of_an_exercise():
    known = {clip.path for name in EXERCISES for clip in LIBRARY.all_clips(name)}
    assert set(shipped("media", "clips").iterdir()) == known
