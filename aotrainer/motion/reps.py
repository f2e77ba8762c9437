"""Where each repetition begins, turns and ends in one joint's angle.

A repetition is a rise away from rest and the return from it. Turning points are found by their *prominence*,
how far the angle has to fall on both sides before a higher point is reached: tremor and hesitation at the top
are less prominent than the movement itself, so they are not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import RATE_HZ

MIN_SHARE_OF_USUAL = 0.35
"""A rise smaller than this share of the usual one is a hesitation or a half-hearted start."""
USUAL_PERCENTILE = 75
"""The usual rise: high enough that hesitations do not make it, low enough that one guided lift does not."""
SPIKE_S = 0.4
"""A median over this time takes away the tracker's leaps, which last up to half of it."""
SCATTER_DEG = 4.0
"""How much an angle at rest wanders by the tracker's own error (1-5 degrees)."""
MIN_RETURN = 0.5
"""Way there and way back must be alike by this share. Less means that the movement was not finished, or was
under way already when the recording began."""
EDGE = 0.1
"""A repetition begins and ends where the angle is this share of its rise away from rest, or `SCATTER_DEG` if
that is more."""
MIN_DURATION_S = 0.6
"""Nobody raises and lowers a limb with care in less."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """One there-and-back, in seconds of the recording and degrees of the primary joint."""

    start_s: float
    turn_s: float
    end_s: float
    start_deg: float
    turn_deg: float

    @property
    def duration_s(self) -> float:
        """Seconds from leaving rest to being back."""
        return self.end_s - self.start_s

    @property
    def excursion_deg(self) -> float:
        """How far the angle went from where it began, whichever way."""
        return abs(self.turn_deg - self.start_deg)


def movement_direction(angle_deg: FloatArray) -> int:
    """+1 when a reference repetition raises the angle from where it starts, -1 when it lowers it."""
    known = angle_deg[np.isfinite(angle_deg)]
    rest = (known[0] + known[-1]) / 2
    return 1 if known.max() - rest >= rest - known.min() else -1


def find_repetitions(
    times_s: FloatArray, angle_deg: FloatArray, min_excursion_deg: float, direction: int = 1
) -> tuple[Repetition, ...]:
    """The complete repetitions in an evenly sampled, smoothed angle (n,), in their order.

    direction : +1 if the movement raises the angle from rest, -1 if it lowers it
    min_excursion_deg : a smaller rise is not a movement
    """
    known = np.isfinite(angle_deg)
    if known.sum() < 3:
        return ()
    signal = direction * np.interp(times_s, times_s[known], angle_deg[known])
    peaks = _turning_points(signal, min_excursion_deg)
    bounds = [0, *(_lowest(signal, a, b) for a, b in pairwise(peaks)), len(signal) - 1]
    found = [
        _repetition(times_s, signal, direction, low, peak, high)
        for low, peak, high in zip(bounds, peaks, bounds[1:], strict=False)
    ]
    return tuple(rep for rep in found if rep is not None and rep.duration_s >= MIN_DURATION_S)


def swing_deg(angle_deg: FloatArray) -> float:
    """How many degrees an evenly sampled angle covers, leaps of the tracker aside; 0 if it was never seen."""
    known = angle_deg[np.isfinite(angle_deg)]
    return float(np.ptp(without_spikes(known))) if len(known) else 0.0


def without_spikes(signal: FloatArray) -> FloatArray:
    """The running median over `SPIKE_S`, the ends continued."""
    half = round(SPIKE_S * RATE_HZ / 2)
    padded = np.pad(signal, half, mode="edge")
    return np.asarray(np.median(np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1), axis=1))


def _turning_points(signal: FloatArray, min_excursion_deg: float) -> list[int]:
    calm = without_spikes(signal)
    peaks, properties = scipy.signal.find_peaks(calm, prominence=min_excursion_deg)
    rises = properties["prominences"]
    if not len(rises):
        return []
    enough = max(min_excursion_deg, MIN_SHARE_OF_USUAL * float(np.percentile(rises, USUAL_PERCENTILE)))
    return _apart([int(peak) for peak in peaks[rises >= enough]], calm, enough)


def _apart(peaks: list[int], signal: FloatArray, enough: float) -> list[int]:
    """The peaks with a valley of at least `enough` between them: two equal tops of one rise are one."""
    kept = peaks[:1]
    for peak in peaks[1:]:
        valley = signal[kept[-1] : peak].min()
        if min(signal[kept[-1]], signal[peak]) - valley >= enough:
            kept.append(peak)
        elif signal[peak] > signal[kept[-1]]:
            kept[-1] = peak
    return kept


def _lowest(signal: FloatArray, start: int, end: int) -> int:
    return start + int(np.argmin(signal[start : end + 1]))


def _repetition(
    times_s: FloatArray, signal: FloatArray, direction: int, low: int, peak: int, high: int
) -> Repetition | None:
    """The repetition round one turning point, or None when it is not whole."""
    start_level, end_level = signal[low : peak + 1].min(), signal[peak : high + 1].min()
    rise, fall = signal[peak] - start_level, signal[peak] - end_level
    if min(rise, fall) < MIN_RETURN * max(rise, fall):
        return None
    before = np.flatnonzero(signal[low : peak + 1] <= start_level + max(EDGE * rise, SCATTER_DEG))
    after = np.flatnonzero(signal[peak : high + 1] <= end_level + max(EDGE * fall, SCATTER_DEG))
    start, end = low + int(before[-1]), peak + int(after[0])
    return Repetition(
        float(times_s[start]),
        float(times_s[peak]),
        float(times_s[end]),
        float(direction * start_level),
        float(direction * signal[peak]),
    )
