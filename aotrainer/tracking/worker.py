"""One thread that owns the camera and the landmarker, and finds out which person is the patient.

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
from aotrainer.language import N_
from aotrainer.motion.freezing import Freezing
from aotrainer.motion.placement import Surroundings
from aotrainer.motion.pose import PoseFrame
from aotrainer.tracking.camera import Picture, Source, is_live, mark_of, pictures
from aotrainer.tracking.people import Box
from aotrainer.tracking.subject import Subject

if TYPE_CHECKING:
    from aotrainer.tracking.landmarker import Landmarker, ModelSize
    from aotrainer.tracking.lookout import Look, Lookouts

log = logging.getLogger(__name__)

STOP_S = 2.0
"""How long to wait for the thread at the end: a dead stream may keep it in a read for longer."""
MAX_WAITING = 600
"""Poses kept for whoever drains: ten seconds of a quick camera, 1 MB. Nobody wants older ones, and a queue
that is not drained for minutes must not grow."""
CAMERAS = 4
"""Numbers of cameras to go through, from 0: a laptop has one or two, and one or two are plugged in."""


class TrackingWorker:
    """Loads the landmarker at once, and runs the camera between `open` and `close` only.

    surroundings : how bright it is and how many people there are, a second old at most; None before the first
        picture
    newest : the latest pose, drained or not; stays_on : whether the camera is on between sets, too
    onlooker : is shown every picture, in this thread; it has to return at once
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
        self._poses: deque[PoseFrame] = deque(maxlen=MAX_WAITING)
        self._asked: deque[Box] = deque(maxlen=1)
        self._subject = Subject()
        self.surroundings: Surroundings | None = None
        self.newest: PoseFrame | None = None
        self.stays_on = False
        self.onlooker: Callable[[Picture], None] | None = None
        self._freezing = Freezing()
        self._wanted, self._ended, self._changed = Event(), Event(), Event()
        self.ready, self.exhausted, self.news = Event(), Event(), Event()
        self.error: AotrainerError | None = None
        self._thread = Thread(target=self._run, name="tracking", daemon=True)

    def start(self) -> None:
        """Begin to load the landmarker; the camera stays off."""
        self._thread.start()

    def open(self) -> None:
        """Switch the camera on, or start it again.

        Forgets earlier poses, and an earlier error unless trying again is no use.
        """
        runs = self._wanted.is_set() and self.error is None and not self.exhausted.is_set()
        self.error = self._broken
        self._poses.clear()
        self._freezing = Freezing()
        self.exhausted.clear()
        if runs and is_live(self._source):
            return
        self._newest.clear()
        self._wanted.set()
        self._changed.set()

    def open_other(self) -> None:
        """Switch on the camera with the next number; the first again after the last."""
        if isinstance(self._source, int):
            self._source = (self._source + 1) % CAMERAS
        self.open()

    def close(self) -> None:
        """Switch the camera off, unless it stays on; poses not yet drained stay."""
        if not self.stays_on:
            self._wanted.clear()
            self.newest = None

    def stay_on(self, wanted: bool) -> None:
        """Keep the camera on between sets, or no longer."""
        self.stays_on = wanted
        if wanted and not self._wanted.is_set():
            self.open()

    def stop(self) -> None:
        """End the thread, and wait for it a little."""
        self.stays_on = False
        self.close()
        self._ended.set()
        self._changed.set()
        if self._thread.is_alive():
            self._thread.join(STOP_S)

    def choose(self, x: float, y: float) -> None:
        """Whoever is at this point is the patient, now or with the next picture (as `PoseFrame.image`)."""
        self.choose_box(Box(x, y, x, y))

    def choose_box(self, box: Box) -> None:
        """Whoever fills this box best is the patient."""
        self._asked.append(box)

    @property
    def several(self) -> bool:
        """Whether there may be other cameras to choose: not where a file or a stream takes their place."""
        return isinstance(self._source, int)

    @property
    def frozen(self) -> bool:
        """Whether a live camera has given the very same picture for a while."""
        return self._freezing.frozen

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
            from aotrainer.tracking.lookout import Lookout, Lookouts

            with Landmarker(self._size) as landmarker, Lookout() as lookout, Lookouts(lookout) as looks:
                self.ready.set()
                while not self._ended.is_set():
                    self._changed.wait()
                    self._changed.clear()
                    self._track(landmarker, looks)
        except AotrainerError as error:
            self._give_up(error)
        except Exception as cause:
            # The outermost frame of this thread: whatever it was, somebody waits for the camera.
            log.exception("tracking ended")
            self._give_up(
                ModelError(N_("Tracking does not work: {cause}."), N_("Start aotrainer again."), cause=cause)
            )

    def _give_up(self, error: AotrainerError) -> None:
        """The thread is over; whoever asks for the camera is told why."""
        self.error = self._broken = error
        self.ready.set()

    def _track(self, landmarker: Landmarker, looks: Lookouts) -> None:
        if not self._wanted.is_set():
            return
        looked_s = None
        try:
            for picture in pictures(self._source, real_time=self._real_time, clock=self._clock):
                if not self._wanted.is_set() or self._changed.is_set() or self._ended.is_set():
                    return
                self._newest.append(picture)
                if (onlooker := self.onlooker) is not None:
                    onlooker(picture)
                if is_live(self._source):
                    self._freezing = self._freezing.after(picture.time_s, mark_of(picture.image))
                looked_s = self._look(looks, picture, looked_s)
                self._subject, pose = self._subject.followed(landmarker.detect(self._subject.view(picture)))
                self._poses.append(pose)
                self.newest = pose
                self.news.set()
            self.exhausted.set()
        except AotrainerError as error:
            self.error = error

    def _look(self, looks: Lookouts, picture: Picture, looked_s: float | None) -> float:
        """Take in who was found, and look again when it is time; gives back when that was last done."""
        if self._asked:
            self._subject, looked_s = self._subject.ask(self._asked.pop()), None
        if looked_s is None:
            # Whose landmarks these are has to be known before there are any.
            self._take_in(looks.first(picture))
            return picture.time_s
        if look := looks.take():
            self._take_in(look)
        if not self._subject.wants_look(picture.time_s - looked_s):
            return looked_s
        looks.offer(picture)
        return picture.time_s

    def _take_in(self, look: Look) -> None:
        self._subject = self._subject.among(look.people, look.time_s)
        self.surroundings = look.surroundings
