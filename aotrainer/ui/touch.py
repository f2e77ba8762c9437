"""Fingers on a touch screen as the mouse would tell of them, once each.

SDL makes a mouse's events of a finger's, and some systems do so once more by themselves, later and unmarked;
others make none. So the fingers are what counts, and a mouse that follows a finger does not. Every finger
counts for itself: a hand that rests on the screen does not keep another finger from pressing.
"""

from __future__ import annotations

import pygame

FOLLOWS_S = 0.7
"""A mouse that clicks this soon after a finger is the finger again: systems wait for a long press first."""
MOUSE = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION)
NEVER = float("-inf")

Place = tuple[int, int]


class Touch:
    """Remembers where each finger came down."""

    def __init__(self) -> None:
        self._down: dict[tuple[int, int], Place] = {}
        self._touched_s = NEVER

    def is_echo(self, event: pygame.event.Event, now_s: float) -> bool:
        """Whether it is a mouse's event that a finger caused."""
        if event.type in (pygame.FINGERDOWN, pygame.FINGERUP):
            self._touched_s = now_s
        if event.type not in MOUSE:
            return False
        return getattr(event, "touch", False) or now_s - self._touched_s < FOLLOWS_S

    def as_mouse(self, event: pygame.event.Event, size: tuple[int, int]) -> list[pygame.event.Event]:
        """What a mouse would have sent; a finger presses when it is lifted, as a mouse does.

        size : of the window, as fingers are told in shares of it
        """
        if event.type not in (pygame.FINGERDOWN, pygame.FINGERUP):
            return [event]
        finger, place = (event.touch_id, event.finger_id), _place(event, size)
        if event.type == pygame.FINGERDOWN:
            self._down[finger] = place
            return [pygame.event.Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0))]
        came_down = self._down.pop(finger, None)
        if came_down is None:
            return []
        return [
            pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=came_down, button=1),
            pygame.event.Event(pygame.MOUSEBUTTONUP, pos=place, button=1),
        ]


def _place(event: pygame.event.Event, size: tuple[int, int]) -> Place:
    return min(int(event.x * size[0]), size[0] - 1), min(int(event.y * size[1]), size[1] - 1)
