"""Handling things, seated: wiping a table, lifting a box."""

from __future__ import annotations

import numpy as np

from ..camera import FirstPerson, View
from ..contact import hand_of
from ..geometry import Array, Y, frame
from ..grasp import hand_flat, hands_at_sides
from ..human import Human
from ..limbs import Angles
from ..objects import BOX_SIZE, CLOTH_SIZE, cardboard_box, folded_cloth
from ..pose import stand
from ..props import Prop
from ..timeline import Movement
from .common import ON_THIGH, SITTING, STILL, Exercise, changed, hands_on_thighs, passing
from .places import arm_length, lap, sitting, table_at, table_top

SWEEP = (-42, -25, -8, 9, 26, 42, 56)
"""Degrees outwards of straight ahead that the arm goes through on the table."""
WIPED = 0.74  # of the arm's length from the shoulder to the cloth
EDGE = 0.20  # metres from the shoulders to the edge of a table that one sits at
ON_LAP = 0.27  # metres from the shoulders to the middle of a box on the lap
OUT = 0.19  # metres that a box goes forward while it is lifted to the shoulders
THICK_OF_THIGHS = 0.02  # metres, under the rear edge of a box on the lap


def wiping(human: Human, angles: Angles, outward: float) -> dict[str, float]:
    """The right hand on the cloth, the arm some degrees outwards."""
    turned, inward = np.radians(outward), np.radians(outward - 8)
    ahead = np.array([-np.sin(turned), 0.0, np.cos(turned)])
    place = sitting(human, "right_shoulder") * (1, 0, 1) + WIPED * arm_length(human) * ahead
    on_cloth = place + Y * (table_top(human) + CLOTH_SIZE[1])
    return hand_flat(human, angles, "right", on_cloth, (-np.sin(inward), 0, np.cos(inward)))


def wipe_table(human: Human) -> Movement:
    """The hand wipes with a cloth from the far left of a table to the far right, and back."""
    settled = hands_on_thighs(human, SITTING, ON_THIGH)
    pose: Angles = {**settled, "right_elev": 40, "right_plane": 95, "right_elbow": 60, "hold_cloth": 1}
    rest, *path = [pose := wiping(human, pose, outward) for outward in SWEEP]
    return Movement(rest, passing(STILL, 2.2, [changed(rest, there) for there in path]), STILL + 2.2 + 0.2)


def table_and_cloth(human: Human, movement: Movement) -> tuple[Prop, ...]:
    """A table over the thighs and a cloth under the hand."""
    knuckle, pointing, _ = hand_of(human, stand(human, movement.rest), "right", False)
    across = np.cross(Y, pointing)
    edge = float(sitting(human, "right_shoulder")[2]) + EDGE
    cloth = (frame(across, Y), knuckle * (1, 0, 1) + Y * table_top(human))
    return (table_at(table_top(human), edge, 1.30, 0.60, -0.16), folded_cloth(cloth, ("wrist.R",)))


def box_place(human: Human, share: float) -> Array:
    """(3,) the middle of the bottom of the box, at a share of the way from the lap to the shoulders."""
    shoulder = sitting(human, "right_shoulder")
    low = lap(human, 0.62)[1] + THICK_OF_THIGHS
    high = shoulder[1] - BOX_SIZE[1] / 2
    return np.array([0.0, low + share * (high - low), shoulder[2] + ON_LAP + OUT * share])


def lifted(human: Human, highest: float, seconds: float) -> Movement:
    """Both hands lift a light box off the lap, to a share of the way to the shoulders."""
    pose: Angles = {**hands_on_thighs(human, SITTING, ON_THIGH), "hold_box": 1}
    middles = [box_place(human, share) + Y * BOX_SIZE[1] / 2 for share in np.linspace(0, highest, 5)]
    rest, *path = [pose := hands_at_sides(human, pose, middle, BOX_SIZE[0]) for middle in middles]
    strokes = passing(STILL, seconds, [changed(rest, there) for there in path])
    return Movement(rest, strokes, STILL + seconds + 0.25)


def lift_box(human: Human) -> Movement:
    """A light box goes from the lap out to the height of the shoulders, as onto a shelf."""
    return lifted(human, 0.95, 2.0)


def lift_box_part(human: Human) -> Movement:
    """A light box goes from the lap up before the belly."""
    return lifted(human, 0.45, 1.5)


def box_on_lap(human: Human, _: Movement) -> tuple[Prop, ...]:
    """The box between the hands."""
    return (cardboard_box((np.eye(3), box_place(human, 0.0)), ("wrist.L", "wrist.R")),)


WIPE_VIEWS = {
    "front": View(0, 0.30, 0.84, elevation=12),
    "oblique": View(-40, 0.22, 0.84, elevation=12),
    "first_person": FirstPerson(-0.08, 0.43, 0.12, 70),
}
LIFT_VIEWS = {
    "side": View(-70, 0.08, 0.86),
    "oblique": View(-35, 0.08, 0.86),
    "first_person": FirstPerson(0.0, 0.48, 0.12, 72),
}

EXERCISES = (
    Exercise("wipe_table", wipe_table, WIPE_VIEWS, seated=True, props=table_and_cloth),
    Exercise("lift_box", lift_box, LIFT_VIEWS, "woman", seated=True, props=box_on_lap),
    Exercise("lift_box_part", lift_box_part, LIFT_VIEWS, "older_man", seated=True, props=box_on_lap),
)
