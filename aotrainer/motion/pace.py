"""How a repetition is spread over time: how long it is held, and how smoothly it goes there and back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.angles import joint_angle_deg
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import RATE_HZ
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import Motion
from aotrainer.motion.reps import Repetition
from aotrainer.motion.smoothness import spectral_arc_length

HELD_SHARE = 0.2
"""A movement is held from when its angle is first within this share of the excursion from the turning point
until it was so last: the tracker's noise, or a short dip, does not end it."""
ARRIVED_SHARE = 0.1
"""The ways there and back, whose smoothness is told, go up to here ..."""
NEARLY_SHARE = 0.3
"""... or, from here on, to where the angle comes no nearer: a foot that swings out further than it is put
down has left the turning point before the hold, and the hold is no part of a way."""


@dataclass(frozen=True, slots=True)
class Pace:
    """hold_s : seconds at the turning point; arc_length : mean of the way there and of the way back."""

    hold_s: float
    arc_length: float


def pace_of(motion: Motion, rep: Repetition, judging: Judging) -> Pace:
    """The pace of one repetition of a cleaned motion on the model's side.

    A way that is too short to tell a smoothness from counts as 0, as smooth as can be.
    """
    piece = motion.between(rep.start_s, rep.end_s)
    angle = joint_angle_deg(piece, judging.primary_joint, judging.model_side)
    known = np.flatnonzero(np.isfinite(angle))
    if not len(known):
        return Pace(0.0, 0.0)
    whole = np.interp(np.arange(len(angle)), known, angle[known])
    turn = min(int(np.searchsorted(piece.times_s, rep.turn_s)), len(whole) - 1)
    away_deg = np.abs(whole - whole[turn])
    held = np.flatnonzero(away_deg <= HELD_SHARE * rep.excursion_deg)
    there, back = (_arrival(away, rep.excursion_deg) for away in (away_deg, away_deg[::-1]))
    ways = (whole[: there + 1], whole[len(whole) - 1 - back :])
    hold_s = float(held[-1] - held[0]) / RATE_HZ
    return Pace(hold_s, float(np.mean([_arc_length(way) for way in ways])))


def _arrival(away_deg: FloatArray, excursion_deg: float) -> int:
    """The frame in which a way ends at the turning point, by how far it is from there, (n,)."""
    nearly = int(np.argmax(away_deg <= NEARLY_SHARE * excursion_deg))
    since = away_deg[nearly:]
    arrived = since <= ARRIVED_SHARE * excursion_deg
    arrived[:-1] |= np.diff(since) > 0
    return nearly + int(np.argmax(arrived))


def _arc_length(angle_deg: FloatArray) -> float:
    try:
        return spectral_arc_length(np.abs(np.diff(angle_deg)) * RATE_HZ, RATE_HZ)
    except InvalidMotionError:
        return 0.0
