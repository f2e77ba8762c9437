"""Bands: which frames of the recording each frame of the reference may be matched with.

A band says how far the two may drift apart in time; it changes the result, so it is chosen for its meaning.
It saves no time here.

The same parameter means different bands in different libraries. `Band.sakoe_chiba(radius=r)` is tslearn's
and equals dtaidistance's `window=r + 1`; `Band.slanted` is dtw-python's slanted band, except that it cannot
fall apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from aotrainer.errors import BandError
from aotrainer.motion.arrays import BoolArray, IntArray

_HAIR = 1e-9
"""Added to a reach in frames, so that rounding does not shut out what just touches it."""


@dataclass(frozen=True, eq=False)
class Band:
    """Allowed pairs, as a range of recording frames for every reference frame.

    first, last : (m,) reference frame i may be matched with recording frames first[i]..last[i], both included
    frames : n, the length of the recordings it is for

    Raises `BandError` when no path leads through.
    """

    first: IntArray
    last: IntArray
    frames: int

    def __post_init__(self) -> None:
        for name in ("first", "last"):
            object.__setattr__(self, name, _whole_numbers(getattr(self, name)))
        if self.first.shape != self.last.shape or self.first.ndim != 1 or not self.first.size:
            raise BandError(
                f"The band's limits have shapes {self.first.shape} and {self.last.shape}.",
                "Give one of each for every frame of the reference.",
            )
        if self.first.min() < 0 or self.last.max() >= self.frames:
            raise BandError(f"The band leaves the recording's {self.frames} frames.", "Keep it within them.")
        if not self._leads_through():
            raise BandError("No path leads through the band.", "Make it wider.")

    def _leads_through(self) -> bool:
        """Whether steps of at most one frame can go from the first pair to the last, without going back."""
        # Steps within a row reach all that is right of where the row is entered.
        entered = np.maximum.accumulate(self.first)
        return bool(
            self.first[0] == 0
            and self.last[-1] == self.frames - 1
            and (entered <= self.last).all()
            and (entered[1:] <= self.last[:-1] + 1).all()
        )

    @classmethod
    def sakoe_chiba(cls, reference_frames: int, recording_frames: int, radius: int) -> Self:
        """No further apart than `radius` frames, plus the difference of the lengths in the longer's favour.

        With m <= n frames: -radius <= j - i <= radius + n - m (Sakoe & Chiba 1978, for unequal lengths).
        """
        m, n = _checked_lengths(reference_frames, recording_frames)
        radius = min(int(_whole_numbers(_checked_radius(radius))), m + n)
        i = np.arange(m)
        first = i - radius - max(0, m - n)
        last = i + radius + max(0, n - m)
        return cls(np.maximum(first, 0), np.minimum(last, n - 1), n)

    @classmethod
    def slanted(cls, reference_frames: int, recording_frames: int, radius: float) -> Self:
        """No further than `radius` recording frames from a steady tempo, the line between both corners.

        A radius too small for the line's own steps is widened to half a step, so that a path always exists.
        """
        m, n = _checked_lengths(reference_frames, recording_frames)
        slope = (n - 1) / (m - 1) if m > 1 else 2.0 * n
        centre = slope * np.arange(m)
        reach = max(min(_checked_radius(radius), m + n), slope / 2, 0.5) + _HAIR
        first = np.ceil(centre - reach).astype(np.intp)
        last = np.floor(centre + reach).astype(np.intp)
        return cls(np.maximum(first, 0), np.minimum(last, n - 1), n)

    @cached_property
    def outside(self) -> BoolArray:
        """(m, n) the pairs that are not allowed."""
        j = np.arange(self.frames)
        return np.asarray((j < self.first[:, None]) | (j > self.last[:, None]))


def _whole_numbers(values: ArrayLike) -> IntArray:
    """As whole numbers that nobody else can change."""
    array = np.array(values)
    if array.dtype.kind not in "iu" and not (array.dtype.kind == "f" and (array == np.floor(array)).all()):
        raise BandError("A band is made of whole frames.", "Give whole numbers.")
    whole = array.astype(np.intp)
    whole.flags.writeable = False
    return whole


def _checked_radius(radius: float) -> float:
    if not radius >= 0:
        raise BandError(f"The band's radius is {radius}.", "Give 0 or more frames.")
    return min(radius, float(np.iinfo(np.int32).max))


def _checked_lengths(reference_frames: int, recording_frames: int) -> tuple[int, int]:
    lengths = _whole_numbers([reference_frames, recording_frames])
    if lengths.min() < 1:
        raise BandError(
            f"A band for {reference_frames} and {recording_frames} frames is none.", "Give 1 or more."
        )
    return int(lengths[0]), int(lengths[1])
