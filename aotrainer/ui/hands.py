"""Hands-free: an arm that is raised and held is the one switch."""

from __future__ import annotations

from aotrainer.motion.pose import PoseFrame
from aotrainer.motion.raised_arm import RaisedArm

BEGUN = 0.1
"""From this share of the hold on, the ring is shown and the offered button stays: an arm on its way down from
a movement is not meant."""


class Hands:
    """Looks at each newest pose; call `look` once in each round."""

    def __init__(self) -> None:
        self._arm = RaisedArm(armed=False)
        self._seen_s = float("-inf")

    @property
    def share(self) -> float:
        """Of the time an arm has to be held, how much it was; 0 as long as it may not be meant."""
        return self._arm.share if self._arm.share >= BEGUN else 0.0

    def look(self, pose: PoseFrame | None, *, meant: bool) -> bool:
        """Whether an arm was held for long enough just now.

        meant : whether arms speak here; where they move for another reason, one has to be lowered first
        """
        if not meant:
            self._arm = RaisedArm(armed=False)
            return False
        if pose is None or pose.time_s <= self._seen_s:
            return False
        self._seen_s = pose.time_s
        self._arm = self._arm.after(pose)
        return self._arm.done
