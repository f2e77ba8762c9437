"""The engine for step patterns: any set of steps, each with its weights, on a ready cost matrix.

A step leads to (i, j) from a pair of frames before it, and may pass others on its way; each pair that it
enters costs its weight. Where no step stays in the same row, as in the patterns that limit the tempo, a whole
row follows from the rows before it in a few numpy calls, with no scan and no rounding beyond the plain
recursion's. symmetric2 does have such a step, and goes over the wavefront, with a fourth call a diagonal.

Costs: 2 to 4 numpy calls a row and step, 5-15 ns a cell, and two matrices in memory.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aotrainer.motion.arrays import FloatArray, IntArray
from aotrainer.motion.dtw.alignment import Pattern, steps_counted
from aotrainer.motion.dtw.wavefront import Wavefront


@dataclass(frozen=True, slots=True)
class Step:
    """One way to get to (i, j).

    entered : ((back in i, back in j), weight) of each pair of frames on it, the last being (i, j) itself
    """

    back: tuple[int, int]
    entered: tuple[tuple[tuple[int, int], float], ...]


STEPS: dict[Pattern, tuple[Step, ...]] = {
    "symmetric2": (
        Step((1, 1), (((0, 0), 2.0),)),
        Step((1, 0), (((0, 0), 1.0),)),
        Step((0, 1), (((0, 0), 1.0),)),
    ),
    "symmetricP1": (
        Step((1, 1), (((0, 0), 2.0),)),
        Step((2, 1), (((1, 0), 2.0), ((0, 0), 1.0))),
        Step((1, 2), (((0, 1), 2.0), ((0, 0), 1.0))),
    ),
    "asymmetric": (
        Step((1, 1), (((0, 0), 1.0),)),
        Step((1, 0), (((0, 0), 1.0),)),
        Step((1, 2), (((0, 0), 1.0),)),
    ),
}
"""In the order in which ties are decided."""


def shortest_path(
    costs: FloatArray, pattern: Pattern, *, open_begin: bool = False, open_end: bool = False
) -> tuple[IntArray, FloatArray] | None:
    """(P, 2) the path of least cost, and (P,) how much each of its pairs counts.

    With an open end, that of the least cost for each frame used. None when the pattern's tempo limits, and
    what is infinite in the costs, leave no path.
    """
    m, n = costs.shape
    total = accumulated(costs, pattern, open_begin=open_begin)
    end = _best_end(total[-1], pattern, m) if open_end else n - 1
    if not total[-1, end] < np.inf:
        return None
    return _trace(total, costs, pattern, m - 1, end)


def accumulated(costs: FloatArray, pattern: Pattern, *, open_begin: bool = False) -> FloatArray:
    """(m, n) the least cost of any path to each pair of frames, infinite where none leads."""
    m, n = costs.shape
    if pattern == "symmetric2":
        space = Wavefront.laid(costs)
        space.accumulate_symmetric2(space.diagonals)
        return space.matrix()
    total = np.full((m, n), np.inf)
    total[0] = costs[0] if open_begin else np.inf
    total[0, 0] = costs[0, 0]
    for i in range(1, m):
        for step in STEPS[pattern]:
            _arrive(total, costs, i, step)
    return total


def _arrive(total: FloatArray, costs: FloatArray, i: int, step: Step) -> None:
    """Lower row i of the accumulated costs to what one step makes of the rows before."""
    rows, columns = step.back
    n = costs.shape[1]
    if rows > i or columns >= n:
        return
    candidate = total[i - rows, : n - columns]
    for (row, column), weight in step.entered:
        candidate = candidate + weight * costs[i - row, columns - column : n - column]
    here = total[i, columns:]
    np.minimum(here, candidate, out=here)


def _best_end(last_row: FloatArray, pattern: Pattern, reference_frames: int) -> int:
    counted = [steps_counted(pattern, reference_frames, j + 1, 1) for j in range(len(last_row))]
    return int((last_row / counted).argmin())


def _trace(
    total: FloatArray, costs: FloatArray, pattern: Pattern, i: int, j: int
) -> tuple[IntArray, FloatArray]:
    """The steps that led to (i, j), back to where no step leads."""
    pairs, weights = [], []
    while True:
        by_step = [_cost_by(total, costs, step, i, j) for step in STEPS[pattern]]
        if min(by_step) == np.inf:
            break
        step = STEPS[pattern][by_step.index(min(by_step))]
        for (row, column), weight in reversed(step.entered):
            pairs.append((i - row, j - column))
            weights.append(weight)
        i, j = i - step.back[0], j - step.back[1]
    pairs.append((i, j))
    weights.append(1.0)
    return np.array(pairs[::-1], np.intp), np.array(weights[::-1])


def _cost_by(total: FloatArray, costs: FloatArray, step: Step, i: int, j: int) -> float:
    rows, columns = step.back
    if rows > i or columns > j:
        return np.inf
    candidate = total[i - rows, j - columns]
    for (row, column), weight in step.entered:
        candidate = candidate + weight * costs[i - row, j - column]
    return float(candidate)
