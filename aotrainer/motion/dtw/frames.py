"""What may be aligned: frames of features, each seen or not, and a weight for each feature.

Everything is checked here, once; behind this module numbers are finite float64 in C order.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from aotrainer.errors import AlignmentError
from aotrainer.motion.arrays import FloatArray

LARGEST = 1e150
"""Of values; the sum of a movement's squares stays a number."""


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """A sequence of frames.

    values : (n, d) finite, 0 where not seen
    visibility : (n, d) in 0..1, or None when everything is seen
    """

    values: FloatArray
    visibility: FloatArray | None

    def __len__(self) -> int:
        return len(self.values)

    @property
    def seen(self) -> FloatArray:
        """(n, d) visibility, 1 where nothing else was said."""
        return np.ones(self.values.shape) if self.visibility is None else self.visibility


def checked_frames(name: str, values: ArrayLike, visibility: ArrayLike | None = None) -> Frames:
    """Frames of any real number type and memory order, as float64.

    visibility : (n, d), or (n,) for whole frames; 0 where a value is missing, which may then be NaN

    Raises `AlignmentError` for what cannot be aligned.
    """
    checked = _numbers(name, values)
    if checked.ndim != 2 or 0 in checked.shape:
        raise AlignmentError(
            f"The {name} has shape {checked.shape}.", "Give frames x features, at least 1 x 1."
        )
    if visibility is not None:
        weight = _checked_visibility(name, checked.shape, visibility)
        if weight.min() < 1.0:
            checked = np.where(weight > 0, checked, 0.0)
            _check_finite(name, checked)
            return Frames(checked, weight)
    _check_finite(name, checked)
    return Frames(checked, None)


def checked_weights(weights: ArrayLike | None, features: int) -> FloatArray:
    """(d,) how much each feature counts: finite, not negative, not all 0; 1 when not given."""
    if weights is None:
        return np.ones(features)
    checked = _numbers("weights", weights)
    if checked.shape != (features,):
        raise AlignmentError(
            f"There are {features} features and weights of shape {checked.shape}.",
            "Give one for each feature.",
        )
    if not np.isfinite(checked).all() or checked.min() < 0 or not checked.any():
        raise AlignmentError(
            "A weight is negative or not a number, or all are 0.", "Give weights of 0 or more."
        )
    return checked


def check_width(reference: int, recording: int) -> None:
    """Raise `AlignmentError` when the two have not the same number of features."""
    if reference != recording:
        raise AlignmentError(
            f"The reference has {reference} features a frame and the recording {recording}.",
            "Compute both with the same features.",
        )


def _numbers(name: str, values: ArrayLike) -> FloatArray:
    try:
        array = np.asarray(values)
        if array.dtype.kind not in "fiub":
            raise TypeError(array.dtype)
        return np.ascontiguousarray(array, dtype=np.float64) if array.ndim else array.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise AlignmentError(
            f"The {name} cannot be read as numbers ({error}).", "Give an array of real numbers."
        ) from error


def _checked_visibility(name: str, shape: tuple[int, ...], visibility: ArrayLike) -> FloatArray:
    weight = _numbers(f"{name}'s visibility", visibility)
    if weight.shape == shape[:1]:
        weight = np.repeat(weight[:, None], shape[1], axis=1)
    if weight.shape != shape:
        raise AlignmentError(
            f"The {name} has shape {shape} and its visibility {weight.shape}.",
            "Give one for each value, or one for each frame.",
        )
    if not (weight.min() >= 0 and weight.max() <= 1):
        raise AlignmentError(
            f"The {name} has a visibility outside 0 to 1.", "Set it to 0 for missing and 1 for seen."
        )
    return weight


def _check_finite(name: str, values: FloatArray) -> None:
    # The cost is made of squares, and theirs is one fast sum that anything unfit spoils.
    flat = values.ravel()
    with np.errstate(over="ignore", invalid="ignore"):
        if isfinite(np.dot(flat, flat)):
            return
        unfit = ~(np.abs(values) < LARGEST)
    frame, feature = np.argwhere(unfit)[0].tolist() if unfit.any() else (0, 0)
    raise AlignmentError(
        f"The {name} has a value that is not a number, or too large, at frame {frame}, feature {feature}.",
        "Set the visibility of missing values to 0.",
    )
