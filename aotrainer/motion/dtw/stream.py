"""The engine for live work: one frame at a time, in time that does not grow with the recording.

Each frame of the recording adds one row of m accumulated costs to the one before. Within a row, every cell
also depends on its left neighbour; unrolled, with S the running sum of the row's local costs and a[j] the
cheaper of both ways down from the row before::

    D[j] = S[j] + min over k <= j of (a[k] - S[k - 1])

a running minimum, which numpy has. It rounds at the size of S, so a cost is good to about 1e-15 of a whole
row's local costs.

Where a match began travels with its cost: the numbers are complex, the real part the cost and the imaginary
part the frame, negated. numpy compares complex numbers by the real part and then by the imaginary part, so
the same minima carry the beginning along, and of equally good matches the one that began last is kept.

Costs: about 20 numpy calls a frame, 15 microseconds, and 25 ns for each frame of the reference. (The engines
for whole recordings go by diagonals: a running minimum is slow for what it does.)

Open begin and open end: a match may start at any frame (SPRING; Sakurai, Faloutsos & Yamamuro 2007, "Stream
monitoring under the time warping distance").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from aotrainer.motion.arrays import FloatArray, IntArray
from aotrainer.motion.dtw.cost import LocalCost
from aotrainer.motion.dtw.frames import check_width, checked_frames, fits, numbers


@dataclass(frozen=True, slots=True)
class StreamState:
    """Where a recording stands after one more frame.

    frame : number of the frame, from 0
    position : the reference frame to which the way was cheapest, for each frame of that way
    cost : accumulated cost of the best match that ends here at the reference's last frame
    begin : the frame at which that match began
    """

    frame: int
    position: int
    cost: float
    begin: int


class Stream:
    """Follows a recording against a reference, frame by frame; made by `Reference.stream`.

    A match may begin at any frame (open_begin), or only at the first. Memory and time per frame are those of
    one reference.
    """

    def __init__(self, local: LocalCost, open_begin: bool = True) -> None:
        m = len(local.reference)
        self._local, self._open_begin = local, open_begin
        self._per_frame = 1.0 / np.arange(1, m + 1)
        self._total, self._sums = np.empty(m + 1, np.complex128), np.zeros(m + 1, np.complex128)
        self._arrival = np.empty(m, np.complex128)
        # Views, since making them takes longer than most of what is done with them.
        self._before, self._here = self._total[:-1], self._total[1:]
        self._sums_before, self._sums_here = self._sums[:-1], self._sums[1:]
        self._here_cost, self._sums_cost = self._here.real, self._sums_here.real
        self.reset()

    def __getstate__(self) -> object:
        raise TypeError("A stream cannot be copied or stored; make another from its reference.")

    def reset(self) -> None:
        """Forget everything: the next frame is the first."""
        self._frame = -1
        self._total[:] = np.inf
        self._total[0] = 0.0

    @property
    def row(self) -> FloatArray:
        """(m,) accumulated cost of the best match that ends here, at each reference frame."""
        return np.asarray(np.maximum(self._here_cost, 0.0))

    @property
    def begins(self) -> IntArray:
        """(m,) the frame at which each of these matches began."""
        return np.asarray((-self._here.imag).astype(np.intp))

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
        values = frame if type(frame) is np.ndarray else numbers("frame", frame)
        ordinary = values.dtype == np.float64 and values.shape == self._local.centre.shape
        if not (ordinary and visibility is None and fits(values)):
            # Anything out of the ordinary takes the careful way, which knows what to say.
            seen = None if visibility is None else numbers("frame's visibility", visibility)[None]
            checked = checked_frames("frame", values[None], seen)
            check_width(len(self._local.centre), checked.values.shape[1])
            if checked.visibility is not None:
                return self._local.of_frame(checked.values[0], checked.visibility[0])
            values = checked.values[0]
        return self._local.of_frame(values)

    def _accumulate(self, cost: FloatArray) -> None:
        arrival = self._arrival
        if self._open_begin:
            self._total[0] = complex(0.0, -self._frame)
        np.add.accumulate(cost, out=self._sums_cost)
        np.minimum(self._before, self._here, out=arrival)
        np.subtract(arrival, self._sums_before, arrival)
        np.minimum.accumulate(arrival, out=arrival)
        np.add(arrival, self._sums_here, self._here)
        if not self._open_begin:
            self._total[0] = np.inf

    def _state(self) -> StreamState:
        position = int((self._here_cost * self._per_frame).argmin())
        match = complex(self._total[-1])
        return StreamState(self._frame, position, max(0.0, match.real), int(-match.imag))
