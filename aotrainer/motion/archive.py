"""A motion as compressed bytes, for the database and for the reference motions that ship.

Landmarks are kept as 32-bit floats, which is what the landmarker gives: a motion scores the same when it
comes back. No pickle is involved, so reading bytes of unknown origin runs no code.
"""

from __future__ import annotations

import io
import zipfile

import numpy as np

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.pose import Motion

FORMAT = "aotrainer-motion-1"
"""Stands in every archive; changes with the layout."""
FIELDS = ("image", "world", "visibility")


def to_bytes(motion: Motion) -> bytes:
    """The motion as a compressed npz archive."""
    buffer = io.BytesIO()
    landmarks = {name: getattr(motion, name).astype(np.float32) for name in FIELDS}
    np.savez_compressed(buffer, format=np.array(FORMAT), times_s=motion.times_s, **landmarks)
    return buffer.getvalue()


def from_bytes(content: bytes) -> Motion:
    """The motion back; raises `InvalidMotionError` when the bytes are not one, or of another layout."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            if str(archive["format"]) != FORMAT:
                raise InvalidMotionError("The motion was kept by another version.", "Update aotrainer.")
            image, world, visibility = (archive[name].astype(float) for name in FIELDS)
            return Motion(archive["times_s"], image, world, visibility)
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as cause:
        raise InvalidMotionError("The kept motion cannot be read.", "Restore it from a backup.") from cause
