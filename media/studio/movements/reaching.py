"""Reaching for a cup, seated."""

from __future__ import annotations

import numpy as np

from ..camera import FirstPerson, View
from ..furniture import stand as small_stand
from ..geometry import Array, Y
from ..grasp import at_mouth, cup_grip, hand_flat, hold, standing
from ..human import Human
from ..limbs import Angles
from ..props import Prop
from ..timeline import Movement, Stroke
from .common import ON_THIGH, SITTING, STILL, Exercise, changed, hands_on_thighs, passing
from .places import at_arms_length, before_knees, cup_in_right_hand, lap, sitting, table_at, table_top

BEHIND_TABLE = 0.70  # share of the thigh: the fingertips stay on this side of a table before the knees
OVER_EDGE = {"right_elev": 10, "right_plane": 78, "right_elbow": 112, "right_sup": -20, "right_curl": 10}
"""The arm on its way from the thigh up over the edge of a table."""
AHEAD = (0.1, 0.0, 1.0)
ABOVE = 0.006  # metres that the hand takes the cup higher than it would by itself, clear of the table
TO_MOUTH = FirstPerson(-0.04, 0.46, 0.10, 72)
AT_TABLE = {
    "side": View(-70, 0.10, 0.86, aside=0.03, elevation=6),
    "oblique": View(-35, 0.10, 0.86, elevation=6),
    "first_person": FirstPerson(-0.02, 0.40, 0.11, 64),
}
TO_LEFT = FirstPerson(0.02, 0.42, 0.12, 54)
LIFT = 0.07  # metres that the cup is lifted off the table


def with_cup(human: Human) -> Angles:
    """Seated, a cup held on the right thigh."""
    rest = hands_on_thighs(human, SITTING, ON_THIGH)
    guess = {**rest, "right_elev": 0, "right_elbow": 85, "right_sup": 0, "hold_cup": 1}
    return hold(human, guess, cup_grip(human, rest, "right"), standing(lap(human, 0.78, 0.01)), AHEAD)


def before_chest(human: Human, rest: Angles) -> Angles:
    """The cup upright before the chest, halfway from the lap to the mouth."""
    middle = (lap(human, 0.78) + at_mouth(human, rest, 0, 0.0).middle) / 2
    place = standing(middle + np.array([0.0, 0.01, 0.08]))
    return hold(human, rest, cup_grip(human, rest, "right"), place, (0.35, 0, 1))


def hand_to_mouth(human: Human) -> Movement:
    """A cup goes from the thigh to the mouth, and tips to drink."""
    rest = with_cup(human)
    grip, half = cup_grip(human, rest, "right"), before_chest(human, rest)
    near = {**half, "right_elev": 40, "right_plane": 55, "right_rot": -10, "right_elbow": 128, "head_flex": 0}
    there = hold(human, near, grip, at_mouth(human, near, 18, 0.012), (1, 0, 0.7))
    drink = hold(human, there, grip, at_mouth(human, there, 36, 0.002), (1, 0, 0.7))
    strokes = (*passing(STILL, 1.8, (half, there)), Stroke(STILL + 1.6, 0.7, changed(there, drink)))
    return Movement(rest, strokes, STILL + 1.6 + 0.7 + 0.25)


def hand_to_mouth_part(human: Human) -> Movement:
    """A cup goes from the thigh up before the chest, and stays upright."""
    rest = with_cup(human)
    return Movement(rest, (Stroke(STILL, 1.5, changed(rest, before_chest(human, rest))),), STILL + 1.5 + 0.25)


def reach_forward(human: Human) -> Movement:
    """The hand goes over the edge of the table to a cup at arm's length, takes it and lifts it a little."""
    rest = hands_on_thighs(human, SITTING, BEHIND_TABLE)
    grip, place = cup_grip(human, rest, "right"), at_arms_length(human, table_top(human), -8, 0.95)
    guess = {**rest, "right_elev": 55, "right_plane": 80, "right_elbow": 40, "right_sup": 0, "right_rot": 0}
    short = hold(human, guess, grip, standing(place + 0.01 * Y), AHEAD, gap=0.045)
    taken = hold(human, guess, grip, standing(place + ABOVE * Y), AHEAD)
    lifted = hold(human, taken, grip, standing(place + LIFT * Y), AHEAD)
    reach = (*passing(STILL, 1.6, (OVER_EDGE, changed(rest, short))), Stroke(STILL + 1.3, 0.65, taken))
    lift = (Stroke(STILL + 1.98, 0.02, {"hold_cup": 1}), Stroke(STILL + 2.0, 0.7, changed(taken, lifted)))
    return Movement(rest, reach + lift, STILL + 2.7 + 0.15)


def reach_forward_part(human: Human) -> Movement:
    """The hand goes up over the edge of the table and lies down flat on it."""
    rest = hands_on_thighs(human, SITTING, BEHIND_TABLE)
    guess = {**rest, "right_elev": 40, "right_plane": 80, "right_elbow": 60}
    edge = np.array([sitting(human, "right_shoulder")[0], table_top(human), before_knees(human) + 0.09])
    there = hand_flat(human, guess, "right", edge, AHEAD)
    return Movement(rest, passing(STILL, 1.9, (OVER_EDGE, changed(rest, there))), STILL + 1.9 + 0.25)


def reach_across(human: Human) -> Movement:
    """The hand crosses the midline to a cup on a stand before the left knee and closes round it."""
    rest = hands_on_thighs(human, SITTING, BEHIND_TABLE)
    grip, place = cup_grip(human, rest, "right"), cup_on_left(human)
    way = place - sitting(human, "right_shoulder")
    turned = {"trunk_turn": 8, "trunk_flex": 8, "head_turn": 6}
    guess = {**rest, **turned, "right_elev": 55, "right_plane": 105, "right_elbow": 30, "right_sup": 0}
    short = hold(human, guess, grip, standing(place + 0.02 * Y), way, gap=0.045)
    taken = hold(human, guess, grip, standing(place + ABOVE * Y), way)
    raised = {"right_elev": 15, "right_plane": 85, "right_elbow": 95, "right_sup": -20}
    strokes = (*passing(STILL, 1.9, (raised, changed(rest, short))), Stroke(STILL + 1.6, 0.7, taken))
    return Movement(rest, strokes, STILL + 2.3 + 0.3)


def cup_on_left(human: Human) -> Array:
    """(3,) on a stand beside the left knee, a little higher than it."""
    return at_arms_length(human, sitting(human, "left_knee")[1] + 0.15, -42, 1.01)


def cup_on_stand(human: Human, movement: Movement) -> tuple[Prop, ...]:
    """The cup near the right edge of a small stand, whose foot is beside the person's own."""
    x, height, z = cup_on_left(human)
    foot = np.array([x + 0.10, human.floor, z + 0.09])
    table = small_stand((np.eye(3), foot), height - human.floor)
    return (table, cup_in_right_hand(human, movement, height))


def cup_on_table(human: Human, movement: Movement) -> tuple[Prop, ...]:
    """The cup where the hand will take it, on a table that begins before the knees."""
    return (
        table_at(table_top(human), before_knees(human), 0.70, 0.45),
        cup_in_right_hand(human, movement, table_top(human)),
    )


def table_only(human: Human, _: Movement) -> tuple[Prop, ...]:
    return (table_at(table_top(human), before_knees(human), 0.70, 0.45),)


def held_cup(human: Human, movement: Movement) -> tuple[Prop, ...]:
    return (cup_in_right_hand(human, movement),)


EXERCISES = (
    Exercise(
        "hand_to_mouth",
        hand_to_mouth,
        {"front": View(0, 0.20, 0.82), "oblique": View(-40, 0.20, 0.82), "first_person": TO_MOUTH},
        seated=True,
        props=held_cup,
    ),
    Exercise(
        "hand_to_mouth_part",
        hand_to_mouth_part,
        {"side": View(-70, 0.20, 0.82), "oblique": View(-35, 0.20, 0.82), "first_person": TO_MOUTH},
        "woman",
        seated=True,
        props=held_cup,
    ),
    Exercise(
        "reach_forward",
        reach_forward,
        AT_TABLE,
        "older_man",
        seated=True,
        props=cup_on_table,
    ),
    Exercise(
        "reach_forward_part",
        reach_forward_part,
        AT_TABLE,
        seated=True,
        props=table_only,
    ),
    Exercise(
        "reach_across",
        reach_across,
        {"front": View(0, 0.10, 0.82), "oblique": View(-40, 0.10, 0.82), "first_person": TO_LEFT},
        "woman",
        seated=True,
        props=cup_on_stand,
    ),
)
