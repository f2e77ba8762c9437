"""Shirts, trousers and shoes as fields over the rest pose: where there is cloth, and how far it stands off.

All in metres.
"""

from __future__ import annotations

import numpy as np

from .geometry import Array, unit
from .human import Human
from .parts import Field, Points

SHIRT_HEM = 0.038  # metres above the hip joints: a longer shirt would be pulled between the thighs in sitting
WAIST = 0.14  # metres above the hip joints
NECK_HOLE = {"round": (0.078, 0.086, 0.028, 0.075), "polo": (0.066, 0.074, 0.014, 0.028)}
"""Metres: half width and half depth of the neck hole, how far its front is below the base of the neck, and
from which height above its plane even a protruding throat is bare."""
COLLAR_FALL, COLLAR_GAP = 0.036, 0.010  # metres: how wide a turned-down collar is, half the gap at the throat
PLACKET = (0.016, 0.125)  # metres: half its width, its length below the base of the neck


def shirt_field(human: Human, sleeve: float, neck: str) -> Field:
    """A shirt with sleeves to a share of the upper arm (1..2: of the forearm, too)."""
    collar, hem = neck_field(human, neck), human.joints["l-upper-leg"][1] + SHIRT_HEM

    def field(points: Points) -> Array:
        sleeves = np.where(points.arm > 0.3, sleeve_field(human, sleeve, points.at), 1.0)
        above_chin = np.where(points.head > 0.9, -1.0, 1.0)
        return np.min([sleeves, points.at[:, 1] - hem, collar(points), above_chin], axis=0)

    return field


def sleeve_field(human: Human, sleeve: float, at: Array) -> Array:
    """Metres to the end of the sleeve, along the arm."""
    shoulder, elbow, wrist = (human.joints[f"l-{name}"] for name in ("shoulder", "elbow", "hand"))
    left = at * np.sign(at[:, :1] + 1e-9) ** np.array([1, 0, 0])
    upper, fore = unit(elbow - shoulder), unit(wrist - elbow)
    upper_length, fore_length = np.linalg.norm(elbow - shoulder), np.linalg.norm(wrist - elbow)
    beyond = (left - elbow) @ unit(upper + fore) > 0
    along = np.where(beyond, upper_length + (left - elbow) @ fore, (left - shoulder) @ upper)
    end = upper_length * min(sleeve, 1.0) + fore_length * max(sleeve - 1.0, 0.0)
    return np.asarray(end - along)


def neck_field(human: Human, neck: str) -> Field:
    """Metres outside the neck hole."""
    base = human.joints["neck"]
    half_width, half_depth, front, throat = NECK_HOLE[neck]

    def field(points: Points) -> Array:
        x, y, z = (points.at - base).T
        above = y + 0.5 * z + front  # the plane of the hole, which is higher at the back
        below = np.clip(-above, 0, None)
        middle = half_depth - 0.068
        hole = np.sqrt((x / half_width) ** 2 + ((z - middle) / half_depth) ** 2 + (below / 0.05) ** 2)
        return np.minimum(0.08 * (hole - 1), throat + np.clip(0.08 - z, 0, None) - above)

    return field


def collar_field(human: Human) -> Field:
    """A turned-down collar, open at the throat."""
    hole, base = neck_field(human, "polo"), human.joints["neck"]

    def field(points: Points) -> Array:
        out = hole(points)
        x, _, z = (points.at - base).T
        gap = np.where(z > 0, np.abs(x) - COLLAR_GAP - 0.25 * np.clip(out, 0, None), 1.0)
        on_trunk = np.where(points.head > 0.9, -1.0, 1.0)
        return np.min([out, COLLAR_FALL - out, gap, on_trunk], axis=0)

    return field


def placket_field(human: Human) -> Field:
    """The strip with the buttons."""
    base = human.joints["neck"]
    half_width, length = PLACKET
    hole = neck_field(human, "polo")

    def field(points: Points) -> Array:
        x, y, z = (points.at - base).T
        inside = np.min([half_width - np.abs(x), y + length, hole(points)], axis=0)
        return np.where((z > 0.02) & (points.head < 0.9), inside, -1.0)

    return field


def shirt_lift(human: Human, more: float = 0.0) -> Field:
    """Cloth hangs looser from the chest down; `more` lifts a layer upon it."""
    chest, shoulder = human.joints["spine-3"][1], human.joints["l-shoulder"][0]

    def lift(points: Points) -> Array:
        trunk = (np.abs(points.at[:, 0]) < shoulder + 0.03) & (points.arm < 0.5)
        fall = np.clip((chest + 0.05 - points.at[:, 1]) / 0.25, 0, 1)
        return more + 0.006 + 0.012 * fall * trunk + 0.005 * np.clip(points.arm, 0, 1)

    return lift


def trousers_field(human: Human, long: bool) -> Field:
    joints = human.joints
    waist = joints["l-upper-leg"][1] + WAIST
    hem = joints["l-ankle"][1] + 0.015 if long else joints["l-knee"][1] + 0.075

    def field(points: Points) -> Array:
        y = points.at[:, 1]
        return np.where(points.arm > 0.3, -1.0, np.minimum(y - hem, waist - y))

    return field


def trouser_lift(human: Human, long: bool) -> Field:
    """Wider towards the hem, but not on the inner side where the legs would meet."""
    crotch, hip = human.joints["l-upper-leg"][1] - 0.06, human.joints["l-upper-leg"][0]
    reach = 0.8 if long else 0.3

    def lift(points: Points) -> Array:
        outer = np.clip((np.abs(points.at[:, 0]) - hip * 0.7) / 0.06, 0, 1)
        low = np.clip((crotch - points.at[:, 1]) / reach, 0, 1)
        return 0.004 + 0.014 * low * (0.25 + 0.75 * outer)

    return lift


def shoe_field(human: Human) -> Field:
    """A low shoe: the collar is higher at the heel than over the instep."""
    ankle = human.joints["l-ankle"]

    def field(points: Points) -> Array:
        collar = ankle[1] + 0.012 - 0.25 * np.clip(points.at[:, 2] - ankle[2], -0.06, 0.06)
        return np.where(points.arm > 0.3, -1.0, collar - points.at[:, 1])

    return field


def shoe_lift(human: Human) -> Field:
    """The sole stands out from the upper."""

    def lift(points: Points) -> Array:
        height = points.at[:, 1] - human.floor
        return 0.005 + 0.005 * np.clip((0.026 - height) / 0.008, 0, 1)

    return lift
