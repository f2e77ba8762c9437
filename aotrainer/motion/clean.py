"""From raw landmarks to evenly sampled, smooth ones, without inventing what was not seen.

1. A landmark less visible than `MIN_VISIBILITY` counts as missing.
2. Gaps of at most `MAX_GAP_S` are bridged by a straight line; longer ones stay missing.
3. Everything is resampled to `RATE_HZ`, because cameras skip frames and time is what counts.
4. A zero-phase low-pass at `CUTOFF_HZ` takes the tracker's jitter away (Butterworth of order 4 in effect,
   the usual choice for human movement: Winter, *Biomechanics and Motor Control of Human Movement*, ch. 3;
   Sports2D uses the same default).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import scipy

from aotrainer.motion.arrays import BoolArray, FloatArray
from aotrainer.motion.pose import Motion

MIN_VISIBILITY = 0.5
MAX_GAP_S = 0.25
RATE_HZ = 30.0
CUTOFF_HZ = 6.0

_PAD = 9
"""Frames that the filter mirrors at each end; shorter pieces are left as they are."""


def clean(motion: Motion) -> Motion:
    """An evenly sampled, smoothed copy; what was missing for long is NaN with visibility 0.

    Visibility becomes the resampled visibility where the landmark is known and 0 elsewhere.
    """
    if len(motion) < 2:
        return motion
    grid = np.arange(motion.times_s[0], motion.times_s[-1] + 1e-9, 1 / RATE_HZ)
    seen = motion.visibility >= MIN_VISIBILITY
    shape = (len(grid), len(motion.skeleton.landmarks))
    image, world = np.full((*shape, 2), np.nan), np.full((*shape, 3), np.nan)
    visibility = np.zeros(shape)
    for k in range(shape[1]):
        known = _known(motion.times_s, seen[:, k], grid)
        if not known.any():
            continue
        times = motion.times_s[seen[:, k]]
        values = np.column_stack([motion.image[:, k], motion.world[:, k], motion.visibility[:, k]])
        track = _smooth(_resample(times, values[seen[:, k]], grid), known)
        image[known, k], world[known, k] = track[known, :2], track[known, 2:5]
        visibility[known, k] = np.clip(track[known, 5], MIN_VISIBILITY, 1.0)
    return replace(motion, times_s=grid, image=image, world=world, visibility=visibility)


def _known(times_s: FloatArray, seen: BoolArray, grid: FloatArray) -> BoolArray:
    """(len(grid),) whether the moment lies between two sightings that are at most `MAX_GAP_S` apart."""
    sightings = times_s[seen]
    if not len(sightings):
        return np.zeros(len(grid), bool)
    after = np.searchsorted(sightings, grid - 1e-9)
    before = np.searchsorted(sightings, grid + 1e-9, side="right") - 1
    inside = (before >= 0) & (after < len(sightings))
    gap = sightings[np.minimum(after, len(sightings) - 1)] - sightings[np.maximum(before, 0)]
    return inside & (gap <= MAX_GAP_S + 1e-9)


def _resample(times_s: FloatArray, values: FloatArray, grid: FloatArray) -> FloatArray:
    return np.column_stack([np.interp(grid, times_s, column) for column in values.T])


def _smooth(track: FloatArray, known: BoolArray) -> FloatArray:
    """Low-pass every run of known frames by itself, so that no gap leaks into its neighbours."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]).astype(int)))
    for start, end in edges.reshape(-1, 2):
        if end - start > _PAD:
            track[start:end] = scipy.signal.sosfiltfilt(_low_pass(), track[start:end], axis=0, padlen=_PAD)
    return track


@cache
def _low_pass() -> FloatArray:
    # Asked for when first needed: scipy.signal takes most of a second to load, and screens must not wait.
    return np.asarray(scipy.signal.butter(2, CUTOFF_HZ, fs=RATE_HZ, output="sos"))
