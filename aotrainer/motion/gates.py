"""Before any number: whether it was seen, from the right side, and was a movement at all.

Each gate returns `None` when it is passed, or an `Unscorable` that tells the patient what to change.
"""

from __future__ import annotations

import numpy as np

from aotrainer.motion.features import camera_azimuth_deg, joint_angle_deg
from aotrainer.motion.judging import Judging, Reason, Unscorable
from aotrainer.motion.pose import SIDES, FloatArray, Motion, Side, opposite

MIN_DURATION_S = 1.0
"""A recording shorter than this holds no repetition."""
MIN_SEEN_SHARE = 0.6
"""Each needed landmark has to be seen in this share of the recording."""
MAX_TRAVEL_TRUNKS = 2.0
"""How many trunk lengths (about half a metre each) the hips may move sideways. Standing up moves them by
less than one; somebody who crosses the picture moves them by more than three."""
SWING_PERCENTILES = (2.0, 98.0)
"""Between these the swing of an angle is measured, so that a single wild frame does not count."""


def judged_side(motion: Motion, judging: Judging) -> Side:
    """The side to judge when nobody says which: the limb that moves more, or the side nearer the camera."""
    if judging.side_rule == "facing_side":
        return "left" if camera_azimuth_deg(motion) >= 0 else "right"
    return max(SIDES, key=lambda side: swing_deg(motion, judging.primary_joint, side))


def swing_deg(motion: Motion, joint: str, side: Side) -> float:
    """How many degrees a joint's angle covers in the whole recording; 0 where it was never seen."""
    angle = joint_angle_deg(motion, joint, side)
    known = angle[np.isfinite(angle)]
    if not len(known):
        return 0.0
    low, high = np.percentile(known, SWING_PERCENTILES)
    return float(high - low)


def gate(motion: Motion, judging: Judging, side: Side) -> Unscorable | None:
    """The first reason why a cleaned recording cannot be judged, or None."""
    if not (motion.visibility > 0).any():
        return Unscorable(Reason.NOBODY, "Nobody was seen. Step into the picture, in good light.")
    if motion.duration_s < MIN_DURATION_S:
        return Unscorable(
            Reason.TOO_SHORT, "That was too short to judge. Do the whole movement at least once."
        )
    return (
        _stays(motion)
        or _faces(motion, judging, side)
        or _seen(motion, judging, side)
        or _moves(motion, judging, side)
    )


def _stays(motion: Motion) -> Unscorable | None:
    hips, shoulders = _middle(motion, "hip"), _middle(motion, "shoulder")
    known = np.isfinite(hips[:, 0]) & np.isfinite(shoulders[:, 0])
    if not known.any():
        return None
    trunk = np.median(np.linalg.norm(shoulders - hips, axis=1)[known])
    left, right = np.percentile(hips[known, 0], SWING_PERCENTILES)
    if right - left <= MAX_TRAVEL_TRUNKS * trunk:
        return None
    return Unscorable(
        Reason.WALKED, "You moved through the picture. Stay in one place while you do the movement."
    )


def _middle(motion: Motion, name: str) -> FloatArray:
    """(n, 2) between the left and right landmark in the picture; a missing one is replaced by its twin."""
    pair = motion.image[:, [motion.column(f"{side}_{name}") for side in SIDES]]
    return np.asarray(np.where(np.isnan(pair), pair[:, ::-1], pair).mean(axis=1))


def _faces(motion: Motion, judging: Judging, side: Side) -> Unscorable | None:
    expected = judging.azimuth_deg if side == judging.model_side else -judging.azimuth_deg
    azimuth = camera_azimuth_deg(motion)
    off = (azimuth - expected + 180) % 360 - 180
    if np.isfinite(azimuth) and abs(off) <= judging.azimuth_tolerance_deg:
        return None
    return Unscorable(Reason.WRONG_VIEW, f"The camera saw you from the wrong side. {_turn(expected)}")


def _turn(expected_deg: float) -> str:
    if abs(expected_deg) < 30:
        return "Turn to face the camera."
    near: Side = "left" if expected_deg > 0 else "right"
    if abs(expected_deg) > 75:
        return f"Turn until your {near} side points at the camera."
    return f"Turn half way, so that your {near} side is nearer to the camera."


def _seen(motion: Motion, judging: Judging, side: Side) -> Unscorable | None:
    for landmark in judging.landmarks(side):
        share = (motion.visibility[:, motion.column(landmark)] > 0).mean()
        if share < MIN_SEEN_SHARE:
            part = landmark.replace("_", " ")
            return Unscorable(
                Reason.NOT_SEEN,
                f"Your {part} was not seen well enough. Move so that it stays in the picture, in good light.",
            )
    return None


def _moves(motion: Motion, judging: Judging, side: Side) -> Unscorable | None:
    joint = judging.primary_joint
    if swing_deg(motion, joint, side) >= judging.min_excursion_deg:
        return None
    if (
        judging.side_rule == "moving_limb"
        and swing_deg(motion, joint, opposite(side)) >= judging.min_excursion_deg
    ):
        return Unscorable(
            Reason.WRONG_SIDE, f"Your {opposite(side)} side moved. This time it is the {side} one's turn."
        )
    return Unscorable(Reason.NO_MOVEMENT, "No movement was seen. Watch again, and try as far as you can.")
