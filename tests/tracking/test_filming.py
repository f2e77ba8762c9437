"""A film of a set, with a clip in the place of the camera: real pictures, real encoder, real tracking."""

import threading
import time

import cv2
import numpy as np
import pytest

from aotrainer.config import shipped
from aotrainer.film_file import new_key, read_film
from aotrainer.tracking.camera import Picture, pictures
from aotrainer.tracking.filming import MAX_FPS, WAITING, WIDTH_PX, Filming, write_video
from aotrainer.tracking.worker import TrackingWorker

CLIP = shipped("media", "demo", "shoulder_abduction.webm")
KEY = new_key()


@pytest.fixture
def film(tmp_path):
    """Of the whole clip, as fast as it is written."""
    filming = Filming(tmp_path, KEY, "one")
    for picture in pictures(CLIP):
        while filming._queue.full():
            time.sleep(0.001)
        filming.take(picture)
    filming.finish(tmp_path / "one.film")
    filming.wait(60)
    assert filming.dropped == 0
    return tmp_path / "one.film"


def test_shows_what_was_seen_at_its_times(film):
    kept, seen = list(read_film(film, KEY)), list(pictures(CLIP))
    times = np.array([time_s for time_s, _picture in kept])
    assert len(kept) / (seen[-1].time_s - seen[0].time_s) == pytest.approx(MAX_FPS, rel=0.2)
    assert set(times) <= {picture.time_s for picture in seen}
    middle = kept[len(kept) // 2]
    image = cv2.imdecode(np.frombuffer(middle[1], np.uint8), cv2.IMREAD_COLOR)
    same = next(picture.image for picture in seen if picture.time_s == middle[0])
    assert image.shape[1] == min(WIDTH_PX, same.shape[1])
    small = cv2.resize(same, image.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(small - image.astype(float)).mean() < 5
    assert not film.with_name("one.part").exists()


def test_becomes_an_ordinary_video(film, tmp_path):
    target = tmp_path / "one.mp4"
    count = write_video(film, KEY, target)
    seen, before = list(pictures(target)), list(pictures(CLIP))
    assert len(seen) == count
    assert seen[-1].time_s == pytest.approx(before[-1].time_s, rel=0.05)


def test_a_slow_disk_costs_pictures_of_the_film_and_no_time(tmp_path, monkeypatch):
    stuck = threading.Event()
    monkeypatch.setattr("aotrainer.tracking.filming._encoded", lambda image: stuck.wait(30) and b"x")
    filming, image = Filming(tmp_path, KEY, "one"), np.zeros((90, 160, 3), np.uint8)
    for number in range(100):
        filming.take(Picture(number / 10, image))
    assert filming.dropped >= 100 - WAITING - 1
    stuck.set()
    filming.finish(tmp_path / "one.film")
    filming.wait(10)
    assert len(list(read_film(tmp_path / "one.film", KEY))) == 100 - filming.dropped


def test_a_film_that_nobody_wants_leaves_no_file(tmp_path):
    filming = Filming(tmp_path, KEY, "one")
    filming.take(Picture(0.0, np.zeros((90, 160, 3), np.uint8)))
    filming.finish(None)
    filming.wait(10)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_costs_the_film_only(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    filming = Filming(tmp_path / "file", KEY, "one")
    filming.wait(10)
    filming.take(Picture(0.0, np.zeros((90, 160, 3), np.uint8)))
    filming.finish(tmp_path / "file" / "one.film")
    assert "could not be written" in caplog.text


def test_the_tracking_worker_shows_it_every_picture(tmp_path):
    worker, seen, enough = TrackingWorker(CLIP, real_time=False), [], threading.Event()

    def look(picture):
        seen.append(picture.time_s)
        if len(seen) == 12:
            enough.set()

    worker.onlooker = look
    worker.start()
    worker.open()
    assert enough.wait(120)
    worker.stop()
    tracked = [pose.time_s for pose in worker.drain()]
    assert tracked == seen[: len(tracked)]
    assert len(seen) - len(tracked) <= 1
