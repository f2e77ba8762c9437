"""How far the model is on its way at each moment of its clip, to move in time with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import clean
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import Motion
from aotrainer.motion.segmentation import followed_deg, model_repetition


@dataclass(frozen=True, slots=True, eq=False)
class TempoGuide:
    """The model's way, over one pass of its clip.

    times_s : (n,) seconds from the clip's start, at the movement's own speed
    share : (n,) 0 at rest, 1 at the turning point
    start_s, turn_s, end_s : when the model leaves rest, turns, and is back
    """

    times_s: FloatArray
    share: FloatArray
    start_s: float
    turn_s: float
    end_s: float

    def at(self, seconds: float) -> float:
        """How far the model is at a moment of its clip."""
        return float(np.interp(seconds, self.times_s, self.share))

    def passed(self, before_s: float, now_s: float) -> str | None:
        """Which call falls between two moments of one pass: `out`, `back`, or None."""
        if before_s < self.start_s <= now_s:
            return "out"
        return "back" if before_s < self.turn_s <= now_s else None


def tempo_guide(reference: Motion, judging: Judging) -> TempoGuide:
    """Of a reference that holds one repetition; raises `InvalidMotionError` as `model_repetition` does."""
    model = clean(reference)
    _, rep = model_repetition(model, judging)
    angle = followed_deg(model, judging.primary_joint, judging.model_side)
    known = np.isfinite(angle)
    way = (np.interp(model.times_s, model.times_s[known], angle[known]) - rep.start_deg) / (
        rep.turn_deg - rep.start_deg
    )
    return TempoGuide(
        model.times_s - model.times_s[0],
        np.clip(way, 0.0, 1.0),
        rep.start_s - float(model.times_s[0]),
        rep.turn_s - float(model.times_s[0]),
        rep.end_s - float(model.times_s[0]),
    )
