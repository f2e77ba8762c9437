"""How far a score can be trusted: how much was seen, from how near the right side, how often a second."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aotrainer.motion.features import camera_azimuth_deg
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import Motion
from aotrainer.motion.reps import Repetition

ENOUGH_HZ = 15.0
"""From so many frames a second on, more of them do not change a score of slow movements."""
AT_THE_LIMIT = 0.5
"""What is left of the confidence when the camera is as far off as the exercise allows."""


def confidence_percent(
    attempt: Motion, seen: Motion, repetitions: Sequence[Repetition], judging: Judging
) -> float:
    """0-100: the share of the needed landmarks seen, by view and by frame rate.

    attempt : as tracked; seen : the same cleaned, on the model's side; repetitions : those that were judged
    """
    during = seen.between(repetitions[0].start_s, repetitions[-1].end_s)
    columns = [seen.column(name) for name in judging.landmarks(judging.model_side)]
    share = float((during.visibility[:, columns] > 0).mean())
    off = judging.off_view_deg(camera_azimuth_deg(during), judging.model_side)
    view = 1 - (1 - AT_THE_LIMIT) * min(1.0, off / judging.azimuth_tolerance_deg) ** 2
    rate_hz = (len(attempt) - 1) / attempt.duration_s
    return 100.0 * share * float(np.nan_to_num(view, nan=AT_THE_LIMIT)) * min(1.0, rate_hz / ENOUGH_HZ)
