"""Where things stand so that they suit the body of who sits. In metres, in the body's coordinates."""

from __future__ import annotations

import numpy as np

from ..furniture import TABLE_HEIGHT, table
from ..geometry import Array, Y
from ..grip import cup_in_hand
from ..human import Human
from ..objects import cup
from ..pose import joint_centres, stand
from ..props import Prop
from ..timeline import Movement, angles_at
from .common import SITTING

BELOW_ELBOW = 0.04  # of the table top under the elbow of the hanging arm
WRIST_TO_CUP = 0.15
THIGH_THICKNESS = 0.083  # from the bone to the trousers on top
BEFORE_KNEES = 0.05  # of the edge of a table that does not reach over the legs


def sitting(human: Human, joint: str) -> Array:
    """(3,) a joint's centre when the person sits at rest."""
    return joint_centres(human, stand(human, SITTING))[joint]


def arm_length(human: Human) -> float:
    """From the shoulder to a cup in the hand."""
    shoulder, elbow, wrist = (sitting(human, f"right_{joint}") for joint in ("shoulder", "elbow", "wrist"))
    return float(np.linalg.norm(elbow - shoulder) + np.linalg.norm(wrist - elbow)) + WRIST_TO_CUP


def table_top(human: Human) -> float:
    """The height of a table that suits the person (and its legs reach the floor)."""
    shoulder, elbow = sitting(human, "right_shoulder"), sitting(human, "right_elbow")
    hanging = float(shoulder[1] - np.linalg.norm(elbow - shoulder))
    return min(hanging - BELOW_ELBOW, human.floor + TABLE_HEIGHT)


def at_arms_length(human: Human, height: float, outward: float, share: float) -> Array:
    """(3,) a point of that height, a share of the arm's length away, some degrees outwards of ahead."""
    shoulder = sitting(human, "right_shoulder")
    level = np.sqrt((share * arm_length(human)) ** 2 - (shoulder[1] - height) ** 2)
    way = np.radians(outward)
    return np.array([shoulder[0] - level * np.sin(way), height, shoulder[2] + level * np.cos(way)])


def table_at(top: float, edge: float, width: float, depth: float, aside: float = 0.0) -> Prop:
    """A table of that height with its near edge there; what its legs are too long is under the floor."""
    return table((np.eye(3), np.array([aside, top - TABLE_HEIGHT, edge + depth / 2])), width, depth)


def before_knees(human: Human) -> float:
    """Where a table begins that leaves the hands on the thighs free."""
    return float(sitting(human, "right_knee")[2]) + BEFORE_KNEES


def lap(human: Human, share: float, aside: float = 0.0) -> Array:
    """(3,) on top of the right thigh, at a share of the way from hip to knee."""
    hip, knee = sitting(human, "right_hip"), sitting(human, "right_knee")
    return hip + share * (knee - hip) + np.array([aside, THIGH_THICKNESS, 0.0])


def cup_in_right_hand(human: Human, movement: Movement, height: float | None = None) -> Prop:
    """The cup where the hand takes it; at that height of its foot, or held from the beginning."""
    held = movement.rest.get("hold_cup", 0) > 0
    taken = [stroke.start for stroke in movement.strokes if "hold_cup" in stroke.goal]
    time = 0.0 if held else taken[0] if taken else movement.turn
    turn, foot = cup_in_hand(human, stand(human, angles_at(movement, time)), "right")
    return cup((turn, foot if height is None else foot * (1, 0, 1) + height * Y), ("wrist.R",))
