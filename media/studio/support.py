"""Hands that hold on: to the back of a chair, to the edge of the seat, to the other shoulder."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from .contact import HAND_THICKNESS, HandGoal, Limit, bring_hand, outermost, seat_under
from .furniture import support_chair
from .geometry import Array, X, Y, Z, rotation, unit
from .human import BODY_VERTICES, Human
from .limbs import Angles
from .pose import joint_centres, skin, stand
from .props import Prop
from .timeline import Movement
from .wardrobe import bone_share

RAIL_HEIGHT = 0.97  # metres from the floor to the top of a chair to hold on to
RAIL_OFFSET = 0.032  # metres by which the top of the support chair is off the middle of its legs
AT_EASE = 0.95  # share of the reach to the knuckles at which an arm holds on without being stretched
FURTHEST, ASIDE = 0.23, 0.20  # shares of the stature: how far a chair to hold on to is from the body's middle
HOLD = 0.022  # metres between the rail and the middle knuckle
SEAT_HALF = 0.235  # metres from the middle of the chair to the knuckles of a hand that holds its edge
SHIRT = 0.012  # metres of cloth over the chest
BESIDE: dict[str, Limit] = {"plane": (-80, 90), "elev": (0, 70), "wext": (-30, 60)}
BEFORE: dict[str, Limit] = {"plane": (20, 100), "elev": (-45, 80), "wext": (-30, 65)}
ACROSS: dict[str, Limit] = {"plane": (40, 130), "rot": (-80, 20), "elbow": (60, 150), "wext": (-30, 60)}
"""What is different when the hand is beside the body, low before it, or on the other side of the chest."""


def chair_before(human: Human, _movement: Movement) -> tuple[Prop, ...]:
    """A chair in front that turns its back to the person."""
    at = (rail_before(human, "left")[2] + RAIL_OFFSET) * Z + human.floor * Y
    return (support_chair((rotation(Y, 180), at), height=RAIL_HEIGHT),)


def chair_beside(human: Human, _movement: Movement) -> tuple[Prop, ...]:
    """A chair at the left side that turns its back to the person."""
    at = rail_beside(human) * (X + Z) + RAIL_OFFSET * X + human.floor * Y
    return (support_chair((rotation(Y, -90), at), height=RAIL_HEIGHT),)


def rail_before(human: Human, side: str) -> Array:
    """(3,) the place for a hand on the back of a chair that stands in front, within easy reach."""
    across = 0.075 * human.stature * (1 if side == "left" else -1)
    shoulder = joint_centres(human, stand(human, {}))[f"{side}_shoulder"]
    down = shoulder[1] - human.floor - RAIL_HEIGHT
    ahead = np.sqrt((AT_EASE * _arm_length(human)) ** 2 - down**2)
    return np.array([across, human.floor + RAIL_HEIGHT, min(shoulder[2] + ahead, FURTHEST * human.stature)])


def _arm_length(human: Human) -> float:
    """Metres from the shoulder to the middle knuckle of the stretched arm."""
    ways = [human.joints[f"l-{name}"] for name in ("shoulder", "elbow", "hand", "finger-3-1")]
    return float(sum(np.linalg.norm(b - a) for a, b in pairwise(ways)))


def rail_beside(human: Human) -> Array:
    """(3,) the place for the left hand on the back of a chair at the left side, a little ahead."""
    return np.array([ASIDE * human.stature, human.floor + RAIL_HEIGHT, 0.09 * human.stature])


def hand_on_rail(human: Human, angles: Angles, side: str, rail: Array) -> dict[str, float]:
    """The palm on a rail, the fingers forwards and bent over it."""
    curled = {**angles, f"{side}_curl": 38, f"{side}_thumb": 20}
    goal = HandGoal(rail + HOLD * Y, False, unit(Z - 0.25 * Y), -Y, 0.6, 0.6)
    return bring_hand(human, curled, side, goal, BEFORE)


def hand_on_seat(human: Human, angles: Angles, side: str) -> dict[str, float]:
    """The hand round the edge of the seat, beside the hip."""
    outward = 1.0 if side == "left" else -1.0
    seat, hip = seat_under(human, angles), joint_centres(human, stand(human, angles))[f"{side}_hip"]
    point = np.array([outward * SEAT_HALF, seat.height - 0.01, hip[2] + 0.06])
    curled = {**angles, f"{side}_curl": 40, f"{side}_thumb": 25}
    goal = HandGoal(point, False, unit((-0.15 * outward, -1.0, 0.25)), np.array([-outward, 0, 0]), 0.6, 0.6)
    return bring_hand(human, curled, side, goal, BESIDE)


def arms_crossed(human: Human, angles: Angles) -> dict[str, float]:
    """Each hand on the chest below the other shoulder, the right forearm in front."""
    for side, before in (("left", 0.0), ("right", 0.035)):
        angles = _hand_on_chest(human, angles, side, before)
    return dict(angles)


def _hand_on_chest(human: Human, angles: Angles, side: str, before: float) -> dict[str, float]:
    """The palm on the other half of the chest, with some metres of room for what is between."""
    inward = 1.0 if side == "right" else -1.0
    other = "left" if side == "right" else "right"
    stance = stand(human, angles)
    shoulder = joint_centres(human, stance)[f"{other}_shoulder"]
    trunk = bone_share(human, ("spine", "clavicle", "breast", "shoulder"))[:BODY_VERTICES] > 0.5
    inside = shoulder + np.array([-0.055 * inward, -0.075, -0.02])
    skin_there = outermost(skin(human, stance)[:BODY_VERTICES][trunk], inside, Z)
    point = skin_there + Z * (HAND_THICKNESS + SHIRT - 0.012 + before)
    goal = HandGoal(point, False, unit((inward, 0.45, -0.10)), -Z, 0.6, 0.6)
    return bring_hand(human, {**angles, f"{side}_curl": 12}, side, goal, ACROSS)
