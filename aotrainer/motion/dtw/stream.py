"""The engine for live work: one frame at a time, in time that does not grow with the recording.

Each frame of the recording adds one row of m accumulated costs to the one before. Within a row, every cell
also depends on its left neighbour; unrolled, with S the running sum of the row's local costs and a[j] the
cheaper of both ways down from the row before::

    D[j] = S[j] + min over k <= j of (a[k] - S[k - 1])

a running minimum, which numpy has. (It costs 2-4 ns a cell and rounds at the size of S, so the engines for
whole recordings go by diagonals instead.)

Where a match began travels with its cost: the numbers are complex, the real part the cost and the imaginary
part the frame, negated. numpy compares complex numbers by the real part and then by the imaginary part, so
the same minima carry the beginning along, and of equally good matches the one that began last is kept.

Open begin and open end: a match may start at any frame (SPRING; Sakurai, Faloutsos & Yamamuro 2007, "Stream
monitoring under the time warping distance").
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from aotrainer.motion.arrays import FloatArray, IntArray
from aotrainer.motion.dtw.cost import LocalCost
from aotrainer.motion.dtw.frames import check_width, checked_frames


@dataclass(frozen=True, slots=True)
class StreamState:
    """Where a recording stands after one more frame.

    frame : number of the frame, from 0
    position : the reference frame that it most resembles the way there, by cost per reference frame
    cost : accumulated cost of the best match that ends here at the reference's last frame
    begin : the frame at which that match began
    """

    frame: int
    position: int
    cost: float
    begin: int


class Stream:
    """Follows a recording against a reference, frame by frame.

    A match may begin at any frame (open_begin), or only at the first. Memory and time per frame are those of
    one reference.
    """

    def __init__(self, local: LocalCost, open_begin: bool = True) -> None:
        m = len(local.reference)
        self._local, self._open_begin = local, open_begin
        self._plain = local.reference.visibility is None
        self._frame_shape = local.centre.shape
        self._per_frame = 1.0 / np.arange(1, m + 1)
        self._sums = np.zeros(m + 1, np.complex128)
        self._arrival = np.empty(m, np.complex128)
        self._total = np.empty(m + 1, np.complex128)
        self.reset()

    def reset(self) -> None:
        """Forget everything: the next frame is the first."""
        self._frame = -1
        self._total[:] = np.inf
        self._total[0] = 0.0

    @property
    def row(self) -> FloatArray:
        """(m,) accumulated cost of the best match that ends here, at each reference frame."""
        return np.asarray(self._total.real[1:].copy())

    @property
    def begins(self) -> IntArray:
        """(m,) the frame at which each of these matches began."""
        return np.asarray((-self._total.imag[1:]).astype(np.intp))

    def update(self, frame: ArrayLike, visibility: ArrayLike | None = None) -> StreamState:
        """Take in one frame.

        frame : (d,) features
        visibility : (d,) in 0..1, 0 where missing

        Raises `AlignmentError` for a frame that cannot be aligned; the stream is then as it was before.
        """
        cost = self._cost(frame, visibility)
        self._frame += 1
        self._accumulate(cost)
        return self._state()

    def _cost(self, frame: ArrayLike, visibility: ArrayLike | None) -> FloatArray:
        values = np.asarray(frame)
        if visibility is None and self._plain and values.dtype == float and values.shape == self._frame_shape:
            with np.errstate(over="ignore", invalid="ignore"):
                cost = self._local.of_frame(values)
            if isfinite(cost[0]):  # anything unfit in the frame spoils every cost
                return cost
        # Anything out of the ordinary takes the careful way, which knows what to say.
        seen = None if visibility is None else np.asarray(visibility)[None]
        checked = checked_frames("frame", values[None], seen)
        check_width(len(self._local.centre), checked.values.shape[1])
        return self._local.facing(checked).matrix()[:, 0]

    def _accumulate(self, cost: FloatArray) -> None:
        total, arrival, sums = self._total, self._arrival, self._sums
        if self._open_begin:
            total[0] = complex(0.0, -self._frame)
        np.add.accumulate(cost, out=sums.real[1:])
        np.minimum(total[:-1], total[1:], out=arrival)
        np.subtract(arrival, sums[:-1], arrival)
        np.minimum.accumulate(arrival, out=arrival)
        np.add(arrival, sums[1:], total[1:])
        if not self._open_begin:
            total[0] = np.inf

    def _state(self) -> StreamState:
        total = self._total.real[1:]
        position = int((total * self._per_frame).argmin())
        return StreamState(self._frame, position, float(total[-1]), int(-self._total.imag[-1]))
