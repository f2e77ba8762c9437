import cv2
import numpy as np
import pytest

from aotrainer.errors import CameraError, VideoError
from aotrainer.tracking.camera import is_live, pictures

FRAMES = 45


def write_clip(path, frames=FRAMES, codec="mp4v", size=(64, 48)):
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*codec), 30, size)
    rng = np.random.default_rng(7)
    for k in range(frames):
        image = rng.integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
        image[:8, :8] = 2 * k
        writer.write(image)
    writer.release()
    return path


@pytest.fixture
def clip(tmp_path):
    return write_clip(tmp_path / "clip.mp4")


class Clock:
    """Time that passes only when somebody sleeps or works."""

    def __init__(self, now=50.0):
        self.now = now

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


def test_a_file_gives_every_frame_with_its_time(clip):
    seen = list(pictures(clip))
    assert len(seen) == FRAMES
    np.testing.assert_allclose([p.time_s for p in seen], np.arange(FRAMES) / 30, atol=1e-6)
    assert seen[0].image.shape == (48, 64, 3)


def test_a_file_can_play_as_a_camera(clip):
    clock = Clock()
    times = [p.time_s for p in pictures(clip, real_time=True, clock=clock, sleep=clock.sleep)]
    np.testing.assert_allclose(times, 50 + np.arange(FRAMES) / 30, atol=1e-6)
    assert clock.now == pytest.approx(50 + (FRAMES - 1) / 30)


def test_a_slow_reader_gets_the_newest_picture_as_from_a_camera(clip):
    clock = Clock()
    lags, times = [], []
    for picture in pictures(clip, real_time=True, clock=clock, sleep=clock.sleep):
        lags.append(clock() - picture.time_s)
        times.append(picture.time_s)
        clock.now += 0.1
    assert max(lags) < 1 / 30 + 1e-6
    assert 13 <= len(times) <= 16
    assert np.all(np.diff(times) > 0)


@pytest.mark.parametrize(("source", "live"), [(0, True), ("rtsp://camera/1", True), ("film.mp4", False)])
def test_cameras_and_streams_are_live(source, live):
    assert is_live(source) is live


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(VideoError, match="no file"):
        next(pictures(tmp_path / "nothing.mp4"))


def test_a_text_file_is_no_video(tmp_path):
    path = tmp_path / "notes.mp4"
    path.write_text("not a video" * 100)
    with pytest.raises(VideoError, match="not a video"):
        next(pictures(path))


def test_a_photo_is_no_video(tmp_path):
    path = tmp_path / "photo.jpg"
    cv2.imwrite(str(path), np.zeros((48, 64, 3), np.uint8))
    with pytest.raises(VideoError, match="not a photo"):
        list(pictures(path))


@pytest.mark.parametrize(
    ("name", "codec"), [("film.mp4", "mp4v"), ("film.avi", "MJPG"), ("film.webm", "VP80")]
)
def test_a_truncated_clip_is_told(tmp_path, name, codec):
    path = write_clip(tmp_path / name, frames=90, codec=codec, size=(320, 240))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(VideoError):
        list(pictures(path))


def test_a_camera_that_is_not_there_is_told():
    with pytest.raises(CameraError, match="Camera 97"):
        next(pictures(97))
