"""The engine for what needs one direction: open ends, steps that count twice, and exactness to the last bit.

A single `wavefront` over the whole cost matrix. It computes every accumulated cost by the very operations of
the plain recursion, so the results are the same to the bit, and where paths cost the same it always takes the
step of both sequences first, then that of the reference.

Costs: 3 numpy calls a diagonal, twice those of `bidirectional`, and the whole cost matrix in memory.
"""

from __future__ import annotations

from aotrainer.motion.arrays import FloatArray, IntArray
from aotrainer.motion.dtw.wavefront import Wavefront


def shortest_path(costs: FloatArray, *, open_begin: bool = False, open_end: bool = False) -> IntArray:
    """(P, 2) the path of least cost through all of the reference.

    costs : (m, n)
    open_begin, open_end : the recording may hold something else before and after
    """
    m, n = costs.shape
    space = _accumulate(costs, open_begin)
    end = int(space.matrix()[-1].argmin()) if open_end else n - 1
    return space.frames(space.trace(m - 1 + end, m - 1)[::-1])


def accumulated(costs: FloatArray, *, open_begin: bool = False) -> FloatArray:
    """(m, n) the least cost of any path to each pair of frames; with an open begin, from any frame."""
    return _accumulate(costs, open_begin).matrix()


def _accumulate(costs: FloatArray, open_begin: bool) -> Wavefront:
    m, n = costs.shape
    space = Wavefront(m, m + n - 1, open_begin=open_begin)
    space.lay(costs, 0, m + n - 2)
    space.accumulate(m + n - 1)
    return space
