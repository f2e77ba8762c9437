"""The control film of a trial: slow geometry, as bright and as lively as a model on its plain ground."""

from __future__ import annotations

import math

from pygame import Rect

from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas

RINGS, PER_RING = 3, (1, 6, 12)
TURN_S = 24.0
"""Of the outer ring, once round: about as fast as a hand in a slowed clip."""
SWELL_S = 5.0
"""The disks grow and shrink once in so long, as a movement goes there and back."""


def draw_pattern(canvas: Canvas, rect: Rect, seconds: float) -> None:
    """Disks on rings, at a moment of the film; nothing in it looks like a body or a goal."""
    canvas.panel(rect, theme.STAGE, radius=0)
    outer = rect.h * 0.4
    swell = 0.75 + 0.25 * math.sin(2 * math.pi * seconds / SWELL_S)
    for ring in range(RINGS):
        radius, way = outer * ring / (RINGS - 1), (-1) ** ring
        for n in range(PER_RING[ring]):
            turn = 2 * math.pi * (n / PER_RING[ring] + way * seconds / TURN_S)
            centre = (rect.centerx + radius * math.sin(turn), rect.centery - radius * math.cos(turn))
            canvas.dot(centre, rect.h * 0.045 * swell, theme.AMBER if ring == 1 else theme.WHITE)
