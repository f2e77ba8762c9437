"""The session as a state machine: meet the exercise, watch, get ready, do, see how it went, rest, and so on.

`Session.step(now_s, poses)` is called once a tick and returns the phase. Time and poses come in, a finished
`Trial` goes out through `record` **before** its feedback is shown: what a patient has seen is already kept.
There is no clock, camera, database or screen in here, so a whole session is tested in milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from aotrainer.errors import ProtocolError
from aotrainer.motion.angles import joint_landmarks
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.motion.pose import Motion, PoseFrame
from aotrainer.motion.score import ALGORITHM, Score, score_motion
from aotrainer.motion.segmentation import count_repetitions, reference_direction
from aotrainer.protocol import Protocol
from aotrainer.task import Task, perspective
from aotrainer.trial import Display, Ending, Trial

COUNT_EVERY_S = 0.5
"""How often the repetition counter looks again while the patient moves."""


class Phase(StrEnum):
    """What the patient is doing now."""

    INTRODUCE = "introduce"
    OBSERVE = "observe"
    GET_READY = "get_ready"
    IMITATE = "imitate"
    FEEDBACK = "feedback"
    REST = "rest"
    SUMMARY = "summary"


class Session:
    """Leads through all tasks, each in as many sets as the protocol asks for.

    started_at : timezone-aware UTC at `now_s`, the clock of every later call
    record : keeps a trial; called once a set, and has to have kept it when it returns

    Public state, for drawing: `phase`, `task`, `set_number` (from 1), `repetitions` done in this set, and the
    `trials` so far.
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        protocol: Protocol,
        record: Callable[[Trial], None],
        started_at: datetime,
        now_s: float,
    ) -> None:
        if not tasks:
            raise ProtocolError("No exercise was chosen.", "Choose at least one.")
        self.tasks = tuple(tasks)
        self.protocol = protocol
        self.phase = Phase.INTRODUCE
        self.set_number = 1
        self.repetitions = 0
        self.trials: list[Trial] = []
        self._record = record
        self._started_at, self._started_s = started_at, now_s
        self._directions = [reference_direction(t.reference, t.exercise.judging) for t in self.tasks]
        self._task = 0
        self._entered_s = self._counted_s = now_s
        self._frames: list[PoseFrame] = []
        self._counted = 0
        self._joint: Motion | None = None  # what the counter has seen: only the joint it looks at
        self._camera_runs = False

    @property
    def task(self) -> Task:
        """The exercise under way; in the summary, the last one."""
        return self.tasks[self._task]

    @property
    def next_task(self) -> Task | None:
        """What comes after this set: the same exercise again, the next one, or nothing."""
        if self.set_number < self.protocol.sets:
            return self.task
        return self.tasks[self._task + 1] if self._task + 1 < len(self.tasks) else None

    @property
    def trial(self) -> Trial | None:
        """The latest finished trial."""
        return self.trials[-1] if self.trials else None

    def elapsed_s(self, now_s: float) -> float:
        """Seconds in this phase."""
        return now_s - self._entered_s

    def duration_s(self) -> float:
        """How long this phase takes; the introduction and the summary stay until they are left."""
        protocol = self.protocol
        return {
            Phase.INTRODUCE: math.inf,
            Phase.OBSERVE: self.task.watching_s(self.loops, protocol.rate),
            Phase.GET_READY: protocol.get_ready_s,
            Phase.IMITATE: protocol.imitate_s,
            Phase.FEEDBACK: protocol.feedback_s,
            Phase.REST: protocol.rest_s,
            Phase.SUMMARY: math.inf,
        }[self.phase]

    def remaining_s(self, now_s: float) -> float:
        """Seconds until this phase ends by itself; the countdown starts when the camera gives pictures."""
        if self._waits_for_camera():
            return self.duration_s()
        return max(0.0, self.duration_s() - self.elapsed_s(now_s))

    @property
    def loops(self) -> int:
        """Whole passes of a clip that make up the dose; never less than the protocol's watching time."""
        return self.task.passes_for(self.protocol.observe_s, self.protocol.rate)

    def step(self, now_s: float, poses: Sequence[PoseFrame] = ()) -> Phase:
        """Take in what was tracked since the last call, and go on to the next phase when it is time."""
        if poses and self._waits_for_camera():
            self._camera_runs, self._entered_s = True, now_s
        if self.phase is Phase.IMITATE:
            self._frames.extend(poses)
            self._count(now_s)
        if self.elapsed_s(now_s) >= self.duration_s() and not self._waits_for_camera():
            self.advance(now_s)
        return self.phase

    def advance(self, now_s: float) -> Phase:
        """Go on to the next phase now, as when the patient says "done" or "next"."""
        match self.phase:
            case Phase.INTRODUCE:
                self._enter(Phase.OBSERVE, now_s)
            case Phase.OBSERVE:
                self._enter(Phase.GET_READY, now_s)
            case Phase.GET_READY:
                self._start_set(now_s)
            case Phase.IMITATE:
                self._finish_set(now_s, Ending.COMPLETED)
                self._enter(Phase.FEEDBACK, now_s)
            case Phase.FEEDBACK:
                self._enter(Phase.REST if self.next_task else Phase.SUMMARY, now_s)
            case Phase.REST:
                self._next_set(now_s)
            case Phase.SUMMARY:
                pass
        return self.phase

    def stop(self, now_s: float) -> Phase:
        """End the session at once, keeping what was done of the set under way."""
        if self.phase is Phase.IMITATE:
            self._finish_set(now_s, Ending.STOPPED)
        if self.phase is not Phase.SUMMARY:
            self._enter(Phase.SUMMARY, now_s)
        return self.phase

    def _enter(self, phase: Phase, now_s: float) -> None:
        if phase is Phase.GET_READY:
            self._camera_runs = False
        self.phase, self._entered_s = phase, now_s

    def _waits_for_camera(self) -> bool:
        return self.phase is Phase.GET_READY and not self._camera_runs

    def _start_set(self, now_s: float) -> None:
        self._frames, self._counted, self._joint = [], 0, None
        self.repetitions, self._counted_s = 0, now_s
        self._enter(Phase.IMITATE, now_s)

    def _next_set(self, now_s: float) -> None:
        if self.set_number < self.protocol.sets:
            self.set_number += 1
            self._enter(Phase.OBSERVE, now_s)
        else:
            self._task, self.set_number = self._task + 1, 1
            self._enter(Phase.INTRODUCE, now_s)

    def _count(self, now_s: float) -> None:
        fresh = self._frames[self._counted :]
        if now_s - self._counted_s < COUNT_EVERY_S or not fresh:
            return
        self._counted_s, self._counted = now_s, len(self._frames)
        judging, side = self.task.exercise.judging, self.task.side
        piece = Motion.from_frames(fresh).select(joint_landmarks(judging.primary_joint, side))
        self._joint = self._joint.followed_by(piece) if self._joint else piece
        self.repetitions = count_repetitions(self._joint, judging, side, self._directions[self._task])

    def _finish_set(self, now_s: float, ending: Ending) -> None:
        trial = self._trial(now_s, ending)
        self._record(trial)
        self.trials.append(trial)

    def _trial(self, now_s: float, ending: Ending) -> Trial:
        task, protocol = self.task, self.protocol
        judging = task.exercise.judging
        motion = _motion(self._frames, self._entered_s)
        return Trial(
            exercise_id=task.exercise.id,
            exercise_version=task.exercise.version,
            protocol_id=protocol.id,
            set_number=self.set_number,
            side=task.side,
            model_side=judging.model_side,
            display=self._display(),
            started_at=self._started_at + timedelta(seconds=self._entered_s - self._started_s),
            duration_s=self.elapsed_s(now_s),
            ending=ending,
            outcome=_outcome(task, motion, protocol.rate),
            algorithm=ALGORITHM,
            judging=judging,
            motion=motion,
        )

    def _display(self) -> Display:
        task, rate, loops = self.task, self.protocol.rate, self.loops
        judged, views = task.judged_clip.file, task.views(loops)
        return Display(
            rate=rate,
            observed_s=task.watching_s(loops, rate),
            loops=loops,
            clip_mirrored=task.mirrored(judged.view),
            perspective=perspective(views),
            demonstrator=judged.demonstrator,
            views=views,
        )


def _motion(frames: Sequence[PoseFrame], start_s: float) -> Motion | None:
    """The frames as a motion whose time starts with the set; None when the camera gave nothing.

    What was captured before the set began, and came out of the queue late, is not part of it.
    """
    within = [replace(frame, time_s=frame.time_s - start_s) for frame in frames if frame.time_s >= start_s]
    return Motion.from_frames(within) if within else None


def _outcome(task: Task, motion: Motion | None, rate: float) -> Score | Unscorable:
    if motion is None:
        return Unscorable(Reason.NOBODY, "The camera gave no pictures. Check it, then try again.")
    return score_motion(task.reference, motion, task.exercise.judging, task.side, rate, task.others)
