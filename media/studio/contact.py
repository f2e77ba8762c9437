"""Where the body meets things: fingertips at the mouth, hands on the thighs, a seat under them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import least_squares

from .furniture import Seat
from .geometry import Array, unit
from .human import BODY_VERTICES, Human
from .pose import Angles, Stance, carried, joint_centres, skin, stand
from .timeline import neutral
from .wardrobe import bone_share

ARM_LIMITS = {
    "elev": (-5, 120),
    "plane": (25, 110),
    "rot": (-45, 60),
    "elbow": (5, 145),
    "sup": (-75, 80),
    "wext": (-40, 50),
    "wdev": (-15, 20),
}
"""Degrees a shoulder, forearm and wrist may take to get the hand somewhere."""
POINT_SCALE, TURN_SCALE, EASE_SCALE = 0.005, 0.12, 40.0
"""Metres, direction cosines and degrees that count as equally bad."""
HAND_THICKNESS = 0.042  # metres between the palm's skin on the thigh and the middle knuckle's centre
NOSE_TO_MOUTH = 0.033  # metres from the tip of the nose down to the parting of the lips
LIPS_GAP = 0.010  # metres between lips and fingertips
CALF = 0.085  # metres from the ankle to the back of the calf, which must clear the seat on standing up
SEAT_GIVE = 0.018  # metres by which a cushion yields


@dataclass(frozen=True, eq=False)
class HandGoal:
    """Where a hand should be, metres and unit vectors."""

    point: Array  # (3,) for the middle knuckle, or for the tips of thumb, index and middle finger
    tips: bool
    pointing: Array  # (3,) wrist to knuckle
    palm: Array  # (3,) out of the palm
    pointing_weight: float = 1.0
    palm_weight: float = 0.5


def bring_hand(human: Human, angles: Angles, side: str, goal: HandGoal) -> dict[str, float]:
    """The angles with those of one arm changed so that the hand reaches its goal as easily as it can."""
    names = [f"{side}_{name}" for name in ARM_LIMITS]
    low, high = (np.array([limit[k] for limit in ARM_LIMITS.values()], float) for k in (0, 1))
    first = np.array([angles.get(name, neutral(name)) for name in names])

    def misses(values: Array) -> Array:
        stance = stand(human, {**angles, **dict(zip(names, values, strict=True))})
        point, pointing, palm = hand_of(human, stance, side, goal.tips)
        return np.concatenate(
            [
                (point - goal.point) / POINT_SCALE,
                goal.pointing_weight * (pointing - goal.pointing) / TURN_SCALE,
                goal.palm_weight * (palm - goal.palm) / TURN_SCALE,
                (values - first) / EASE_SCALE,
            ]
        )

    start = np.clip(first, low + 1, high - 1)
    found = least_squares(misses, start, bounds=(low, high), x_scale=10.0, diff_step=1e-3, max_nfev=60)
    return {**angles, **dict(zip(names, found.x.round(1).tolist(), strict=True))}


def hand_of(human: Human, stance: Stance, side: str, tips: bool) -> tuple[Array, Array, Array]:
    """Where a hand is, where it points and where its palm looks."""
    letter = side[0]
    end = letter.upper()
    rig, joints = human.rig, human.joints

    def bone(name: str, rest_joint: str) -> Array:
        return carried(human, stance, f"{name}.{end}", joints[f"{letter}-{rest_joint}"])

    wrist, knuckle = bone("wrist", "hand"), bone("wrist", "finger-3-1")
    across = bone("wrist", "finger-2-1") - bone("wrist", "finger-5-1")
    pointing = unit(knuckle - wrist)
    palm = unit(np.cross(pointing, across)) * (1 if side == "left" else -1)
    if not tips:
        return knuckle, pointing, palm
    ends = [f"finger{finger}-3.{end}" for finger in (1, 2, 3)]
    tip = np.mean([carried(human, stance, name, rig.tails[rig.index[name]]) for name in ends], axis=0)
    return tip, pointing, palm


def lips(human: Human, stance: Stance) -> Array:
    """(3,) metres: the foremost point of the closed mouth, found from the tip of the nose."""
    body = human.mesh.vertices[:BODY_VERTICES]
    middle = body[(np.abs(body[:, 0]) < 0.006) & (body[:, 1] > human.joints["neck"][1])]
    nose = middle[middle[:, 2].argmax()]
    mouth = middle[np.abs(middle[:, 1] - nose[1] + NOSE_TO_MOUTH) < 0.008]
    return carried(human, stance, "head", mouth[mouth[:, 2].argmax()])


def hand_at_mouth(human: Human, angles: Angles, side: str) -> dict[str, float]:
    """Fingertips before the lips, as when eating from the hand."""
    inward = 1.0 if side == "right" else -1.0
    stance = stand(human, angles)
    point = lips(human, stance) + np.array([0.0, -0.004, LIPS_GAP])
    pointing, palm = unit((0.50 * inward, 0.70, -0.50)), unit((0.30 * inward, -0.70, -0.60))
    return bring_hand(human, angles, side, HandGoal(point, True, pointing, palm, 0.25, 0.1))


def hand_on_thigh(human: Human, angles: Angles, side: str, share: float) -> dict[str, float]:
    """The palm on the thigh, at a share of the way from hip to knee."""
    stance = stand(human, angles)
    centres = joint_centres(human, stance)
    hip, knee = centres[f"{side}_hip"], centres[f"{side}_knee"]
    along = unit(knee - hip)
    outward = 1.0 if side == "left" else -1.0
    up = unit((0.12 * outward, 1.0, 0.0) - along * (along @ (0.12 * outward, 1.0, 0.0)))
    on_bone = hip + share * (knee - hip)
    flesh = _thigh_radius(human, stance, side, on_bone, up)
    point = on_bone + up * (flesh + HAND_THICKNESS)
    pointing = unit(along - 0.30 * up - 0.12 * outward * np.array([1.0, 0.0, 0.0]))
    return bring_hand(human, angles, side, HandGoal(point, False, pointing, -up))


def _thigh_radius(human: Human, stance: Stance, side: str, centre: Array, up: Array) -> float:
    """Metres of flesh between the bone and the upper surface."""
    own = bone_share(human, (f"upperleg01.{side[0].upper()}", f"upperleg02.{side[0].upper()}"))
    offsets = (skin(human, stance) - centre)[:BODY_VERTICES][own[:BODY_VERTICES] > 0.5]
    height = offsets @ up
    near = np.linalg.norm(offsets - height[:, None] * up, axis=1) < 0.03
    return float(height[near].max())


def seat_under(human: Human, angles: Angles) -> Seat:
    """The chair that just carries a sitting person."""
    stance = stand(human, angles)
    vertices = skin(human, stance)[:BODY_VERTICES]
    centres = joint_centres(human, stance)
    knee, ankle = centres["left_knee"], centres["left_ankle"]
    arms = bone_share(human, ("upperarm", "lowerarm", "wrist", "metacarpal", "finger"))[:BODY_VERTICES] > 0.3
    front = float(min(knee[2] - 0.10, ankle[2] - CALF))
    above_knee = vertices[~arms & (vertices[:, 1] > knee[1] - 0.11)]
    carried_part = above_knee[above_knee[:, 2] < front]
    loins = carried_part[carried_part[:, 1] > carried_part[:, 1].min() + 0.10]
    height = carried_part[:, 1].min() + SEAT_GIVE
    return Seat(float(height), front, float(loins[:, 2].min()), human.floor)
