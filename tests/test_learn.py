"""A therapist's own exercise: what is found in a video, and files that work like the shipped ones."""

import cv2
import numpy as np
import pytest

from aotrainer.check import exercise_folder
from aotrainer.config import shipped
from aotrainer.errors import ExerciseError, VideoError
from aotrainer.exercises import load_exercise, load_reference
from aotrainer.learn import SEGMENTS_OF, find_lesson, joints_in, segments_of, write_exercise
from aotrainer.motion.angles import JOINTS
from aotrainer.motion.score import Score, score_motion
from aotrainer.playback import Clip
from tests.figure import abduction, raise_and_lower

LIFTS = raise_and_lower(repetitions=3, peak_deg=100)


@pytest.fixture(scope="module")
def motion():
    return abduction(LIFTS, "left", azimuth_deg=10)


@pytest.fixture(scope="module")
def video(tmp_path_factory, motion):
    """As many frames as the motion has; what is in them does not matter here."""
    path = tmp_path_factory.mktemp("video") / "own.mp4"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 30, (64, 48))
    for _ in range(len(motion)):
        writer.write(np.full((48, 64, 3), 128, np.uint8))
    writer.release()
    return path


def test_side_view_and_repetitions_are_found(motion):
    lesson = find_lesson(motion, ["shoulder"])
    assert lesson.side == "left"
    assert lesson.azimuth_deg == pytest.approx(10, abs=1)
    assert not lesson.seated
    assert len(lesson.repetitions) == 3
    assert lesson.model.excursion_deg == pytest.approx(100, abs=3)


def test_the_clip_has_some_rest_and_no_neighbour(motion):
    lesson = find_lesson(motion, ["shoulder"])
    start, end = lesson.span_s()
    others = [rep for number, rep in enumerate(lesson.repetitions) if number != lesson.kept]
    assert start < lesson.model.start_s < lesson.model.end_s < end
    assert not any(rep.start_s < end and start < rep.end_s for rep in others)


def test_an_unknown_joint_is_told_with_those_there_are():
    assert joints_in("shoulder, elbow") == ("shoulder", "elbow")
    with pytest.raises(ExerciseError, match=r"no joint tail.*shoulder"):
        joints_in("shoulder,tail")


def test_a_joint_that_keeps_still_is_told_with_how_much_it_moved(motion):
    with pytest.raises(ExerciseError, match="knee moved by 0°"):
        find_lesson(motion, ["knee"])


def test_every_joint_has_segments_to_compare():
    assert set(SEGMENTS_OF) == set(JOINTS)
    assert segments_of(["shoulder", "elbow"]) == ("upper_arm", "forearm", "trunk")


def test_what_is_written_can_be_used_like_a_shipped_exercise(motion, video, tmp_path):
    lesson = find_lesson(motion, ["shoulder"])
    path = write_exercise(lesson, motion, video, "my_raise", tmp_path / "own")
    exercise, reference = load_exercise(path), load_reference(path.with_suffix(".npz"))
    assert (
        exercise_folder(path.parent, shipped("exercises"), shipped("media"))[0]
        == "1 of 1 exercise can be used."
    )
    assert (exercise.judging.model_side, exercise.posture) == ("left", "standing")
    assert exercise.target.excursion_deg == pytest.approx(100, abs=3)
    with Clip(path.with_suffix(".webm")) as clip:
        assert clip.frames == len(reference)
    outcome = score_motion(reference, motion, exercise.judging)
    assert isinstance(outcome, Score)
    assert (len(outcome.repetitions), outcome.side) == (3, "left")
    assert outcome.total > 95


@pytest.mark.parametrize("name", ["My raise", "", "../up", "1st"])
def test_an_id_that_could_not_name_files_is_refused(motion, video, tmp_path, name):
    with pytest.raises(ExerciseError, match="small letters"):
        write_exercise(find_lesson(motion, ["shoulder"]), motion, video, name, tmp_path)


def test_what_is_there_is_never_overwritten(motion, video, tmp_path):
    lesson = find_lesson(motion, ["shoulder"])
    write_exercise(lesson, motion, video, "mine", tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(ExerciseError, match="There already is"):
        write_exercise(lesson, motion, video, "mine", tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_nothing_half_done_is_left_when_the_video_cannot_be_read(motion, tmp_path):
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no video")
    with pytest.raises(VideoError):
        write_exercise(find_lesson(motion, ["shoulder"]), motion, broken, "mine", tmp_path / "own")
    assert not list((tmp_path / "own").iterdir())
