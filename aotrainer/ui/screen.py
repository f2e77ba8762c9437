"""What all scenes share: the window's size, buttons, and the keys that lead out."""

from __future__ import annotations

from typing import ClassVar

import pygame

from aotrainer.errors import AotrainerError
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.focus import Focus
from aotrainer.ui.remote import Meaning, meaning, says_something
from aotrainer.ui.scene import Pop, Quit, Scene, Transition
from aotrainer.ui.widgets import Button, Look, common_sizes, draw_button


class Screen:
    """A scene made of words, pictures and buttons; the buttons follow from its state and the window's size.

    Subclasses give `buttons`, `press` and `paint`; `cancel` is what Escape and a remote's way back do.
    """

    fps = 60
    hands_speak: ClassVar[bool] = True
    """Whether a raised arm means something here, where that is wanted at all."""
    private = False
    """Whether this is for therapists only: it, and what is on top of it, is covered when they have gone."""

    def __init__(self, focus: str | None = None) -> None:
        self.size = (1280, 720)
        self.focus = Focus(focus)

    def buttons(self) -> tuple[Button, ...]:
        """The buttons, in the order of the Tab key."""
        return ()

    def press(self, key: str) -> Transition | None:
        """A button was pressed."""

    def cancel(self) -> Transition | None:
        """Escape was pressed."""
        return Pop()

    def go_on(self) -> Transition | None:
        """A remote asks for the main button."""
        main = next((each for each in self.buttons() if each.look is Look.MAIN and each.enabled), None)
        if main is None:
            return None
        self.focus.key = main.key
        return self.press(main.key)

    def takes_letter(self, key: int) -> bool:  # noqa: ARG002 (for scenes to type into)
        """Whether a key is for typing just now, rather than a remote's or a switch."""
        return False

    def unassigned(self, event: pygame.event.Event) -> Transition | None:
        """A key was pressed that nothing is assigned to; never one of the system, for volume or for media."""

    def spoken(self) -> str | None:
        """What is said when the scene appears; None for its heading and what belongs to its phase."""

    def leave(self) -> Transition | None:
        """The window is about to be closed."""
        return Quit()

    def paint(self, canvas: Canvas) -> None:
        """Draw everything but the buttons."""

    def handle(self, event: pygame.event.Event) -> Transition | None:
        """React to one event."""
        if event.type == pygame.QUIT:
            return self.leave()
        if event.type == pygame.VIDEORESIZE:
            self.size = event.size
            return None
        if event.type == pygame.KEYDOWN:
            return self._take_key(event)
        return self._pressed(event)

    def step(self, now_s: float) -> Transition | None:
        """Go on to the given time."""

    def draw(self, canvas: Canvas) -> None:
        """Paint everything; changes nothing."""
        canvas.fill(theme.PAPER)
        self.paint(canvas)
        buttons = self.buttons()
        most = common_sizes(canvas, buttons)
        for each in buttons:
            focused, hovered = each.key == self.focus.key, each.key == self.focus.hovered
            draw_button(canvas, each, focused, hovered, most[each.key])

    def failed(self, error: AotrainerError | None) -> Scene | None:
        """What to put on top when something has failed here; None for a plain message."""

    def close(self) -> None:
        """Let go of what the scene holds."""

    def _pressed(self, event: pygame.event.Event) -> Transition | None:
        key = self.focus.take(event, self.buttons())
        return None if key is None else self.press(key)

    def _take_key(self, event: pygame.event.Event) -> Transition | None:
        asked = meaning(event, arrows=self._one_way(), letters=not self.takes_letter(event.key))
        if asked is not None:
            return self.go_on() if asked is Meaning.GO_ON else self.cancel()
        if self.focus.knows(event):
            return self._pressed(event)
        if self.takes_letter(event.key) or not says_something(event):
            return None
        return self.unassigned(event)

    def _one_way(self) -> bool:
        """Whether there is at most one button beside STOP: arrows need not go from button to button."""
        return sum(button.look is not Look.STOP for button in self.buttons()) <= 1
