"""An attempt filmed with somebody else in the picture, from pixels to the score."""

from functools import cache

import cv2
import pytest
from typer.testing import CliRunner

from aotrainer import cli
from aotrainer.motion.crowding import explained
from aotrainer.motion.judging import Reason
from aotrainer.motion.pose import Motion
from aotrainer.motion.score import Score, score_motion
from tests.rendered.golden import shipped_library
from tests.tracking.composites import RATE_HZ, Standing, alone, chest, film, tracked

pytestmark = pytest.mark.slow

COUNT, EVERY = 330, 2
"""Frames: one whole repetition, at 15 pictures a second, as cameras give in a dim room."""
PATIENT = Standing("shoulder_abduction", 80)
COMING_IN = Standing("hand_to_mouth", lambda k: max(330, 900 - 5 * k))
HALF_IN_FRONT = Standing("hand_to_mouth", 190)
OFF_POINTS = 5.0
"""How far a helper beside the patient may move the score: what the tracker's scatter does."""


@cache
def library():
    return shipped_library()


def outcome(poses):
    judging = library().exercises["shoulder_abduction"].judging
    reference = library().reference("shoulder_abduction")
    return explained(score_motion(reference, Motion.from_frames(poses), judging, "right"), poses)


def test_a_helper_who_comes_in_beside_leaves_the_score_as_it_is():
    truth = alone(PATIENT, COUNT, EVERY)
    expected, found = outcome(truth), outcome(tracked(film([PATIENT, COMING_IN], COUNT, EVERY)))
    assert isinstance(expected, Score)
    assert isinstance(found, Score), found
    assert len(found.repetitions) == len(expected.repetitions)
    assert found.total == pytest.approx(expected.total, abs=OFF_POINTS)


def test_a_helper_half_in_front_is_refused_and_told():
    point = chest(alone(PATIENT, COUNT, EVERY))
    refused = outcome(tracked(film([PATIENT, HALF_IN_FRONT], COUNT, EVERY), point))
    assert refused.reason is Reason.OTHER_PERSON
    assert "beside the camera" in refused.words


def test_a_video_is_followed_in_the_same_way_from_the_command_line(tmp_path):
    video = written([PATIENT, HALF_IN_FRONT], tmp_path / "crowded.mp4")
    said = CliRunner().invoke(cli.app, ["score", "shoulder_abduction", str(video)])
    assert said.exit_code == 0
    assert "could not tell you from somebody else" in " ".join(said.output.split())


def written(people, path):
    shots = list(film(people, COUNT, EVERY))
    height, width = shots[0].image.shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), RATE_HZ / EVERY, (width, height))
    for shot in shots:
        writer.write(shot.image)
    writer.release()
    return path
