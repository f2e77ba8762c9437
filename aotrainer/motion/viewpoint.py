"""The model as a camera further round would see it: nobody stands just where the clip was filmed from.

World landmarks tell how near each point is, too little of it, but that much is enough to tell in which
direction everything shifts in the picture when the camera goes round by a few degrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.features import camera_azimuth_deg, trunk_length, wrapped_deg
from aotrainer.motion.pose import SIDES, Motion

SMALL_DEG = 8.0
"""Half of all measured views are off by less than this though they are right: not worth turning the model."""
SHARES = (0.5, 1.0)
"""By how much of the difference the model is turned. The tracker sees too little depth, and not always by
the same share: in rendered people now one of these brings them nearest and now the other."""


def seen_alike(model: Motion, attempt: Motion) -> Iterator[Motion]:
    """The model turned towards where the attempt was seen from; nothing where that is about the same."""
    off_deg = wrapped_deg(camera_azimuth_deg(attempt) - camera_azimuth_deg(model))
    if abs(off_deg) >= SMALL_DEG:
        yield from (turned(model, share * off_deg) for share in SHARES)


def turned(motion: Motion, deg: float) -> Motion:
    """The body turned about the vertical, its left side to the camera for positive angles."""
    angle, world = np.radians(deg), motion.world
    x = world[..., 0] * np.cos(angle) + world[..., 2] * np.sin(angle)
    z = world[..., 2] * np.cos(angle) - world[..., 0] * np.sin(angle)
    image = motion.image.copy()
    image[..., 0] += (x - world[..., 0]) * trunk_length(motion) / _trunk_m(motion)
    return replace(motion, image=image, world=np.stack([x, world[..., 1], z], axis=-1))


def _trunk_m(motion: Motion) -> float:
    """Metres from the hips to the shoulders, as they show in the picture's plane."""
    hips, shoulders = (_middle(motion, name) for name in ("hip", "shoulder"))
    return float(np.nanmedian(np.linalg.norm((shoulders - hips)[:, :2], axis=1)))


def _middle(motion: Motion, name: str) -> FloatArray:
    return np.asarray(np.mean([motion.world[:, motion.column(f"{side}_{name}")] for side in SIDES], axis=0))
