"""Before any number: whether it was seen, from the right side, and was a movement at all.

Each gate returns `None` when it is passed, or an `Unscorable` that tells the patient what to change. They
look at the time in which the movement was done: that somebody walks up to the computer afterwards, or rests
for minutes, says nothing about the repetitions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from aotrainer.motion.angles import JOINTS, joint_angle_deg
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import RATE_HZ
from aotrainer.motion.features import camera_azimuth_deg, trunk_length
from aotrainer.motion.judging import Judging, Reason, Unscorable
from aotrainer.motion.pose import SIDES, Motion, Side, opposite
from aotrainer.motion.recognition import Attempt, Candidate
from aotrainer.motion.reps import Repetition, swing_deg

MIN_DURATION_S = 1.0
"""A recording shorter than this holds no repetition."""
MIN_SEEN_SHARE = 0.6
"""Each needed landmark has to be seen in this share of a repetition."""
MAX_TRAVEL_TRUNKS = 2.0
"""How many trunk lengths (about half a metre each) the hips may move sideways. Standing up moves them by
less than one; somebody who crosses the picture moves them by more than three."""
TRAVEL_PERCENTILES = (2.0, 98.0)
"""Between these the travel is measured, so that a single wild frame does not count."""
LEAP_TRUNKS_S = 6.0
"""Nobody's hips move so fast (3 m/s): the tracker has gone over to another person."""
LEAP_S = 0.2
"""Time over which that is measured; smoothing spreads a leap by half of it."""
NEARER = 0.6
"""Another exercise is only named if the attempt is at most this share of the distance away from it."""
UNMISTAKABLE_DEG = 25.0
"""... and so near that it does look like it: the models of different exercises are 20 to 90 degrees apart."""
WRONG_SIDE_RATIO = 3.0
"""The other limb has to have moved this many times more before it is called the wrong one: a weak arm's
partner often moves along."""
ALIKE = 0.6
"""Two limbs that moved alike by this share took turns."""
WRONG_SIDE_SHARE = 1 / 3
"""... and by this share of the model's range."""


def judged_side(motion: Motion, judging: Judging) -> Side:
    """The side to judge when nobody says which: the limb that moves more, or the side nearer the camera.

    Where both limbs take turns, as in marching, it is the one that the camera sees from where it should.
    """
    azimuth = camera_azimuth_deg(motion)
    if judging.side_rule == "facing_side":
        return "left" if azimuth >= 0 else "right"
    swings = {side: _swing_deg(motion, judging, side) for side in SIDES}
    enough = ALIKE * max(swings.values())
    seen = [side for side in SIDES if swings[side] >= enough and judging.fits_view(azimuth, side)]
    return max(seen or SIDES, key=swings.__getitem__)


def gate_recording(motion: Motion) -> Unscorable | None:
    """Whether a cleaned recording shows anybody for long enough."""
    if len(motion) < 2 or motion.duration_s < MIN_DURATION_S:
        return Unscorable(Reason.TOO_SHORT, "That was too short. Do the whole movement at least once.")
    if not (motion.visibility > 0).any():
        return Unscorable(Reason.NOBODY, "Nobody was seen. Step into the picture, in good light.")
    return None


def gate_movement(
    motion: Motion, judging: Judging, side: Side, found: Sequence[Repetition], model_range_deg: float
) -> Unscorable | None:
    """The first reason why the repetitions found on one side cannot be judged, or why none was found."""
    during = motion.between(found[0].start_s, found[-1].end_s) if found else motion
    return (
        _one_person(during)
        or _stays(during)
        or _faces(during, judging, side)
        or _seen(during, judging, side)
        or _right_side(motion, judging, side, model_range_deg)
        or (None if found else _moves(motion, judging, side))
    )


def gate_exercise(motion: Motion, own: Candidate, others: Mapping[str, Candidate]) -> Unscorable | None:
    """Whether a cleaned motion is clearly more like one of the others, which are named by their titles.

    own : what was asked for, with any range: who does little of it still does it
    """
    attempt = Attempt(motion)
    mine = attempt.distances_deg({"": own}).get("", math.inf)
    limit_deg = min(NEARER * mine, UNMISTAKABLE_DEG)
    title = next(iter(attempt.distances_deg(others, limit_deg)), None)
    if title is None:
        return None
    return Unscorable(
        Reason.OTHER_EXERCISE,
        f"That looked like another exercise: {title}. Watch once more, and do what the model does.",
    )


def gate_repetition(motion: Motion, judging: Judging, side: Side, rep: Repetition) -> Unscorable | None:
    """Whether one repetition was seen well enough to be judged; what is seen at rest does not help."""
    return _seen(motion.between(rep.start_s, rep.end_s), judging, side)


def _swing_deg(motion: Motion, judging: Judging, side: Side) -> float:
    """How far the primary joint went; of the trunk, towards this side."""
    angle = joint_angle_deg(motion, judging.primary_joint, side)
    if JOINTS[judging.primary_joint].towards_side:
        angle = np.maximum(angle, 0.0)
    return swing_deg(angle)


def _one_person(motion: Motion) -> Unscorable | None:
    hips, trunk = _middle(motion, "hip"), trunk_length(motion)
    step = round(LEAP_S * RATE_HZ)
    moved = np.linalg.norm(hips[step:] - hips[:-step], axis=1)
    if not np.isfinite(trunk) or not (moved > LEAP_TRUNKS_S * LEAP_S * trunk).any():
        return None
    return Unscorable(
        Reason.OTHER_PERSON,
        "Somebody else was in the picture. Who helps should stand beside the camera, or behind you.",
    )


def _stays(motion: Motion) -> Unscorable | None:
    hips, shoulders = _middle(motion, "hip"), _middle(motion, "shoulder")
    known = np.isfinite(hips[:, 0]) & np.isfinite(shoulders[:, 0])
    if not known.any():
        return None
    trunk = np.median(np.linalg.norm(shoulders - hips, axis=1)[known])
    left, right = np.percentile(hips[known, 0], TRAVEL_PERCENTILES)
    if right - left <= MAX_TRAVEL_TRUNKS * trunk:
        return None
    return Unscorable(
        Reason.WALKED, "You moved through the picture. Stay in one place while you do the movement."
    )


def _middle(motion: Motion, name: str) -> FloatArray:
    """(n, 2) between the left and right landmark in the picture; a missing one is replaced by its twin."""
    pair = motion.image[:, [motion.column(f"{side}_{name}") for side in SIDES]]
    return np.asarray(np.where(np.isnan(pair), pair[:, ::-1], pair).mean(axis=1))


def _seen(motion: Motion, judging: Judging, side: Side) -> Unscorable | None:
    for landmark in judging.landmarks(side):
        if (motion.visibility[:, motion.column(landmark)] > 0).mean() < MIN_SEEN_SHARE:
            return _unseen(landmark.replace("_", " "))
    return None


def _unseen(part: str) -> Unscorable:
    return Unscorable(
        Reason.NOT_SEEN,
        f"Your {part} was not seen well enough. Move so that it stays in the picture, in good light.",
    )


def _faces(motion: Motion, judging: Judging, side: Side) -> Unscorable | None:
    azimuth = camera_azimuth_deg(motion)
    if np.isnan(azimuth):
        return _unseen("upper body")
    if judging.fits_view(azimuth, side):
        return None
    words = f"The camera saw you from the wrong side. {_turn(judging.expected_azimuth_deg(side))}"
    return Unscorable(Reason.WRONG_VIEW, words)


def _turn(expected_deg: float) -> str:
    if abs(expected_deg) < 30:
        return "Turn to face the camera."
    near: Side = "left" if expected_deg > 0 else "right"
    if abs(expected_deg) > 75:
        return f"Turn until your {near} side points at the camera."
    return f"Turn half way, so that your {near} side is nearer to the camera."


def _right_side(motion: Motion, judging: Judging, side: Side, model_range_deg: float) -> Unscorable | None:
    if judging.side_rule != "moving_limb":
        return None
    own, other = (_swing_deg(motion, judging, one) for one in (side, opposite(side)))
    if other < max(WRONG_SIDE_RATIO * own, WRONG_SIDE_SHARE * model_range_deg):
        return None
    return Unscorable(
        Reason.WRONG_SIDE, f"Your {opposite(side)} side moved. This time it is the {side} one's turn."
    )


def _moves(motion: Motion, judging: Judging, side: Side) -> Unscorable:
    if _swing_deg(motion, judging, side) < judging.min_excursion_deg:
        return Unscorable(
            Reason.NO_MOVEMENT,
            "The movement was too small to see from here. Turn as the model is turned, and go as far as you "
            "can.",
        )
    return Unscorable(
        Reason.NO_REPETITION, "No whole repetition was seen. Go all the way there and all the way back."
    )
