"""The set under way: what was tracked so far, and how many repetitions that makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aotrainer.motion.angles import joint_landmarks
from aotrainer.motion.pose import Motion, PoseFrame
from aotrainer.motion.reps import Repetition
from aotrainer.motion.segmentation import reference_repetition, repetitions_so_far
from aotrainer.motion.start_pose import at_start
from aotrainer.task import Task

COUNT_EVERY_S = 0.5
"""How often the repetition counter looks again while the patient moves."""


class Doing:
    """One set of one task, from `start_s` on.

    Public state: the `repetitions` found so far, the seconds of the recording at which help was marked,
    whether the patient is where the model starts from, None where that is not seen, and whether the set or
    its end is `unseen` because there is no camera.
    """

    def __init__(self, task: Task, start_s: float) -> None:
        self.repetitions: tuple[Repetition, ...] = ()
        self.assisted_s: list[float] = []
        self.at_start: bool | None = None
        self.unseen = False
        self._task, self._start_s = task, start_s
        self._direction, self._model = reference_repetition(task.reference, task.exercise.judging)
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
        self.at_start = at_start(fresh, self._model, judging, side)
        return True

    def assist(self, now_s: float) -> None:
        """The therapist helps with the repetition under way."""
        self.assisted_s.append(now_s - self._start_s)

    def frames(self) -> list[PoseFrame]:
        """All of it, in a time that starts with the set.

        What was captured before the set began, and came out of the queue late, is not part of it.
        """
        start_s = self._start_s
        return [replace(f, time_s=f.time_s - start_s) for f in self._frames if f.time_s >= start_s]
