"""One thread that owns the camera and the landmarker.

The newest picture may be overwritten before anybody looks at it; poses are queued until they are drained.
That drain, once a tick, is the only crossing between the threads.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING

from aotrainer.errors import AotrainerError, ModelError
from aotrainer.motion.pose import PoseFrame
from aotrainer.tracking.camera import Picture, Source, pictures

if TYPE_CHECKING:
    from aotrainer.tracking.landmarker import Landmarker, ModelSize

log = logging.getLogger(__name__)

STOP_S = 2.0
"""How long to wait for the thread at the end: a dead stream may keep it in a read for longer."""


class TrackingWorker:
    """Loads the landmarker at once, and runs the camera between `open` and `close` only.

    news : set after each pose, for whoever waits for one
    error : what went wrong, until the next `open`; the thread lives on, so that trying again is possible
    """

    def __init__(
        self,
        source: Source,
        size: ModelSize = "full",
        *,
        real_time: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source, self._size, self._real_time, self._clock = source, size, real_time, clock
        self._broken: AotrainerError | None = None
        self._newest: deque[Picture] = deque(maxlen=1)
        self._poses: deque[PoseFrame] = deque()
        self._wanted, self._ended, self._changed = Event(), Event(), Event()
        self.ready, self.exhausted, self.news = Event(), Event(), Event()
        self.error: AotrainerError | None = None
        self._thread = Thread(target=self._run, name="tracking", daemon=True)

    def start(self) -> None:
        """Begin to load the landmarker; the camera stays off."""
        self._thread.start()

    def open(self) -> None:
        """Switch the camera on; forgets earlier poses, and an earlier error unless trying again is no use."""
        self.error = self._broken
        self._poses.clear()
        self._newest.clear()
        self.exhausted.clear()
        self._wanted.set()
        self._changed.set()

    def close(self) -> None:
        """Switch the camera off; poses not yet drained stay."""
        self._wanted.clear()

    def stop(self) -> None:
        """End the thread, and wait for it a little."""
        self.close()
        self._ended.set()
        self._changed.set()
        if self._thread.is_alive():
            self._thread.join(STOP_S)

    @property
    def picture(self) -> Picture | None:
        """The newest picture, if there is one yet."""
        try:
            return self._newest[0]
        except IndexError:
            return None

    def drain(self) -> list[PoseFrame]:
        """All poses since the last drain, in the order of their capture."""
        return [self._poses.popleft() for _ in range(len(self._poses))]

    def _run(self) -> None:
        try:
            # These take a second or more, and the first screen must not wait for them.
            import scipy.signal  # noqa: F401  (the score will ask for it)

            from aotrainer.tracking.landmarker import Landmarker

            with Landmarker(self._size) as landmarker:
                self.ready.set()
                while not self._ended.is_set():
                    self._changed.wait()
                    self._changed.clear()
                    self._track(landmarker)
        except AotrainerError as error:
            self._give_up(error)
        except Exception as cause:
            # The outermost frame of this thread: whatever it was, somebody waits for the camera.
            log.exception("tracking ended")
            self._give_up(ModelError(f"Tracking does not work: {cause}.", "Start aotrainer again."))

    def _give_up(self, error: AotrainerError) -> None:
        """The thread is over; whoever asks for the camera is told why."""
        self.error = self._broken = error
        self.ready.set()

    def _track(self, landmarker: Landmarker) -> None:
        if not self._wanted.is_set():
            return
        try:
            for picture in pictures(self._source, real_time=self._real_time, clock=self._clock):
                if not self._wanted.is_set() or self._ended.is_set():
                    return
                self._newest.append(picture)
                self._poses.append(landmarker.detect(picture))
                self.news.set()
            self.exhausted.set()
        except AotrainerError as error:
            self.error = error
