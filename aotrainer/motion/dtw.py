"""Dynamic time warping of two multivariate sequences, with the part of every feature in the distance.

The cost of matching two frames is the weighted squared distance of their features,
``c[i, j] = sum_k w[k] * (x[i, k] - y[j, k])**2``, and a path may step by (1, 1), (1, 0) or (0, 1), each
counting its cell once (*symmetric1*; Sakoe & Chiba 1978). The accumulated cost is computed exactly, one
anti-diagonal at a time. A frame pair in which some features are unseen is charged for the seen ones as if
they spoke for all; a pair with nothing in common costs `gap_cost`.

It needs numpy only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aotrainer.errors import AlignmentError
from aotrainer.motion.pose import FloatArray, IntArray

DEFAULT_GAP_COST = 1.0
"""Cost of a pair of frames that share no visible feature, per unit of total weight: for directions, which
have two features each, that of 90 degrees. Not seen is neither good nor free."""


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """How a recording follows a reference.

    path : (P, 2) indices (reference, recording), from (0, 0) to both ends, monotone
    cost : (P, d) the part of each feature in the cost of each step, unseen features being 0
    distance : the sum of the costs along the path; equal sequences give exactly 0
    """

    path: IntArray
    cost: FloatArray
    distance: float

    @property
    def feature_cost(self) -> FloatArray:
        """(d,) mean cost of each feature over the path."""
        mean: FloatArray = self.cost.mean(axis=0)
        return mean


def dtw_distance(x: FloatArray, y: FloatArray, weights: FloatArray | None = None) -> float:
    """The smallest accumulated cost of any path; see `dtw_alignment`."""
    return dtw_alignment(x, y, weights).distance


def dtw_alignment(
    x: FloatArray,
    y: FloatArray,
    weights: FloatArray | None = None,
    x_visibility: FloatArray | None = None,
    y_visibility: FloatArray | None = None,
    gap_cost: float = DEFAULT_GAP_COST,
) -> Alignment:
    """Align a recording y (n, d) with a reference x (m, d).

    weights : (d,) how much each feature counts; 1 if not given
    x_visibility, y_visibility : (m, d), (n, d) 0 where a feature is missing (its value is then ignored)

    Raises `AlignmentError` for empty, mismatched or non-finite input.
    """
    x, x_seen = _checked("reference", x, x_visibility)
    y, y_seen = _checked("recording", y, y_visibility)
    if x.shape[1] != y.shape[1]:
        raise AlignmentError(
            f"The reference has {x.shape[1]} features a frame and the recording {y.shape[1]}.",
            "Compute both with the same features.",
        )
    w = np.ones(x.shape[1]) if weights is None else np.asarray(weights, float)
    path = _path(_accumulate(cost_matrix(x, y, w, x_seen, y_seen, gap_cost)))
    cost = _step_costs(x, y, w, x_seen, y_seen, gap_cost, path)
    return Alignment(path, cost, float(cost.sum()))


def cost_matrix(
    x: FloatArray, y: FloatArray, w: FloatArray, x_seen: FloatArray, y_seen: FloatArray, gap_cost: float
) -> FloatArray:
    """(m, n) cost of every pair of frames.

    Expanded as |x|^2 - 2xy + |y|^2 so that three matrix products do the work; centred on the reference's
    mean first, which keeps the cancellation harmless.
    """
    centre = x.mean(axis=0)
    a, b = (x - centre) * x_seen, (y - centre) * y_seen
    wx = w * x_seen
    cost = (wx * a * a) @ y_seen.T - 2 * (wx * a) @ b.T + wx @ (b * b).T
    shared = wx @ y_seen.T
    seen = shared > 0
    scale = np.divide(w.sum(), shared, out=np.zeros_like(shared), where=seen)
    return np.asarray(np.where(seen, np.maximum(cost, 0.0) * scale, gap_cost * w.sum()))


def _checked(name: str, values: FloatArray, visibility: FloatArray | None) -> tuple[FloatArray, FloatArray]:
    values = np.asarray(values, float)
    if values.ndim != 2 or 0 in values.shape:
        raise AlignmentError(
            f"The {name} has shape {values.shape}.", "Give frames x features, at least 1 x 1."
        )
    seen = np.ones(values.shape) if visibility is None else (np.asarray(visibility) > 0).astype(float)
    if seen.shape != values.shape:
        raise AlignmentError(
            f"The {name} has shape {values.shape} and its visibility {seen.shape}.",
            "Give one for each value.",
        )
    if not np.isfinite(values[seen > 0]).all():
        raise AlignmentError(
            f"The {name} has a value that is not a number.", "Set the visibility of missing values to 0."
        )
    return np.where(seen > 0, values, 0.0), seen


def _accumulate(cost: FloatArray) -> FloatArray:
    """(m + 1, n + 1) smallest accumulated cost to every cell, with a border of infinity."""
    m, n = cost.shape
    total = np.full((m + 1, n + 1), np.inf)
    total[0, 0] = 0.0
    flat, width = total.ravel(), n + 1
    costs = cost.ravel()
    for diagonal in range(m + n - 1):
        first, last = max(0, diagonal - n + 1), min(m - 1, diagonal)
        rows = np.arange(first, last + 1)
        here = (rows + 1) * width + diagonal - rows + 1
        best = np.minimum(flat[here - 1], flat[here - width])
        np.minimum(best, flat[here - width - 1], out=best)
        flat[here] = best + costs[rows * n + diagonal - rows]
    return total


def _path(total: FloatArray) -> IntArray:
    """The cheapest way back from the end; on a tie the diagonal step, then the reference's."""
    i, j = total.shape[0] - 1, total.shape[1] - 1
    steps = [(i - 1, j - 1)]
    while i > 1 or j > 1:
        diagonal, up, left = total[i - 1, j - 1], total[i - 1, j], total[i, j - 1]
        if diagonal <= up and diagonal <= left:
            i, j = i - 1, j - 1
        elif up <= left:
            i -= 1
        else:
            j -= 1
        steps.append((i - 1, j - 1))
    return np.array(steps[::-1], dtype=np.intp)


def _step_costs(
    x: FloatArray,
    y: FloatArray,
    w: FloatArray,
    x_seen: FloatArray,
    y_seen: FloatArray,
    gap_cost: float,
    path: IntArray,
) -> FloatArray:
    """(P, d) exact differences along the path, so that equal input gives exactly 0."""
    i, j = path.T
    weight = w * x_seen[i] * y_seen[j]
    shared = weight.sum(axis=1, keepdims=True)
    scale = np.divide(w.sum(), shared, out=np.zeros_like(shared), where=shared > 0)
    return np.where(shared > 0, weight * (x[i] - y[j]) ** 2 * scale, gap_cost * w)
