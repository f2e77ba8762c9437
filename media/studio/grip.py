"""A hand round a cup: the angles of its fingers, and where the cup is between them."""

from __future__ import annotations

import numpy as np
from scipy.optimize import least_squares

from .geometry import Array, Y, rotation, unit
from .human import Human
from .limbs import LIMB_CHANNELS, Angles
from .objects import CUP_RADIUS
from .pose import Stance, carried, stand
from .props import Placement

FINGERS = {"curl": (0.0, -8, 35), "thumb": (30.0, 5, 60), "thumb_bend": (-20.0, -60, 10)}
"""Channels that close the hand: where to begin, least and most degrees."""
TOGETHER = {"spread": -10.0}
THUMB_FLESH = 0.005  # metres more at the thumb
FLESH = {1: 0.0105, 2: 0.0095, 3: 0.0085}  # metres from the bones of a finger to the skin, root to tip
THUMB_ABOVE = 0.015  # metres of the tip of the thumb above the knuckles
PALM_FLESH = 0.012  # metres, at the roots of the fingers
GRIP_HEIGHT = 0.055  # metres of the knuckles above the bottom of the cup: the little finger clears the table


def hold_cup(human: Human, angles: Angles, side: str, radius: float = CUP_RADIUS) -> dict[str, float]:
    """The angles with the fingers of one hand closed round a cup; the forearm must have the thumb up."""
    free = {f"{side}_{name}": span for name, span in FINGERS.items() if name in LIMB_CHANNELS}
    held = {f"{side}_{name}": value for name, value in TOGETHER.items() if name in LIMB_CHANNELS}
    start, low, high = (np.array([span[k] for span in free.values()], float) for k in range(3))

    def misses(values: Array) -> Array:
        stance = stand(human, {**angles, **held, **dict(zip(free, values[:-2], strict=True))})
        return _misses(human, stance, side, values[-2:], radius)

    stance = stand(human, {**angles, **held, **dict(zip(free, start, strict=True))})
    centre = _first_guess(human, stance, side, radius)
    bounds = ([*low, *centre - 0.05], [*high, *centre + 0.05])
    scale = [*(10.0,) * len(free), 0.01, 0.01]
    found = least_squares(
        misses, [*start, *centre], bounds=bounds, x_scale=scale, diff_step=1e-4, max_nfev=20
    )
    return {**angles, **held, **dict(zip(free, found.x[:-2].round(1).tolist(), strict=True))}


def cup_in_hand(human: Human, stance: Stance, side: str, radius: float = CUP_RADIUS) -> Placement:
    """Where an upright cup is that thumb and fingers of this hand touch, its handle away from the palm."""
    guess = _first_guess(human, stance, side, radius)
    x, z = least_squares(lambda centre: _misses(human, stance, side, centre, radius), guess).x
    knuckles = _knuckles(human, stance, side)
    away = np.array([x, 0.0, z]) - knuckles * (1, 0, 1)
    turn = rotation(Y, float(np.degrees(np.arctan2(-away[2], away[0]))))
    return turn, np.array([x, knuckles[1] - GRIP_HEIGHT, z])


def _misses(human: Human, stance: Stance, side: str, centre: Array, radius: float) -> Array:
    """Millimetres: the tips should touch the cup, and nothing may reach into it."""
    gaps = {}
    for finger in range(1, 6):
        for joint, flesh in FLESH.items():
            at = _middle(human, stance, finger, joint, side)
            thick = flesh + (THUMB_FLESH if finger == 1 else 0.0)
            gaps[finger, joint] = np.hypot(*(at[[0, 2]] - centre)) - radius - thick
    root = _root(human, stance, 3, side)
    palm = np.hypot(*(root[[0, 2]] - centre)) - radius - PALM_FLESH
    touching = [gaps[finger, 3] for finger in (1, 2, 3, 4)]
    inside = [3 * min(0.0, gap) for gap in (*gaps.values(), palm)]
    thumb_above = _middle(human, stance, 1, 3, side)[1] - _knuckles(human, stance, side)[1] - THUMB_ABOVE
    return 1000 * np.array([*touching, *inside, 0.15 * max(0.0, palm), 0.1 * thumb_above])


def _first_guess(human: Human, stance: Stance, side: str, radius: float) -> Array:
    """(2,) x and z of a cup before the fingers."""
    fingers = np.mean([_middle(human, stance, finger, 3, side) for finger in (2, 3, 4)], axis=0)
    thumb = _middle(human, stance, 1, 3, side)
    middle = (fingers + thumb)[[0, 2]] / 2
    return middle + 0.3 * radius * unit(middle - _knuckles(human, stance, side)[[0, 2]])


def _middle(human: Human, stance: Stance, finger: int, joint: int, side: str) -> Array:
    """(3,) the middle of a bone of a finger; the thumb is 1."""
    name = f"finger{finger}-{joint}.{side[0].upper()}"
    i = human.rig.index[name]
    return (stance.positions[i] + carried(human, stance, name, human.rig.tails[i])) / 2


def _root(human: Human, stance: Stance, finger: int, side: str) -> Array:
    return stance.positions[human.rig.index[f"finger{finger}-1.{side[0].upper()}"]]


def _knuckles(human: Human, stance: Stance, side: str) -> Array:
    return (_root(human, stance, 2, side) + _root(human, stance, 5, side)) / 2
