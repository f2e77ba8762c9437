"""Whether both sides of the body do their part, in movements that both do alike.

The measure is how far the lesser side went as a share of the greater: a ratio is easiest to understand and
as good as the more involved indices (Patterson et al., *Gait & Posture* 31:241, 2010). It can only be told
from a view that shows both sides: from the side the body hides the other one, and the tracker guesses.
"""

from __future__ import annotations

import math

from aotrainer.motion.angles import joint_angle_deg, joint_landmarks
from aotrainer.motion.comparison import PLAIN_TO_SEE
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import Motion, Side, opposite
from aotrainer.motion.reps import Repetition, swing_deg

SEEN_SHARE = 0.8
"""Of a repetition, in which the other side has to be plain to see."""


def other_side_deg(motion: Motion, rep: Repetition, judging: Judging) -> float:
    """How far the other side's primary joint went in a repetition of a cleaned motion on the model's side.

    NaN for movements of one side, and where the other one was not seen.
    """
    if not judging.two_sided:
        return math.nan
    piece, side = motion.between(rep.start_s, rep.end_s), opposite(judging.model_side)
    if _seen_share(piece, judging.primary_joint, side) < SEEN_SHARE:
        return math.nan
    return swing_deg(joint_angle_deg(piece, judging.primary_joint, side))


def symmetry_percent(own_deg: float, other_deg: float) -> float:
    """The lesser excursion as a percentage of the greater; NaN if one is not known."""
    return 100.0 * min(own_deg, other_deg) / max(own_deg, other_deg) if math.isfinite(other_deg) else math.nan


def _seen_share(piece: Motion, joint: str, side: Side) -> float:
    columns = [piece.column(name) for name in joint_landmarks(joint, side)]
    return float((piece.visibility[:, columns] >= PLAIN_TO_SEE).all(axis=1).mean()) if len(piece) else 0.0
