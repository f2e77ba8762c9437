"""The ring that fills while an arm is held up."""

from __future__ import annotations

from pygame import Rect

from aotrainer.language import _
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import take_bottom

SIZE = 0.42
"""Of the window's height: seen out of the corner of an eye, from where one exercises."""


def draw_hold(canvas: Canvas, share: float) -> None:
    """On top of everything: how much of the time an arm has been held up; nothing before it is raised.

    share : 0-1
    """
    if share <= 0:
        return
    side = round(canvas.scale.base * SIZE)
    card = Rect(0, 0, side, side)
    card.center = canvas.rect.center
    canvas.panel(card, theme.CARD, theme.TEAL, thick=canvas.scale.gap // 3, radius=2 * canvas.scale.radius)
    words, ring = take_bottom(card.inflate(-canvas.scale.gap, -canvas.scale.gap), canvas.scale.lead * 1.4)
    disk = Rect(0, 0, ring.h - canvas.scale.gap, ring.h - canvas.scale.gap)
    disk.center = ring.center
    canvas.ring(disk, share)
    if share >= 1:
        canvas.tick(disk.inflate(-disk.w // 2, -disk.h // 2), theme.TEAL)
    canvas.text(_("Keep your arm up"), words, canvas.scale.body, bold=True, align="centre")
