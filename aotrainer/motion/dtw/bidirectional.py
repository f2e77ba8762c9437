"""The engine for one pair: two wavefronts that meet in the middle.

One pass starts at the first frames and one, backwards in time, at the last. They share every numpy call, so
half as many calls do; at the sizes of a repetition it is the calls that cost. Each cell is still visited
once, and the meeting is exact: every path either has a cell on the middle diagonal, or steps over it with
both sequences at once.

Costs: 1.5 numpy calls a diagonal, then about 1 ns a cell; memory for the m * (m + n) cells of both halves.
Where several paths cost the same, which of them is found is not defined (`forward` defines it).
"""

from __future__ import annotations

import numpy as np

from aotrainer.motion.arrays import IntArray
from aotrainer.motion.dtw.band import Band
from aotrainer.motion.dtw.cost import CostMatrix
from aotrainer.motion.dtw.wavefront import Wavefront

Cell = tuple[int, int]
"""A diagonal, and a lane of it."""

_BLOCK_ROWS = 100
"""Of the cost matrix are computed at a time, to be laid while the processor's cache still has them."""


def diagonals_needed(reference_frames: int, recording_frames: int) -> int:
    """Room that the shared wavefront has to have."""
    return (reference_frames + recording_frames - 1) // 2 + 1


def shortest_path(costs: CostMatrix, space: Wavefront, band: Band | None = None) -> IntArray:
    """(P, 2) a path of least cost from the first frames to the last.

    space : two fronts, as many lanes as the reference has frames, and `diagonals_needed`
    """
    m, n = costs.shape
    middle = (m + n - 1) // 2
    _lay_both_halves(costs, space, middle, band)
    space.accumulate(middle)
    (diagonal, lane), (diagonal_left, lane_left) = _meeting(space, m, n, middle)
    to_meeting = space.trace(diagonal, lane)[::-1]
    from_meeting = space.trace(diagonal_left, lane_left, front=1)
    if diagonal + diagonal_left == m + n - 2:  # both have the cell where they met
        del from_meeting[0]
    path = space.frames(to_meeting + from_meeting)
    counted_from_end = path[len(to_meeting) :]
    np.subtract((m - 1, n - 1), counted_from_end, counted_from_end)
    return path


def _lay_both_halves(costs: CostMatrix, space: Wavefront, middle: int, band: Band | None) -> None:
    m, n = costs.shape
    room = np.empty((min(m, _BLOCK_ROWS), n))
    for row in range(0, m, _BLOCK_ROWS):
        rows = slice(row, min(m, row + _BLOCK_ROWS))
        block = costs.rows(rows, room[: rows.stop - row])
        if band is not None:
            np.copyto(block, np.inf, where=band.outside[rows])
        space.lay(block, row, middle)
        space.lay_reversed(block, row, middle - 1)


def _meeting(space: Wavefront, m: int, n: int, middle: int) -> tuple[Cell, Cell]:
    """Where the cheapest path is at the middle, in the diagonals and lanes of each pass."""
    through, over = _through(space, m, n, middle), _over(space, m, n, middle)
    _, *cells = min(through, over, key=lambda meeting: meeting[0])
    return cells[0], cells[1]


def _through(space: Wavefront, m: int, n: int, middle: int) -> tuple[float, Cell, Cell]:
    """The cheapest way through a cell of the middle diagonal: its cost, and the cell in each pass."""
    left = m + n - 2 - middle  # the middle diagonal, as the pass from the end counts it
    first, last = max(0, middle - n + 1), min(m, middle + 1)
    cost = space.arrival(middle, first, last)
    cost += space.cells(middle, first, last)
    cost += space.arrival(left, m - last, m - first, front=1)[::-1]
    best = int(cost.argmin())
    return cost[best], (middle, first + best), (left, m - 1 - first - best)


def _over(space: Wavefront, m: int, n: int, middle: int) -> tuple[float, Cell, Cell]:
    """The cheapest way over the middle diagonal: its cost, and the last cell of each pass."""
    before, after = middle - 1, m + n - 2 - middle - 1
    first, last = max(0, middle - n), min(m - 1, middle)
    if first >= last:
        return np.inf, (0, 0), (0, 0)
    cost = space.cells(before, first, last) + space.cells(after, m - 1 - last, m - 1 - first, front=1)[::-1]
    best = int(cost.argmin())
    return cost[best], (before, first + best), (after, m - 2 - first - best)
