"""Where the body meets things: fingertips at the mouth, hands on the thighs, a seat under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq, least_squares

from .furniture import Seat
from .geometry import Array, unit
from .human import BODY_VERTICES, Human
from .limbs import Angles
from .pose import Stance, carried, joint_centres, skin, stand
from .timeline import neutral
from .wardrobe import bone_share

Limit = tuple[float, float]
ARM_LIMITS: dict[str, Limit] = {
    "elev": (-30, 120),
    "plane": (25, 110),
    "rot": (-45, 60),
    "elbow": (5, 145),
    "sup": (-75, 80),
    "wext": (-40, 50),
    "wdev": (-15, 20),
}
"""Degrees a shoulder, forearm and wrist may take to get the hand somewhere before the body."""
TO_HEAD = {"elev": (80, 135), "plane": (-10, 60), "rot": (30, 100), "sup": (-80, 80), "wext": (-40, 40)}
TO_BACK = {"elev": (10, 55), "plane": (-95, 0), "rot": (-80, 20), "elbow": (40, 130), "wext": (-45, 30)}
"""What is different when the hand goes behind the head or the back."""
POINT_SCALE, TURN_SCALE, EASE_SCALE = 0.005, 0.12, 40.0
"""Metres, direction cosines and degrees that count as equally bad."""
HAND_THICKNESS = 0.031  # metres between the palm's skin on the thigh and the middle knuckle's centre
HAIR = 0.022  # metres, with what a flat hand needs on a round head
BACK_OF_HAND = 0.026  # metres between the skin over the knuckles and the middle knuckle's centre
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


def bring_hand(
    human: Human, angles: Angles, side: str, goal: HandGoal, limits: Mapping[str, Limit] | None = None
) -> dict[str, float]:
    """The angles with those of one arm changed so that the hand reaches its goal as easily as it can."""
    allowed = ARM_LIMITS | dict(limits or {})
    names = [f"{side}_{name}" for name in allowed]
    low, high = (np.array([limit[k] for limit in allowed.values()], float) for k in (0, 1))
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
    loose = {**angles, f"{side}_curl": -2, f"{side}_thumb": -6}
    return bring_hand(human, loose, side, HandGoal(point, False, pointing, -up))


def hand_behind_head(human: Human, angles: Angles, side: str) -> dict[str, float]:
    """The palm on the back of the head, the fingers towards the other side."""
    inward = 1.0 if side == "right" else -1.0
    stance = stand(human, angles)
    own = bone_share(human, ("head",))[:BODY_VERTICES] > 0.5
    head = skin(human, stance)[:BODY_VERTICES][own]
    back = unit((-0.45 * inward, 0.10, -1.0))
    point = outermost(head, (head.min(axis=0) + head.max(axis=0)) / 2, back) + back * (HAND_THICKNESS + HAIR)
    pointing = unit(np.array((inward, 0.35, -0.3)) - back * (back @ (inward, 0.35, -0.3)))
    return bring_hand(human, angles, side, HandGoal(point, False, pointing, -back, 0.5), TO_HEAD)


def hand_in_small_of_back(human: Human, angles: Angles, side: str) -> dict[str, float]:
    """The back of the hand on the loins, just short of the spine, the fingers towards the other side."""
    inward = 1.0 if side == "right" else -1.0
    stance = stand(human, angles)
    own = bone_share(human, ("spine", "root", "pelvis"))[:BODY_VERTICES] > 0.5
    loins = stance.positions[human.rig.index["spine03"]] - np.array([0.05 * inward, 0.0, 0.0])
    back = np.array([0.0, 0.0, -1.0])
    point = outermost(skin(human, stance)[:BODY_VERTICES][own], loins, back) + back * BACK_OF_HAND
    return bring_hand(
        human, angles, side, HandGoal(point, False, unit((inward, 0.05, 0.0)), back, 0.5), TO_BACK
    )


def level_forearm(human: Human, angles: Angles, side: str) -> dict[str, float]:
    """The angles with the elbow bent until the forearm is level."""

    def drop(elbow: float) -> float:
        centres = joint_centres(human, stand(human, {**angles, f"{side}_elbow": elbow}))
        return float(centres[f"{side}_elbow"][1] - centres[f"{side}_wrist"][1])

    return {**angles, f"{side}_elbow": round(brentq(drop, *ARM_LIMITS["elbow"]), 1)}


def under_forearm(human: Human, angles: Angles, side: str) -> float:
    """Metres: the height of a table that carries the forearm."""
    own = bone_share(human, tuple(f"lowerarm0{part}.{side[0].upper()}" for part in (1, 2)))[:BODY_VERTICES]
    return float(skin(human, stand(human, angles))[:BODY_VERTICES][own > 0.9][:, 1].min())


def outermost(vertices: Array, centre: Array, way: Array) -> Array:
    """(3,) where the skin around the line from a centre into some direction ends."""
    offsets = vertices - centre
    along = offsets @ way
    near = np.linalg.norm(offsets - along[:, None] * way, axis=1) < 0.03
    return np.asarray(centre + way * along[near].max())


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
