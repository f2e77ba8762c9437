"""The engine for an archive: one reference against many recordings, distances only.

The wavefront of one pair makes short vectors, and numpy's calls cost more than their work. Here a vector
holds the same diagonal of many recordings, the recording being its innermost index, so that the calls stop
mattering. The reference is taken in strips of frames; the last accumulated row of a strip is what the next
one starts from. That keeps what is worked on in the cache.

Costs: 5 numpy calls a diagonal of a strip, for a whole group of recordings; 5-8 ns a cell. A group takes as
long as its longest recording, so recordings of like length share one, and a few alone are not worth it:
`in_groups` leaves those for the engine for one pair. So do distances that rounding may have touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from aotrainer.errors import AlignmentError
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.dtw.cost import LocalCost

GROUP = 50
"""Recordings that are computed together."""

STRIP = 100
"""Frames of the reference that are computed together."""

WORTH_IT = 8
"""Recordings that take less time together than one by one."""

LIKE_LENGTH = 1.5
"""The longest recording of a group is at most this many times its shortest."""

LONGEST = 2000
"""Frames of a recording in a group; the room for one takes 40 kB a frame."""

CLEAR_OF_ROUNDING = 1000.0
"""How many times what rounding could add up to a distance has to be, to be trusted."""

Array = NDArray[Any]


def checked_archive(
    recordings: Iterable[ArrayLike], visibilities: Iterable[ArrayLike | None] | None, dtype: object
) -> list[tuple[ArrayLike, ArrayLike | None]]:
    """Recordings, each with its visibility; raises `AlignmentError` for what is no archive."""
    if dtype not in (np.float64, np.float32):
        raise AlignmentError(f"Distances cannot be computed in {dtype}.", "Take float64 or float32.")
    if isinstance(recordings, np.ndarray) and recordings.ndim < 3:
        raise AlignmentError("An archive is a list of recordings.", "Put this one in a list.")
    listed = list(recordings)
    seen = [None] * len(listed) if visibilities is None else list(visibilities)
    if len(seen) != len(listed):
        raise AlignmentError(
            f"There are {len(listed)} recordings and {len(seen)} visibilities.",
            "Give one for each, or None where all is seen.",
        )
    return list(zip(listed, seen, strict=True))


def in_groups(lengths: Mapping[int, int]) -> Iterator[list[int]]:
    """Keys of recordings to be computed together, given the length of each; those left over are not named."""
    group: list[int] = []
    for key in sorted((key for key in lengths if lengths[key] <= LONGEST), key=lambda key: lengths[key]):
        if len(group) == GROUP or (group and lengths[key] > LIKE_LENGTH * lengths[group[0]]):
            if len(group) >= WORTH_IT:
                yield group
            group = []
        group.append(key)
    if len(group) >= WORTH_IT:
        yield group


class Archive:
    """Room for the distances of groups of recordings, all seen, from one reference, all seen.

    frames : the longest recording there is room for
    dtype : float64 or float32
    """

    def __init__(self, local: LocalCost, frames: int, dtype: type[np.floating] = np.float64) -> None:
        self._local = local
        with np.errstate(over="ignore"):
            self._factor = local.factor.astype(dtype)
        self._strip = min(STRIP, len(self._factor))
        self._recordings = np.zeros((frames * GROUP, self._factor.shape[1]), dtype)
        self._costs = np.zeros(self._strip * frames * GROUP, dtype)
        self._rows = tuple(np.empty((frames + 1, GROUP), dtype) for _ in range(2))
        self._diagonals = tuple(np.empty((self._strip + 1, GROUP), dtype) for _ in range(3))

    def distances(self, recordings: Sequence[FloatArray]) -> FloatArray:
        """(at most GROUP,) accumulated cost of the best path of each recording, symmetric1.

        NaN where it is so small, or in float32 so large, that rounding has a say in it.
        """
        frames = max(map(len, recordings))
        above, below = (row[: frames + 1] for row in self._rows)
        above[:] = np.inf
        above[0] = 0.0
        with np.errstate(over="ignore", invalid="ignore"):
            factors = self._side_by_side(recordings, frames)
            for first in range(0, len(self._factor), self._strip):
                costs = self._strip_costs(first, factors, frames)
                self._accumulate(costs, above, below)
                above, below = below, above
        lengths = [len(recording) for recording in recordings]
        total = above[lengths, np.arange(len(lengths))].astype(np.float64)
        clear = total > CLEAR_OF_ROUNDING * self._rounding(factors, lengths)
        return np.where(clear & np.isfinite(total), total, np.nan)

    def _side_by_side(self, recordings: Sequence[FloatArray], frames: int) -> Array:
        """(d + 2, frames * GROUP) right factors, frame by frame, the recordings innermost."""
        factors = self._recordings[: frames * GROUP]
        by_frame = factors.reshape(frames, GROUP, -1)
        by_frame[:, len(recordings) :] = 0.0
        for k, values in enumerate(recordings):
            by_frame[: len(values), k] = self._local.recording_factor(values)
            by_frame[len(values) :, k] = 0.0
        return factors.T

    def _strip_costs(self, first: int, factors: Array, frames: int) -> Array:
        """(frames of the strip, frames, GROUP) local costs."""
        rows = self._factor[first : first + self._strip]
        costs = self._costs[: len(rows) * frames * GROUP].reshape(len(rows), frames * GROUP)
        self._local.rooted_if_euclidean(np.matmul(rows, factors, costs))
        return costs.reshape(len(rows), frames, GROUP)

    def _accumulate(self, costs: Array, above: Array, below: Array) -> None:
        """From the accumulated costs of the row above a strip to those of its last row.

        above, below : (frames + 1, GROUP), before the first frame and at each
        """
        rows, frames, _ = costs.shape
        across, along, innermost = costs.strides
        skewed = np.ndarray(
            (rows + frames - 1, rows, GROUP), costs.dtype, costs, 0, (along, across - along, innermost)
        )
        for diagonal in self._diagonals:
            diagonal.fill(np.inf)
        corner, left, here = self._diagonals
        corner[0], left[0] = above[0], above[1]
        least, add = np.fmin, np.add
        for k, cost in enumerate(skewed):
            live = min(k + 1, rows)
            now = here[1 : live + 1]
            least(left[:live], left[1 : live + 1], now)
            least(now, corner[:live], now)
            add(now, cost[:live], now)
            if k + 2 <= frames:
                here[0] = above[k + 2]
            if k + 1 >= rows:
                below[k - rows + 2] = here[rows]
            corner, left, here = left, here, corner
        below[0] = np.inf

    def _rounding(self, factors: Array, lengths: list[int]) -> FloatArray:
        """What the rounding errors of the local costs could add up to, at worst."""
        largest = float(self._factor[:, -2].max()) + float(factors[-1].max())
        each = np.finfo(self._factor.dtype).eps * largest
        if self._local.metric == "euclidean":
            each = np.sqrt(each)
        return np.asarray(each * (len(self._factor) + np.array(lengths, dtype=np.float64)))
