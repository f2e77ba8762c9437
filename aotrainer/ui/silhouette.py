"""The outline of the model at rest, to step into: where to be, how large, and which way to face."""

from __future__ import annotations

import numpy as np
import pygame
from pygame import Rect

from aotrainer.motion.pose import SIDES, Motion
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.overlay import BONES, draw_line

TRANSPARENCY = 110
"""Of 255: the person behind it stays plain to see."""
LIMB, HEAD = 0.24, 0.24
"""How thick a limb is and how large a head's radius, in trunk lengths."""
MIN_VISIBILITY = 0.5
CORNERS = ("left_shoulder", "right_shoulder", "right_hip", "left_hip")

Point = tuple[float, float]


def draw_silhouette(canvas: Canvas, place: Rect, model: Motion, *, mirrored: bool) -> None:
    """The model's first frame on a picture shown at `place`, the size it had in its own picture.

    mirrored : whether left and right change places, as for a person whose picture is shown as in a mirror and
        who uses the model's own side
    """
    points = _points(model, place, mirrored)
    if not all(corner in points for corner in CORNERS):
        return
    trunk = _trunk_px(points)
    layer = pygame.Surface(place.size, pygame.SRCALPHA)
    colour = (*canvas.colour(theme.AMBER), TRANSPARENCY)
    thick = max(4, round(LIMB * trunk))
    for a, b in BONES:
        if a in points and b in points:
            draw_line(layer, points[a], points[b], colour, thick)
            for end in (a, b):
                pygame.draw.circle(layer, colour, points[end], thick / 2)
    pygame.draw.polygon(layer, colour, [points[corner] for corner in CORNERS])
    if "nose" in points:
        pygame.draw.circle(layer, colour, points["nose"], HEAD * trunk)
    canvas.surface.blit(layer, place)


def _points(model: Motion, place: Rect, mirrored: bool) -> dict[str, Point]:
    """Where each landmark that was seen is on the layer."""
    image, seen = model.image[0], model.visibility[0] >= MIN_VISIBILITY
    sign = -1.0 if mirrored else 1.0
    return {
        name: (place.w / 2 + sign * float(x) * place.h, place.h / 2 + float(y) * place.h)
        for name, (x, y), there in zip(model.skeleton.landmarks, image, seen, strict=True)
        if there and np.isfinite((x, y)).all()
    }


def _trunk_px(points: dict[str, Point]) -> float:
    upper, lower = (
        np.mean([points[f"{side}_{joint}"] for side in SIDES], axis=0) for joint in ("shoulder", "hip")
    )
    return float(np.linalg.norm(upper - lower))
