"""The definition of dynamic time warping, cell by cell, to hold the engines against."""

import numpy as np


def by_recursion(cost, open_begin=False):
    """(m, n) accumulated costs, symmetric1; costs may be infinite."""
    total = np.full((cost.shape[0] + 1, cost.shape[1] + 1), np.inf)
    total[0, :] = 0.0 if open_begin else np.inf
    total[0, 0] = 0.0
    for i, row in enumerate(cost, start=1):
        for j, c in enumerate(row, start=1):
            total[i, j] = c + min(total[i - 1, j - 1], total[i - 1, j], total[i, j - 1])
    return total[1:, 1:]


def local_costs(x, y, w=None):
    """(m, n) weighted squared differences, feature after feature."""
    w = np.ones(x.shape[1]) if w is None else w
    cost = np.zeros((len(x), len(y)))
    for f, weight in enumerate(w):
        cost += weight * np.subtract.outer(x[:, f], y[:, f]) ** 2
    return cost


def steps_of(path):
    """The different steps of a path."""
    return {tuple(step) for step in np.diff(path, axis=0).tolist()}
