"""What ships is what it says: every exercise against its own clip, its demo patient and the others' clips."""

from functools import cache

import pytest

from aotrainer.config import shipped
from aotrainer.exercises import load_exercises, load_reference
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.pose import mirror
from aotrainer.motion.score import Score, score_motion
from aotrainer.playback import Clip
from aotrainer.protocol import DEFAULT_RATE
from aotrainer.tracking.recording import track_video

EXERCISES = load_exercises(shipped("exercises"))[0]
PAIRS = [(a, b) for a in EXERCISES for b in EXERCISES if a != b]


@cache
def reference(exercise_id):
    return load_reference(shipped("media", "references", f"{exercise_id}.npz"))


@cache
def tracked(folder, exercise_id):
    return track_video(shipped("media", folder, f"{exercise_id}.webm"))


def judged(exercise_id, motion, side=None):
    judging = EXERCISES[exercise_id].judging
    return score_motion(reference(exercise_id), motion, judging, side, DEFAULT_RATE)


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_every_exercise_scores_its_own_clip_as_the_model(exercise_id):
    own = judged(exercise_id, tracked("clips", exercise_id))
    assert isinstance(own, Score), own
    assert own.total >= 95
    assert own.side == EXERCISES[exercise_id].judging.model_side
    assert len(own.repetitions) == 1


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_the_demo_patient_does_three_repetitions_clearly_less_well(exercise_id):
    patient = judged(exercise_id, tracked("demo", exercise_id))
    assert isinstance(patient, Score), patient
    assert len(patient.repetitions) == 3
    assert 40 < patient.total <= 92
    assert 60 < patient.parts.range < 95


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_the_mirrored_demo_patient_scores_the_same_on_the_other_side(exercise_id):
    right = judged(exercise_id, tracked("demo", exercise_id))
    other = judged(exercise_id, mirror(tracked("demo", exercise_id)))
    assert {right.side, other.side} == {"left", "right"}
    assert other.total == pytest.approx(right.total, abs=1e-6)


@pytest.mark.parametrize(("exercise_id", "done"), PAIRS)
def test_another_exercise_scores_far_lower_or_not_at_all(exercise_id, done):
    result = judged(exercise_id, reference(done))
    assert isinstance(result, Unscorable) or result.total < 50


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_clips_are_720p_at_30_fps_and_stills_are_there(exercise_id):
    with Clip(shipped("media", "clips", f"{exercise_id}.webm")) as clip:
        assert clip.image(0).shape == (720, 1280, 3)
        assert clip.fps == pytest.approx(30)
        assert len(reference(exercise_id)) == clip.frames
    assert shipped("media", "stills", f"{exercise_id}.jpg").is_file()
