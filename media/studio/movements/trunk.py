"""Movements of the trunk, seated."""

from __future__ import annotations

from ..camera import View
from ..contact import hand_on_thigh
from ..human import Human
from ..support import arms_crossed
from ..timeline import Movement, Stroke
from .common import SITTING, STILL, Exercise, both, changed, hands_on_thighs

UPRIGHT = {**SITTING, "trunk_flex": 2, "head_flex": 0}


def trunk_rotation(human: Human) -> Movement:
    """Arms crossed over the chest, the shoulders turn to the right; the hips stay square on the seat."""
    rest = arms_crossed(human, {**UPRIGHT, **both(elev=35, plane=80, rot=-40, elbow=115, sup=0)})
    turned = {"trunk_turn": -42, "head_turn": -8}
    return Movement(rest, (Stroke(STILL, 1.9, turned),), STILL + 1.9 + 0.3)


def side_bend(human: Human) -> Movement:
    """The trunk bends to the right, the right hand slides down towards the floor, both hips stay down."""
    hanging = {"right_elev": 14, "right_plane": 10, "right_rot": 0, "right_elbow": 8, "right_sup": 0}
    rest = hand_on_thigh(human, {**UPRIGHT, **hanging}, "left", 0.6)
    low = {"trunk_side": -28, "head_side": -6, "right_elev": 38}
    bent = hand_on_thigh(human, {**rest, **low}, "left", 0.5)
    return Movement(rest, (Stroke(STILL, 1.9, changed(rest, bent)),), STILL + 1.9 + 0.3)


def forward_lean(human: Human) -> Movement:
    """The straight trunk leans forward from the hips, the hands slide from the thighs towards the knees."""
    rest = hands_on_thighs(human, {**UPRIGHT, **both(habd=0, hrot=0)}, 0.5)
    lean = {"pelvis_tilt": 32, "trunk_flex": 6, "head_flex": -14, **both(hip=86 + 32)}
    low = hands_on_thighs(human, {**rest, **lean, **both(elev=60, elbow=40)}, 0.98)
    return Movement(rest, (Stroke(STILL, 1.9, changed(rest, low)),), STILL + 1.9 + 0.3)


EXERCISES = (
    Exercise(
        "trunk_rotation",
        trunk_rotation,
        {"front": View(0, -0.06, 0.80), "oblique": View(-35, -0.06, 0.80, aside=-0.06)},
        "woman",
        seated=True,
    ),
    Exercise(
        "side_bend",
        side_bend,
        {"front": View(0, -0.06, 0.80), "oblique": View(-40, -0.06, 0.80, aside=-0.08)},
        "older_man",
        seated=True,
    ),
    Exercise(
        "forward_lean",
        forward_lean,
        {"side": View(90, -0.04, 0.82, aside=0.08), "oblique": View(40, -0.06, 0.82, aside=0.06)},
        seated=True,
    ),
)
