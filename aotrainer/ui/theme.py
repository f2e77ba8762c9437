"""Colours and sizes. Text on its ground has a contrast of at least 7:1; colour never says anything alone.

Teal, amber and dark red stay apart for people who see colours differently (blue-yellow and light-dark
differences, not red against green).
"""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]

PAPER: Colour = (250, 247, 241)
CARD: Colour = (255, 255, 255)
INK: Colour = (24, 38, 46)
QUIET: Colour = (66, 78, 84)
LINE: Colour = (196, 190, 178)
TRACK: Colour = (226, 221, 211)
TEAL: Colour = (10, 82, 94)
TEAL_LIT: Colour = (14, 66, 76)
TEAL_PALE: Colour = (222, 238, 238)
RED: Colour = (140, 24, 20)
RED_LIT: Colour = (112, 14, 12)
AMBER: Colour = (255, 184, 28)
STAGE: Colour = (38, 46, 50)
FOCUS: Colour = (176, 92, 0)
WHITE: Colour = (255, 255, 255)

TEXT_PAIRS: tuple[tuple[Colour, Colour], ...] = (
    (INK, PAPER),
    (INK, CARD),
    (INK, TEAL_PALE),
    (INK, TRACK),
    (QUIET, PAPER),
    (QUIET, CARD),
    (QUIET, TEAL_PALE),
    (TEAL, PAPER),
    (TEAL, CARD),
    (WHITE, TEAL),
    (WHITE, TEAL_LIT),
    (WHITE, RED),
    (WHITE, RED_LIT),
    (WHITE, STAGE),
)
"""Every (text, ground) pair in use, for the test of their contrast."""

WIDEST = 1.7
"""Type grows with the height of the window, as long as the window is at least this many times as wide."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes in pixels for a window: readable at two metres, where it fills a laptop's screen."""

    base: float

    @classmethod
    def of(cls, size: tuple[int, int]) -> Scale:
        """The sizes for a window of this width and height."""
        return cls(min(size[1], size[0] / WIDEST))

    @property
    def smallest(self) -> int:
        """No text is smaller."""
        return max(8, round(self.base / 28))

    @property
    def body(self) -> int:
        """Sentences and labels."""
        return max(8, round(self.base / 23))

    @property
    def lead(self) -> int:
        """The one sentence that matters now."""
        return max(8, round(self.base / 18))

    @property
    def title(self) -> int:
        """What this screen is about."""
        return max(8, round(self.base / 12))

    @property
    def number(self) -> int:
        """Times and counts."""
        return max(8, round(self.base / 7))

    @property
    def huge(self) -> int:
        """The one number on the screen."""
        return max(8, round(self.base / 3.6))

    @property
    def gap(self) -> int:
        """Between things that belong together."""
        return max(2, round(self.base / 45))

    @property
    def margin(self) -> int:
        """Round the whole screen."""
        return max(4, round(self.base / 26))

    @property
    def button(self) -> int:
        """The height of a button: easy to hit with a tremor."""
        return max(20, round(self.base / 9))

    @property
    def radius(self) -> int:
        """Of rounded corners."""
        return max(2, round(self.base / 50))
