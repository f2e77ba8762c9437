"""The set under way: what was tracked so far, and how many repetitions that makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aotrainer.motion.angles import joint_landmarks
from aotrainer.motion.pose import Motion, PoseFrame
from aotrainer.motion.reps import Repetition
from aotrainer.motion.segmentation import reference_direction, repetitions_so_far
from aotrainer.task import Task

COUNT_EVERY_S = 0.5
"""How often the repetition counter looks again while the patient moves."""


class Doing:
    """One set of one task, from `start_s` on.

    Public state: the `repetitions` found so far, the seconds of the recording at which help was marked, and
    whether the set or its end is `unseen` because there is no camera.
    """

    def __init__(self, task: Task, start_s: float) -> None:
        self.repetitions: tuple[Repetition, ...] = ()
        self.assisted_s: list[float] = []
        self.unseen = False
        self.start_s, self._task = start_s, task
        self._direction = reference_direction(task.reference, task.exercise.judging)
        self._frames: list[PoseFrame] = []
        self._counted, self._counted_s = 0, start_s
        self._joint: Motion | None = None  # what the counter has seen: only the joint it looks at

    def take(self, poses: Sequence[PoseFrame], now_s: float) -> bool:
        """Add what was tracked; whether repetitions were counted anew."""
        self._frames.extend(poses)
        fresh = self._frames[self._counted :]
        if now_s - self._counted_s < COUNT_EVERY_S or not fresh:
            return False
        self._counted_s, self._counted = now_s, len(self._frames)
        judging, side = self._task.exercise.judging, self._task.side
        piece = Motion.from_frames(fresh).select(joint_landmarks(judging.primary_joint, side))
        self._joint = self._joint.followed_by(piece) if self._joint else piece
        self.repetitions = repetitions_so_far(self._joint, judging, side, self._direction)
        return True

    def assist(self, now_s: float) -> None:
        """The therapist helps with the repetition under way."""
        self.assisted_s.append(now_s - self.start_s)

    def anew(self, start_s: float) -> Doing:
        """The set from now on: what came before was getting into place; help with that stays told."""
        fresh = Doing(self._task, start_s)
        fresh.unseen, fresh.assisted_s = self.unseen, [0.0] * len(self.assisted_s)
        return fresh

    def frames(self) -> list[PoseFrame]:
        """All of it, in a time that starts with the set.

        What was captured before the set began, and came out of the queue late, is not part of it.
        """
        start_s = self.start_s
        return [replace(f, time_s=f.time_s - start_s) for f in self._frames if f.time_s >= start_s]
