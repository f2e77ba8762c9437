"""Whether a camera's pictures have stopped to change: a hung driver goes on giving the last one.

A sensor has noise, so two pictures of a live camera are never the very same, even of an empty room.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

FROZEN_S = 2.0
"""Some cameras give a picture twice in dim light; none gives one for so long."""


@dataclass(frozen=True, slots=True)
class Freezing:
    """The latest picture's mark, since when it is the same, and whether that is too long.

    mark : a number that differs when pictures do; None before the first
    """

    mark: int | None = None
    since_s: float = math.nan
    frozen: bool = False

    def after(self, time_s: float, mark: int) -> Freezing:
        """With one more picture."""
        if mark != self.mark:
            return Freezing(mark, time_s)
        return Freezing(mark, self.since_s, time_s - self.since_s > FROZEN_S)
