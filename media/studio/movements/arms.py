"""Movements of the shoulder and the elbow."""

from __future__ import annotations

from ..camera import FirstPerson, View
from ..contact import hand_behind_head as behind_head
from ..contact import hand_in_small_of_back
from ..human import Human
from ..limbs import Angles
from ..timeline import Movement, Stroke
from .common import ON_THIGH, SITTING, STANDING, STILL, Exercise, changed, hands_on_thighs

WHOLE_ARM = {"front": View(0, 0.22, 1.29), "oblique": View(-40, 0.22, 1.29)}
"""From the knees to the fingertips of a raised arm (its owner would see little of it: no first person)."""
WHOLE_ARM_SIDE = {"side": View(-75, 0.22, 1.29), "oblique": View(-40, 0.22, 1.29)}
SEATED_ARM = {"front": View(0, 0.02, 1.02), "oblique": View(-40, 0.02, 1.02)}
SEATED_ARM_SIDE = {"side": View(-75, 0.02, 1.02), "oblique": View(-40, 0.02, 1.02)}
ARM_AT_SIDE = FirstPerson(-0.10, 0.64, 0.30, 66)
TO_THE_TOP = 2.1  # seconds that an arm takes to go all the way up


def arm_beside_chair(human: Human) -> Angles:
    """Seated, the right arm hanging clear of the seat, the left hand on the thigh."""
    hanging = {"elev": 10, "plane": 10, "rot": 0, "elbow": 12, "sup": 0, "wext": 0, "wdev": 0, "curl": 14}
    return hands_on_thighs(human, SITTING, ON_THIGH) | {
        f"right_{name}": angle for name, angle in hanging.items()
    }


def sideways(rest: Angles) -> Movement:
    """The arm goes out to the side and up, the palm turning forward on the way."""
    top = {
        "right_elev": 150, "right_plane": 6, "right_rot": 72, "right_elbow": 6, "right_curl": 8,
        "trunk_side": 2, "head_turn": -4,
    }  # fmt: skip
    return Movement(rest, (Stroke(STILL, TO_THE_TOP, top),), STILL + TO_THE_TOP + 0.2)


def forwards(rest: Angles) -> Movement:
    """The arm goes forward and up, thumb leading, close past the ear."""
    ahead = {"right_plane": 84, "right_elbow": 5, "right_curl": 8}
    top = {"right_elev": 152, "head_flex": rest.get("head_flex", 0) - 3}
    strokes = (Stroke(STILL, 0.9, ahead), Stroke(STILL, TO_THE_TOP, top))
    return Movement(rest, strokes, STILL + TO_THE_TOP + 0.2)


def shoulder_abduction(_: Human) -> Movement:
    return sideways(STANDING)


def seated_shoulder_abduction(human: Human) -> Movement:
    return sideways(arm_beside_chair(human))


def shoulder_flexion(_: Human) -> Movement:
    return forwards(STANDING)


def seated_shoulder_flexion(human: Human) -> Movement:
    return forwards(arm_beside_chair(human))


def scaption(_: Human) -> Movement:
    """The straight arm goes up between side and front, in the plane of the shoulder blade, thumb up."""
    out = {"right_plane": 38, "right_rot": 38, "right_sup": 12, "right_elbow": 5, "right_curl": 8}
    top = {"right_elev": 140, "head_turn": -4}
    strokes = (Stroke(STILL, 1.1, out), Stroke(STILL, TO_THE_TOP, top))
    return Movement(STANDING, strokes, STILL + TO_THE_TOP + 0.2)


def shoulder_external_rotation(_: Human) -> Movement:
    """The elbow stays bent at the side while the forearm swings from before the belly outwards."""
    rest = {
        **STANDING, "right_elev": 9, "right_plane": 25, "right_rot": -52, "right_elbow": 90, "right_curl": 18,
    }  # fmt: skip
    return Movement(rest, (Stroke(STILL, 1.8, {"right_rot": 42}),), STILL + 1.8 + 0.3)


def hand_behind_head(human: Human) -> Movement:
    """The hand goes up beside the ear and then to the back of the head, the elbow wide."""
    beside = {
        "right_elev": 104,
        "right_plane": 22,
        "right_rot": 74,
        "right_elbow": 112,
        "right_sup": -10,
        "right_curl": 10,
    }
    rest = {**STANDING}
    there = changed({**rest, **beside}, behind_head(human, {**rest, **beside}, "right"))
    strokes = (Stroke(STILL, 1.8, beside), Stroke(STILL + 1.2, 1.2, there))
    return Movement(rest, strokes, STILL + 1.2 + 1.2 + 0.35)


def hand_behind_back(human: Human) -> Movement:
    """The hand goes round the hip to the small of the back, its back against the spine."""
    behind = {"right_elev": 52, "right_plane": -58, "right_rot": -50, "right_elbow": 45, "right_sup": -10}
    rest = {**STANDING}
    guess = {"right_elev": 42, "right_plane": -45, "right_rot": -75, "right_elbow": 95, "right_wext": -20}
    there = changed({**rest, **behind}, hand_in_small_of_back(human, {**rest, **guess}, "right"))
    strokes = (Stroke(STILL, 1.4, behind), Stroke(STILL + 0.9, 1.4, there))
    return Movement(rest, strokes, STILL + 0.9 + 1.4 + 0.3)


def elbow_flexion(_: Human) -> Movement:
    """The forearm comes up to the shoulder, palm forwards; the upper arm stays at the side."""
    rest = {**STANDING, "right_sup": 80, "right_elbow": 10, "right_elev": 7}
    return Movement(rest, (Stroke(STILL, 1.6, {"right_elbow": 135, "right_curl": 20}),), STILL + 1.6 + 0.15)


EXERCISES = (
    Exercise("shoulder_abduction", shoulder_abduction, WHOLE_ARM),
    Exercise("shoulder_flexion", shoulder_flexion, WHOLE_ARM_SIDE, "woman"),
    Exercise(
        "scaption",
        scaption,
        {"oblique": View(35, 0.22, 1.29), "front": View(0, 0.22, 1.29)},
        "older_man",
    ),
    Exercise(
        "shoulder_external_rotation",
        shoulder_external_rotation,
        {"front": View(0, 0.30, 1.06), "oblique": View(-40, 0.30, 1.06)},
        "woman",
    ),
    Exercise(
        "hand_behind_head",
        hand_behind_head,
        {"front": View(0, 0.30, 1.20), "oblique": View(-40, 0.30, 1.20)},
        "older_man",
    ),
    Exercise(
        "hand_behind_back",
        hand_behind_back,
        {"oblique": View(-60, 0.25, 1.08), "back": View(-120, 0.25, 1.08)},
        "woman",
    ),
    Exercise(
        "elbow_flexion",
        elbow_flexion,
        {"oblique": View(-60, 0.22, 1.08), "front": View(0, 0.22, 1.08), "first_person": ARM_AT_SIDE},
    ),
    Exercise("seated_shoulder_abduction", seated_shoulder_abduction, SEATED_ARM, "woman", seated=True),
    Exercise("seated_shoulder_flexion", seated_shoulder_flexion, SEATED_ARM_SIDE, "older_man", seated=True),
)
