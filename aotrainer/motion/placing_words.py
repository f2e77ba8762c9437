"""Whole sentences and phrases about parts of the body and turning; no sentence is put together from pieces.

Other languages have genders and cases: parts stand in sentences as their subject only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from aotrainer.language import N_, _
from aotrainer.motion.features import wrapped_deg

FRONT_DEG, SIDE_DEG = 30.0, 75.0
"""Views nearer than this to straight ahead are frontal, and from here on from the side, as in `gates`."""
FEET = ("ankle", "heel", "foot_index")
ARM = ("elbow", "wrist", "index", "pinky", "thumb")
"""What hangs from a shoulder."""

PARTS: Mapping[str, str] = {
    "nose": N_("your head"),
    "left_shoulder": N_("your left shoulder"),
    "right_shoulder": N_("your right shoulder"),
    "left_elbow": N_("your left elbow"),
    "right_elbow": N_("your right elbow"),
    **dict.fromkeys(("left_wrist", "left_index", "left_pinky", "left_thumb"), N_("your left hand")),
    **dict.fromkeys(("right_wrist", "right_index", "right_pinky", "right_thumb"), N_("your right hand")),
    "left_hip": N_("your left hip"),
    "right_hip": N_("your right hip"),
    "left_knee": N_("your left knee"),
    "right_knee": N_("your right knee"),
    **dict.fromkeys(("left_ankle", "left_heel", "left_foot_index"), N_("your left foot")),
    **dict.fromkeys(("right_ankle", "right_heel", "right_foot_index"), N_("your right foot")),
}
"""What a landmark is called."""

_TURN_LEFT = {
    "front": N_("Turn to your left until you face the camera."),
    "left half": N_("Turn to your left until your left side is half turned to the camera."),
    "right half": N_("Turn to your left until your right side is half turned to the camera."),
    "left": N_("Turn to your left until your left side points at the camera."),
    "right": N_("Turn to your left until your right side points at the camera."),
}
_TURN_RIGHT = {
    "front": N_("Turn to your right until you face the camera."),
    "left half": N_("Turn to your right until your left side is half turned to the camera."),
    "right half": N_("Turn to your right until your right side is half turned to the camera."),
    "left": N_("Turn to your right until your left side points at the camera."),
    "right": N_("Turn to your right until your right side points at the camera."),
}


def turn_words(azimuth_deg: float, expected_deg: float) -> str:
    """Which way to turn, and for how far, so that the camera sees from where it should.

    Both are positive from the person's left: who turns to the right shows more of the left side.
    """
    turn = _TURN_RIGHT if wrapped_deg(expected_deg - azimuth_deg) > 0 else _TURN_LEFT
    return _(turn[_view(expected_deg)])


def _view(expected_deg: float) -> Literal["front", "left", "right", "left half", "right half"]:
    if abs(expected_deg) < FRONT_DEG:
        return "front"
    if abs(expected_deg) > SIDE_DEG:
        return "left" if expected_deg > 0 else "right"
    return "left half" if expected_deg > 0 else "right half"


def fits_words(landmarks: Collection[str]) -> str:
    """What is in the picture, if these landmarks are."""
    joints = {name.partition("_")[2] for name in landmarks}
    if joints & set(FEET):
        return _("You are in the picture, down to your feet.")
    if "wrist" in joints:
        return _("Your whole arm is in the picture.")
    return _("Enough of you is in the picture.")
