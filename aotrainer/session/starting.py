"""The gate before a set: its clock waits for somebody who is known to be elsewhere than the model starts.

Who is in place when watching has ended begins at once, and so does who is not seen: waiting needs a reason.
Getting into place is no part of the set.
"""

from __future__ import annotations

from collections.abc import Sequence

from aotrainer.motion.pose import PoseFrame
from aotrainer.motion.segmentation import reference_repetition
from aotrainer.motion.start_pose import at_start
from aotrainer.task import Task

WAIT_S = 6.0
"""The longest wait, in all: enough to lower an arm or to sit down, and not much of a set of a minute. Doing
should follow watching at once."""
LOOK_EVERY_S = 0.1
"""How often it is looked where somebody is: a wait that ends later than this would be felt."""
NEWS_S = 1.0
"""Without a picture for so long nobody can say where somebody is."""


class Starting:
    """Leads into one set of a task: `look` from the countdown on, `begin` at its end.

    may_hold : not for who was seen to begin elsewhere in an earlier set: a joint that does not stretch, or an
        arm held by its tone, rests where it rests

    Public state: whether it `holds` the set's clock, for how many seconds it did (`waited_s`), and whether
    the patient is where the model starts (`at_start`), None where that is not seen.
    """

    def __init__(self, task: Task, *, may_hold: bool = True) -> None:
        self.holds = False
        self.waited_s = 0.0
        self.at_start: bool | None = None
        self._judging, self._side = task.exercise.judging, task.side
        self._model = reference_repetition(task.reference, self._judging)[1]
        self._may_hold = may_hold
        self._recent: list[PoseFrame] = []
        self._begun_s = 0.0
        self._looked_s = float("-inf")

    def begin(self, now_s: float) -> None:
        """The countdown is over: the set begins, or waits."""
        self._begun_s = now_s
        self._find(now_s)
        self.holds = self._may_hold and self.at_start is False

    def look(self, poses: Sequence[PoseFrame], now_s: float) -> None:
        """Add what was tracked; the gate opens when it is time."""
        self._recent = [frame for frame in (*self._recent, *poses) if frame.time_s >= now_s - NEWS_S]
        if now_s - self._looked_s >= LOOK_EVERY_S:
            self._find(now_s)
        if self.holds:
            self.waited_s = now_s - self._begun_s
            self.holds = self.at_start is False and self.waited_s < WAIT_S

    def open(self) -> None:
        """Wait no longer: the patient has begun from elsewhere."""
        self.holds = False

    def _find(self, now_s: float) -> None:
        self._looked_s = now_s
        self.at_start = at_start(self._recent, self._model, self._judging, self._side)
