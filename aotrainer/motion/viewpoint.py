"""The model as a camera further round would see it: nobody stands just where the clip was filmed from.

World landmarks tell how near each point is, too little of it, but that much is enough to tell in which
direction everything shifts in the picture when the camera goes round by a few degrees.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.features import UPRIGHT_PERCENTILE, camera_azimuth_deg, trunk_length
from aotrainer.motion.pose import SIDES, Motion
from aotrainer.motion.reps import Repetition

SMALL_DEG = 8.0
"""Half of all measured views are off by less than this though they are right: not worth turning the model."""
JUST_BEFORE_S = 1.0
SHARES = (0.5, 1.0)
"""By how much of the difference the model is turned. The tracker sees too little depth, and not always by
the same share: in rendered people now one of these brings them nearest and now the other."""


def view_deg(motion: Motion, repetitions: Sequence[Repetition]) -> float:
    """From where the camera sees somebody who is about to begin; during the repetitions, if never before.

    A raised arm or a turning trunk carries the shoulder line along, and what is done before or after the
    repetitions says nothing about them.
    """
    about_to = [motion.between(rep.start_s - JUST_BEFORE_S, rep.start_s) for rep in repetitions]
    views = [camera_azimuth_deg(one) for one in about_to if len(one) > 1]
    known = [view for view in views if math.isfinite(view)]
    if known:
        return float(np.median(known))
    return camera_azimuth_deg(motion.between(repetitions[0].start_s, repetitions[-1].end_s))


def seen_alike(model: Motion, off_deg: float) -> Iterator[Motion]:
    """The model turned towards a camera that stands so much further round; nothing where that is little."""
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
    """Metres from the hips to the shoulders in the picture's plane, when upright: as `trunk_length`."""
    hips, shoulders = (_middle(motion, name) for name in ("hip", "shoulder"))
    return float(np.nanpercentile(np.linalg.norm((shoulders - hips)[:, :2], axis=1), UPRIGHT_PERCENTILE))


def _middle(motion: Motion, name: str) -> FloatArray:
    return np.asarray(np.mean([motion.world[:, motion.column(f"{side}_{name}")] for side in SIDES], axis=0))
