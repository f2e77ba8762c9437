"""What moves in a person who keeps still: the eyelids and the breath, as shifts of the rest pose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .geometry import Array
from .wheel import Wheel

BLINK_TARGETS = tuple(f"expression/units/caucasian/eye-{side}-closure" for side in ("left", "right"))
BLINK_SHARE = 0.72  # of the targets, which shut the eyes tight
CHEST_FORWARD, BELLY_FORWARD, RISE = 0.0055, 0.0045, 0.0025  # metres at the height of a quiet breath
CHEST_SPAN, BELLY_SPAN = 0.11, 0.09  # metres above and below the middle in which they swell
FRONT = 0.10  # metres before the spine at which the trunk swells fully


@dataclass(frozen=True, eq=False)
class Morph:
    """Some vertices and how far they go, in metres, at full weight."""

    which: NDArray[np.intp]  # (n,)
    shift: Array  # (n, 3)


def morphed(vertices: Array, morphs: Mapping[str, Morph], weights: Mapping[str, float]) -> Array:
    """The rest pose (V, 3) with each named morph added at its weight (0..1)."""
    moved = vertices
    for name, weight in weights.items():
        if weight:
            moved = moved.copy()
            moved[morphs[name].which] += weight * morphs[name].shift
    return moved


def blink(wheel: Wheel, metres_per_unit: float) -> Morph:
    """Both eyes shut, with their lashes."""
    targets = [wheel.target(name) for name in BLINK_TARGETS]
    which, shift = (np.concatenate(parts) for parts in zip(*targets, strict=True))
    return Morph(which, BLINK_SHARE * shift * metres_per_unit)


def breath(vertices: Array, joints: Mapping[str, Array], trunk: Array) -> Morph:
    """The chest comes forward and up, the belly forward; `trunk` (V,) is each vertex's share of the trunk."""
    chest, belly = joints["spine-2"], (joints["spine-4"] + joints["spine-3"]) / 2
    front = np.clip((vertices[:, 2] - belly[2]) / FRONT, 0, 1) * trunk
    high, low = (
        np.exp(-(((vertices[:, 1] - middle[1]) / span) ** 2))
        for middle, span in ((chest, CHEST_SPAN), (belly, BELLY_SPAN))
    )
    rise = np.clip((vertices[:, 1] - belly[1]) / (chest[1] - belly[1]), 0, 1) * trunk
    forward = front * np.maximum(CHEST_FORWARD * high, BELLY_FORWARD * low)
    shift = np.stack([np.zeros(len(vertices)), RISE * rise, forward], axis=1)
    which = np.flatnonzero(np.abs(shift).max(axis=1) > 1e-5)
    return Morph(which, shift[which])
