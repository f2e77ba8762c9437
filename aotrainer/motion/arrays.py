"""Types of arrays; shapes and units are said where they are used."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.intp]


def known_median(values: FloatArray) -> FloatArray:
    """(...) the median of (n, ...) values over the frames in which all are known; NaN if there are none."""
    known = values[np.isfinite(values).reshape(len(values), -1).all(axis=1)]
    return np.asarray(np.median(known, axis=0) if len(known) else np.full(values.shape[1:], np.nan))
