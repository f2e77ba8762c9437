"""Which button is meant: by Tab and the arrow keys, by the mouse, or by one switch."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from aotrainer.ui.scanning import SWITCH
from aotrainer.ui.widgets import Button

PRESS_KEYS = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)
ARROWS = {
    pygame.K_LEFT: (-1, 0),
    pygame.K_RIGHT: (1, 0),
    pygame.K_UP: (0, -1),
    pygame.K_DOWN: (0, 1),
}
ASIDE = 2.5
"""How much more a step to the side counts than one in the direction of the arrow."""


class Focus:
    """The button that Enter presses, and the one under the mouse, by their keys."""

    def __init__(self, key: str | None = None) -> None:
        self.key = key
        self.hovered: str | None = None
        self._held: str | None = None

    def take(self, event: pygame.event.Event, buttons: Sequence[Button]) -> str | None:
        """React to an event; returns the key of a button that was pressed by it."""
        usable = [button for button in buttons if button.enabled]
        if event.type == pygame.KEYDOWN:
            return self._take_key(event, usable)
        if event.type == SWITCH:
            return self.key if self.key in [button.key for button in usable] else None
        if event.type == pygame.MOUSEMOTION:
            self.hovered = _under(event.pos, usable)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            self._held = self.hovered = _under(event.pos, usable)
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            return self._release(_under(event.pos, usable))
        return None

    def knows(self, event: pygame.event.Event) -> bool:
        """Whether a pressed key is for going from button to button, or for pressing one."""
        return event.key in PRESS_KEYS or event.key in ARROWS or event.key == pygame.K_TAB

    def _take_key(self, event: pygame.event.Event, buttons: Sequence[Button]) -> str | None:
        keys = [button.key for button in buttons]
        if event.key in PRESS_KEYS and not event.mod & pygame.KMOD_ALT:
            return self.key if self.key in keys else None
        if event.key == pygame.K_TAB and keys:
            self.key = _next(keys, self.key, -1 if event.mod & pygame.KMOD_SHIFT else 1)
        elif event.key in ARROWS and keys:
            self.key = _neighbour(buttons, self.key, ARROWS[event.key])
        return None

    def _release(self, key: str | None) -> str | None:
        held, self._held = self._held, None
        if key is None or key != held:
            return None
        self.key = key
        return key


def _under(place: tuple[int, int], buttons: Sequence[Button]) -> str | None:
    return next((button.key for button in buttons if button.rect.collidepoint(place)), None)


def _next(keys: Sequence[str], key: str | None, step: int) -> str:
    if key not in keys:
        return keys[0] if step > 0 else keys[-1]
    return keys[(keys.index(key) + step) % len(keys)]


def _neighbour(buttons: Sequence[Button], key: str | None, way: tuple[int, int]) -> str:
    """The nearest button in the direction of an arrow; the same one where there is none."""
    here = next((button for button in buttons if button.key == key), None)
    if here is None:
        return buttons[0].key

    def distance(button: Button) -> float:
        dx, dy = button.rect.centerx - here.rect.centerx, button.rect.centery - here.rect.centery
        along = dx * way[0] + dy * way[1]
        aside = abs(dx * way[1]) + abs(dy * way[0])
        return along + ASIDE * aside if along > 0 else float("inf")

    best = min(buttons, key=distance)
    return best.key if distance(best) < float("inf") else here.key
