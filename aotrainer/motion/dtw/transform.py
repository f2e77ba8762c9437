"""Other things to align by than the values: how they change, or what they look like nearby.

Each turns frames into other frames, one for one, which go through the same alignment. Gaps have to be filled
before: a frame's neighbours are part of it here.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from aotrainer.errors import AlignmentError
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.dtw.frames import checked_frames


def derivative(values: ArrayLike) -> FloatArray:
    """(n, d) slope at each frame, as features per frame: derivative DTW matches rises with rises.

    Keogh & Pazzani (2001), "Derivative dynamic time warping", section 3: the mean of the slope to the left
    neighbour and the slope through both neighbours. The first and last frame take their neighbour's.

    Raises `AlignmentError` for fewer than 3 frames, and for what `checked_frames` refuses.
    """
    x = checked_frames("sequence", values, remedy="Fill gaps first.").values
    if len(x) < 3:
        raise AlignmentError(f"A slope needs 3 frames, not {len(x)}.", "Record for longer.")
    inner = ((x[1:-1] - x[:-2]) + (x[2:] - x[:-2]) / 2) / 2
    return np.concatenate([inner[:1], inner, inner[-1:]])


def shape(values: ArrayLike, reach: int) -> FloatArray:
    """(n, (2 * reach + 1) * d) each frame with its neighbours: shape DTW matches moments that look alike.

    Zhao & Itti (2018), "shapeDTW: shape dynamic time warping", with the raw subsequence as descriptor. Ends
    are continued with their last value, and divided so that costs stay comparable with those of the values.

    reach : neighbours to each side; 0 gives the values themselves

    Raises `AlignmentError` for a negative reach, and for what `checked_frames` refuses.
    """
    x = checked_frames("sequence", values, remedy="Fill gaps first.").values
    if reach < 0 or reach != int(reach):
        raise AlignmentError(f"The reach is {reach} frames.", "Give a whole number, 0 or more.")
    padded = np.pad(x, ((int(reach), int(reach)), (0, 0)), mode="edge")
    around = [padded[k : k + len(x)] for k in range(2 * int(reach) + 1)]
    return np.asarray(np.concatenate(around, axis=1) / np.sqrt(2 * reach + 1))
