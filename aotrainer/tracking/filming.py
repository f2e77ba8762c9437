"""Keeps a film of a set while the tracking goes on: in a thread of its own that never makes it wait."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Thread

import cv2
import numpy as np

from aotrainer.errors import VideoError
from aotrainer.film_file import FilmWriter, read_film
from aotrainer.language import N_
from aotrainer.tracking.camera import Image, Picture

log = logging.getLogger(__name__)

WIDTH_PX = 640
"""Enough to see how somebody moves; a quarter of the camera's pixels."""
MAX_FPS = 15.0
"""Half of the camera's pictures: people's movements in rehabilitation are below 5 Hz."""
JPEG_QUALITY = 75
WAITING = 8
"""Pictures in the queue at most; while the disk is slow the film has gaps, and the tracking has none."""
EARLY_S = 0.2 / MAX_FPS
"""A picture that comes by so much too early is taken all the same: cameras are not punctual."""
PARTIAL = ".part"


class Filming:
    """One film under way; `take` is called with each picture, from any one thread.

    dropped : pictures that were left out because the disk was slow
    """

    def __init__(self, folder: Path, key: bytes, name: str) -> None:
        """Begins a film in a private folder; name : of the file while it is made."""
        self._partial, self._key = folder / (name + PARTIAL), key
        self._queue: Queue[Picture] = Queue(WAITING)
        self._target: Path | None = None
        self._ended, self.dropped = False, 0
        self._next_s = float("-inf")
        self._thread = Thread(target=self._run, name="filming", daemon=True)
        self._thread.start()

    def take(self, picture: Picture) -> None:
        """Keep a picture, if it is time for one and there is room; returns at once."""
        if self._ended or picture.time_s < self._next_s - EARLY_S:
            return
        self._next_s = picture.time_s + 1 / MAX_FPS
        try:
            self._queue.put_nowait(picture)
        except Full:
            self.dropped += 1

    def finish(self, target: Path | None) -> None:
        """End the film and give it its name; None for one that nobody wants. Returns at once."""
        self._target, self._ended = target, True

    def wait(self, timeout_s: float) -> None:
        """Until it is on the disk, but no longer than this."""
        self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            self._partial.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FilmWriter(self._partial, self._key) as film:
                while (picture := self._newer()) is not None:
                    film.add(picture.time_s, _encoded(picture.image))
            if self._target is not None:
                self._partial.replace(self._target)
            else:
                self._partial.unlink()
        except (OSError, cv2.error):
            # Whoever trains goes on without a film.
            log.exception("the film %s could not be written", self._partial.name)
            self._ended = True
            with suppress(OSError):
                self._partial.unlink()

    def _newer(self) -> Picture | None:
        """The next picture; None after the last."""
        while True:
            try:
                return self._queue.get(timeout=0.1)
            except Empty:
                if self._ended:
                    return None


def write_video(film: Path, key: bytes, target: Path) -> int:
    """An ordinary video (mp4) of a film, for other programs; returns its pictures. Raises `VideoError`."""
    times_s = [time_s for time_s, _picture in read_film(film, key)]
    if len(times_s) < 2:
        raise VideoError(N_("{file} holds no moving pictures."), file=film.name)
    fps = (len(times_s) - 1) / (times_s[-1] - times_s[0])
    writer = None
    for _time_s, content in read_film(film, key):
        image = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
        if image is None:
            continue
        if writer is None:
            size = image.shape[1], image.shape[0]
            writer = cv2.VideoWriter(str(target), cv2.VideoWriter.fourcc(*"mp4v"), fps, size)
        writer.write(image)
    if writer is not None:
        writer.release()
    return len(times_s)


def _encoded(image: Image) -> bytes:
    if image.shape[1] > WIDTH_PX:
        height = round(image.shape[0] * WIDTH_PX / image.shape[1])
        image = np.asarray(cv2.resize(image, (WIDTH_PX, height), interpolation=cv2.INTER_AREA), np.uint8)
    return cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])[1].tobytes()
