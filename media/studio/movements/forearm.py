"""Movements of the forearm and the wrist, seated."""

from __future__ import annotations

from ..camera import FirstPerson, View
from ..contact import level_forearm, under_forearm
from ..human import Human
from ..limbs import Angles
from ..pose import joint_centres, stand
from ..props import Prop
from ..timeline import Movement, Stroke
from .common import ON_THIGH, SITTING, STILL, Exercise, hands_on_thighs
from .places import sitting, table_at

HAND_VIEW = FirstPerson(-0.08, 0.42, 0.08, 46)
BESIDE_THIGH = 0.09  # metres from the hip joint outwards to the edge of a table beside the chair
TO_WRIST = 0.015  # metres from the edge of the table to the wrist


def forearm_forward(human: Human, elev: float, palm_down: float, wrist: float) -> Angles:
    """Seated, the right forearm level and pointing ahead, the left hand on the thigh."""
    arm = {"elev": elev, "plane": 40, "rot": -4, "sup": -palm_down, "wext": wrist, "wdev": 0, "curl": 9}
    rest = hands_on_thighs(human, SITTING, ON_THIGH) | {f"right_{name}": angle for name, angle in arm.items()}
    return level_forearm(human, rest, "right")


def forearm_turning(human: Human) -> Movement:
    """With the elbow at the side, the palm turns from the floor to the ceiling."""
    rest = forearm_forward(human, 11, 74, 0)
    return Movement(rest, (Stroke(STILL, 1.8, {"right_sup": 78}),), STILL + 1.8 + 0.35)


def wrist_extension(human: Human) -> Movement:
    """The forearm lies on a table; the hand, hanging over its edge, lifts towards the ceiling."""
    rest = forearm_forward(human, 16, 82, -58)
    return Movement(rest, (Stroke(STILL, 1.7, {"right_wext": 48, "right_curl": 26}),), STILL + 1.7 + 0.35)


def table_under_forearm(human: Human, movement: Movement) -> tuple[Prop, ...]:
    """A small table beside the chair that ends at the wrist."""
    wrist = joint_centres(human, stand(human, movement.rest))["right_wrist"]
    width, depth = 0.36, 0.32
    inner_edge = sitting(human, "right_hip")[0] - BESIDE_THIGH
    top = under_forearm(human, movement.rest, "right")
    return (table_at(top, wrist[2] - TO_WRIST - depth, width, depth, inner_edge - width / 2),)


EXERCISES = (
    Exercise(
        "forearm_turning",
        forearm_turning,
        {"front": View(0, 0.25, 0.80), "oblique": View(-40, 0.25, 0.80), "first_person": HAND_VIEW},
        "woman",
        seated=True,
    ),
    Exercise(
        "wrist_extension",
        wrist_extension,
        {
            "side": View(-80, 0.22, 0.82, forward=-0.07),
            "oblique": View(-40, 0.22, 0.82),
            "first_person": HAND_VIEW,
        },
        seated=True,
        props=table_under_forearm,
    ),
)
