"""Finding the right place before the camera: all checks, live, and whether they have been right a while."""

from __future__ import annotations

from collections.abc import Sequence

from aotrainer.motion.placement import WINDOW_S, Check, Surroundings, Tick, ticks
from aotrainer.motion.pose import PoseFrame
from aotrainer.motion.score import as_filmed
from aotrainer.task import Task

LOOK_EVERY_S = 0.25
"""How often the checks are made anew: words that change faster cannot be read."""
CALM_S = 1.0
"""Everything has to be fulfilled for so long: who steps through the picture is not in place."""

SLOW_S = 8.0
"""After so long it goes on with a camera that is only slow: nobody at home can mend it."""


class Placing:
    """The camera check for one task; `ticks` are the newest answers, none before the first picture."""

    def __init__(self, task: Task, start_s: float) -> None:
        self.ticks: tuple[Tick, ...] = ()
        self._judging = as_filmed(task.exercise.judging, task.reference)
        self._task = task
        self._recent: list[PoseFrame] = []
        self._looked_s, self._since_s, self._slow_s = start_s, start_s, start_s

    def take(self, poses: Sequence[PoseFrame], surroundings: Surroundings, now_s: float) -> None:
        """Add what was tracked, and look again when it is time."""
        self._recent = [f for f in (*self._recent, *poses) if f.time_s >= now_s - WINDOW_S]
        if now_s - self._looked_s < LOOK_EVERY_S or not self._recent:
            return
        self._looked_s = now_s
        task = self._task
        self.ticks = ticks(self._recent, surroundings, self._judging, task.side, task.reference)
        if self.missing:
            self._since_s = now_s
        if self.missing != (Check.FRAME_RATE,):
            self._slow_s = now_s

    @property
    def missing(self) -> tuple[Check, ...]:
        """What is not fulfilled."""
        return tuple(tick.check for tick in self.ticks if not tick.fulfilled)

    def fulfilled(self, now_s: float) -> bool:
        """Whether everything has been right for a while, or all but the camera's speed for longer."""
        if self.missing == (Check.FRAME_RATE,):
            return bool(now_s - self._slow_s >= SLOW_S)
        return bool(self.ticks and not self.missing and now_s - self._since_s >= CALM_S)
