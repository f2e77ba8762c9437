"""Where each repetition begins, turns and ends in one joint's angle.

A repetition is a rise away from rest and the return from it.

`spans` decides which rises and returns those are, in a calm copy of the angle; here the copy is made, and
what was found is told in seconds and in degrees of the angle itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import RATE_HZ
from aotrainer.motion.spans import SPIKE_S, Span, frames, search

BLUR_S = 0.1
"""Standard deviation of the bell curve that smooths the angle before its speed is taken: it leaves less than
a hundredth of a tremor of 5 Hz, and moves the onset of a movement by about as much."""
BLUR_REACH = 4.0
"""... and is cut off at so many of them."""
LEVEL_S = 0.3
"""The lowest angle is looked for from so long before the start."""
MIN_DURATION_S = 0.9
"""Nobody raises and lowers a limb with care in less. Smoothing counts: it makes a flick of 0.5 s last 0.8."""


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
    spans = search(calm(signal), min_excursion_deg)
    found = [_repetition(times_s, signal, direction, span) for span in spans]
    return tuple(rep for rep in found if rep.duration_s >= MIN_DURATION_S)


def swing_deg(angle_deg: FloatArray) -> float:
    """How many degrees an evenly sampled angle covers, leaps of the tracker aside; 0 if it was never seen."""
    known = angle_deg[np.isfinite(angle_deg)]
    return float(np.ptp(without_spikes(known))) if len(known) else 0.0


def without_spikes(signal: FloatArray) -> FloatArray:
    """The running median over `SPIKE_S`, the ends continued."""
    half = round(SPIKE_S * RATE_HZ / 2)
    return np.asarray(scipy.ndimage.median_filter(signal, 2 * half + 1, mode="nearest"))


def calm(signal: FloatArray) -> FloatArray:
    """Without leaps and blurred; beyond its ends the signal goes on as it went, so that its speed is kept."""
    reach = min(frames(BLUR_REACH * BLUR_S), len(signal) - 1)
    padded = np.pad(without_spikes(signal), reach, mode="reflect", reflect_type="odd")
    blurred = scipy.ndimage.gaussian_filter1d(padded, BLUR_S * RATE_HZ, truncate=BLUR_REACH)
    return np.asarray(blurred[reach : len(padded) - reach], dtype=float)


def _repetition(times_s: FloatArray, signal: FloatArray, direction: int, span: Span) -> Repetition:
    # An angle measured without its sign is lowest where the limb passes the vertical, after the start.
    lowest = signal[max(0, span.start - frames(LEVEL_S)) : span.peak + 1].min()
    return Repetition(
        float(times_s[span.start]),
        float(times_s[span.peak]),
        float(times_s[span.end]),
        float(direction * lowest),
        float(direction * signal[span.peak]),
    )
