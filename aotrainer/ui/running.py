"""A session under way: joins the state machine, the camera and the record for the scenes that show it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from aotrainer.errors import AotrainerError, CameraError
from aotrainer.event import Detail, Event, What
from aotrainer.language import N_
from aotrainer.motion.placement import Surroundings
from aotrainer.motion.pose import PoseFrame
from aotrainer.playback import Clip
from aotrainer.protocol import Protocol
from aotrainer.records import SessionRecord
from aotrainer.research import KEY_SETTING, arm_of
from aotrainer.session import Phase, Session
from aotrainer.session.session import UNKNOWN
from aotrainer.task import ModelClip, Task
from aotrainer.trial import Ending, Patient, Trial
from aotrainer.ui.filmed import Filmed
from aotrainer.ui.keeping import Keeping
from aotrainer.ui.scene import Scene
from aotrainer.ui.services import Services
from aotrainer.ui.steady_time import SteadyTime

MAX_TICK_S = 2.0
"""When nothing was stepped for longer (a message on top, the computer asleep), the session's time stood
still: watching that nobody saw is not part of a dose."""
WITH_CAMERA = frozenset({Phase.PLACE, Phase.OBSERVE, Phase.GET_READY, Phase.IMITATE})
NEEDS_CAMERA = WITH_CAMERA - {Phase.OBSERVE}
"""Watching goes on without one; it is missed when there is something to do."""
SILENT_S = 5.0
"""In a set, so long without a picture means that the camera is lost, whatever the driver says: some report
that after minutes only."""
STARTING_S = 20.0
"""The same before a set: a webcam takes some seconds to start, and at first the tracking has to load."""
LOOK_AGAIN_S = 5.0
"""How often a camera that was lost while watching is tried again by itself."""

SAME_PICTURE = (
    N_("The camera always gives the same picture."),
    N_("See that nothing covers it, unplug it and plug it in again, then try again."),
)
NO_PICTURES = (
    N_("The camera gives no pictures."),
    N_("Check its cable, close other programs that use it, then try again."),
)

Views = Mapping[Phase, Callable[["Running"], Scene]]
Act = Callable[[Session, float], object]

log = logging.getLogger(__name__)


class Running:
    """One session of one person.

    protocol : the dose of each task that has none of its own
    pose : the newest body seen, for drawing; shows_control : a control film takes the place of the model
    keeping : what of it is in the record, and what waits
    """

    def __init__(
        self, services: Services, patient: Patient, tasks: Sequence[Task], protocol: Protocol, views: Views
    ) -> None:
        self.services, self.patient = services, patient
        self._time_of_day = SteadyTime(services.utc_now, services.clock)
        started, now_s = self._time_of_day(), services.clock()
        care = services.store.care(patient)
        self.shows_control = arm_of(care.arm, services.store.setting(KEY_SETTING)) == "control"
        self.session = Session(
            tasks,
            protocol,
            care,
            self._record,
            self.note,
            started,
            now_s,
            weeks=_weeks(services.store.sessions(patient), started),
            rules=services.rules,
            levels=services.store.levels(patient, _prescribed(tasks)),
            part_of=self._part_of,
            control=self.shows_control,
        )
        self.pose: PoseFrame | None = None
        self._views = views
        self._began_s, self._reminded = now_s, 0
        self._filmed = Filmed(services.films, services.worker, services.store, care.video_days)
        begun = services.store.begin_session(patient, self.session.protocol.id, started)
        self.keeping = Keeping(services.store, begun, self._filmed.saved)
        self._followed = self.phase
        self._stepped_s, self._stood_still_s = now_s, 0.0
        self._set_began, self._doing = started, self.session.doing
        self._last_pose_s = float("-inf")
        self._heard_s = self._opened_s = now_s
        self._lost = False
        self._clips: dict[Path, Clip] = {}

    @property
    def phase(self) -> Phase:
        """What the person is doing."""
        return self.session.phase

    @property
    def in_trial(self) -> bool:
        """Whether a trial compares what is watched: then the model is shown nowhere else, in either arm."""
        return bool(self.session.care.arm)

    @property
    def is_filmed(self) -> bool:
        """Whether films of the sets are kept."""
        return self._filmed.wanted

    @property
    def trouble(self) -> AotrainerError | None:
        """What is wrong with the camera while it is needed."""
        if self.phase not in NEEDS_CAMERA or not self.session.camera:
            return None
        return self.services.worker.error or self._silence()

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
        self.session.step(self.time_s(now_s), self._drain(), self._surroundings())
        self._notice_loss(now_s)
        if ran_out and before is self.phase:
            self._recording_ended(now_s)
        return self._follow()

    def act(self, now_s: float, act: Act) -> Phase:
        """Do what the person asked for, unless time has led on to another phase meanwhile."""
        before = self.phase
        if self.step(now_s) is before:
            act(self.session, self.time_s(now_s))
        return self._follow()

    def advance(self, now_s: float) -> Phase:
        """Go on because the person said so."""
        return self.act(now_s, Session.advance)

    def stop(self, now_s: float) -> Phase:
        """Stop now, whatever the phase; what was done is kept."""
        self.step(now_s)
        self.session.stop(self.time_s(now_s))
        return self._follow()

    def take_reminder(self, now_s: float) -> bool:
        """Whether it is time for therapists to look after their own tension; once for each period."""
        period_s = 60.0 * self.session.care.mirroring_min
        due = int((now_s - self._began_s) / period_s) if period_s else 0
        taken, self._reminded = self._reminded, max(self._reminded, due)
        return due > taken

    def note(self, what: What, details: Mapping[str, Detail]) -> None:
        """Keep what happened; what cannot be written now is written with the next."""
        self.keeping.event(Event(what, self._time_of_day(), details))

    def note_trouble(self, error: AotrainerError | None) -> None:
        """Keep that something failed; None for what nobody foresaw."""
        what = error.what if error else None
        kind = type(error).__name__ if error else None
        self.note(What.TROUBLE, {"phase": self.phase.value, "kind": kind, "what": what})

    def open_camera(self, *, other: bool = False) -> None:
        """Switch the camera on, again, or another one in its place."""
        if other:
            self.services.worker.open_other()
        else:
            self.services.worker.open()
        now_s = self.services.clock()
        self._opened_s, self._heard_s = now_s, self.time_s(now_s)

    def go_without_camera(self) -> None:
        """Go on with nobody seen; the rest of this session is not judged."""
        self.note(What.WITHOUT_CAMERA, {"phase": self.phase.value})
        self.session.go_without_camera(self.time_s(self.services.clock()))
        self.services.worker.close()
        self._follow()

    def leave_out(self) -> None:
        """The present exercise cannot be shown: go on with the next."""
        self.session.leave_out(self.time_s(self.services.clock()))
        self._follow()

    def close(self) -> None:
        """The session is left for good: end it if nobody did, and let the clip go."""
        try:
            self._leave()
        except Exception:
            # However broken the session is, what waits is saved below and the camera goes off.
            log.exception("the session could not be stopped in order")
        finally:
            if not self.keeping.ended:
                self.keeping.end(self._time_of_day(), Ending.STOPPED)
            elif self.keeping.unsaved:
                self.keeping.save()
            self._filmed.abandon()
            self.services.worker.close()
            self._close_clips()

    def _leave(self) -> None:
        if self.keeping.ended:
            return
        now_s = self.services.clock()
        self.stop(now_s)
        if self.phase is not Phase.SUMMARY:
            self.session.give_reason(None, self.time_s(now_s))
            self._follow()

    def _follow(self) -> Phase:
        """Once after each change of phase: the camera and the record do their part."""
        if self.session.doing is not self._doing:  # a set begins, or has waited for its start until now
            self._doing, self._set_began = self.session.doing, self._time_of_day()
            self._filmed.begin()
        before, phase = self._followed, self.phase
        if phase is before:
            return phase
        self._followed = phase
        if phase in WITH_CAMERA and (before not in WITH_CAMERA or self._starts_again(phase)):
            self.pose = None
            if self.session.camera:
                self.open_camera()
        elif before in WITH_CAMERA and phase not in WITH_CAMERA:
            self.services.worker.close()
        if before is Phase.IMITATE:
            self._filmed.abandon()
        if phase is Phase.SUMMARY:
            self._end()
        return phase

    def _starts_again(self, phase: Phase) -> bool:
        """A recording in the place of a camera is played for each set from its beginning."""
        return phase is Phase.GET_READY and self.services.recorded

    def _recording_ended(self, now_s: float) -> None:
        """A recording has nothing more to show: what was done is done, and otherwise it begins again."""
        if self.phase is Phase.IMITATE:
            self.session.advance(self.time_s(now_s))
        elif self.phase in NEEDS_CAMERA:
            self.open_camera()

    def _end(self) -> None:
        ending = Ending.STOPPED if self.session.early else Ending.COMPLETED
        self.keeping.end(self._time_of_day(), ending)

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
        if fresh:
            self._heard_s, self._lost = self.time_s(self._stepped_s), False
        return fresh

    def _surroundings(self) -> Surroundings:
        worker = self.services.worker
        return replace(worker.surroundings or UNKNOWN, frozen=worker.frozen)

    def _silence(self) -> CameraError | None:
        """A camera that says nothing about it, and gives no pictures or always the same."""
        if self.services.worker.frozen and self.phase is not Phase.PLACE:
            return CameraError(*SAME_PICTURE)
        quiet_s = self.time_s(self._stepped_s) - self._heard_s
        if quiet_s > (SILENT_S if self.phase is Phase.IMITATE else STARTING_S):
            return CameraError(*NO_PICTURES)
        return None

    def _notice_loss(self, now_s: float) -> None:
        """Note a lost camera once; while watching, look for it now and then without disturbing."""
        error = self.services.worker.error if self.phase in WITH_CAMERA else None
        error = error or self.trouble
        if error is None or not self.session.camera:
            return
        if not self._lost:
            self._lost = True
            self.note_trouble(error)
        if self.phase is Phase.OBSERVE and now_s - self._opened_s > LOOK_AGAIN_S:
            self.open_camera()

    def _record(self, trial: Trial) -> None:
        begun = replace(trial, started_at=self._set_began)
        self._filmed.end(begun)
        self.keeping.trial(begun)

    def _part_of(self, task: Task) -> Task | None:
        part = task.exercise.part_action
        if part is None or part not in self.services.library.exercises:
            return None
        try:
            return self.services.make_task(part, task.side, self.services.shown_to(self.patient))
        except AotrainerError as error:
            log.warning("%s cannot be shown: %s", part, error)
            return None

    def _close_clips(self, but: Collection[Path] = ()) -> None:
        for path in self._clips.keys() - but:
            self._clips.pop(path).close()


def _prescribed(tasks: Sequence[Task]) -> Mapping[tuple[str, str], datetime]:
    """Since when each exercise that was prescribed is practised as it is."""
    return {(task.exercise.id, task.side): task.dosage.since for task in tasks if task.dosage}


def _weeks(sessions: Sequence[SessionRecord], now: datetime) -> float:
    """Since a person's first session."""
    return max(0.0, (now - sessions[0].started_at) / timedelta(weeks=1)) if sessions else 0.0
