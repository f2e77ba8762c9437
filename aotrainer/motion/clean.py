"""From raw landmarks to evenly sampled, smooth ones, without inventing what was not seen.

1. A landmark less visible than `MIN_VISIBILITY` counts as missing.
2. Gaps of at most `MAX_GAP_S` are bridged by a straight line; longer ones stay missing.
3. Everything is resampled to `RATE_HZ`, because cameras skip frames and time is what counts.
4. A zero-phase low-pass at `CUTOFF_HZ` takes the tracker's jitter away (Butterworth of order 4 in effect,
   the usual choice for human movement: Winter, *Biomechanics and Motor Control of Human Movement*, ch. 3;
   Sports2D uses the same default).
"""

from __future__ import annotations

from collections.abc import Iterable
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
    values = np.concatenate([motion.image, motion.world, motion.visibility[:, :, None]], axis=2)
    track = np.full((len(grid), *values.shape[1:]), np.nan)
    for together in _alike(seen):
        when = seen[:, together[0]]
        known = _known(motion.times_s[when], grid)
        if known.any():
            piece = _smooth(_resample(motion.times_s[when], values[when][:, together], grid), known)
            piece[~known] = np.nan
            track[:, together] = piece
    known = np.isfinite(track[:, :, 5])
    visibility = np.where(known, np.clip(track[:, :, 5], MIN_VISIBILITY, 1.0), 0.0)
    return replace(motion, times_s=grid, image=track[:, :, :2], world=track[:, :, 2:5], visibility=visibility)


def masked(motion: Motion) -> Motion:
    """As tracked, but without the landmarks that are only guessed: they are NaN with visibility 0."""
    unsure = motion.visibility < MIN_VISIBILITY
    image, world = (np.where(unsure[..., None], np.nan, places) for places in (motion.image, motion.world))
    return replace(motion, image=image, world=world, visibility=np.where(unsure, 0.0, motion.visibility))


def _alike(seen: BoolArray) -> Iterable[list[int]]:
    """The landmarks (n, L) that were seen at the same times, together."""
    groups: dict[bytes, list[int]] = {}
    for k, one in enumerate(seen.T):
        groups.setdefault(one.tobytes(), []).append(k)
    return groups.values()


def _known(sightings_s: FloatArray, grid: FloatArray) -> BoolArray:
    """(len(grid),) whether the moment lies between two sightings that are at most `MAX_GAP_S` apart."""
    if not len(sightings_s):
        return np.zeros(len(grid), bool)
    after = np.searchsorted(sightings_s, grid - 1e-9)
    before = np.searchsorted(sightings_s, grid + 1e-9, side="right") - 1
    inside = (before >= 0) & (after < len(sightings_s))
    gap = sightings_s[np.minimum(after, len(sightings_s) - 1)] - sightings_s[np.maximum(before, 0)]
    return inside & (gap <= MAX_GAP_S + 1e-9)


def _resample(times_s: FloatArray, values: FloatArray, grid: FloatArray) -> FloatArray:
    """(len(grid), ...) by straight lines between the times; before and after them the nearest value."""
    if len(times_s) < 2:
        return np.broadcast_to(values[0], (len(grid), *values.shape[1:])).copy()
    before = np.clip(np.searchsorted(times_s, grid, side="right") - 1, 0, len(times_s) - 2)
    since = np.clip(grid, times_s[0], times_s[-1]) - times_s[before]
    slope = np.diff(values, axis=0) / np.diff(times_s)[:, None, None]
    return np.asarray(slope[before] * since[:, None, None] + values[before])


def _smooth(track: FloatArray, known: BoolArray) -> FloatArray:
    """Low-pass every run of known frames by itself, so that no gap leaks into its neighbours."""
    edges = np.flatnonzero(np.diff(known.astype(int), prepend=0, append=0))
    for start, end in edges.reshape(-1, 2):
        if end - start > _PAD:
            track[start:end] = scipy.signal.sosfiltfilt(_low_pass(), track[start:end], axis=0, padlen=_PAD)
    return track


@cache
def _low_pass() -> FloatArray:
    # Asked for when first needed: scipy.signal takes most of a second to load, and screens must not wait.
    return np.asarray(scipy.signal.butter(2, CUTOFF_HZ, fs=RATE_HZ, output="sos"))
