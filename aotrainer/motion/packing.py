"""A motion in few bytes, for the record: whole steps, their differences, low and high bytes apart.

A minute at 30 pictures a second is 1.1 MB as floats and 70-180 kB like this: a landmarker's last digits are
noise, and noise does not pack. The steps are far below what landmarks scatter by when the tracker looks at
real people (above 6 Hz, where nobody moves: 1 to 2 thousandths of a picture height, 3 to 4 mm). Each is a
power of two, so that what was kept once is kept again without a change.

Some attempts lie on the edge of a rule, and any other digit shifts their score by a point or two. Therefore
what is judged is the motion as `rounded` here, and judging what was kept gives the same to the last digit.

Eyes and mouth are left out: no movement is told by them, and they are what is most a person's own.
"""

from __future__ import annotations

import json
import lzma

import numpy as np
from numpy.typing import NDArray

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.pose import BODY, Motion, Skeleton

PER_HEIGHT = 8192
"""Steps of a picture height: one is a tenth of a pixel; 4 heights from the middle can be told."""
PER_METRE = 512
"""Steps of a metre: one is 2 mm, half of the scatter; 64 m from the hips can be told."""
PER_VISIBILITY = 128
"""Steps of visibility, always towards zero: scoring asks whether it reaches a half; what did not stays so."""
PER_SECOND = 1_000_000
"""A microsecond is a thousandth of what the times of a webcam's pictures scatter by."""
LEFT_OUT = frozenset(name for name in BODY.landmarks if "eye" in name or "mouth" in name)
"""Landmarks that come back as never seen."""
LARGEST_B = 2**27
"""Bytes that are unpacked at most, so that a small file cannot fill the memory: two hours at 60 pictures a
second."""
MEMORY_B = 2**26
"""What unpacking may take beside its result; it takes 9 million bytes."""

_FILTERS = ({"id": lzma.FILTER_LZMA2, "preset": 6, "lc": 0, "lp": 0, "pb": 0},)
"""Neighbouring bytes tell little of one another: without contexts it packs a tenth better."""
_NOWHERE, _FARTHEST = -(2**15), 2**15 - 1
_AXES = (2, 3, 1)
"""Numbers of each landmark in the picture, in metres, and of its visibility."""
_SCALES = (PER_HEIGHT, PER_METRE, PER_VISIBILITY)
_UNREADABLE = (lzma.LZMAError, EOFError, KeyError, MemoryError, RecursionError, TypeError, ValueError)
Microseconds = NDArray[np.int64]
Steps = NDArray[np.int16]


def pack(motion: Motion) -> bytes:
    """A motion as one piece that tells its own skeleton; what `unpack` makes of it packs to the same."""
    head = {
        "frames": len(motion),
        "skeleton": motion.skeleton.name,
        "landmarks": motion.skeleton.landmarks,
    }
    planes = _planes(_microseconds(motion.times_s)[:, None]) + _planes(_steps(motion))
    return lzma.compress(json.dumps(head).encode() + b"\n" + planes, filters=_FILTERS)


def unpack(content: bytes) -> Motion:
    """The motion that was packed, as `rounded` tells it; raises `InvalidMotionError` when it is none."""
    try:
        head, _, planes = _decompressed(content).partition(b"\n")
        told = json.loads(head)
        skeleton = Skeleton(_text(told["skeleton"]), tuple(map(_text, told["landmarks"])))
        return _motion(*_read(planes, told["frames"], skeleton), skeleton)
    except _UNREADABLE as cause:
        raise InvalidMotionError("The kept motion cannot be read.", "Restore it from a backup.") from cause


def rounded(motion: Motion) -> Motion:
    """What a record will hold of a motion: what is judged by it today is judged alike ever after."""
    return _motion(_microseconds(motion.times_s), _steps(motion), motion.skeleton)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a name")
    return value


def _kept(skeleton: Skeleton) -> list[int]:
    return [n for n, name in enumerate(skeleton.landmarks) if name not in LEFT_OUT]


def _microseconds(times_s: FloatArray) -> Microseconds:
    """(n,) still increasing, wherever two were closer than a microsecond."""
    nearest = np.rint(times_s * PER_SECOND).astype(np.int64)
    order = np.arange(len(nearest))
    return np.maximum.accumulate(nearest - order) + order


def _steps(motion: Motion) -> Steps:
    """(n, 6 K) of the K landmarks that are kept: first all image places, then world places, visibility."""
    parts = (motion.image, motion.world, motion.visibility[:, :, None])
    scaled = [part[:, _kept(motion.skeleton)] * scale for part, scale in zip(parts, _SCALES, strict=True)]
    whole = [np.rint(scaled[0]), np.rint(scaled[1]), np.floor(scaled[2])]
    rows = np.concatenate([part.reshape(len(part), np.prod(part.shape[1:])) for part in whole], axis=1)
    return np.where(np.isnan(rows), _NOWHERE, np.clip(rows, -_FARTHEST, _FARTHEST)).astype(np.int16)


def _motion(microseconds: Microseconds, steps: Steps, skeleton: Skeleton) -> Motion:
    columns, n = _kept(skeleton), len(steps)
    ends = np.cumsum([len(columns) * axes for axes in _AXES])[:-1]
    parts = []
    for part, axes, scale in zip(np.split(steps, ends, axis=1), _AXES, _SCALES, strict=True):
        values = np.full((n, len(skeleton.landmarks), axes), np.nan)
        known = part.reshape(n, len(columns), axes)
        values[:, columns] = np.where(known == _NOWHERE, np.nan, known / scale)
        parts.append(values)
    image, world, visibility = parts
    return Motion(microseconds / PER_SECOND, image, world, np.nan_to_num(visibility[:, :, 0]), skeleton)


def _planes(values: Microseconds | Steps) -> bytes:
    """Differences down each column of (n, C), their signs in the lowest bit; all low bytes, then all higher.

    Column after column, for a landmark is most like itself a moment ago.
    """
    size = values.itemsize
    differences = np.diff(values.T, axis=1, prepend=values.dtype.type(0))
    folded = np.ascontiguousarray((differences << 1) ^ (differences >> (8 * size - 1)), f"<i{size}")
    return folded.view(np.uint8).reshape(-1, size).T.tobytes()


def _columns(planes: bytes, size: int, n: int, columns: int) -> NDArray[np.signedinteger]:
    """(n, columns) of this many bytes each that `_planes` wrote; raises `ValueError` for more or fewer."""
    together = np.frombuffer(planes, np.uint8).reshape(size, columns * n).T
    folded = np.ascontiguousarray(together).view(f"<i{size}").reshape(columns, n)
    positive = (folded >> 1) & np.iinfo(folded.dtype).max
    differences = np.where(folded & 1, ~positive, positive)
    return np.cumsum(differences, axis=1, dtype=folded.dtype).T


def _read(planes: bytes, n: int, skeleton: Skeleton) -> tuple[Microseconds, Steps]:
    wide, narrow = (np.dtype(kind).itemsize for kind in (np.int64, np.int16))
    times = _columns(planes[: n * wide], wide, n, 1)[:, 0]
    steps = _columns(planes[n * wide :], narrow, n, sum(_AXES) * len(_kept(skeleton)))
    return times.astype(np.int64), steps.astype(np.int16)


def _decompressed(content: bytes) -> bytes:
    """Raises `ValueError` for what is longer than `LARGEST_B`, or more or less than one whole piece."""
    reader = lzma.LZMADecompressor(lzma.FORMAT_XZ, MEMORY_B)
    found = reader.decompress(content, LARGEST_B)
    if not reader.eof or reader.unused_data:
        raise ValueError("not one whole piece")
    return found
