"""Where the feet stand, and legs that reach for it: two-bone inverse kinematics in closed form."""

from __future__ import annotations

import numpy as np

from .geometry import MIRROR, Array, X, rotation
from .human import Human
from .limbs import NEUTRAL, Angles, foot_rotations

LEG, BALL = ("upperleg01", "lowerleg01", "foot"), "toe2-1"
"""Bones whose heads are hip, knee, ankle and the ball of the foot."""
CENTIMETRE = 0.01
PELVIS = ("pelvis_side", "pelvis_up", "pelvis_forward")
STEP = ("step_out", "step_up", "step_forward")
STEP_CHANNELS = (*PELVIS, *STEP)
STRAIGHT = 0.9995  # share of the leg's length that counts as straight: the last bit would make the knee snap


def bone_head(human: Human, bone: str, side: str) -> Array:
    """(3,) metres in the rest pose."""
    return np.asarray(human.rig.heads[human.rig.index[f"{bone}.{side[0].upper()}"]])


def leg_length(human: Human) -> float:
    """Metres from hip to ankle of the straight leg."""
    return sum(_lengths(human, "right"))


def ankle_home(human: Human, side: str) -> Array:
    """(3,) where the ankle of a person standing at ease is: nearly below the hip (the rig rests astride)."""
    hip, ankle = bone_head(human, "upperleg01", side), bone_head(human, "foot", side)
    outward = np.sign(hip[0]) * np.sin(np.radians(NEUTRAL["habd"])) * sum(_lengths(human, side))
    return np.array([hip[0] + outward, ankle[1], ankle[2]])


def pelvis_shift(human: Human, angles: Angles) -> Array:
    """(3,) metres by which the pelvis is off its place at rest; it sinks as far as the feet demand."""
    shift = np.array([angles.get(name, 0.0) for name in PELVIS]) * CENTIMETRE + _at_ease(human)
    root = rotation(X, angles.get("pelvis_tilt", 0.0))
    for side in ("left", "right"):
        hip, length = _hip(human, side, root), STRAIGHT * sum(_lengths(human, side))
        away = _ankle_goal(human, angles, side) - hip - shift
        level = min(length, float(np.hypot(away[0], away[2])))
        shift[1] += min(0.0, away[1] + np.sqrt(length**2 - level**2))
    return shift


def pelvis_channels(human: Human, shift: Array) -> dict[str, float]:
    """The channels for a pelvis that is off its place at rest by a shift (3,) in metres."""
    return dict(zip(PELVIS, ((shift - _at_ease(human)) / CENTIMETRE).tolist(), strict=True))


def step_legs(human: Human, angles: Angles) -> dict[str, float]:
    """The angles with hip, abduction and knee of both legs solved; knees stay over the toes' direction."""
    root = rotation(X, angles.get("pelvis_tilt", 0.0))
    shift = pelvis_shift(human, angles)
    solved = dict(angles)
    for side in ("left", "right"):
        flip = np.eye(3) if side == "left" else MIRROR
        away = _ankle_goal(human, angles, side) - _hip(human, side, root) - shift
        x, y, z = flip @ root.T @ away
        thigh, shank = _lengths(human, side)
        down = float(np.hypot(x, y))
        far = min(float(np.hypot(down, z)), STRAIGHT * (thigh + shank))
        knee = np.arccos(np.clip((far**2 - thigh**2 - shank**2) / (2 * thigh * shank), -1, 1))
        ahead = np.arctan2(z, down) + np.arctan2(shank * np.sin(knee), thigh + shank * np.cos(knee))
        found = {"habd": np.arctan2(x, -y), "hip": ahead, "knee": knee}
        solved |= {f"{side}_{name}": float(np.degrees(value)) for name, value in found.items()}
        solved[f"{side}_hrot"] = 0.0
    return solved


def _at_ease(human: Human) -> Array:
    """(3,) from the rig's rest pose to straight legs over the feet."""
    hip, ankle = bone_head(human, "upperleg01", "left"), ankle_home(human, "left")
    up = np.sqrt(sum(_lengths(human, "left")) ** 2 - (ankle[0] - hip[0]) ** 2)
    return np.array([0.0, ankle[1] + up - hip[1], ankle[2] - hip[2]])


def _lengths(human: Human, side: str) -> tuple[float, float]:
    hip, knee, ankle = (bone_head(human, bone, side) for bone in LEG)
    return float(np.linalg.norm(knee - hip)), float(np.linalg.norm(ankle - knee))


def _hip(human: Human, side: str, root: Array) -> Array:
    """Where the hip joint is while the pelvis only tilts."""
    start = human.rig.heads[human.rig.index["root"]]
    return np.asarray(start + root @ (bone_head(human, LEG[0], side) - start))


def _ankle_goal(human: Human, angles: Angles, side: str) -> Array:
    """Where the ankle has to be: over a foot that stepped, and that may stand on its ball."""
    outward = 1.0 if side == "left" else -1.0
    step = np.array([angles.get(f"{side}_{name}", 0.0) for name in STEP]) * (outward, 1, 1) * CENTIMETRE
    letter = side[0].upper()
    flat = foot_rotations({**angles, f"{side}_foot_pitch": 0.0})[f"foot.{letter}"]
    pitched = foot_rotations(angles)[f"foot.{letter}"]
    reach = bone_head(human, BALL, side) - bone_head(human, LEG[2], side)
    return np.asarray(ankle_home(human, side) + step + (flat - pitched) @ reach)
