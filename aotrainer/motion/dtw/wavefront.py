"""From the cost matrix to the path, one anti-diagonal at a time.

The cell (i, j) of the accumulated cost D needs its three neighbours only::

    D[i, j] = c[i, j] + min(D[i-1, j], D[i, j-1], D[i-1, j-1])

The cells of one anti-diagonal, i + j = k, do not need each other, so numpy can compute them together: two
minima and a sum, from diagonals k - 1 and k - 2. To have the neighbours side by side in memory, diagonal k is
a row, and cell (i, k - i) of it stands in lane i::

    cost matrix            diagonals (a row each)
         j=0 1 2             lane i=0  1  2
    i=0    a b c     k=0        a  .  .
    i=1    d e f     k=1        b  d  .         e needs  d (one lane before, a row up: same j),
    i=2    g h i     k=2        c  e  g                  b (same lane, a row up: same i)
                     k=3        .  f  h                  and a (one lane before, two rows up)
                     k=4        .  .  i

Costs are laid into the rows and become accumulated costs where they lie. Lanes marked "." hold leftovers.
They do no harm: a cell never needs one of larger i or j than its own, and what stands for j = -1 is made
infinite.

Two passes can share the rows, their lanes alternating; `bidirectional` uses that. One pass costs three numpy
calls for each of the m + n - 1 diagonals, about 1 microsecond together, and 1-2 ns for each of their m lanes;
so the reference should not be many times longer than the recording. `forward` puts the parts together.
"""

from __future__ import annotations

from typing import Self

import numpy as np

from aotrainer.motion.arrays import FloatArray, IntArray

_START_ROWS = 2
"""Rows before diagonal 0, so that it has neighbours too: the start, at no cost, and nothing else."""


class Wavefront:
    """Accumulated costs in skewed rows, of one pass or of two.

    lanes : m, the frames of the reference
    diagonals : how many there is room for
    fronts : 1, or 2 for two passes with alternating lanes
    open_begin : begin at any frame of the recording: what is before the first reference frame is free
    """

    def __init__(self, lanes: int, diagonals: int, fronts: int = 1, *, open_begin: bool = False) -> None:
        self.lanes, self.diagonals, self.fronts, self.open_begin = lanes, diagonals, fronts, open_begin
        self.total = np.full((diagonals + _START_ROWS, fronts * (lanes + 1)), np.inf)
        before_reference = self.total[:, :fronts]
        before_reference[: None if open_begin else 1] = 0.0
        self._arrival = np.empty(self.total.shape[1])
        self._before_recording = self._first_cells_outside()
        self._steps = [self._step(k) for k in range(diagonals)]

    @classmethod
    def laid(cls, costs: FloatArray, *, open_begin: bool = False) -> Self:
        """A single pass over a whole cost matrix (m, n), ready to be accumulated."""
        m, n = costs.shape
        space = cls(m, m + n - 1, open_begin=open_begin)
        space.lay(costs, 0, m + n - 2)
        return space

    def cell(self, diagonal: int, lane: int, front: int = 0) -> tuple[int, int]:
        """Where in `total` a cell stands."""
        return diagonal + _START_ROWS, self.fronts * (lane + 1) + front

    def cells(self, diagonal: int, first: int, last: int, front: int = 0) -> FloatArray:
        """Lanes first:last of a diagonal."""
        row, column = self.cell(diagonal, first, front)
        return self.total[row, column : column + self.fronts * (last - first) : self.fronts]

    def lay(self, costs: FloatArray, row: int, last_diagonal: int) -> None:
        """Lay a block of the cost matrix, its rows from `row` on, for the pass that begins at (0, 0).

        costs : (rows, n), contiguous
        """
        rows, frames = costs.shape
        stop = min(last_diagonal, row + rows + frames - 2)
        if stop >= row:
            across, along = costs.strides
            skewed = _view(costs, 0, (stop - row + 1, rows), (along, across - along))
            self._lay(skewed, row, row, front=0)

    def lay_reversed(self, costs: FloatArray, row: int, last_diagonal: int) -> None:
        """Lay a block for the pass that begins at the other end, in lanes counted from there."""
        rows, frames = costs.shape
        lane = self.lanes - row - rows
        stop = min(last_diagonal, self.lanes - 1 - row + frames - 1)
        if stop >= lane:
            across, along = costs.strides
            end = (rows - 1) * across + (frames - 1) * along
            skewed = _view(costs, end, (stop - lane + 1, rows), (-along, along - across))
            self._lay(skewed, lane, lane, front=1)

    def accumulate(self, diagonals: int) -> None:
        """Turn the costs of the first diagonals, all laid, into accumulated costs."""
        # fmin is minimum for numbers; it takes its output by position, which spares a tenth of the time.
        least, add = np.fmin, np.add
        self._before_recording[:] = np.inf
        with np.errstate(over="ignore"):  # leftovers add up from use to use, to infinity in the end
            for above, left, corner, here, arrival in self._steps[:diagonals]:
                least(above, left, arrival)
                least(arrival, corner, arrival)
                add(arrival, here, here)

    def accumulate_symmetric2(self, diagonals: int) -> None:
        """The same where a step of both sequences counts twice, but the first pair once."""
        least, add = np.fmin, np.add
        self._before_recording[:] = np.inf
        self.total[0, 0] = -self.total[self.cell(0, 0)]
        for above, left, corner, here, arrival in self._steps[:diagonals]:
            least(above, left, arrival)
            least(arrival, add(corner, here), arrival)
            add(arrival, here, here)

    def arrival(self, diagonal: int, first: int, last: int, front: int = 0) -> FloatArray:
        """The least of what leads into each of the lanes first:last, without their own cost."""
        above = self.cells(diagonal - 1, first - 1, last - 1, front)
        left = self.cells(diagonal - 1, first, last, front)
        corner = self.cells(diagonal - 2, first - 1, last - 1, front)
        return np.asarray(np.fmin(np.fmin(above, left), corner))

    def matrix(self) -> FloatArray:
        """(lanes, recording's frames) accumulated costs of the first pass, where they belong: a view."""
        width, item = self.total.shape[1] * self.total.itemsize, self.total.itemsize
        row, column = self.cell(0, 0)
        shape = self.lanes, self.diagonals - self.lanes + 1
        return _view(self.total, row * width + column * item, shape, (width + self.fronts * item, width))

    def trace(self, diagonal: int, lane: int, front: int = 0) -> list[int]:
        """The best way to a cell, from there back to its begin, as places that `frames` understands.

        On ties the step of both sequences comes first, then that of the reference.
        """
        width = self.total.shape[1]
        above, corner = width + self.fronts, 2 * width + self.fronts
        # In the flat array the neighbours of a cell lie `corner`, `above` and `width` before it. Three views,
        # each begun later by what its neighbour is nearer than the corner, have all at the corner's place.
        flat = self.total.reshape(-1).data
        at_corner, at_above, at_left = flat, flat[corner - above :], flat[corner - width :]
        row, column = self.cell(diagonal, lane, front)
        place = row * width + column - corner
        visited = [place]
        while lane:
            from_corner, from_above, from_left = at_corner[place], at_above[place], at_left[place]
            if from_corner <= from_above and from_corner <= from_left:
                place -= corner
                lane -= 1
            elif from_above <= from_left:
                place -= above
                lane -= 1
            else:
                place -= width
            visited.append(place)
        if not self.open_begin:  # from the first reference frame straight back to the first of the recording
            visited.extend(range(place - width, _START_ROWS * width - corner, -width))
        return visited

    def frames(self, visited: list[int]) -> IntArray:
        """(P, 2) frames of the reference and of the recording at traced places, as their pass counts them."""
        width = self.total.shape[1]
        rows, columns = np.divmod(np.fromiter(visited, np.intp, len(visited)), width)
        path = np.empty((len(visited), 2), np.intp)
        # A visited place is the corner of the cell: two rows up and one lane before.
        np.floor_divide(columns, self.fronts, path[:, 0])
        np.subtract(rows, path[:, 0], path[:, 1])
        return path

    def _lay(self, skewed: FloatArray, diagonal: int, lane: int, front: int) -> None:
        row, column = self.cell(diagonal, lane, front)
        rows, lanes = skewed.shape
        self.total[row : row + rows, column : column + self.fronts * lanes : self.fronts] = skewed

    def _step(self, diagonal: int) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray, FloatArray]:
        """Views of what accumulating a diagonal reads and writes: lanes that have begun, with i <= k."""
        total, fronts = self.total, self.fronts
        length = fronts * min(self.lanes, diagonal + 1)
        row = diagonal + _START_ROWS
        return (
            total[row - 1, :length],
            total[row - 1, fronts : fronts + length],
            total[row - 2, :length],
            total[row, fronts : fronts + length],
            self._arrival[:length],
        )

    def _first_cells_outside(self) -> FloatArray:
        """A view of all cells with j = -1: lane k + 1 of every diagonal k."""
        row, column = self.cell(0, 1)
        width, item = self.total.shape[1], self.total.itemsize
        count = max(0, min(self.diagonals, self.lanes - 1))
        start = (row * width + column) * item
        return _view(self.total, start, (count, self.fronts), ((width + self.fronts) * item, item))


def _view(
    array: FloatArray, offset_bytes: int, shape: tuple[int, int], strides_bytes: tuple[int, int]
) -> FloatArray:
    """`as_strided` of a contiguous array without its microseconds; what would leave the array is refused."""
    return np.ndarray(shape, array.dtype, array, offset_bytes, strides_bytes)
