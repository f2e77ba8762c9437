"""Two ways out of what is too much: watch again, or something easier. Both are kept in the log."""

from __future__ import annotations

from pygame import Rect

from aotrainer.language import N_, _
from aotrainer.ui.layout import grid
from aotrainer.ui.running import Running
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button

LOST, CANNOT = "lost", "cannot"
LABELS = {LOST: N_("I lost track"), CANNOT: N_("I can't do this one")}


def help_buttons(rect: Rect, scale: Scale) -> tuple[Button, ...]:
    """Both, side by side."""
    cells = grid(rect, 2, 1, scale.gap)
    return tuple(
        Button(key, _(label), cell) for (key, label), cell in zip(LABELS.items(), cells, strict=True)
    )


def press_help(running: Running, key: str, now_s: float) -> None:
    """Watch again, or go on with a part of the exercise if it has one, and else with the next."""
    if key == LOST:
        running.act(now_s, lambda session, time_s: session.lost_track(time_s))
    else:
        running.act(now_s, lambda session, time_s: session.cannot(time_s))
