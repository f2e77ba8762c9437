"""Steps, and standing on one leg."""

from __future__ import annotations

from ..camera import View
from ..human import Human
from ..limbs import Angles
from ..stepping import CENTIMETRE, leg_length
from ..support import chair_beside, hand_on_rail, rail_beside
from ..timeline import Movement, Stroke
from .common import STANDING, STILL, Exercise, by_pelvis
from .legs import holding, over_left

FOOT_LIFT = 5  # centimetres


def step(side: str, start: float, duration: float, goal: Angles) -> tuple[Stroke, ...]:
    """The foot comes off the floor, goes where it is told, and is set down."""
    up = 0.5 * duration
    return (
        Stroke(start, up, {f"{side}_step_up": FOOT_LIFT, f"{side}_foot_pitch": 8}),
        Stroke(start + 0.1 * duration, 0.8 * duration, goal),
        Stroke(start + up, up, {f"{side}_step_up": 0, f"{side}_foot_pitch": 0}),
    )


def side_step(human: Human) -> Movement:
    """The right foot steps out to the side, the weight comes over both feet, and the foot steps back."""
    wide = 0.52 * leg_length(human) / CENTIMETRE
    rest = {**by_pelvis(human, STANDING), "right_step_out": 0.0}
    strokes = (
        Stroke(STILL, 0.7, {"pelvis_side": 4, "trunk_side": 2}),
        Stroke(STILL + 0.1, 1.7, {"pelvis_up": -0.065 * leg_length(human) / CENTIMETRE}),
        *step("right", STILL + 0.45, 1.0, {"right_step_out": wide}),
        Stroke(STILL + 0.4, 1.3, {"pelvis_side": -0.42 * wide, "trunk_side": 0}),
    )
    return Movement(rest, strokes, STILL + 2.0 + 0.3)


def forward_lunge(human: Human) -> Movement:
    """A long step forward, both knees bend with the trunk upright, and the front foot pushes back."""
    leg = leg_length(human) / CENTIMETRE
    rest = {**by_pelvis(human, STANDING), "right_step_forward": 0.0}
    strokes = (
        Stroke(STILL, 0.6, {"pelvis_side": 4}),
        *step("right", STILL + 0.35, 0.95, {"right_step_forward": 0.66 * leg}),
        Stroke(STILL + 0.25, 1.3, {"pelvis_forward": 0.40 * leg, "pelvis_side": 0}),
        Stroke(STILL + 0.2, 2.0, {"pelvis_up": -0.22 * leg, "pelvis_tilt": 6, "head_flex": -4}),
        Stroke(STILL + 0.8, 1.4, {"left_foot_pitch": 42}),
    )
    return Movement(rest, strokes, STILL + 2.3 + 0.3)


def standing_balance(human: Human) -> Movement:
    """The right foot leaves the floor behind and stays up; one hand lies on a chair back in case."""

    def hold(angles: Angles) -> dict[str, float]:
        return hand_on_rail(human, angles, "left", rail_beside(human))

    rest = hold(STANDING)
    shifted = hold({**rest, **over_left(8), "trunk_side": 2})
    strokes = (
        *holding(STILL, 0.9, rest, shifted, hold),
        Stroke(STILL + 0.25, 0.55, {"right_support": 0}),
        Stroke(STILL + 0.8, 1.0, {"right_hip": 14, "right_knee": 76}),
        Stroke(STILL + 1.15, 0.8, {"right_foot_pitch": 66}),
    )
    return Movement(rest, strokes, STILL + 1.95 + 1.4)


EXERCISES = (
    Exercise(
        "side_step",
        side_step,
        {"front": View(0, -0.04, 1.06, aside=-0.10), "oblique": View(-40, -0.09, 1.06, aside=-0.08)},
        "woman",
    ),
    Exercise(
        "forward_lunge",
        forward_lunge,
        {"side": View(-90, -0.04, 1.06, aside=0.17), "oblique": View(-40, -0.13, 1.06, aside=0.12)},
    ),
    Exercise(
        "standing_balance",
        standing_balance,
        {"side": View(-80, -0.04, 1.06), "oblique": View(-35, -0.05, 1.06)},
        "older_man",
        props=chair_beside,
    ),
)
