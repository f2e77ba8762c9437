"""What a perfect tracker would say: true joint centres as a `Motion`.

Landmarks that a rig has no joint for (the face, the thumb) are missing. The same functions that measure an
attempt measure this, so that tracked and true angles are the same angles.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aotrainer.motion.pose import BODY, Motion

from .camera import Camera
from .human import Human
from .pose import Stance, joint_centres


def projected(human: Human, stances: Sequence[Stance], camera: Camera, fps: float) -> Motion:
    """Joint centres of every stance in the picture and in metres round the middle of the hips."""
    n, width_height = len(stances), np.array(camera.size)
    image = np.full((n, len(BODY.landmarks), 2), np.nan)
    world = np.full((n, len(BODY.landmarks), 3), np.nan)
    for i, stance in enumerate(stances):
        centres = joint_centres(human, stance)
        columns = [BODY.index[name] for name in centres]
        places = np.array(list(centres.values()))
        middle = (centres["left_hip"] + centres["right_hip"]) / 2
        image[i, columns] = (camera.project(places) - width_height / 2) / width_height[1]
        world[i, columns] = (places - middle) @ camera.turn * (1, -1, -1)
    visibility = np.isfinite(image[:, :, 0]).astype(float)
    return Motion(np.arange(n) / fps, image, world, visibility)
