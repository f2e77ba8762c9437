"""Hands on things: round a cup, flat on a table, at the sides of a box."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .contact import HandGoal, Limit, bring_hand, hand_of, level_forearm, lips
from .geometry import Array, X, Y, Z, frame, rotation, unit
from .grip import cup_in_hand, hold_cup
from .human import Human
from .limbs import Angles
from .objects import CUP_HEIGHT, CUP_RADIUS
from .pose import Stance, stand

HOLDING: dict[str, Limit] = {"plane": (5, 115), "rot": (-60, 60), "wdev": (-30, 20)}
"""Degrees that arms and hands with a thing in them may take beyond the usual ones."""
THUMB_UP = {"elev": 6, "plane": 40, "rot": 0, "sup": 0, "wext": 0, "wdev": 0}
"""An arm that can take an upright cup, once its forearm is level."""
FINGERS_OPEN = {"curl": 8, "thumb": 0}
"""Degrees of a hand that is about to take hold."""


FINGERS_FLAT = {"curl": -10, "thumb": -24}
FLAT_ON_TABLE: dict[str, Limit] = {
    "plane": (0, 130),
    "rot": (-75, 75),
    "sup": (-88, 0),
    "wdev": (-30, 25),
    "wext": (-20, 75),
}
AT_SIDES: dict[str, Limit] = {"plane": (20, 115), "rot": (-60, 60), "wdev": (-30, 25)}
FLAT_HAND = 0.028  # metres from the middle knuckle's centre to what the flat hand lies on

THUMB_SIDE = 0.005  # metres that the thumb keeps an upright palm off the side of a box


@dataclass(frozen=True, eq=False)
class Grip:
    """How a hand holds a cup: its fingers, and the cup's middle and axis in the frame of the hand."""

    side: str
    fingers: Mapping[str, float]
    middle: Array  # (3,) metres from the middle knuckle
    axis: Array  # (3,)


@dataclass(frozen=True, eq=False)
class Upright:
    """Where a cup is: its middle (3,) in metres, and its axis (3,)."""

    middle: Array
    axis: Array


def standing(foot: ArrayLike) -> Upright:
    """A cup that stands on a point (3,)."""
    return Upright(np.asarray(foot, float) + Y * CUP_HEIGHT / 2, Y)


def at_mouth(human: Human, angles: Angles, tip: float, gap: float) -> Upright:
    """A cup with its rim before the lips, a gap in metres away, and tipped towards them by some degrees."""
    turn = rotation(-X, tip)
    rim = turn @ (Y * CUP_HEIGHT / 2 - Z * CUP_RADIUS)
    return Upright(lips(human, stand(human, angles)) + Z * gap - rim, turn @ Y)


def cup_grip(human: Human, angles: Angles, side: str) -> Grip:
    """Found with the forearm level and the thumb up."""
    arm = {**angles, **{f"{side}_{name}": angle for name, angle in THUMB_UP.items()}}
    held = hold_cup(human, level_forearm(human, arm, side), side)
    stance = stand(human, held)
    _, foot = cup_in_hand(human, stance, side)
    knuckle, hand = _frame_of_hand(human, stance, side)
    fingers = {name: angle for name, angle in held.items() if angle != arm.get(name) and "elbow" not in name}
    return Grip(side, fingers, hand.T @ (foot + Y * CUP_HEIGHT / 2 - knuckle), hand.T @ Y)


def hold(
    human: Human, angles: Angles, grip: Grip, cup: Upright, pointing: ArrayLike, gap: float = 0.0
) -> dict[str, float]:
    """The hand round a cup, pointing roughly so; with a gap in metres it is open and just short of it."""
    hand = frame(cup.axis, np.asarray(pointing, float)) @ frame(grip.axis, X).T
    short = hand @ (gap, gap, 0.0)
    goal = HandGoal(cup.middle - hand @ grip.middle - short, False, hand[:, 0], hand[:, 1], 0.3, 2.0)
    fingers = {f"{grip.side}_{name}": angle for name, angle in FINGERS_OPEN.items()} if gap else grip.fingers
    return bring_hand(human, {**angles, **fingers}, grip.side, goal, HOLDING)


def hand_flat(
    human: Human, angles: Angles, side: str, point: ArrayLike, pointing: ArrayLike
) -> dict[str, float]:
    """The palm flat on a table, the middle knuckle above a point (3,) of it."""
    ahead = unit(np.asarray(pointing, float) * (1, 0, 1))
    flat = {**angles, **{f"{side}_{name}": angle for name, angle in FINGERS_FLAT.items()}}
    goal = HandGoal(np.asarray(point, float) + Y * FLAT_HAND, False, ahead, -Y, 1.0, 1.0)
    return bring_hand(human, flat, side, goal, FLAT_ON_TABLE)


def hands_at_sides(human: Human, angles: Angles, middle: ArrayLike, width: float) -> dict[str, float]:
    """Both palms against the sides of a box, mirrored, the fingers pointing straight ahead."""
    point = np.asarray(middle, float) - X * (width / 2 + FLAT_HAND + THUMB_SIDE)
    start = {**angles, **{f"right_{name}": angle for name, angle in FINGERS_FLAT.items()}}
    held = bring_hand(human, start, "right", HandGoal(point, False, Z, X, 0.7, 1.0), AT_SIDES)
    own = {name.removeprefix("right_"): angle for name, angle in held.items() if name.startswith("right_")}
    return {**held, **{f"left_{name}": angle for name, angle in own.items()}}


def _frame_of_hand(human: Human, stance: Stance, side: str) -> tuple[Array, Array]:
    """The middle knuckle (3,), and the way the hand points, its palm looks and the rest as columns (3, 3)."""
    knuckle, pointing, palm = hand_of(human, stance, side, False)
    return knuckle, np.stack([pointing, palm, np.cross(pointing, palm)], axis=1)
