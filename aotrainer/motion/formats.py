"""The forms in which a record holds landmarks: the one that is written, and an older one that is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from aotrainer.errors import InvalidMotionError
from aotrainer.motion import archive, packing
from aotrainer.motion.pose import Motion

NPZ, PACKED = 1, 2
_READERS: Mapping[int, Callable[[bytes], Motion]] = {NPZ: archive.from_bytes, PACKED: packing.unpack}


@dataclass(frozen=True, slots=True)
class Landmarks:
    """A motion as it is kept; format : `NPZ` (see `archive`) or `PACKED` (see `packing`)."""

    format: int
    content: bytes

    def motion(self) -> Motion:
        """What was kept; raises `InvalidMotionError` for what is none, or in a form of a newer release."""
        if self.format not in _READERS:
            raise InvalidMotionError(
                f"Landmarks are kept in form {self.format}, which is not known.",
                "Install the newest aotrainer.",
            )
        return _READERS[self.format](self.content)


def small(motion: Motion) -> Landmarks:
    """For the record."""
    return Landmarks(PACKED, packing.pack(motion))


def exact(motion: Motion) -> Landmarks:
    """As small as can be without losing a digit: what records of older releases hold is finer."""
    kept = packing.rounded(motion)
    same = all(
        np.array_equal(getattr(kept, part), getattr(motion, part), equal_nan=True)
        for part in ("times_s", "image", "world", "visibility")
    )
    return small(motion) if same else as_npz(motion)


def as_npz(motion: Motion) -> Landmarks:
    """For older releases, and for every program that has numpy."""
    return Landmarks(NPZ, archive.to_bytes(motion))
