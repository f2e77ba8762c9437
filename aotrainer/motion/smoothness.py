"""How smooth a movement is, told from its speed alone: spectral arc length, and dimensionless jerk.

Both are of one discrete movement, from rest to rest: a limb that is raised, held and lowered has made two.
Higher (nearer to 0) is smoother; size and duration of a movement change neither, noise changes both, so the
speed has to be that of a filtered motion.

Balasubramanian, Melendez-Calderon, Roby-Brami and Burdet, *J NeuroEngineering Rehabil* 12:112, 2015; the
published reference values for a Gaussian speed profile are in the tests.
"""

from __future__ import annotations

import numpy as np

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.arrays import FloatArray

CUTOFF_HZ = 10.0
"""Human movement holds nothing faster that matters."""
AMPLITUDE_THRESHOLD = 0.05
"""Share of the spectrum's peak below which it is noise."""
PADDING = 4
"""The spectrum has 2**PADDING times as many points as there are frames, rounded up to a power of two."""
MIN_FRAMES = 4
"""Of which a third difference can be taken."""


def spectral_arc_length(speed: FloatArray, rate_hz: float) -> float:
    """SPARC of a speed profile (n,) in any unit: the negative length of its normalised spectrum's curve.

    About -1.4 to -1.6 in healthy reaching, less in jerky movement. Raises `InvalidMotionError` for fewer than
    `MIN_FRAMES` values, for what is no number, or when nothing moves.
    """
    _check(speed)
    count = 2 ** (int(np.ceil(np.log2(len(speed)))) + PADDING)
    spectrum = np.abs(np.fft.rfft(speed, count))
    frequencies = np.arange(len(spectrum)) * rate_hz / count
    inside = frequencies <= CUTOFF_HZ
    heights = spectrum[inside] / spectrum.max()
    loud = np.flatnonzero(heights >= AMPLITUDE_THRESHOLD)
    curve = heights[loud[0] : loud[-1] + 1]
    if len(curve) < 2:
        return 0.0
    return -float(np.hypot(1 / (len(curve) - 1), np.diff(curve)).sum())


def dimensionless_jerk(speed: FloatArray, rate_hz: float) -> float:
    """Minus the integral of the squared jerk, times duration cubed, over the squared peak speed.

    Raises `InvalidMotionError` as `spectral_arc_length` does.
    """
    _check(speed)
    jerk = np.diff(speed, 2) * rate_hz**2
    scale = (len(speed) / rate_hz) ** 3 / np.abs(speed).max() ** 2
    return -float(scale * (jerk**2).sum() / rate_hz)


def log_dimensionless_jerk(speed: FloatArray, rate_hz: float) -> float:
    """LDLJ, minus the logarithm of the dimensionless jerk's size; 0 or more for a jerk of one or less.

    Raises `InvalidMotionError` as `spectral_arc_length` does, and for a speed without any jerk.
    """
    jerk = abs(dimensionless_jerk(speed, rate_hz))
    if jerk == 0:
        raise InvalidMotionError("The speed has no jerk.", "Give the speed of a movement from rest to rest.")
    return -float(np.log(jerk))


def _check(speed: FloatArray) -> None:
    if len(speed) < MIN_FRAMES or not np.isfinite(speed).all() or not np.abs(speed).max() > 0:
        raise InvalidMotionError(
            f"The speed of {len(speed)} frames has no movement, or holds what is no number.",
            f"Give at least {MIN_FRAMES} frames of a movement, without gaps.",
        )
