"""Movements of the legs, standing on both feet or on one."""

from __future__ import annotations

from collections.abc import Callable

from ..camera import View
from ..human import Human
from ..limbs import Angles
from ..support import chair_before, chair_beside, hand_on_rail, rail_before, rail_beside
from ..timeline import Movement, Stroke, neutral
from .common import SITTING, STANDING, STILL, Exercise, both, by_pelvis, changed, hands_on_thighs, passing

DRAWN_BACK: Angles = {**SITTING, **both(hip=84, knee=98, habd=0, hrot=0)}
"""Sitting with the feet behind the knees, ready to stand up."""


def over_left(degrees: float) -> dict[str, float]:
    """The weight taken over the left leg, by a swing of both legs; the feet stay where they are."""
    return {"left_habd": STANDING["left_habd"] - degrees, "right_habd": STANDING["right_habd"] + degrees}


def sit_to_stand(human: Human) -> Movement:
    """Lean forward until the nose is over the toes, then push up; the feet, drawn back, stay put."""
    rest = hands_on_thighs(human, DRAWN_BACK, 0.70)
    lean = {"pelvis_tilt": 24, "trunk_flex": 20, "head_flex": -22, **both(hip=84 + 24)}
    leaning = {**rest, **lean, **both(elev=45, elbow=50)}
    over_knees = changed(rest, hands_on_thighs(human, leaning, 0.86))
    upright: dict[str, float] = {"pelvis_tilt": 0, "trunk_flex": 0, "head_flex": 0}
    upright |= both(hip=0, knee=0, plane=0, rot=0, sup=0, wext=0, wdev=0, elev=6, elbow=12, curl=14)
    strokes = (Stroke(STILL, 1.2, over_knees), Stroke(STILL + 0.85, 1.75, upright))
    return Movement(rest, strokes, STILL + 0.85 + 1.75 + 0.35)


def sit_to_stand_part(human: Human) -> Movement:
    """Lean forward until the seat comes off the chair by a few centimetres, wait, and sit back."""
    rest = hands_on_thighs(human, DRAWN_BACK, 0.70)
    lean = {"pelvis_tilt": 32, "trunk_flex": 16, "head_flex": -24, **both(hip=84 + 32)}
    leaning = hands_on_thighs(human, {**rest, **lean, **both(elev=45, elbow=50)}, 0.82)
    off = {"pelvis_tilt": 36, **both(hip=74 + 36, knee=92)}
    lifted = hands_on_thighs(human, {**leaning, **off}, 0.84)
    strokes = (
        Stroke(STILL, 1.5, changed(rest, leaning)),
        Stroke(STILL + 1.1, 1.0, changed(leaning, lifted)),
    )
    return Movement(rest, strokes, STILL + 1.1 + 1.0 + 0.4)


def mini_squat(human: Human) -> Movement:
    """The hips go back and down as if to a low stool, the arms come forward, the heels stay down."""
    rest = by_pelvis(human, STANDING)
    low = {
        "pelvis_tilt": 26, "trunk_flex": 6, "head_flex": -22,
        **both(hip=44 + 26, knee=66, elev=62, plane=82, elbow=16),
    }  # fmt: skip
    down = changed(rest, by_pelvis(human, {**STANDING, **low}))
    return Movement(rest, (Stroke(STILL, 1.9, down),), STILL + 1.9 + 0.25)


def marching(_: Human) -> Movement:
    """On the spot: the right knee up to hip height and down, then the left one; the arms swing along."""
    strokes = (*_knee_up("right", "left", STILL), *_knee_up("left", "right", STILL + 2.6))
    return Movement(STANDING, strokes, (2 * STILL + 2.6 + 3.0) / 2, there_and_back=False)


def _knee_up(side: str, other: str, start: float) -> tuple[Stroke, ...]:
    """The weight goes over the other leg, the knee comes up and goes down, the weight comes back."""
    sway = 7 if side == "right" else -7
    up = {f"{side}_hip": 78, f"{side}_knee": 88, "pelvis_tilt": -2}
    arms = {
        f"{other}_elev": 24, f"{other}_plane": 85, f"{other}_elbow": 35,
        f"{side}_elev": 14, f"{side}_plane": -70, f"{side}_elbow": 25,
    }  # fmt: skip
    hang = both(elev=6, plane=0, elbow=12)
    return (
        Stroke(start, 0.7, {**over_left(sway), "trunk_side": sway * 0.4}),
        Stroke(start + 0.15, 0.4, {f"{side}_support": 0}),
        Stroke(start + 0.55, 0.95, up),
        Stroke(start + 0.7, 0.75, {f"{side}_foot_pitch": 18}),
        Stroke(start + 0.55, 0.95, arms),
        Stroke(start + 1.6, 0.7, {f"{side}_foot_pitch": 0}),
        Stroke(start + 1.6, 0.95, {f"{side}_hip": 0, f"{side}_knee": 0, "pelvis_tilt": 0}),
        Stroke(start + 1.6, 0.95, hang),
        Stroke(start + 2.4, 0.3, {f"{side}_support": 1}),
        Stroke(start + 2.3, 0.7, {**over_left(0), "trunk_side": 0}),
    )


def hip_abduction(human: Human) -> Movement:
    """The leg goes straight out to the side, toes forward; the trunk stays over the standing leg."""

    def hold(angles: Angles) -> dict[str, float]:
        return hand_on_rail(human, angles, "left", rail_beside(human))

    rest = hold(STANDING)
    shifted = hold({**rest, **over_left(8), "trunk_side": 5})
    strokes = (
        *holding(STILL, 0.9, rest, shifted, hold),
        Stroke(STILL + 0.2, 0.5, {"right_support": 0}),
        Stroke(STILL + 0.7, 1.5, {"right_habd": 34, "right_foot_roll": 30}),
    )
    return Movement(rest, strokes, STILL + 0.7 + 1.5 + 0.3)


def hip_extension(human: Human) -> Movement:
    """The straight leg goes back from the hip while both hands hold on; the trunk gives way only a little."""

    def hold(angles: Angles) -> dict[str, float]:
        return hold_before(human, angles)

    rest = hold(STANDING)
    shifted = hold({**rest, **over_left(7)})
    on_left = {**shifted, "right_support": 0}
    lean = {"pelvis_tilt": 6, "trunk_flex": 2, "head_flex": -6, "left_hip": 6}
    back = hold({**on_left, **lean, "right_hip": -18, "right_knee": 5})
    strokes = (
        *holding(STILL, 0.9, rest, shifted, hold),
        Stroke(STILL + 0.2, 0.5, {"right_support": 0}),
        *holding(STILL + 0.7, 1.5, on_left, back, hold),
        Stroke(STILL + 1.1, 1.1, {"right_foot_pitch": 28}),
    )
    return Movement(rest, strokes, STILL + 0.7 + 1.5 + 0.3)


def heel_raise(human: Human) -> Movement:
    """Both heels come up until the weight is on the balls of the feet; the fingers only keep the balance."""

    def hold(angles: Angles) -> dict[str, float]:
        return hold_before(human, angles)

    rest = by_pelvis(human, hold(STANDING))
    raised = by_pelvis(human, {**STANDING, "pelvis_tilt": 4, "head_flex": -4, **both(foot_pitch=32)})
    up = hold({**rest, **raised})
    return Movement(rest, holding(STILL, 1.4, rest, up, hold), STILL + 1.4 + 0.5)


def hold_before(human: Human, angles: Angles) -> dict[str, float]:
    """Both hands on the back of a chair in front."""
    for side in ("left", "right"):
        angles = hand_on_rail(human, angles, side, rail_before(human, side))
    return dict(angles)


def holding(
    start: float, seconds: float, before: Angles, after: Angles, hold: Callable[[Angles], Angles]
) -> tuple[Stroke, ...]:
    """From one pose to another with hands that stay where they hold: half way they are brought back there."""
    goal = changed(before, after)
    halfway = {name: (before.get(name, neutral(name)) + angle) / 2 for name, angle in goal.items()}
    return passing(start, seconds, (changed(before, hold({**before, **halfway})), goal))


SIDE, OBLIQUE = View(90, -0.04, 1.06), View(40, -0.05, 1.06)
"""Both legs move alike: seen from the left."""
RIGHT, RIGHT_OBLIQUE = View(-90, -0.04, 1.06), View(-40, -0.06, 1.06)
FRONT = View(0, -0.04, 1.06)

EXERCISES = (
    Exercise(
        "sit_to_stand",
        sit_to_stand,
        {"side": View(90, -0.04, 1.06, aside=-0.02), "oblique": View(40, -0.05, 1.06)},
        seated=True,
    ),
    Exercise(
        "sit_to_stand_part",
        sit_to_stand_part,
        {"side": View(90, -0.04, 0.84, aside=0.06), "oblique": View(40, -0.06, 0.84, aside=0.05)},
        "older_man",
        seated=True,
    ),
    Exercise("mini_squat", mini_squat, {"side": SIDE, "oblique": OBLIQUE}, "woman"),
    Exercise("marching", marching, {"oblique": View(-60, -0.04, 1.06), "front": FRONT}),
    Exercise(
        "hip_abduction",
        hip_abduction,
        {"front": FRONT, "oblique": RIGHT_OBLIQUE},
        "woman",
        props=chair_beside,
    ),
    Exercise(
        "hip_extension",
        hip_extension,
        {"side": RIGHT, "oblique": RIGHT_OBLIQUE},
        "older_man",
        props=chair_before,
    ),
    Exercise(
        "heel_raise",
        heel_raise,
        {"side": View(90, -0.04, 1.09), "oblique": View(40, -0.05, 1.09)},
        props=chair_before,
    ),
)
