"""What a scene is, and what it may ask for.

A scene returns what should happen and knows no manager: the `App` alone keeps the stack. Drawing never
changes state, so a scene can be drawn again, resized or photographed at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pygame

    from aotrainer.errors import AotrainerError
    from aotrainer.ui.canvas import Canvas


class Scene(Protocol):
    """One screen; only the topmost is stepped and drawn.

    `handle` takes one event. The size of the window comes as a `VIDEORESIZE` event before anything else.
    `step` takes the time in monotonic seconds. `close` is called once, when the scene leaves the stack.
    `fps` is how often it has to be drawn; less leaves more of the computer to the tracking.
    """

    fps: int

    def handle(self, event: pygame.event.Event) -> Transition | None:
        """React to one event."""

    def step(self, now_s: float) -> Transition | None:
        """Go on to the given time."""

    def draw(self, canvas: Canvas) -> None:
        """Paint everything; changes nothing."""

    def failed(self, error: AotrainerError | None) -> Scene | None:
        """What to put on top when handling, stepping or drawing has failed; None for a plain message.

        error : None when nobody foresaw it
        """

    def close(self) -> None:
        """Let go of what the scene holds; what was done is kept."""


@dataclass(frozen=True, slots=True)
class Push:
    """Put a scene on top."""

    scene: Scene


@dataclass(frozen=True, slots=True)
class Pop:
    """Take this many scenes off the top; the application ends with the last one."""

    count: int = 1


@dataclass(frozen=True, slots=True)
class Replace:
    """Put a scene in the place of the topmost."""

    scene: Scene


@dataclass(frozen=True, slots=True)
class Quit:
    """End the application."""


Transition = Push | Pop | Replace | Quit
