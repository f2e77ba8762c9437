"""The engine for what needs one direction: open ends, steps that count twice, and exactness to the last bit.

A single `wavefront` over the whole cost matrix. It computes every accumulated cost by the very operations of
the plain recursion, so the results are the same to the bit, and where paths cost the same it always takes the
step of both sequences first, then that of the reference.

Costs: 3 numpy calls a diagonal, twice those of `bidirectional`, and the whole cost matrix in memory.
"""

from __future__ import annotations

from aotrainer.motion.dtw.wavefront import Wavefront
from aotrainer.motion.pose import FloatArray, IntArray


def shortest_path(
    costs: FloatArray, space: Wavefront, *, open_begin: bool = False, open_end: bool = False
) -> IntArray:
    """(P, 2) the path of least cost through all of the reference.

    costs : (m, n)
    space : one front, m lanes, m + n - 1 diagonals
    open_begin, open_end : the recording may hold something else before and after
    """
    m, n = costs.shape
    last_row = _accumulate(costs, space, open_begin)
    end = int(last_row.argmin()) if open_end else n - 1
    return space.frames(space.trace(m - 1 + end, m - 1, open_begin=open_begin)[::-1])


def accumulated(costs: FloatArray, *, open_begin: bool = False) -> FloatArray:
    """(m, n) the least cost of any path to each pair of frames; with an open begin, from any frame."""
    m, n = costs.shape
    space = Wavefront(m, m + n - 1)
    _accumulate(costs, space, open_begin)
    return space.matrix()


def _accumulate(costs: FloatArray, space: Wavefront, open_begin: bool) -> FloatArray:
    """Accumulate all costs; returns those of the reference's last frame, (n,)."""
    m, n = costs.shape
    space.lay(costs, 0, m + n - 2)
    space.begin(anywhere=open_begin)
    space.accumulate(m + n - 1)
    row, column = space.cell(m - 1, m - 1)
    return space.total[row : row + n, column]
