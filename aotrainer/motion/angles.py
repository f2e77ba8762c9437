"""The angles that tell a repetition: how far a joint, a segment or the trunk has gone, in degrees.

All but one are measured in the picture, where the landmarker is right to 1-5 degrees when the movement lies
in that plane; each exercise names the view in which it does. `trunk_turn` happens about the vertical and
never lies in the picture of somebody upright: it comes from the world landmarks, which show less than half of
the turn but follow it closely (45 degrees read about 20, r = 0.98), so it can only be compared with the
model's. The two swings come from how far the limb reaches out sideways, with lengths taken as the usual
shares of the trunk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from aotrainer.motion.arrays import FloatArray, known_median
from aotrainer.motion.features import USUAL_TRUNKS, azimuth_deg, wrapped_deg
from aotrainer.motion.pose import SIDES, Motion, Side, opposite


@dataclass(frozen=True, slots=True)
class Joint:
    """One angle: the landmarks it needs of its own side and of both sides, and how it is measured.

    towards_side : the whole trunk moves, and the angle is positive towards the named side: that of the left
        is the negative of that of the right
    """

    own: tuple[str, ...]
    measure: Callable[[Motion, Side], FloatArray]
    both: tuple[str, ...] = ()
    towards_side: bool = False

    def landmarks(self, side: Side) -> tuple[str, ...]:
        """All landmarks that have to be seen."""
        across = [f"{one}_{name}" for name in self.both for one in (side, opposite(side))]
        return (*(f"{side}_{name}" for name in self.own), *across)


def _flexion(*names: str) -> Joint:
    """0 when three landmarks lie in a line, more when they bend in the middle."""
    return Joint(names, lambda motion, side: 180.0 - _included(motion, side, names))


def _elevation(*names: str) -> Joint:
    """The angle at the middle one of three landmarks: 0 along the trunk."""
    return Joint(names, lambda motion, side: _included(motion, side, names))


def _from_hanging(start: str, end: str) -> Joint:
    """The line from one landmark to another against hanging straight down, whichever way."""

    def measure(motion: Motion, side: Side) -> FloatArray:
        x, down = (_at(motion, side, end) - _at(motion, side, start)).T
        return np.asarray(np.degrees(np.arctan2(np.abs(x), down)))

    return Joint((start, end), measure)


def _included(motion: Motion, side: Side, names: tuple[str, ...]) -> FloatArray:
    before, centre, after = (_at(motion, side, name) for name in names)
    u, v = before - centre, after - centre
    cross = np.abs(u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0])
    return np.asarray(np.degrees(np.arctan2(cross, (u * v).sum(axis=1))))


def _heel_lift(motion: Motion, side: Side) -> FloatArray:
    x, down = (_at(motion, side, "foot_index") - _at(motion, side, "heel")).T
    return np.asarray(np.degrees(np.arctan2(down, np.abs(x))))


def _side_bend(motion: Motion, side: Side) -> FloatArray:
    hips, shoulders = (
        (_at(motion, side, name) + _at(motion, opposite(side), name)) / 2 for name in ("hip", "shoulder")
    )
    x, down = (shoulders - hips).T
    return np.asarray(np.degrees(np.arctan2(_outwards(motion, side) * x, -down)))


def _trunk_turn(motion: Motion, side: Side) -> FloatArray:
    hips, shoulders = (_facing_deg(motion, name) for name in ("hip", "shoulder"))
    to_the_left = wrapped_deg(hips - shoulders)
    return to_the_left if side == "left" else -to_the_left


def _facing_deg(motion: Motion, name: str) -> FloatArray:
    """(n,) from which side the camera sees a line across the body, positive from the person's left."""
    left, right = (motion.world[:, motion.column(f"{side}_{name}")] for side in SIDES)
    return azimuth_deg(left - right)


def _forearm_turn(motion: Motion, side: Side) -> FloatArray:
    x, down = (_at(motion, side, "index") - _at(motion, side, "pinky")).T
    outwards = _outwards(motion, side) * x
    return np.asarray(np.degrees(np.arctan2(np.abs(down), -outwards)))


def _swing(start: str, trunks: float) -> Callable[[Motion, Side], FloatArray]:
    def measure(motion: Motion, side: Side) -> FloatArray:
        x = (_at(motion, side, "wrist") - _at(motion, side, start))[:, 0]
        trunk = np.linalg.norm(_at(motion, side, "shoulder") - _at(motion, side, "hip"), axis=1)
        reach = _outwards(motion, side) * x / (trunks * known_median(trunk))
        return np.asarray(np.degrees(np.arcsin(np.clip(reach, -1.0, 1.0))))

    return measure


def _outwards(motion: Motion, side: Side) -> float:
    """+1 when the named side is to the right of the picture, -1 when it is to the left."""
    across = _at(motion, side, "shoulder") - _at(motion, opposite(side), "shoulder")
    return -1.0 if known_median(across[:, 0]) < 0 else 1.0


def _at(motion: Motion, side: Side, name: str) -> FloatArray:
    return np.asarray(motion.image[:, motion.column(f"{side}_{name}")])


JOINTS: dict[str, Joint] = {
    "shoulder": _elevation("hip", "shoulder", "elbow"),
    "elbow": _flexion("shoulder", "elbow", "wrist"),
    "hip": _flexion("shoulder", "hip", "knee"),
    "knee": _flexion("hip", "knee", "ankle"),
    "reach": _elevation("hip", "shoulder", "wrist"),
    "hand_lift": _from_hanging("wrist", "index"),
    "heel_lift": Joint(("heel", "foot_index"), _heel_lift),
    "leg_swing": _from_hanging("hip", "ankle"),
    "trunk_lean": _from_hanging("shoulder", "hip"),
    "side_bend": Joint((), _side_bend, both=("hip", "shoulder"), towards_side=True),
    "trunk_turn": Joint((), _trunk_turn, both=("hip", "shoulder"), towards_side=True),
    "forearm_turn": Joint(("pinky", "index"), _forearm_turn, both=("shoulder",)),
    "forearm_swing": Joint(
        ("hip", "elbow", "wrist"), _swing("elbow", USUAL_TRUNKS["forearm"]), both=("shoulder",)
    ),
    "arm_swing": Joint(("hip", "wrist"), _swing("shoulder", USUAL_TRUNKS["arm"]), both=("shoulder",)),
}
"""What each angle is:

- `shoulder`, `reach`: elevation of the upper arm, of the hand seen from the shoulder (arm down about 15,
  overhead about 170); `reach` is for tasks that are about where the hand arrives, however the arm bends
- `elbow`, `hip`, `knee`: flexion, 0 straight
- `hand_lift`: the hand against hanging straight down; with the forearm lying still, the wrist's movement
- `heel_lift`: the tilt of the foot, 0 flat on the floor, positive with the heel up
- `leg_swing`: the line from hip to ankle against the vertical, whichever way; for a straight leg that swings
- `trunk_lean`: the trunk against the vertical, whichever way; for movements seen from the side
- `side_bend`: the trunk against the vertical, positive towards the named side; seen from the front
- `trunk_turn`: the shoulder line against the hip line about the vertical, positive towards the named side
- `forearm_turn`: the knuckle line of a hand that points at the camera: 0 palm down, 90 thumb up, 180 palm up
- `forearm_swing`, `arm_swing`: how far the forearm, or the whole arm, points outwards; negative when across
"""


def joint_landmarks(joint: str, side: Side) -> tuple[str, ...]:
    """The landmarks that a joint's angle needs."""
    return JOINTS[joint].landmarks(side)


def joint_angle_deg(motion: Motion, joint: str, side: Side) -> FloatArray:
    """(n,) degrees; NaN where a landmark is missing. See `JOINTS` for what each angle is."""
    return JOINTS[joint].measure(motion, side)
