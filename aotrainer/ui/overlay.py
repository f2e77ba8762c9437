"""The skeleton on the camera's picture: what is judged in amber and thick, the rest white and thin.

A point that the landmarker is not sure of is not drawn, and neither is the face.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pygame
from pygame import Rect

from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import BODY, SIDES, PoseFrame, Side
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.tint import Colour

MIN_VISIBILITY = 0.5
PAIRED = (("shoulder", "elbow"), ("elbow", "wrist"), ("hip", "knee"), ("knee", "ankle"), ("shoulder", "hip"))
ACROSS = (("left_shoulder", "right_shoulder"), ("left_hip", "right_hip"))
THIN, THICK = 1 / 110, 1 / 55
"""The lines' thickness in picture heights."""

Bone = tuple[str, str]
BONES: tuple[Bone, ...] = (*ACROSS, *((f"{side}_{a}", f"{side}_{b}") for side in SIDES for a, b in PAIRED))


def judged_bones(judging: Judging, side: Side, bones: Sequence[Bone] = BONES) -> set[Bone]:
    """The lines between landmarks that are compared with the model, on the side that is judged."""
    judged = set(judging.landmarks(side))
    return {bone for bone in bones if judged.issuperset(bone)}


def draw_skeleton(
    canvas: Canvas,
    frame: PoseFrame,
    place: Rect,
    mirrored: bool,
    judged: set[Bone],
    bones: Sequence[Bone] = BONES,
) -> None:
    """The body of `frame` on its picture, which is shown at `place`; the judged lines on top."""
    thin, thick = max(3, round(place.h * THIN)), max(6, round(place.h * THICK))
    clip = canvas.surface.get_clip()
    canvas.surface.set_clip(place)
    for bone in sorted(bones, key=judged.__contains__):
        if all(_seen(frame, end) for end in bone):
            a, b = (on_screen(frame, end, place, mirrored) for end in bone)
            colour, width = (theme.AMBER, thick) if bone in judged else (theme.WHITE, thin)
            _draw_bone(canvas, a, b, colour, width)
    canvas.surface.set_clip(clip)


def on_screen(frame: PoseFrame, landmark: str, place: Rect, mirrored: bool) -> tuple[float, float]:
    """Where a landmark is in a picture shown at `place`."""
    x, y = frame.image[BODY.index[landmark]] * place.h
    return place.centerx + float(-x if mirrored else x), place.centery + float(y)


def _seen(frame: PoseFrame, landmark: str) -> bool:
    at = BODY.index[landmark]
    return bool(frame.visibility[at] >= MIN_VISIBILITY and np.isfinite(frame.image[at]).all())


def _draw_bone(
    canvas: Canvas, a: tuple[float, float], b: tuple[float, float], colour: Colour, width: int
) -> None:
    for tint, thick in ((theme.OUTLINE, width + max(2, width // 3)), (colour, width)):
        draw_line(canvas.surface, a, b, canvas.colour(tint), thick)
        for point in (a, b):
            canvas.dot(point, thick * 0.75, tint)


def draw_line(
    surface: pygame.Surface,
    a: tuple[float, float],
    b: tuple[float, float],
    colour: tuple[int, ...],
    thick: int,
) -> None:
    """A line as a polygon: pygame's own thick lines get thinner the more they slant."""
    start, end = pygame.Vector2(a), pygame.Vector2(b)
    if start.distance_to(end) < 1:
        return
    aside = (end - start).normalize().rotate(90) * (thick / 2)
    pygame.draw.polygon(surface, colour, [start + aside, end + aside, end - aside, start - aside])
