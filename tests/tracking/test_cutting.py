"""Clips cut out of a video in which every frame's grey level tells its number."""

import cv2
import numpy as np
import pytest

from aotrainer.errors import VideoError
from aotrainer.playback import Clip
from aotrainer.tracking.cutting import cut, frames_at

STEP = 8
"""Grey levels between two frames: more than a codec blurs."""
DARKER = 4
"""Levels that writing and reading twice takes away, about."""


def write_grey(path, frames, size):
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 25, size)
    for number in range(frames):
        writer.write(np.full((size[1], size[0], 3), 16 + STEP * number, np.uint8))
    writer.release()
    return path


def number_of(image):
    return round((float(image.mean()) - 16 + DARKER) / STEP)


@pytest.fixture(scope="module")
def video(tmp_path_factory):
    return write_grey(tmp_path_factory.mktemp("video") / "grey.mp4", 25, (64, 48))


def test_a_clip_holds_the_frames_that_were_asked_for(video, tmp_path):
    cut(video, 5, 14, 25, tmp_path / "piece.webm")
    with Clip(tmp_path / "piece.webm") as clip:
        assert [number_of(clip.image(n)) for n in range(clip.frames)] == list(range(5, 15))
        assert clip.fps == pytest.approx(25)


def test_a_large_video_becomes_a_clip_of_720_lines(tmp_path):
    large = write_grey(tmp_path / "large.mp4", 3, (1440, 1080))
    cut(large, 0, 2, 25, tmp_path / "piece.webm")
    with Clip(tmp_path / "piece.webm") as clip:
        assert clip.image(0).shape == (720, 960, 3)


def test_single_frames_come_in_the_order_asked_for(video):
    assert [number_of(image) for image in frames_at(video, [12, 3, 7])] == [12, 3, 7]


def test_a_folder_that_is_not_there_is_told(video, tmp_path):
    with pytest.raises(VideoError, match="cannot be written"):
        cut(video, 0, 5, 25, tmp_path / "nowhere" / "piece.webm")
