"""A motion as the bytes of an .npz: reference motions, landmarks for other programs and of old records.

Landmarks are kept as float32, which is what the landmarker gives, and times as float64. Visibility is kept as
float16, **rounded towards zero**: scoring only asks whether it reaches a half, a number that float16 has
exactly, so nothing that was below it can come to reach it. No pickle is involved, so reading bytes of unknown
origin runs no code.
"""

from __future__ import annotations

import io
import zlib
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.pose import Motion, Skeleton

_ARRAYS = ("times_s", "image", "world", "visibility")
_UNREADABLE = (BadZipFile, EOFError, KeyError, OSError, RuntimeError, TypeError, ValueError, zlib.error)


def to_bytes(motion: Motion) -> bytes:
    """A motion as one compressed piece that tells its own skeleton."""
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        times_s=motion.times_s,
        image=motion.image.astype(np.float32),
        world=motion.world.astype(np.float32),
        visibility=_towards_zero(motion.visibility),
        skeleton=np.array([motion.skeleton.name, *motion.skeleton.landmarks]),
    )
    return buffer.getvalue()


def from_bytes(content: bytes) -> Motion:
    """The motion that `to_bytes` wrote; raises `InvalidMotionError` when the content is not one."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            name, *landmarks = arrays["skeleton"].tolist()
            parts = {part: arrays[part].astype(np.float64) for part in _ARRAYS}
    except _UNREADABLE as cause:
        raise InvalidMotionError("The kept motion cannot be read.", "Restore it from a backup.") from cause
    return Motion(**parts, skeleton=Skeleton(name, tuple(landmarks)))


def _towards_zero(values: FloatArray) -> NDArray[np.float16]:
    nearest = values.astype(np.float16)
    return np.where(nearest > values, np.nextafter(nearest, np.float16(0)), nearest)
