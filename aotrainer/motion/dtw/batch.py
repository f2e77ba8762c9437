"""The engine for an archive: one reference against many recordings, distances only.

The wavefront of one pair makes short vectors, and numpy's calls cost more than their work. Here a vector
holds the same diagonal of many recordings, the recording being its innermost index, so that the calls stop to
matter. The reference is taken in strips of frames; the last accumulated row of a strip is what the next one
starts from. That keeps what is worked on near the processor.

Costs: 5 numpy calls a diagonal of a strip, for a whole group of recordings; about 5 ns a cell. A group takes
as long as its longest recording, so recordings of similar length should share one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.dtw.cost import LocalCost

GROUP = 50
"""Recordings that are computed together."""

STRIP = 100
"""Frames of the reference that are computed together."""

Array = NDArray[Any]


class Archive:
    """Room for the distances of groups of recordings, all seen, from one reference, all seen.

    frames : the longest recording there is room for
    dtype : float64, or float32 for twice the speed and 6 digits
    """

    def __init__(self, local: LocalCost, frames: int, dtype: type[np.floating] = np.float64) -> None:
        self._local, self._dtype = local, dtype
        self._factor = local.factor.astype(dtype)
        self._strip = min(STRIP, len(self._factor))
        self._recordings = np.zeros((frames * GROUP, self._factor.shape[1]), dtype)
        self._costs = np.zeros(self._strip * frames * GROUP, dtype)
        self._rows = tuple(np.empty((frames + 1, GROUP), dtype) for _ in range(2))
        self._diagonals = tuple(np.empty((self._strip + 1, GROUP), dtype) for _ in range(3))

    def distances(self, recordings: Sequence[FloatArray]) -> FloatArray:
        """(at most GROUP,) accumulated cost of the best path of each recording, symmetric1.

        What rounding alone could have made is given as 0.
        """
        frames = max(map(len, recordings))
        factors = self._side_by_side(recordings, frames)
        above, below = (row[: frames + 1] for row in self._rows)
        above[:] = np.inf
        above[0] = 0.0
        for first in range(0, len(self._factor), self._strip):
            costs = self._strip_costs(first, factors, frames)
            self._accumulate(costs, above, below)
            above, below = below, above
        lengths = [len(recording) for recording in recordings]
        total = above[lengths, np.arange(len(lengths))].astype(np.float64)
        return np.where(total > self._rounding(factors, lengths), total, 0.0)

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
        largest = float(self._factor[:, -2].max() + factors[-1].max())
        return np.finfo(self._dtype).eps * largest * (len(self._factor) + np.array(lengths, dtype=np.float64))
