"""The definition of dynamic time warping, cell by cell, to hold the engines against."""

import numpy as np


def by_recursion(cost, open_begin=False):
    """(m, n) accumulated costs, symmetric1; costs may be infinite."""
    total = [[0.0] + [0.0 if open_begin else np.inf] * cost.shape[1]]
    for row in cost.tolist():  # Python's own floats: the same numbers, ten times as fast one by one
        above, here = total[-1], [np.inf]
        for j, c in enumerate(row, start=1):
            here.append(c + min(above[j - 1], above[j], here[j - 1]))
        total.append(here)
    return np.array(total)[1:, 1:]


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
