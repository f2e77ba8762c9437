"""Before any number: whether it was seen, from the right side, and was a movement at all.

Each gate returns `None` when it is passed, or an `Unscorable` that tells the patient what to change. They
look at the time in which the movement was done: that somebody walks up to the computer afterwards, or rests
for minutes, says nothing about the repetitions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from aotrainer.language import N_
from aotrainer.motion.angles import JOINTS, joint_angle_deg
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import RATE_HZ
from aotrainer.motion.features import camera_azimuth_deg, trunk_length
from aotrainer.motion.judging import Judging, Reason, Unscorable
from aotrainer.motion.pose import SIDES, Motion, Side, opposite
from aotrainer.motion.recognition import Attempt, Candidate
from aotrainer.motion.reps import Repetition, swing_deg
from aotrainer.motion.viewpoint import view_deg

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

FACING_DEG, SIDE_ON_DEG = 30.0, 75.0
"""Seen from less than the first one faces the camera; from more than the second one is side-on."""
TURN_TO_FACE = N_("The camera saw you from the wrong side. Turn to face the camera.")
TURN_SIDE_ON: Mapping[Side, str] = {
    "left": N_("The camera saw you from the wrong side. Turn until your left side points at the camera."),
    "right": N_("The camera saw you from the wrong side. Turn until your right side points at the camera."),
}
TURN_HALF_WAY: Mapping[Side, str] = {
    "left": N_(
        "The camera saw you from the wrong side. Turn half way, so that your left side is nearer to the "
        "camera."
    ),
    "right": N_(
        "The camera saw you from the wrong side. Turn half way, so that your right side is nearer to the "
        "camera."
    ),
}
OTHER_MOVED: Mapping[Side, str] = {
    "left": N_("Your right side moved. This time it is the left one's turn."),
    "right": N_("Your left side moved. This time it is the right one's turn."),
}
"""By the side whose turn it is."""
UPPER_BODY = N_("Your upper body")
SEEN_PARTS: Mapping[str, str] = {
    "nose": N_("Your nose"),
    "left_shoulder": N_("Your left shoulder"),
    "right_shoulder": N_("Your right shoulder"),
    "left_elbow": N_("Your left elbow"),
    "right_elbow": N_("Your right elbow"),
    "left_wrist": N_("Your left wrist"),
    "right_wrist": N_("Your right wrist"),
    "left_pinky": N_("Your left pinky"),
    "right_pinky": N_("Your right pinky"),
    "left_index": N_("Your left index"),
    "right_index": N_("Your right index"),
    "left_hip": N_("Your left hip"),
    "right_hip": N_("Your right hip"),
    "left_knee": N_("Your left knee"),
    "right_knee": N_("Your right knee"),
    "left_ankle": N_("Your left ankle"),
    "right_ankle": N_("Your right ankle"),
    "left_heel": N_("Your left heel"),
    "right_heel": N_("Your right heel"),
    "left_foot_index": N_("Your left foot index"),
    "right_foot_index": N_("Your right foot index"),
}
"""Every landmark that any exercise is judged by, for who has to move so that it can be seen."""


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
        return Unscorable(Reason.TOO_SHORT, N_("That was too short. Do the whole movement at least once."))
    if not (motion.visibility > 0).any():
        return Unscorable(Reason.NOBODY, N_("Nobody was seen. Step into the picture, in good light."))
    return None


def gate_movement(
    motion: Motion, judging: Judging, side: Side, found: Sequence[Repetition], model_range_deg: float
) -> Unscorable | None:
    """The first reason why the repetitions found on one side cannot be judged, or why none was found."""
    during = motion.between(found[0].start_s, found[-1].end_s) if found else motion
    return (
        _one_person(during)
        or _stays(during)
        or _faces(motion, during, found, judging, side)
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
    return Unscorable.about(Reason.OTHER_EXERCISE, title)


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
        N_("Somebody else was in the picture. Who helps should stand beside the camera, or behind you."),
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
        Reason.WALKED, N_("You moved through the picture. Stay in one place while you do the movement.")
    )


def _middle(motion: Motion, name: str) -> FloatArray:
    """(n, 2) between the left and right landmark in the picture; a missing one is replaced by its twin."""
    pair = motion.image[:, [motion.column(f"{side}_{name}") for side in SIDES]]
    return np.asarray(np.where(np.isnan(pair), pair[:, ::-1], pair).mean(axis=1))


def _seen(motion: Motion, judging: Judging, side: Side) -> Unscorable | None:
    for landmark in judging.landmarks(side):
        if (motion.visibility[:, motion.column(landmark)] > 0).mean() < MIN_SEEN_SHARE:
            return Unscorable.about(Reason.NOT_SEEN, SEEN_PARTS[landmark])
    return None


def _faces(
    motion: Motion, during: Motion, found: Sequence[Repetition], judging: Judging, side: Side
) -> Unscorable | None:
    """Whether the camera stands right, by how somebody was seen who moves, or was about to.

    A raised arm takes its shoulder along, and with it the line that tells the view.
    """
    if judging.fits_view(camera_azimuth_deg(during), side):
        return None
    if found and judging.fits_view(view_deg(motion, found), side):
        return None
    shoulders = during.visibility[:, [during.column(f"{one}_shoulder") for one in SIDES]]
    if (shoulders > 0).all(axis=1).mean() < MIN_SEEN_SHARE:
        return Unscorable.about(Reason.NOT_SEEN, UPPER_BODY)
    return Unscorable(Reason.WRONG_VIEW, _turn(judging.expected_azimuth_deg(side)))


def _turn(expected_deg: float) -> str:
    if abs(expected_deg) < FACING_DEG:
        return TURN_TO_FACE
    near: Side = "left" if expected_deg > 0 else "right"
    return (TURN_SIDE_ON if abs(expected_deg) > SIDE_ON_DEG else TURN_HALF_WAY)[near]


def _right_side(motion: Motion, judging: Judging, side: Side, model_range_deg: float) -> Unscorable | None:
    if judging.side_rule != "moving_limb":
        return None
    own, other = (_swing_deg(motion, judging, one) for one in (side, opposite(side)))
    if other < max(WRONG_SIDE_RATIO * own, WRONG_SIDE_SHARE * model_range_deg):
        return None
    return Unscorable(Reason.WRONG_SIDE, OTHER_MOVED[side])


def _moves(motion: Motion, judging: Judging, side: Side) -> Unscorable:
    if _swing_deg(motion, judging, side) < judging.min_excursion_deg:
        return Unscorable(
            Reason.NO_MOVEMENT,
            N_(
                "The movement was too small to see from here. Turn as the model is turned, and go as far as "
                "you can."
            ),
        )
    return Unscorable(
        Reason.NO_REPETITION,
        N_("No whole repetition was seen. Go all the way there and all the way back."),
    )
