"""What all scenes share: the window's size, buttons, and the keys that lead out."""

from __future__ import annotations

import pygame

from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.focus import Focus
from aotrainer.ui.scene import Pop, Quit, Transition
from aotrainer.ui.widgets import Button, draw_button


class Screen:
    """A scene made of words, pictures and buttons; the buttons follow from its state and the window's size.

    Subclasses give `buttons`, `press` and `paint`; `cancel` is what Escape does.
    """

    fps = 60

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
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            return self.cancel()
        key = self.focus.take(event, self.buttons())
        return None if key is None else self.press(key)

    def step(self, now_s: float) -> Transition | None:
        """Go on to the given time."""

    def draw(self, canvas: Canvas) -> None:
        """Paint everything; changes nothing."""
        canvas.surface.fill(theme.PAPER)
        self.paint(canvas)
        for button in self.buttons():
            draw_button(canvas, button, button.key == self.focus.key, button.key == self.focus.hovered)

    def close(self) -> None:
        """Let go of what the scene holds."""
