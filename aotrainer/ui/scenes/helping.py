"""Two ways out of what is too much: watch again, or something easier. Both are kept in the log."""

from __future__ import annotations

from collections.abc import Mapping

from pygame import Rect

from aotrainer.language import N_, _
from aotrainer.session import Session
from aotrainer.ui.layout import grid
from aotrainer.ui.running import Act
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button

LOST, CANNOT = "lost", "cannot"
ACTS: Mapping[str, Act] = {LOST: Session.lost_track, CANNOT: Session.cannot}
"""Watch again; or go on with a part of the exercise if it has one, and else with the next."""
LABELS = {LOST: N_("I lost track"), CANNOT: N_("I can't do this one")}


def help_buttons(rect: Rect, scale: Scale) -> tuple[Button, ...]:
    """Both, side by side."""
    cells = grid(rect, 2, 1, scale.gap)
    return tuple(
        Button(key, _(label), cell) for (key, label), cell in zip(LABELS.items(), cells, strict=True)
    )
