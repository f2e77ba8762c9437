import time
from itertools import pairwise

import cv2
import pytest

from aotrainer.config import shipped
from aotrainer.errors import CameraError, ModelError
from aotrainer.tracking.worker import TrackingWorker
from tests.tracking.composites import HEIGHT, WIDTH, Standing, film

CLIP = shipped("media", "demo", "shoulder_abduction.webm")
LEFT, RIGHT = Standing("shoulder_abduction", -60), Standing("hand_to_mouth", 270)


@pytest.fixture(scope="module")
def two_people(tmp_path_factory):
    """A film of two people, one to the left and one to the right of the middle."""
    path = tmp_path_factory.mktemp("films") / "two.mp4"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 30, (WIDTH, HEIGHT))
    for shot in film([LEFT, RIGHT], 90):
        writer.write(shot.image)
    writer.release()
    return path


def middles(poses):
    """Where the nose is in each pose that shows somebody."""
    return [pose.image[0, 0] for pose in poses if pose.has_person]


@pytest.fixture
def worker(request):
    worker = TrackingWorker(request.param, "lite")
    worker.start()
    assert worker.ready.wait(60)
    yield worker
    worker.stop()


def wait_until(condition, seconds=20.0):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    assert condition()


@pytest.mark.parametrize("worker", [CLIP], indirect=True)
def test_the_camera_is_off_until_it_is_asked_for(worker):
    time.sleep(0.3)
    assert worker.picture is None
    assert worker.drain() == []


@pytest.mark.parametrize("worker", [CLIP], indirect=True)
def test_poses_come_in_order_and_none_twice(worker):
    worker.open()
    drained = []
    wait_until(lambda: drained.extend(worker.drain()) or len(drained) > 10)
    worker.close()
    times = [pose.time_s for pose in drained]
    assert times == sorted(set(times))
    assert all(abs(t - time.monotonic()) < 30 for t in times), "times are the clock's"
    assert any(pose.has_person for pose in drained)
    assert worker.picture.image.ndim == 3


def test_a_model_that_cannot_be_used_stays_an_error(monkeypatch, tmp_path):
    monkeypatch.setattr("aotrainer.tracking.landmarker.Landmarker.__init__.__defaults__", ("full", tmp_path))
    worker = TrackingWorker(CLIP, "lite")
    worker.start()
    assert worker.ready.wait(60)
    assert isinstance(worker.error, ModelError)
    worker.open()
    assert isinstance(worker.error, ModelError)
    worker.stop()


@pytest.mark.parametrize("worker", ["/no/such/film.mp4"], indirect=True)
def test_an_error_waits_for_somebody_to_see_it_and_can_be_tried_again(worker):
    worker.open()
    wait_until(lambda: worker.error is not None)
    assert isinstance(worker.error, CameraError)
    first = worker.error
    worker.open()
    wait_until(lambda: worker.error is not None and worker.error is not first)


@pytest.mark.parametrize("worker", [CLIP], indirect=True)
def test_the_surroundings_are_known_from_the_first_pose_on(worker):
    assert worker.surroundings is None
    worker.open()
    assert worker.news.wait(20)
    worker.close()
    assert worker.surroundings.people == 1
    assert 0.3 < worker.surroundings.brightness < 0.8
    assert worker.surroundings.width == pytest.approx(640 / 480)


@pytest.mark.slow
@pytest.mark.parametrize(("x", "side"), [(-0.35, -1), (0.35, 1)])
def test_whoever_is_chosen_is_tracked_from_the_first_pose_on(two_people, x, side):
    worker = TrackingWorker(two_people, "lite", real_time=False)
    worker.start()
    worker.choose(x, 0.0)
    worker.open()
    assert worker.exhausted.wait(60)
    worker.stop()
    found = middles(worker.drain())
    assert len(found) > 80
    assert all(side * place > 0 for place in found)
    assert worker.surroundings.people == 2


def test_the_choice_can_be_changed_on_the_way(two_people):
    worker = TrackingWorker(two_people, "lite")
    worker.start()
    worker.choose(0.35, 0.0)
    worker.open()
    poses = []
    wait_until(lambda: poses.extend(worker.drain()) or len(middles(poses)) > 3)
    worker.choose(-0.35, 0.0)
    assert worker.exhausted.wait(60)
    worker.stop()
    poses.extend(worker.drain())
    found = middles(poses)
    assert found[0] > 0 > found[-1]
    assert sum(a * b < 0 for a, b in pairwise(found)) == 1
