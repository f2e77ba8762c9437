"""Cameras that are missing, end, hang or are covered, with real OpenCV and the real model."""

import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from aotrainer.config import shipped
from aotrainer.errors import CameraError, ModelError
from aotrainer.exercises import load_exercise
from aotrainer.motion.freezing import FROZEN_S, Freezing
from aotrainer.motion.placement import Check, Surroundings, ticks
from aotrainer.motion.pose import PoseFrame
from aotrainer.tracking import landmarker, worker
from aotrainer.tracking.camera import is_live, mark_of, pictures
from aotrainer.tracking.worker import CAMERAS, TrackingWorker

NO_CAMERA = 97
"""No computer has so many."""
SIZE = (160, 120)
FPS = 30


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self):
        self.now_s = 0.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def tracking():
    """Starts the thread with a source."""
    started = []

    def start(source):
        started.append(TrackingWorker(source, "lite"))
        started[-1].start()
        assert started[-1].ready.wait(60)
        return started[-1]

    yield start
    for each in started:
        each.stop()


def wait_until(condition, seconds=40.0):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    assert condition()


def film(path: Path, images) -> str:
    """A film of these pictures, and its address as that of a stream, which OpenCV reads as a live camera."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, SIZE)
    for image in images:
        writer.write(image)
    writer.release()
    address = f"file://{path}"
    assert is_live(address)
    return address


def noise(seed):
    return np.random.default_rng(seed).integers(0, 255, (SIZE[1], SIZE[0], 3), np.uint8)


def test_no_camera_is_told_and_another_number_may_be_tried(tracking, monkeypatch):
    monkeypatch.setattr(worker, "CAMERAS", NO_CAMERA + CAMERAS)
    camera = tracking(NO_CAMERA)
    camera.open()
    wait_until(lambda: camera.error)
    assert camera.error.what == f"Camera {NO_CAMERA} cannot be opened."
    assert "try again" in camera.error.remedy
    assert camera.several
    camera.open_other()
    wait_until(lambda: camera.error)
    assert camera.error.what == f"Camera {NO_CAMERA + 1} cannot be opened."


def test_after_the_last_camera_comes_the_first():
    camera = TrackingWorker(CAMERAS - 1)
    camera.open_other()
    assert camera._source == 0


def test_a_file_in_the_place_of_a_camera_has_no_other(tmp_path):
    assert not TrackingWorker(tmp_path / "film.mp4").several


def test_a_camera_that_stops_is_told_and_comes_back(tracking, tmp_path):
    path = tmp_path / "camera.avi"
    camera = tracking(film(path, map(noise, range(15))))
    camera.open()
    wait_until(lambda: camera.error)
    assert isinstance(camera.error, CameraError)
    assert "stopped giving pictures" in camera.error.what
    assert len(camera.drain()) == 15, "what came before is kept"
    path.unlink()
    camera.open()
    wait_until(lambda: camera.error)
    assert "cannot be opened" in camera.error.what
    film(path, map(noise, range(15)))
    camera.open()
    wait_until(lambda: camera.picture is not None)


def test_a_hung_camera_that_goes_on_giving_its_last_picture_is_noticed(tracking, tmp_path, monkeypatch):
    monkeypatch.setattr("aotrainer.motion.freezing.FROZEN_S", 0.2)  # so many pictures are not needed
    camera = tracking(film(tmp_path / "hung.avi", [noise(1)] * 100))
    camera.open()
    wait_until(lambda: camera.frozen)
    camera.open()
    assert not camera.frozen, "it is looked at anew"


def test_a_live_camera_of_an_empty_room_is_not_frozen(tracking, tmp_path, monkeypatch):
    monkeypatch.setattr("aotrainer.motion.freezing.FROZEN_S", 0.2)
    camera = tracking(film(tmp_path / "room.avi", map(noise, range(60))))
    camera.open()
    seen = []
    wait_until(lambda: seen.append(camera.frozen) or camera.error)
    assert not any(seen)


def test_pictures_are_frozen_after_a_while_and_thaw_with_the_first_new_one():
    freezing, frozen_at = Freezing(), []
    marks = [1] * 20 + [2] * 100 + [3] * 20
    for n, mark in enumerate(marks):
        freezing = freezing.after(n / FPS, mark)
        frozen_at += [n] if freezing.frozen else []
    assert frozen_at == list(range(20 + round(FROZEN_S * FPS) + 1, 120))


def test_noise_anywhere_makes_another_mark():
    still = np.full((480, 640, 3), 90, np.uint8)
    other = still.copy()
    other[240:260, 320:340] += 1
    assert mark_of(still) == mark_of(still.copy()) != mark_of(other)


@pytest.mark.parametrize(
    ("surroundings", "check", "words"),
    [
        (Surroundings(0.0, 0), Check.LIGHT, "The picture is black. See that nothing covers the camera."),
        (Surroundings(0.04, 0), Check.LIGHT, "It is too dark. Switch on a light."),
        (Surroundings(0.5, 1, frozen=True), Check.FRAME_RATE, "The picture stands still. Unplug the camera,"),
    ],
)
def test_the_camera_check_says_what_to_do(surroundings, check, words):
    frames = [PoseFrame.nobody(n / FPS) for n in range(60)]
    judging = load_exercise(shipped("exercises", "shoulder_abduction.toml")).judging
    (tick,) = [each for each in ticks(frames, surroundings, judging, "right") if each.check is check]
    assert not tick.fulfilled
    assert tick.words.startswith(words)


def test_a_queue_that_nobody_drains_stays_small_and_keeps_the_newest(tracking, tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "MAX_WAITING", 10)
    source = film(tmp_path / "long.avi", map(noise, range(60)))
    camera = tracking(source)
    camera.open()
    wait_until(lambda: camera.error)
    times = [pose.time_s for pose in camera.drain()]
    assert len(times) == 10
    assert times == sorted(times)
    assert times[-1] == camera.picture.time_s


def test_a_damaged_model_is_told_and_opening_again_does_not_hide_it(tracking, tmp_path, monkeypatch):
    for file in landmarker.MODELS.iterdir():
        if file.suffix == ".task":
            (tmp_path / file.name).write_bytes(file.read_bytes()[:-1] + b"x")
        elif file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr("aotrainer.tracking.landmarker.Landmarker.__init__.__defaults__", ("full", tmp_path))
    camera = tracking(NO_CAMERA)
    for _ in range(2):
        assert isinstance(camera.error, ModelError)
        assert "altered or damaged" in camera.error.what
        assert camera.error.remedy == "Reinstall aotrainer."
        camera.open()


def test_pictures_of_a_stream_that_ends_say_which_it_was(tmp_path):
    source = film(tmp_path / "short.avi", map(noise, range(5)))
    with pytest.raises(CameraError, match=r"The stream file://.*short\.avi stopped giving pictures"):
        list(pictures(source))


class StalledCapture:
    """A camera that gives one picture and then waits ten seconds for each that does not come."""

    def __init__(self, clock):
        self.clock, self.reads = clock, 0

    def isOpened(self):  # noqa: N802 (OpenCV's name)
        return True

    def set(self, *_):
        return True

    def read(self):
        self.reads += 1
        self.clock.now_s += 10.0 if self.reads > 1 else 0.03
        return (True, noise(1)) if self.reads == 1 else (False, None)

    def release(self):
        pass


def test_a_driver_that_waits_long_for_pictures_that_do_not_come_is_not_waited_for(monkeypatch):
    clock = Clock()
    capture = StalledCapture(clock)
    monkeypatch.setattr(cv2, "VideoCapture", lambda _source: capture)
    camera = pictures(0, clock=clock)
    assert next(camera).image.shape == (SIZE[1], SIZE[0], 3)
    clock.now_s += 3600.0  # the computer slept between two pictures, which is no fault of the camera
    with pytest.raises(CameraError, match="Camera 0 stopped giving pictures"):
        next(camera)
    assert capture.reads == 2
