"""Clinical angles of trunk, arms, hands and legs -> rotations of the bones (see `pose` for the channels)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .geometry import MIRROR, Array, X, Y, Z, rotation, twist, unit
from .human import Human, RestFrames

Angles = Mapping[str, float]

NEUTRAL: Angles = {"elev": 6, "elbow": 12, "habd": 1, "curl": 14, "thumb": 8, "toe_out": 6, "support": 1}
"""Degrees of the channels that are not zero in a person standing at ease."""

LIMB_CHANNELS = (
    *("elev", "plane", "rot", "shrug", "elbow", "sup", "wext", "wdev", "curl", "thumb"),
    *("hip", "habd", "hrot", "knee", "toe_out", "foot_pitch", "foot_roll", "support"),
)

SPINE = {"spine05": 0.15, "spine04": 0.4, "spine03": 0.65, "spine02": 0.85, "spine01": 1.0}
NECK = {"neck01": 0.25, "neck02": 0.5, "neck03": 0.75, "head": 1.0}
"""Share of the bend reached at each bone."""

GIRDLE_STARTS = 25.0  # degrees of elevation, after which the shoulder girdle follows the arm
GIRDLE_UP, GIRDLE_FORWARD, SCAPULA_UP = 0.20, 0.10, 0.06  # degrees per degree of elevation
FINGER_SHARES = (1.0, 1.1, 0.7)  # of `curl`, for the three joints of a finger
TOES = tuple(f"toe{toe}-{joint}" for toe in range(1, 6) for joint in (1, 2, 3) if (toe, joint) != (1, 3))
FINGER_FAN = {2: 0.85, 3: 1.0, 4: 1.15, 5: 1.3}  # a relaxed hand is more curled at the little finger


def bone_rotations(rest: RestFrames, angles: Angles) -> dict[str, Array]:
    """World rotation of every bone that the channels move directly."""
    root = rotation(X, angles.get("pelvis_tilt", 0.0))
    bones = {"root": root}
    for name, share in SPINE.items():
        bones[name] = root @ _bend(angles, "trunk", share)
    for name, share in NECK.items():
        bones[name] = bones["spine01"] @ _bend(angles, "head", share)
    for side in ("left", "right"):
        own = _side(angles, side)
        flip = np.eye(3) if side == "left" else MIRROR
        limbs = _arm(rest, flip @ bones["spine01"] @ flip, own) | _leg(rest, flip @ root @ flip, own)
        letter = side[0].upper()
        bones |= {f"{name}.{letter}": flip @ turn @ flip for name, turn in limbs.items()}
    return bones


def finger_rotations(human: Human, angles: Angles) -> dict[str, Array]:
    """Rotation of each finger bone against its parent."""
    rest, joints = human.rest, human.joints
    palm = unit(np.cross(rest.hand_axis, rest.knuckle_axis))
    bones = {}
    for side in ("left", "right"):
        own = _side(angles, side)
        flip = np.eye(3) if side == "left" else MIRROR
        for finger in range(1, 6):
            for joint in (1, 2, 3):
                first, second = (joints[f"l-finger-{finger}-{n}"] for n in (joint, joint + 1))
                along = unit(second - first)
                if finger == 1:
                    turn = _thumb(own["thumb"], joint, along, palm, rest)
                else:
                    hinge = along * (rest.knuckle_axis @ along) - rest.knuckle_axis
                    share = FINGER_SHARES[joint - 1] * FINGER_FAN[finger]
                    turn = rotation(hinge, share * own["curl"])
                bones[f"finger{finger}-{joint}.{side[0].upper()}"] = flip @ turn @ flip
    return bones


def _thumb(opposition: float, joint: int, along: Array, palm: Array, rest: RestFrames) -> Array:
    """The root of the thumb swings before the palm; its two hinges bend across the palm."""
    if joint == 1:
        return rotation(rest.hand_axis, opposition)
    across = 0.45 * palm - 0.9 * rest.knuckle_axis
    hinge = np.cross(along, across - along * (across @ along))
    return rotation(hinge, opposition)


def _side(angles: Angles, side: str) -> dict[str, float]:
    return {name: angles.get(f"{side}_{name}", NEUTRAL.get(name, 0.0)) for name in LIMB_CHANNELS}


def _bend(angles: Angles, part: str, share: float) -> Array:
    turn, side, flex = (share * angles.get(f"{part}_{way}", 0.0) for way in ("turn", "side", "flex"))
    return rotation(Y, turn) @ rotation(Z, -side) @ rotation(X, flex)


def _arm(rest: RestFrames, chest: Array, a: Mapping[str, float]) -> dict[str, Array]:
    """Left-arm bones.

    Axial rotation is spread along the two-part bones, or the skin would wring like a cloth.
    """
    plane = np.radians(a["plane"])
    outward = np.cos(plane) * X + np.sin(plane) * Z
    shoulder = chest @ rotation(np.cross(-Y, outward), a["elev"]) @ rotation(Y, a["rot"])
    follow = max(0.0, a["elev"] - GIRDLE_STARTS)
    girdle = chest @ rotation(Y, -GIRDLE_FORWARD * follow * np.sin(plane))
    girdle = girdle @ rotation(Z, GIRDLE_UP * follow + a["shrug"])
    upper = shoulder @ rest.upper_arm
    upper_axis = unit(shoulder @ -Y)
    elbow = shoulder @ rotation(-X, a["elbow"])
    forearm, fore_axis = elbow @ rest.forearm, unit(elbow @ -Y)
    wrist = elbow @ rotation(Y, a["sup"]) @ rotation(Z, a["wext"]) @ rotation(-X, a["wdev"])
    hand = wrist @ rest.hand
    wring = twist(hand @ forearm.T, fore_axis)
    return {
        "clavicle": girdle,
        "shoulder01": girdle @ rotation(Z, SCAPULA_UP * follow),
        "upperarm01": rotation(upper_axis, -0.55 * twist(upper @ chest.T, upper_axis)) @ upper,
        "upperarm02": upper,
        "lowerarm01": rotation(fore_axis, 0.15 * wring) @ forearm,
        "lowerarm02": rotation(fore_axis, 0.6 * wring) @ forearm,
        "wrist": hand,
    }


def _leg(rest: RestFrames, pelvis: Array, a: Mapping[str, float]) -> dict[str, Array]:
    """Left-leg bones down to the ankle."""
    hip = pelvis @ rotation(Z, a["habd"]) @ rotation(-X, a["hip"]) @ rotation(Y, a["hrot"])
    thigh = hip @ rest.thigh
    shank = hip @ rotation(X, a["knee"]) @ rest.shank
    return {
        "upperleg01": thigh,
        "upperleg02": thigh,
        "lowerleg01": shank,
        "lowerleg02": shank,
    }


def foot_rotations(angles: Angles) -> dict[str, Array]:
    """Feet keep to the world, not to the shank; under a raised heel the toes of a carrying foot stay flat."""
    bones = {}
    for side in ("left", "right"):
        own, flip = _side(angles, side), np.eye(3) if side == "left" else MIRROR
        flat = rotation(Y, own["toe_out"]) @ rotation(Z, own["foot_roll"])
        lifted = own["foot_pitch"] * (1 - np.clip(own["support"], 0.0, 1.0) * (own["foot_pitch"] > 0))
        letter = side[0].upper()
        toes = flip @ flat @ rotation(X, lifted) @ flip
        bones[f"foot.{letter}"] = flip @ flat @ rotation(X, own["foot_pitch"]) @ flip
        bones |= {f"{toe}.{letter}": toes for toe in TOES}
    return bones
