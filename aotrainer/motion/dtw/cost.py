"""The local cost: how far one frame of a recording is from one frame of the reference.

With feature weights w, visibilities u of the reference's frame x and v of the recording's frame y::

    shared = sum of w * u * v
    cost   = sum of w * u * v * (x - y)**2  *  (sum of w) / shared       or, where shared is 0,
    cost   = gap_cost * (sum of w)                                       "sqeuclidean"

    cost   = the root of that                                            "euclidean"

so that a feature that is not seen neither adds nor saves: what is seen speaks for the whole.

Two ways to the same numbers. `CostMatrix.rows` expands the square into x**2 - 2xy + y**2, which one matrix
product computes for all pairs of frames, at the price of a rounding error near 1e-15 of the largest value
squared (hence the centring; in a root, 1e-8 of the largest value). `CostMatrix.exactly` and `along` take
differences first: slower, and 0 for equal frames. Paths are searched on the fast costs unless exactness is
asked for; the distance of an alignment is always a sum of exact ones.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import numpy as np

from aotrainer.motion.arrays import FloatArray, IntArray
from aotrainer.motion.dtw.frames import Frames

Metric = Literal["sqeuclidean", "euclidean"]


class LocalCost:
    """The reference's side of the cost, prepared once for any number of recordings."""

    def __init__(self, reference: Frames, weights: FloatArray, metric: Metric, gap_cost: float) -> None:
        self.reference = reference
        self.weights = weights
        self.metric = metric
        self.gap_cost = gap_cost
        counted = np.maximum((reference.seen > 0).sum(axis=0), 1)
        self.centre: FloatArray = reference.values.sum(axis=0) / counted
        self._scale = None if (weights == 1.0).all() else np.sqrt(weights)

    @cached_property
    def by_feature(self) -> FloatArray:
        """(d, m) the reference's values, each feature in a row."""
        return np.ascontiguousarray(self.reference.values.T)

    @cached_property
    def factor(self) -> FloatArray:
        """(m, d + 2) left factor where everything is seen: scaled values, their square, and 1."""
        x = self._scaled(self.reference.values)
        square = (x * x).sum(axis=1, keepdims=True)
        return np.concatenate([-2.0 * x, square, np.ones_like(square)], axis=1)

    @cached_property
    def seen_factor(self) -> FloatArray:
        """(m, 3d) left factor where something is missing; its last d columns weigh what is seen."""
        x = self.reference.values - self.centre
        weight = self.weights * self.reference.seen
        return np.concatenate([weight * x * x, -2.0 * weight * x, weight], axis=1)

    def recording_factor(self, values: FloatArray) -> FloatArray:
        """(n, d + 2) right factor of the same: scaled values, 1, and their square."""
        n, d = values.shape
        y = self._scaled(values)
        factor = np.empty((n, d + 2))
        factor[:, :d] = y
        factor[:, d] = 1.0
        np.einsum("ij,ij->i", y, y, out=factor[:, d + 1])
        return factor

    def recording_seen_factor(self, frames: Frames) -> FloatArray:
        """(n, 3d) right factor of the cost where something is missing."""
        y, seen = frames.values - self.centre, frames.seen
        return np.concatenate([seen, seen * y, seen * y * y], axis=1)

    def of_frame(self, values: FloatArray, seen: FloatArray | None = None) -> FloatArray:
        """(m,) costs of one frame, (d,): expanded in the plain case, which is quicker, else from differences.

        seen : (d,) visibility, if not all of it is seen
        """
        if seen is None and self.reference.visibility is None and self.metric == "sqeuclidean":
            right = np.ones(len(values) + 2)
            right[:-2] = y = self._scaled(values)
            right[-1] = np.dot(y, y)
            return np.asarray(np.dot(self.factor, right))
        part = self.by_feature - values[:, None]
        part *= part
        weights = self.weights if seen is None else self.weights * seen
        if self.reference.visibility is not None:
            part *= self.reference.visibility.T
        cost: FloatArray = np.dot(weights, part)
        if seen is not None or self.reference.visibility is not None:
            self.speak_for_the_whole(cost, np.dot(self.reference.seen, weights))
        return self.rooted_if_euclidean(cost)

    def speak_for_the_whole(self, cost: FloatArray, shared: FloatArray) -> None:
        """Scale costs, in place, from the weight that both frames share to all weight."""
        whole = self.weights.sum()
        gap = shared == 0
        shared[gap] = 1.0
        cost *= np.divide(whole, shared, out=shared)
        cost[gap] = self.gap_cost * whole

    def _scaled(self, values: FloatArray) -> FloatArray:
        """Values whose plain squared differences are the weighted ones, near 0."""
        scaled = values - self.centre
        if self._scale is not None:
            scaled *= self._scale
        return scaled

    def rooted_if_euclidean(self, cost: FloatArray) -> FloatArray:
        """Expanded squares as the metric wants them, in place; rounding may have left some below 0."""
        if self.metric == "euclidean":
            np.maximum(cost, 0.0, out=cost)
            np.sqrt(cost, cost)
        return cost

    def facing(self, recording: Frames) -> CostMatrix:
        """The costs of all pairs of the reference's frames and a recording's."""
        return CostMatrix(self, recording)


class CostMatrix:
    """(m, n) costs of all pairs of frames, computed as they are asked for."""

    def __init__(self, local: LocalCost, recording: Frames) -> None:
        self.local = local
        self.recording = recording
        self.shape = len(local.reference), len(recording)
        self._all_seen = local.reference.visibility is None and recording.visibility is None

    @cached_property
    def _factors(self) -> tuple[FloatArray, FloatArray]:
        """(m, k) and (k, n), whose product is the expanded costs; only those need it."""
        local, recording = self.local, self.recording
        if self._all_seen:
            return local.factor, local.recording_factor(recording.values).T
        return local.seen_factor, local.recording_seen_factor(recording).T

    def rows(self, rows: slice, out: FloatArray) -> FloatArray:
        """Costs of some of the reference's frames, into out, (rows, n)."""
        left, right = self._factors
        np.matmul(left[rows], right, out)
        if not self._all_seen:
            d = len(self.local.weights)
            self.local.speak_for_the_whole(out, left[rows, 2 * d :] @ right[:d])
        return self.local.rooted_if_euclidean(out)

    def matrix(self) -> FloatArray:
        """All rows."""
        return self.rows(slice(None), np.empty(self.shape))

    def exactly(self) -> FloatArray:
        """All rows from differences, feature after feature, which takes several times as long."""
        x, y = self.local.reference, self.recording
        cost, shared = np.zeros(self.shape), np.zeros(self.shape)
        x_seen, y_seen = x.seen, y.seen
        for f, w in enumerate(self.local.weights):
            part = np.subtract.outer(x.values[:, f], y.values[:, f])
            part *= part
            if self._all_seen:
                part *= w
            else:
                weight = w * np.outer(x_seen[:, f], y_seen[:, f])
                part *= weight
                shared += weight
            cost += part
        if not self._all_seen:
            self.local.speak_for_the_whole(cost, shared)
        return np.sqrt(cost) if self.local.metric == "euclidean" else cost

    def along(self, path: IntArray) -> FloatArray:
        """(P, d) parts of the features in the cost of each pair on a path; 0 for equal values, exactly."""
        i, j = path[:, 0], path[:, 1]
        x, y, w = self.local.reference, self.recording, self.local.weights
        part = x.values.take(i, 0)
        part -= y.values.take(j, 0)
        part *= part
        part *= w
        if not self._all_seen:
            seen = x.seen.take(i, 0) * y.seen.take(j, 0)
            # Added up feature after feature, as above: a matrix product may round otherwise elsewhere.
            shared = sum(weight * column for weight, column in zip(w, seen.T, strict=True))
            gap = shared == 0
            part *= seen
            part *= (w.sum() / np.where(gap, 1.0, shared))[:, None]
            part[gap] = self.local.gap_cost * w
        return _rooted(part) if self.local.metric == "euclidean" else part


def _rooted(part: FloatArray) -> FloatArray:
    """Parts that add up to the root of what they added up to."""
    total = np.sqrt(part.sum(axis=1, keepdims=True))
    return np.asarray(np.divide(part, total, out=np.zeros_like(part), where=total > 0))
