"""Rotations and camera matrices. Right-handed, metres: +X is the person's left, +Y up, +Z forward."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

X, Y, Z = np.eye(3)
MIRROR = np.diag([-1.0, 1.0, 1.0])
"""Turns left-side mathematics into right-side mathematics: R_right = MIRROR @ R_left @ MIRROR."""


def unit(vector: ArrayLike) -> Array:
    """The vector scaled to length 1."""
    v = np.asarray(vector, dtype=float)
    return v / np.linalg.norm(v)


def rotation(axis: ArrayLike, degrees: float) -> Array:
    """(3, 3) right-handed rotation about an axis (Rodrigues)."""
    x, y, z = unit(axis)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.radians(degrees)
    return np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * k @ k


def frame(along: ArrayLike, towards: ArrayLike) -> Array:
    """(3, 3) orthonormal frame: first column `along`, second `towards` made perpendicular to it."""
    u = unit(along)
    t = np.asarray(towards, dtype=float)
    n = unit(t - u * (t @ u))
    return np.stack([u, n, np.cross(u, n)], axis=1)


def twist(turn: Array, axis: Array) -> float:
    """Degrees of the turn that go round the axis (swing-twist), in -180..180."""
    w = np.sqrt(max(0.0, 1 + np.trace(turn))) / 2
    if w < 1e-6:
        return 0.0
    skew = np.array([turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]])
    angle = np.degrees(2 * np.arctan2(skew / (4 * w) @ axis, w))
    return float((angle + 180) % 360 - 180)


def look_at(eye: Array, target: Array, up: Array = Y) -> Array:
    """(4, 4) view matrix."""
    forward = unit(target - eye)
    side = unit(np.cross(forward, up))
    view = np.eye(4)
    view[:3, :3] = side, np.cross(side, forward), -forward
    view[:3, 3] = -view[:3, :3] @ eye
    return view


def perspective(vertical_degrees: float, aspect: float, near: float, far: float) -> Array:
    """(4, 4) OpenGL perspective projection."""
    t = 1 / np.tan(np.radians(vertical_degrees) / 2)
    p = np.zeros((4, 4))
    p[0, 0], p[1, 1], p[3, 2] = t / aspect, t, -1
    p[2, 2:] = (far + near) / (near - far), 2 * far * near / (near - far)
    return p


def orthographic(half_width: float, near: float, far: float) -> Array:
    """(4, 4) OpenGL parallel projection of a square."""
    p = np.diag([1 / half_width, 1 / half_width, -2 / (far - near), 1.0])
    p[2, 3] = -(far + near) / (far - near)
    return p
