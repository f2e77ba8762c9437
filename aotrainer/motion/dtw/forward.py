"""One alignment from the cost matrix to the path; and the engine for what needs a single direction.

Lay the costs into the rows of a `wavefront`, accumulate them, and trace the way back from the end. For the
reference 1 3 3 8 1 and the recording 2 0 0 8 7 2, with the absolute difference as cost (Müller, Fundamentals
of Music Processing, chapter 3)::

    costs             accumulated             path
    1 1 1 7 6 1        1  2  3 10 16 17       (0,0)
    1 3 3 5 4 1        2  4  5  8 12 13       (1,1)
    1 3 3 5 4 1        3  5  7 10 12 13       (2,2)
    6 8 8 0 1 6        9 11 13  7  8 14       (3,3) (3,4)
    1 1 1 7 6 1       10 10 11 14 13  9       (4,5)

It serves open ends, and exactness to the last bit: every accumulated cost comes about by the very operations
of the plain recursion, and where paths cost the same it takes the step of both sequences first, then that of
the reference.

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
    space = Wavefront.laid(costs, open_begin=open_begin)
    space.accumulate(space.diagonals)
    return space
