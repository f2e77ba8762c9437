"""What may be aligned: frames of features, each seen or not, and a weight for each feature.

Everything is checked here, once; past this module numbers are finite float64 in C order, and so small that
no sum of squares overflows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from aotrainer.errors import AlignmentError
from aotrainer.motion.arrays import FloatArray

LARGEST = 1e100
"""No value may be larger: squares of movements, added up, stay numbers."""

LARGEST_WEIGHT = 1e50
"""No weight of a feature may be larger, nor the cost of a gap."""

LEAST_VISIBILITY = 1e-6
"""Of a value that is seen at all; less would weigh rounding errors."""

FILL_GAPS = "Set the visibility of missing values to 0."


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

    def __getitem__(self, piece: slice) -> Frames:
        return Frames(self.values[piece], None if self.visibility is None else self.visibility[piece])

    @property
    def seen(self) -> FloatArray:
        """(n, d) visibility, 1 where nothing else was said."""
        return np.ones(self.values.shape) if self.visibility is None else self.visibility

    def copy(self) -> Frames:
        """The same, out of reach of whoever gave it."""
        return Frames(self.values.copy(), None if self.visibility is None else self.visibility.copy())


def checked_frames(
    name: str, values: ArrayLike, visibility: ArrayLike | None = None, remedy: str = FILL_GAPS
) -> Frames:
    """Frames of any real number type and memory order, as float64.

    visibility : (n, d), or (n,) for whole frames; 0 where a value is missing, which may then be NaN

    Raises `AlignmentError` for what cannot be aligned.
    """
    checked = numbers(name, values)
    if checked.ndim != 2 or 0 in checked.shape:
        raise AlignmentError(
            f"The {name} has shape {checked.shape}.", "Give frames x features, at least 1 x 1."
        )
    if visibility is not None:
        weight = _checked_visibility(name, checked.shape, visibility)
        if weight.min() < 1.0:
            checked = np.where(weight > 0, checked, 0.0)
            _check_size(name, checked, remedy)
            return Frames(checked, weight)
    _check_size(name, checked, remedy)
    return Frames(checked, None)


def checked_weights(weights: ArrayLike | None, features: int) -> FloatArray:
    """(d,) how much each feature counts: finite, not negative, not all 0; 1 when not given."""
    if weights is None:
        return np.ones(features)
    checked = numbers("weights", weights)
    if checked.shape != (features,):
        raise AlignmentError(
            f"There are {features} features and weights of shape {checked.shape}.",
            "Give one for each feature.",
        )
    if not (checked.min() >= 0 and 0 < checked.max() <= LARGEST_WEIGHT):
        raise AlignmentError(
            "A weight is negative, too large or not a number, or all are 0.", "Give weights of 0 or more."
        )
    return checked.copy()


def check_width(reference: int, recording: int) -> None:
    """Raise `AlignmentError` when the two do not have the same number of features."""
    if reference != recording:
        raise AlignmentError(
            f"The reference has {reference} features a frame and the recording {recording}.",
            "Compute both with the same features.",
        )


def fits(values: FloatArray) -> bool:
    """Whether all values are numbers, and small enough to be squared and added up."""
    flat = values.ravel()
    return bool(np.maximum.reduce(flat) < LARGEST and np.minimum.reduce(flat) > -LARGEST)


def numbers(name: str, values: ArrayLike) -> FloatArray:
    """An array of real numbers as float64 in C order; raises `AlignmentError` for anything else."""
    if hasattr(values, "mask"):
        raise AlignmentError(
            f"The {name} is a masked array.", "Give its data, and as visibility what is not masked."
        )
    try:
        array = np.asarray(values)
        if array.dtype.kind not in "fiub":
            raise TypeError(f"its type is {array.dtype}")
        with np.errstate(over="ignore"):
            return np.asarray(array, dtype=np.float64, order="C")
    except (TypeError, ValueError) as error:
        raise AlignmentError(
            f"The {name} cannot be read as numbers ({error}).", "Give an array of real numbers."
        ) from error


def _checked_visibility(name: str, shape: tuple[int, ...], visibility: ArrayLike) -> FloatArray:
    weight = numbers(f"{name}'s visibility", visibility)
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
    return np.where(weight < LEAST_VISIBILITY, 0.0, weight)


def _check_size(name: str, values: FloatArray, remedy: str) -> None:
    if fits(values):
        return
    sizes = np.where(np.isnan(values), np.inf, np.abs(values))
    frame, feature = np.unravel_index(sizes.argmax(), sizes.shape)
    raise AlignmentError(
        f"The {name} has a value that is not a number, or too large, at frame {frame}, feature {feature}.",
        remedy,
    )
