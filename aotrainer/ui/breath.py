"""A disk that grows while breathing in and shrinks while breathing out, with words that stay in one place."""

from __future__ import annotations

from pygame import Rect

from aotrainer.language import _
from aotrainer.practice.breathing import Breath
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import take_bottom

EMPTY_SHARE = 0.35
"""Of the full disk's radius, when all is breathed out: lungs are never empty, and the disk stays in sight."""
RIM_SHARE = 1 / 40
"""Of the full radius: the line that the disk grows towards."""


def draw_breath(canvas: Canvas, rect: Rect, breath: Breath) -> None:
    """The disk above, what to do now below it; neither says it alone."""
    words, stage = take_bottom(rect, canvas.scale.title * 1.5, canvas.scale.gap)
    full = min(stage.w, stage.h) // 2
    rim = max(3, round(full * RIM_SHARE))
    canvas.dot(stage.center, full, theme.TEAL_PALE)
    canvas.dot(stage.center, full, theme.TEAL, rim)
    canvas.dot(stage.center, disk_radius(breath, full - rim), theme.TEAL)
    told = _("Breathe in") if breath.inward else _("Breathe out")
    canvas.text(told, words, canvas.scale.title, bold=True, align="centre")


def disk_radius(breath: Breath, full: int) -> float:
    """Pixels, from `EMPTY_SHARE` of the full radius to all of it."""
    return full * (EMPTY_SHARE + (1 - EMPTY_SHARE) * breath.size)
