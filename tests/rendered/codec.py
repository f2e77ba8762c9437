"""Tracked motions small enough to be kept with the tests: whole numbers, differences from frame to frame.

Image landmarks are kept to 1/8192 of the picture's height (a tenth of a pixel), world landmarks to a
millimetre and visibility to 1/100: ten times finer than the tracker's own scatter. Of the face, the nose is.
"""

from __future__ import annotations

import lzma
import struct

import numpy as np
from numpy.typing import NDArray

from aotrainer.motion.pose import BODY, Motion

LEFT_OUT = ("eye", "ear", "mouth", "thumb")
COLUMNS = [n for n, name in enumerate(BODY.landmarks) if not any(part in name for part in LEFT_OUT)]
PICTURE, METRE, SURE = 8192, 1000, 100
NOWHERE = -32768


def pack(motion: Motion) -> bytes:
    """A motion at an even rate as bytes."""
    parts = [
        _whole(motion.image[:, COLUMNS], PICTURE),
        _whole(motion.world[:, COLUMNS], METRE),
        _whole(motion.visibility[:, COLUMNS, None], SURE),
    ]
    rows = np.concatenate([part.reshape(len(motion), -1) for part in parts], axis=1)
    steps = np.diff(rows, axis=0, prepend=np.zeros((1, rows.shape[1]), np.int16))
    rate = (len(motion) - 1) / motion.duration_s
    return struct.pack("<If", len(motion), rate) + lzma.compress(_bytes_apart(steps), preset=9)


def unpack(content: bytes) -> Motion:
    """The motion, to the precision it was kept with."""
    count, rate = struct.unpack("<If", content[:8])
    low, high = np.frombuffer(lzma.decompress(content[8:]), np.uint8).reshape(2, -1, count).astype(np.uint16)
    rows = np.cumsum((low | high << 8).T.astype(np.int16), axis=0, dtype=np.int16)
    ends = np.cumsum([2 * len(COLUMNS), 3 * len(COLUMNS)])
    image, world, visibility = np.split(rows, ends, axis=1)
    seen = np.nan_to_num(_spread(visibility, 1, SURE)[:, :, 0])
    return Motion(np.arange(count) / rate, _spread(image, 2, PICTURE), _spread(world, 3, METRE), seen)


def _whole(values: NDArray[np.float64], scale: int) -> NDArray[np.int16]:
    bounded = np.clip(np.round(np.nan_to_num(values) * scale), -32767, 32767)
    return np.where(np.isnan(values), NOWHERE, bounded).astype(np.int16)


def _bytes_apart(steps: NDArray[np.int16]) -> bytes:
    """Low bytes and high bytes apart, each landmark's own time after time: that packs best."""
    columns = np.ascontiguousarray(steps.T).view(np.uint16)
    return np.stack([columns & 0xFF, columns >> 8]).astype(np.uint8).tobytes()


def _spread(rows: NDArray[np.int16], size: int, scale: int) -> NDArray[np.float64]:
    values = np.full((len(rows), len(BODY.landmarks), size), np.nan)
    known = rows.reshape(len(rows), len(COLUMNS), size)
    values[:, COLUMNS] = np.where(known == NOWHERE, np.nan, known / scale)
    return values
