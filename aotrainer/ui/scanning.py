"""One switch: the buttons are offered one after the other, and any press takes the one that is offered.

Whatever a hand, a foot or a raised arm can work serves as the switch: Space, Enter, a click or a tap
anywhere, the button of a joystick or switch box, or a `SWITCH` event.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygame

from aotrainer.ui.widgets import Button, Look

if TYPE_CHECKING:
    from aotrainer.ui.screen import Screen

SWITCH = pygame.event.custom_type()
"""Somebody pressed their one switch. Post it from wherever it is noticed; it presses the button in focus."""
DEAD_TIME_S = 0.8
"""A press this soon after a scene appeared was meant for the one before: hands tremble."""
BOUNCE_S = 0.5
"""A press this soon after another is the same one: a trembling hand, or a switch that closes twice."""
NEVER = float("-inf")


def offered(buttons: Sequence[Button]) -> list[str]:
    """The keys in the order in which they are offered: the main button, STOP, the others as Tab goes."""
    usable = [button for button in buttons if button.enabled]
    stops = [button.key for button in usable if button.look is Look.STOP]
    mains = [button.key for button in usable if button.look is Look.MAIN]
    others = [button.key for button in usable if button.look not in (Look.STOP, Look.MAIN)]
    rest = mains + others
    return [*rest[:1], *stops, *rest[1:]]


def first(buttons: Sequence[Button]) -> str | None:
    """What is offered when a scene appears: never STOP, even if that leaves nothing for the first while."""
    keys = offered(buttons)
    stops = {button.key for button in buttons if button.look is Look.STOP}
    return next((key for key in keys[:1] if key not in stops), None)


def following(buttons: Sequence[Button], key: str | None) -> str | None:
    """What is offered after a button; the only one stays."""
    keys = offered(buttons)
    if not keys:
        return None
    return keys[(keys.index(key) + 1) % len(keys)] if key in keys else keys[0]


class Scanning:
    """Leads the focus of the topmost screen round, and says which presses count."""

    def __init__(self) -> None:
        self._screen: Screen | None = None
        self._on = False
        self._shown_s = self._moved_s = self._pressed_s = NEVER

    def step(self, screen: Screen, now_s: float, every_s: float) -> None:
        """Offer what is due: the first button of a new screen, and the next one after `every_s`; 0 is off."""
        on = every_s > 0
        if screen is not self._screen:
            self._screen, self._shown_s, self._moved_s = screen, now_s, now_s
            if on:
                screen.focus.key = first(screen.buttons())
        elif on and not self._on:
            self._moved_s = now_s  # just switched on: it starts where the person is
        elif on and now_s - self._moved_s >= every_s:
            screen.focus.key = following(screen.buttons(), screen.focus.key)
            self._moved_s = now_s
        self._on = on

    def accepts(self, screen: Screen, now_s: float) -> bool:
        """Whether a press now is meant; what was pressed is offered once more from now on."""
        too_soon = now_s - self._shown_s < DEAD_TIME_S or now_s - self._pressed_s < BOUNCE_S
        self._pressed_s = now_s
        if screen is not self._screen or too_soon:
            return False
        self._moved_s = now_s
        return True
