import time

import pytest

from aotrainer.config import shipped
from aotrainer.errors import CameraError, ModelError
from aotrainer.tracking.worker import TrackingWorker

CLIP = shipped("media", "demo", "shoulder_abduction.webm")


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
