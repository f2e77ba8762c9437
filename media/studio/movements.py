"""The exercises, as the angles a demonstrator goes through. Times in seconds, angles in degrees (see `pose`).

The right side moves; the application flips the picture for the left one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .camera import View
from .contact import hand_at_mouth, hand_on_thigh
from .human import Human
from .pose import Angles
from .timeline import Movement, Stroke

STILL = 0.5
"""Seconds at rest at the beginning and at the end of a clip, so that it loops without a jolt."""


def both(**limb: float) -> dict[str, float]:
    """The same angles for the left and the right side."""
    return {f"{side}_{name}": angle for side in ("left", "right") for name, angle in limb.items()}


STANDING: Angles = both(habd=1)
SITTING: Angles = {
    "trunk_flex": 5,
    "head_flex": -3,
    **both(hip=86, knee=90, habd=3, hrot=2, elev=16, plane=62, rot=-12, elbow=68, sup=-50, curl=18),
}


@dataclass(frozen=True)
class Exercise:
    """A movement with the views in which the model and the demo patient are filmed."""

    name: str
    build: Callable[[Human], Movement]
    view: View
    demo_view: View
    seated: bool = False


def shoulder_abduction(_: Human) -> Movement:
    """The arm goes out to the side and up, the palm turning forward on the way."""
    top = {
        "right_elev": 150, "right_plane": 6, "right_rot": 72, "right_elbow": 6, "right_curl": 8,
        "trunk_side": 2, "head_turn": -4,
    }  # fmt: skip
    return Movement(STANDING, (Stroke(STILL, 2.1, top),), STILL + 2.1 + 0.2)


def elbow_flexion(_: Human) -> Movement:
    """The forearm comes up to the shoulder, palm forwards; the upper arm stays at the side."""
    rest = {**STANDING, "right_sup": 80, "right_elbow": 10, "right_elev": 7}
    return Movement(rest, (Stroke(STILL, 1.6, {"right_elbow": 135, "right_curl": 20}),), STILL + 1.6 + 0.15)


def hand_to_mouth(human: Human) -> Movement:
    """From the thigh to the mouth, as if to eat."""
    rest = hands_on_thighs(human, SITTING, 0.76)
    guess = {
        **rest, "right_elev": 42, "right_plane": 60, "right_rot": -30, "right_elbow": 135, "right_sup": 20,
        "right_wext": 0, "right_wdev": 0, "right_curl": 20, "right_thumb": 30, "head_flex": 1,
    }  # fmt: skip
    mouth = changed(rest, hand_at_mouth(human, guess, "right"))
    return Movement(rest, (Stroke(STILL, 1.7, mouth),), STILL + 1.7 + 0.3)


def sit_to_stand(human: Human) -> Movement:
    """Lean forward until the nose is over the toes, then push up; the feet, drawn back, stay put."""
    sitting = {**SITTING, **both(hip=84, knee=98, habd=0, hrot=0)}
    rest = hands_on_thighs(human, sitting, 0.70)
    lean = {"pelvis_tilt": 24, "trunk_flex": 20, "head_flex": -22, **both(hip=84 + 24)}
    leaning = {**rest, **lean, **both(elev=45, elbow=50)}
    over_knees = changed(rest, hands_on_thighs(human, leaning, 0.86))
    upright = {"pelvis_tilt": 0, "trunk_flex": 0, "head_flex": 0}
    upright |= both(hip=0, knee=0, plane=0, rot=0, sup=0, wext=0, wdev=0, elev=6, elbow=12, curl=14)
    strokes = (Stroke(STILL, 1.2, over_knees), Stroke(STILL + 0.85, 1.75, upright))
    return Movement(rest, strokes, STILL + 0.85 + 1.75 + 0.35)


def hands_on_thighs(human: Human, angles: Angles, share: float) -> dict[str, float]:
    """Both hands on the thighs, mirrored."""
    settled = hand_on_thigh(human, angles, "right", share)
    own = {name: angle for name, angle in settled.items() if name.startswith("right_")}
    return {**settled, **{name.replace("right_", "left_"): angle for name, angle in own.items()}}


def changed(rest: Angles, goal: Angles) -> dict[str, float]:
    """Only the channels in which the goal differs from rest."""
    return {name: angle for name, angle in goal.items() if abs(angle - rest.get(name, 0.0)) > 1e-6}


EXERCISES = (
    Exercise(
        "shoulder_abduction", shoulder_abduction, View(0, 0.22, 1.29), View(5, -0.05, 1.36, elevation=2)
    ),
    Exercise("elbow_flexion", elbow_flexion, View(-60, 0.22, 1.08), View(-55, -0.06, 1.22, elevation=3)),
    Exercise(
        "hand_to_mouth",
        hand_to_mouth,
        View(0, 0.10, 0.88),
        View(4, -0.08, 1.06, elevation=3),
        seated=True,
    ),
    Exercise(
        "sit_to_stand",
        sit_to_stand,
        View(90, -0.04, 1.06, aside=-0.02),
        View(86, -0.08, 1.22, elevation=2),
        seated=True,
    ),
)
