"""A stick figure of known geometry, seen without perspective: metres, y down, z away from the camera.

It stands facing the camera, so its left is at larger x. Upright trunk of 0.5 m; upper arm and forearm of
0.28 m, thigh and shank of 0.42 m, all hanging straight down. `azimuth_deg` walks the camera round it,
positive towards its left.
"""

from __future__ import annotations

import numpy as np

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import BODY, Motion, Side

RATE_HZ = 30.0
HALF_WIDTH_M = {"shoulder": 0.18, "hip": 0.12}

ABDUCTION = Judging(
    side_rule="moving_limb",
    model_side="right",
    azimuth_deg=0,
    azimuth_tolerance_deg=40,
    primary_joint="shoulder",
    min_excursion_deg=15,
    segments={"upper_arm": 1.0, "forearm": 0.7, "trunk": 0.5},
    shape_free_deg=5,
    shape_half_deg=25,
    range_free_share=0.0,
    tempo_half_ratio=2.0,
    smoothness_half=2.0,
    posture_half_deg=30,
    weights={"shape": 1.0, "range": 1.0, "tempo": 0.5, "hold": 0.2, "smoothness": 0.5, "posture": 1.0},
    limits={"trunk_lean": 10},
)


def raise_and_lower(
    repetitions: int = 1, peak_deg: float = 120, duration_s: float = 4.0, rest_s: float = 0.5
) -> FloatArray:
    """(n,) degrees of arm elevation at 30 Hz: rest, up and down along a raised cosine, rest."""
    t = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    lift = peak_deg * (1 - np.cos(2 * np.pi * t / duration_s)) / 2
    rest = np.zeros(round(rest_s * RATE_HZ))
    return np.concatenate([rest, *([lift, rest] * repetitions)])


def abduction(
    elevation_deg: FloatArray,
    side: Side = "right",
    *,
    elbow_deg: FloatArray | float = 0.0,
    lean_deg: FloatArray | float = 0.0,
    azimuth_deg: float = 0.0,
    scale: float = 0.4,
    at: tuple[float, float] = (0.0, 0.0),
) -> Motion:
    """The figure raising one arm out to the side, hand first.

    elbow_deg : flexion of that elbow, forearm turning upwards; lean_deg : trunk towards that side
    scale : picture heights per metre; at : where in the picture the middle of the hips is
    """
    n = len(elevation_deg)
    elbow = np.broadcast_to(elbow_deg, n)
    lean = np.broadcast_to(lean_deg, n)
    world = np.full((n, len(BODY.landmarks), 3), np.nan)
    for name, sign in (("left", 1.0), ("right", -1.0)):
        moves = name == side
        _limb(world, name, sign, elevation_deg * moves, elbow * moves)
    _lean(world, np.radians(lean) * (1.0 if side == "left" else -1.0))
    head = np.nanmean(world[:, [BODY.index["left_shoulder"], BODY.index["right_shoulder"]]], axis=1)
    missing = np.isnan(world[0, :, 0])
    world[:, missing] = head[:, None] + [0.0, -0.2, -0.05]
    world = world @ _turn(azimuth_deg).T
    image = world[:, :, :2] * scale + np.array(at)
    return Motion(np.arange(n) / RATE_HZ, image, world, np.ones(world.shape[:2]))


def _limb(world: FloatArray, side: str, sign: float, elevation: FloatArray, elbow: FloatArray) -> None:
    def put(name: str, place: FloatArray) -> None:
        world[:, BODY.index[f"{side}_{name}"]] = place

    n = len(world)
    hip = np.tile([sign * HALF_WIDTH_M["hip"], 0.0, 0.0], (n, 1))
    shoulder = np.tile([sign * HALF_WIDTH_M["shoulder"], -0.5, 0.0], (n, 1))
    upper = shoulder + 0.28 * _outwards(elevation, sign)
    fore = upper + 0.28 * _outwards(elevation + elbow, sign)
    put("hip", hip)
    put("knee", hip + np.array([0, 0.42, 0]))
    for name in ("ankle", "heel", "foot_index"):
        put(name, hip + np.array([0, 0.84, 0]))
    put("shoulder", shoulder)
    put("elbow", upper)
    for name in ("wrist", "pinky", "index", "thumb"):
        put(name, fore)


def _outwards(deg: FloatArray, sign: float) -> FloatArray:
    radians = np.radians(deg)
    return np.stack([sign * np.sin(radians), np.cos(radians), np.zeros_like(radians)], axis=1)


def _lean(world: FloatArray, radians: FloatArray) -> None:
    """Turn everything above the hips about the middle of the hips."""
    above = [
        k
        for name, k in BODY.index.items()
        if not name.endswith(("hip", "knee", "ankle", "heel", "foot_index"))
    ]
    c, s = np.cos(radians)[:, None], np.sin(radians)[:, None]
    x, y = world[:, above, 0].copy(), world[:, above, 1].copy()
    world[:, above, 0], world[:, above, 1] = c * x - s * y, s * x + c * y


def _turn(azimuth_deg: float) -> FloatArray:
    """Rotation about the vertical that shows the figure's left side to the camera at +90."""
    a = np.radians(azimuth_deg)
    return np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
