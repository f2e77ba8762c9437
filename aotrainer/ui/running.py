"""A session under way: joins the state machine, the camera and the record for the scenes that show it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from aotrainer.errors import AotrainerError
from aotrainer.motion.pose import PoseFrame
from aotrainer.playback import Clip
from aotrainer.protocol import Protocol
from aotrainer.session import Phase, Session
from aotrainer.task import ModelClip, Task
from aotrainer.trial import Ending, Patient, Trial
from aotrainer.ui.scene import Scene
from aotrainer.ui.services import Services

MAX_TICK_S = 2.0
"""When nothing was stepped for longer (a message on top, the computer asleep), the session's time stood
still: watching that nobody saw is not part of a dose."""

Views = Mapping[Phase, Callable[["Running"], Scene]]


class Running:
    """One session of one person.

    pose : the newest body seen, for drawing; stopped : whether it was ended early
    """

    def __init__(
        self, services: Services, patient: Patient, tasks: Sequence[Task], protocol: Protocol, views: Views
    ) -> None:
        self.services, self.patient = services, patient
        started, now_s = services.utc_now(), services.clock()
        self.session = Session(tasks, protocol, self._record, started, now_s)
        self.pose: PoseFrame | None = None
        self.stopped = False
        self._views = views
        self._id = services.store.begin_session(patient, protocol.id, started)
        self._ended = False
        self._followed = self.phase
        self._stepped_s, self._stood_still_s = now_s, 0.0
        self._stood_still_before_set_s = 0.0
        self._last_pose_s = float("-inf")
        self._clips: dict[Path, Clip] = {}

    @property
    def phase(self) -> Phase:
        """What the person is doing."""
        return self.session.phase

    @property
    def trouble(self) -> AotrainerError | None:
        """What is wrong with the camera while it is needed."""
        return self.services.worker.error if self.phase in (Phase.GET_READY, Phase.IMITATE) else None

    def scene(self) -> Scene:
        """The scene that shows the present phase."""
        return self._views[self.phase](self)

    def film(self, clip: ModelClip) -> Clip:
        """A clip of the present exercise, open until the next exercise comes; raises `VideoError`."""
        path = clip.file.path
        if path not in self._clips:
            self._close_clips(but={other.file.path for other in self.session.task.clips})
            self._clips[path] = self.services.open_clip(path)
        return self._clips[path]

    def time_s(self, now_s: float) -> float:
        """The session's own time: that of the clock, less what it stood still."""
        return now_s - self._stood_still_s

    def elapsed_s(self, now_s: float) -> float:
        """Seconds in this phase."""
        return self.session.elapsed_s(self.time_s(now_s))

    def remaining_s(self, now_s: float) -> float:
        """Seconds until this phase ends by itself."""
        return self.session.remaining_s(self.time_s(now_s))

    def step(self, now_s: float) -> Phase:
        """Take in what was tracked and go on; the camera follows the phase, the record the end."""
        self._notice_gap(now_s)
        before, ran_out = self.phase, self.services.worker.exhausted.is_set()
        self.session.step(self.time_s(now_s), self._drain())
        if ran_out and before is self.phase is Phase.IMITATE:
            self.session.advance(self.time_s(now_s))
        return self._follow()

    def advance(self, now_s: float) -> Phase:
        """Go on because the person said so."""
        before = self.phase
        if self.step(now_s) is before:
            self.session.advance(self.time_s(now_s))
        return self._follow()

    def stop(self, now_s: float) -> Phase:
        """End now; what was done is kept."""
        self.stopped = self.stopped or self.phase is not Phase.SUMMARY
        if self.step(now_s) is not Phase.SUMMARY:
            self.session.stop(self.time_s(now_s))
        return self._follow()

    def close(self) -> None:
        """The session is left for good: end it if nobody did, and let the clip go."""
        try:
            if not self._ended:
                self.stop(self.services.clock())
        finally:
            self.services.worker.close()
            self._close_clips()

    def _follow(self) -> Phase:
        """Once after each change of phase: the camera and the record do their part."""
        before, phase = self._followed, self.phase
        if phase is before:
            return phase
        self._followed = phase
        if phase is Phase.GET_READY:
            self.pose = None
            self.services.worker.open()
        elif phase is Phase.IMITATE:
            self._stood_still_before_set_s = self._stood_still_s
        elif before in (Phase.GET_READY, Phase.IMITATE):
            self.services.worker.close()
        if phase is Phase.SUMMARY:
            self._end()
        return phase

    def _end(self) -> None:
        ending = Ending.STOPPED if self.stopped else Ending.COMPLETED
        self.services.store.end_session(self._id, self.services.utc_now(), ending)
        self._ended = True

    def _notice_gap(self, now_s: float) -> None:
        gap = now_s - self._stepped_s
        if gap > MAX_TICK_S:
            self._stood_still_s += gap
        self._stepped_s = now_s

    def _drain(self) -> list[PoseFrame]:
        """New poses in the session's time; after a gap, those from within it are too old to count."""
        fresh = []
        for pose in self.services.worker.drain():
            time_s = self.time_s(pose.time_s)
            if time_s > self._last_pose_s:
                self._last_pose_s, self.pose = time_s, pose
                fresh.append(replace(pose, time_s=time_s))
        return fresh

    def _record(self, trial: Trial) -> None:
        stood_still = timedelta(seconds=self._stood_still_before_set_s)
        self.services.store.save_trial(self._id, replace(trial, started_at=trial.started_at + stood_still))

    def _close_clips(self, but: Collection[Path] = ()) -> None:
        for path in self._clips.keys() - but:
            self._clips.pop(path).close()
