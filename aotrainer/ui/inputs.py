"""From what a hand did, on whatever it has, to the events that scenes know."""

from __future__ import annotations

import logging

import pygame

from aotrainer.ui.focus import PRESS_KEYS
from aotrainer.ui.scanning import SWITCH, Scanning
from aotrainer.ui.screen import Screen
from aotrainer.ui.touch import Touch

POINTING = (
    pygame.MOUSEBUTTONDOWN,
    pygame.MOUSEBUTTONUP,
    pygame.MOUSEMOTION,
    pygame.FINGERDOWN,
    pygame.FINGERUP,
    pygame.FINGERMOTION,
)
LAST_BUTTON = 3
"""Left, middle and right; what comes after them are wheels."""

log = logging.getLogger(__name__)


class Inputs:
    """Reads fingers, joysticks and one switch; `step` leads the focus of who has only that."""

    def __init__(self) -> None:
        self._touch, self._scanning = Touch(), Scanning()
        self._joysticks: dict[int, pygame.joystick.JoystickType] = {}
        self._space_pressed = False
        try:
            pygame.joystick.init()
        except pygame.error:
            log.warning("joysticks cannot be used", exc_info=True)

    def read(
        self, event: pygame.event.Event, screen: object, size: tuple[int, int], now_s: float, every_s: float
    ) -> list[pygame.event.Event]:
        """The events for the topmost scene that one event stands for.

        size : of the window; every_s : seconds that each button is offered to one switch, 0 for off
        """
        if event.type == pygame.JOYDEVICEADDED:
            self._open(event.device_index)
        if self._touch.is_echo(event, now_s):
            return []
        if event.type == pygame.JOYBUTTONDOWN:
            event = pygame.event.Event(SWITCH)
        if every_s > 0 and isinstance(screen, Screen):
            return self._scanned(event, screen, now_s)
        return self._touch.as_mouse(event, size)

    def step(self, screen: object, now_s: float, every_s: float) -> None:
        """Offer the next button to one switch, when its time has come."""
        if isinstance(screen, Screen):
            self._scanning.step(screen, now_s, every_s)

    def _scanned(self, event: pygame.event.Event, screen: Screen, now_s: float) -> list[pygame.event.Event]:
        """While buttons are offered by themselves, any press takes the one that is; where does not matter."""
        if event.type == pygame.TEXTINPUT and event.text == " " and self._space_pressed:
            return []
        if is_switch(event, screen):
            self._space_pressed = event.type == pygame.KEYDOWN and event.key == pygame.K_SPACE
            return [pygame.event.Event(SWITCH)] if self._scanning.accepts(screen, now_s) else []
        if event.type == pygame.KEYDOWN:
            self._space_pressed = False
        return [] if event.type in POINTING else [event]

    def _open(self, index: int) -> None:
        """Only a joystick that is held on to sends its buttons."""
        try:
            joystick = pygame.joystick.Joystick(index)
        except pygame.error:
            log.warning("joystick %d cannot be used", index, exc_info=True)
        else:
            self._joysticks[joystick.get_instance_id()] = joystick


def is_switch(event: pygame.event.Event, screen: Screen) -> bool:
    """Whether an event is a press of whatever serves as the one switch."""
    if event.type == pygame.KEYDOWN:
        return (
            event.key in PRESS_KEYS and not event.mod & pygame.KMOD_ALT and not screen.takes_letter(event.key)
        )
    if event.type == pygame.MOUSEBUTTONDOWN:
        return bool(event.button <= LAST_BUTTON)
    return event.type in (pygame.FINGERDOWN, SWITCH)
