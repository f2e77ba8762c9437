"""Clinical joint angles -> bone transforms -> skinned vertices and true joint centres.

A pose is a mapping from channel name to degrees (if nothing else is said); a channel left out is neutral.
Channels of the trunk: `pelvis_tilt` (forward), `trunk_flex`, `trunk_side` and `trunk_turn` (to the left),
`head_flex`, `head_turn`. Channels of each side, with `left_` or `right_` before them:

============= ==================================================================================
elev, plane   arm elevation from hanging, and its plane (0 to the side, 90 straight forward)
rot           external rotation of the shoulder
shrug         elevation of the shoulder girdle beyond what follows the arm
elbow         flexion
sup           supination (0 thumb forward, + palm forward)
wext, wdev    wrist extension and radial deviation
curl          flexion of the fingers (of each knuckle, roughly)
thumb         opposition of the thumb
hip, habd     hip flexion (against the pelvis) and abduction
hrot          external rotation of the hip
knee          flexion
toe_out       direction of the foot on the floor
foot_pitch    how far the heel is above the toes (- toes above the heel); flat on the floor by itself
foot_roll     how far the sole of a lifted foot looks outwards, as it does when the leg is to the side
support       share of the weight on this foot (1 by itself); the feet that carry stay where they are
============= ==================================================================================

Steps are told by where the feet and the pelvis go, in centimetres from where they stand at rest:
`pelvis_side` (to the left), `pelvis_up`, `pelvis_forward`, and of each side `step_out`, `step_up`,
`step_forward`. With any of these, hips and knees are solved so that the ankles get there.

Besides: `blink` (0 open, 1 closed), `breath` (0 out, 1 in) and `hold_NAME` (1 while a thing is in the hand).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .geometry import Array
from .human import BODY_VERTICES, Human
from .life import morphed
from .limbs import Angles, bone_rotations, finger_rotations, foot_rotations
from .stepping import BALL, STEP_CHANNELS, ankle_home, pelvis_shift, step_legs

CENTRES = {
    "shoulder": "upperarm01",
    "elbow": "lowerarm01",
    "wrist": "wrist",
    "hip": "upperleg01",
    "knee": "lowerleg01",
    "ankle": "foot",
    "index": "finger2-1",
    "pinky": "finger5-1",
}
"""The bone whose head is the true joint centre, or the knuckle."""
BIG_TOE = "toe1-2"
SOLE = 0.03  # metres above the floor that belong to the sole of a foot


@dataclass(frozen=True, eq=False)
class Stance:
    """A posed rig: world rotation (B, 3, 3) and head position (B, 3) in metres of every bone."""

    rotations: Array
    positions: Array
    held: frozenset[str] = frozenset()  # names of the things in the hands
    blink: float = 0.0
    breath: float = 0.0


def stand(human: Human, angles: Angles) -> Stance:
    """Pose the rig, with the feet that carry held where they stand."""
    steps = any(channel.endswith(STEP_CHANNELS) for channel in angles)
    angles = step_legs(human, angles) if steps else angles
    rotations = bone_rotations(human.rest, angles) | foot_rotations(angles)
    turned, placed = _hang(human, rotations, finger_rotations(human, angles))
    shift = pelvis_shift(human, angles) if steps else _planted(human, angles, turned, placed)
    held = frozenset(
        channel.removeprefix("hold_")
        for channel, value in angles.items()
        if channel.startswith("hold_") and value >= 0.5
    )
    return Stance(turned, placed + shift, held, angles.get("blink", 0.0), angles.get("breath", 0.0))


def _hang(human: Human, rotations: Mapping[str, Array], fingers: Mapping[str, Array]) -> tuple[Array, Array]:
    """World rotation and head position of every bone, from the root outwards."""
    rig = human.rig
    turned, placed = np.zeros((len(rig.names), 3, 3)), np.zeros((len(rig.names), 3))
    from_parent = rig.heads - rig.heads[list(rig.parents)]
    for i, (name, parent) in enumerate(zip(rig.names, rig.parents, strict=True)):
        if parent < 0:
            turned[i], placed[i] = rotations.get(name, np.eye(3)), rig.heads[i]
            continue
        follows = turned[parent] @ fingers[name] if name in fingers else turned[parent]
        turned[i] = rotations.get(name, follows)
        placed[i] = placed[parent] + turned[parent] @ from_parent[i]
    return turned, placed


def _planted(human: Human, angles: Angles, turned: Array, placed: Array) -> Array:
    """The shift (3,) that puts the balls of the carrying feet back to where they stand flat."""
    shifts, weights = [], []
    for side in ("left", "right"):
        foot, ball = (human.rig.index[f"{bone}.{side[0].upper()}"] for bone in ("foot", BALL))
        reach = human.rig.heads[ball] - human.rig.heads[foot]
        flat = foot_rotations({**angles, f"{side}_foot_pitch": 0.0})[f"foot.{side[0].upper()}"]
        there = ankle_home(human, side) + flat @ reach
        shifts.append(there - (placed[foot] + turned[foot] @ reach))
        weights.append(max(0.0, angles.get(f"{side}_support", 1.0)))
    share = np.array(weights) / sum(weights)
    return np.asarray(share @ np.array(shifts))


def skin(human: Human, stance: Stance) -> Array:
    """(V, 3) vertices in metres by linear blend skinning."""
    bones = np.empty((len(stance.positions), 3, 4))
    bones[:, :, :3] = stance.rotations
    bones[:, :, 3] = stance.positions - np.einsum("bij,bj->bi", stance.rotations, human.rig.heads)
    blended = (human.rig.weights @ bones.reshape(-1, 12)).reshape(-1, 3, 4)
    life = {"blink": stance.blink, "breath": stance.breath}
    vertices = morphed(human.mesh.vertices, human.morphs, life)
    return np.einsum("vij,vj->vi", blended[:, :, :3], vertices) + blended[:, :, 3]


def joint_centres(human: Human, stance: Stance) -> dict[str, Array]:
    """True joint centres, knuckles, heels and toes in metres: "left_shoulder" -> (3,)."""
    index = human.rig.index
    places = {}
    for side in ("left", "right"):
        letter = side[0].upper()
        for joint, bone in CENTRES.items():
            places[f"{side}_{joint}"] = stance.positions[index[f"{bone}.{letter}"]]
        toe = f"{BIG_TOE}.{letter}"
        places[f"{side}_foot_index"] = carried(human, stance, toe, human.rig.tails[index[toe]])
        places[f"{side}_heel"] = carried(human, stance, f"foot.{letter}", _heel(human, side))
    return places


def _heel(human: Human, side: str) -> Array:
    """The rearmost point of the sole in the rest pose."""
    body = human.mesh.vertices[:BODY_VERTICES]
    sole = body[(body[:, 1] < human.floor + SOLE) & (body[:, 0] * (1 if side == "left" else -1) > 0)]
    return np.asarray(sole[sole[:, 2].argmin()])


def carried(human: Human, stance: Stance, bone: str, point: Array) -> Array:
    """Where a point (3,) fixed to a bone in the rest pose has gone."""
    i = human.rig.index[bone]
    return stance.positions[i] + stance.rotations[i] @ (point - human.rig.heads[i])
