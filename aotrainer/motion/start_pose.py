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

NEAR_SHARE = 0.5
"""Of the model's range: who is nearer to its start than to its turn is at the start, as is an elbow that
rests bent by 60 degrees. Of 904 rests of rendered patients and 466 of people in KIMORE's first exercise, none
is told to be elsewhere; with 0.35, eight of the former were, of limbs seen askew."""
LEAST_DEG = 10.0
"""Nearer than this is at the start, however small the movement: one camera cannot tell less from another way
to sit (1-5 degrees by the tracker, the rest by the person; see `baseline.DEFAULT_MDC_DEG`)."""
LOOK_S = 0.3
"""So much is looked at: longer than a leap of the tracker, short enough to notice who has just arrived."""


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
    return way <= max(NEAR_SHARE * model.excursion_deg, LEAST_DEG)
