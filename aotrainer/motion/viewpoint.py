"""The model as a camera further round would see it: nobody stands just where the clip was filmed from.

World landmarks tell how near each point is, too little of it, but that much is enough to tell in which
direction everything shifts in the picture when the camera goes round by a few degrees.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from aotrainer.motion.features import camera_azimuth_deg, trunk_length, trunk_length_m
from aotrainer.motion.pose import Motion
from aotrainer.motion.reps import Repetition

SMALL_DEG = 5.0
"""Nine of ten cameras that stand where the model's stood are measured within this, and one in twenty of those
that stand 20 degrees further round: not worth turning the model."""
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
    """The model turned towards a camera that stands so much further round; nothing where that is little.

    Nor if its trunk, by which metres become lengths in the picture, was never seen.
    """
    if abs(off_deg) >= SMALL_DEG and math.isfinite(trunk_length_m(model)):
        yield from (turned(model, share * off_deg) for share in SHARES)


def turned(motion: Motion, deg: float) -> Motion:
    """The body turned about the vertical, its left side to the camera for positive angles."""
    angle, world = np.radians(deg), motion.world
    x = world[..., 0] * np.cos(angle) + world[..., 2] * np.sin(angle)
    z = world[..., 2] * np.cos(angle) - world[..., 0] * np.sin(angle)
    image = motion.image.copy()
    image[..., 0] += (x - world[..., 0]) * trunk_length(motion) / trunk_length_m(motion)
    return replace(motion, image=image, world=np.stack([x, world[..., 1], z], axis=-1))
