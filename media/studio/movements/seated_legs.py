"""Movements of the legs, seated."""

from __future__ import annotations

from ..camera import View
from ..contact import hand_on_thigh
from ..human import Human
from ..limbs import Angles
from ..support import hand_on_seat
from ..timeline import Movement, Stroke
from .common import SITTING, STILL, Exercise, both, by_pelvis, changed, hands_on_thighs

SQUARE: Angles = {**SITTING, **both(habd=1.9, hrot=0)}
"""Sitting with the feet where a standing person has them, so that one alone can carry."""
HOLDING: Angles = {**SQUARE, "trunk_flex": 3, **both(plane=-30, elev=12, rot=0, elbow=30, sup=0)}


def knee_extension(human: Human) -> Movement:
    """The knee straightens, the toes pulled up, waits a second and goes down slowly; the thigh stays."""
    rest = hands_on_thighs(human, SQUARE, 0.55)
    raised = hand_on_thigh(human, {**rest, "right_support": 0, "right_hip": 91}, "right", 0.55)
    strokes = (
        Stroke(STILL - 0.2, 0.2, {"right_support": 0}),
        Stroke(STILL, 0.8, changed(rest, raised)),
        Stroke(STILL + 0.15, 1.6, {"right_knee": 10, "right_foot_pitch": -90}),
    )
    return Movement(rest, strokes, STILL + 1.75 + 0.5)


def seated_marching(human: Human) -> Movement:
    """The right knee comes up and goes down, then the left one; the hands hold the seat."""
    rest = hold_seat(human)
    strokes = (*_knee_up("right", STILL), *_knee_up("left", STILL + 2.45))
    return Movement(rest, strokes, (2 * STILL + 2.45 + 2.2) / 2, there_and_back=False)


def _knee_up(side: str, start: float) -> tuple[Stroke, ...]:
    """The thigh comes off the seat, the foot hanging below the knee, and goes down again."""
    up = {f"{side}_hip": 112, f"{side}_knee": 104, f"{side}_foot_pitch": 6}
    down = {f"{side}_hip": 86, f"{side}_knee": 90, f"{side}_foot_pitch": 0}
    return (
        Stroke(start - 0.2, 0.2, {f"{side}_support": 0}),
        Stroke(start, 1.0, up),
        Stroke(start + 1.2, 1.0, down),
        Stroke(start + 2.2, 0.2, {f"{side}_support": 1}),
    )


def seated_heel_raise(human: Human) -> Movement:
    """Both heels come up as far as they go, the balls of the feet stay on the floor."""
    rest = by_pelvis(human, hands_on_thighs(human, SQUARE, 0.62))
    up = hands_on_thighs(human, {**rest, **both(foot_pitch=34)}, 0.62)
    return Movement(rest, (Stroke(STILL, 1.3, changed(rest, up)),), STILL + 1.3 + 0.5)


def hold_seat(human: Human) -> dict[str, float]:
    """Sitting with both hands round the edges of the seat."""
    return hand_on_seat(human, hand_on_seat(human, HOLDING, "left"), "right")


EXERCISES = (
    Exercise(
        "knee_extension",
        knee_extension,
        {"side": View(-85, -0.04, 0.82, aside=-0.02), "oblique": View(-40, -0.08, 0.82)},
        "older_man",
        seated=True,
    ),
    Exercise(
        "seated_marching",
        seated_marching,
        {"oblique": View(-45, -0.05, 0.82, aside=-0.09), "front": View(0, -0.08, 0.82)},
        seated=True,
    ),
    Exercise(
        "seated_heel_raise",
        seated_heel_raise,
        {"side": View(90, -0.04, 0.82, aside=0.10), "oblique": View(40, -0.06, 0.82, aside=0.07)},
        seated=True,
    ),
)
