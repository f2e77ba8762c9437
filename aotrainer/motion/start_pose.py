"""Whether somebody is where the model starts from, before and between repetitions."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from aotrainer.motion.clean import masked
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import Motion, PoseFrame, Side
from aotrainer.motion.reps import Repetition
from aotrainer.motion.segmentation import followed_deg

NEAR_SHARE = 0.35
"""Of the model's range: who is nearer to its start has started from there; people rest a little bent."""
LOOK_S = 0.3


def at_start(frames: Sequence[PoseFrame], model: Repetition, judging: Judging, side: Side) -> bool | None:
    """None where the joint is not seen, which is for others to tell.

    frames : in the order of their capture; only the last moments count
    model : the reference's repetition
    """
    recent = [f for f in frames if f.has_person and f.time_s >= frames[-1].time_s - LOOK_S]
    if not recent:
        return None
    seen = followed_deg(masked(Motion.from_frames(recent)), judging.primary_joint, side)
    known = seen[np.isfinite(seen)]
    if not len(known):
        return None
    way = (float(np.median(known)) - model.start_deg) * math.copysign(1, model.turn_deg - model.start_deg)
    return way <= NEAR_SHARE * model.excursion_deg
