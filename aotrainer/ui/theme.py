"""Colours and sizes. Text on its ground has a contrast of at least 7:1; colour never says anything alone.

Teal, amber and dark red stay apart for people who see colours differently (blue-yellow and light-dark
differences, not red against green), in every palette.
"""

from __future__ import annotations

from dataclasses import dataclass

from aotrainer.ui.tint import Colour, Tint

BLACK: Colour = (0, 0, 0)

PAPER = Tint((250, 247, 241), dark=(18, 24, 28), contrast=BLACK)
CARD = Tint((255, 255, 255), dark=(30, 38, 43), contrast=BLACK)
INK = Tint((24, 38, 46), dark=(240, 238, 232), contrast=(255, 255, 255))
QUIET = Tint((66, 78, 84), dark=(200, 206, 208), contrast=(255, 255, 255))
LINE = Tint((196, 190, 178), dark=(92, 104, 110), contrast=(255, 255, 255))
TRACK = Tint((226, 221, 211), dark=(54, 64, 70), contrast=(70, 70, 70))
TEAL = Tint((10, 82, 94), dark=(126, 214, 222), contrast=(255, 230, 0))
"""What is meant to be read first, and the button to press next."""
ON_TEAL = Tint((255, 255, 255), dark=(6, 28, 33), contrast=BLACK)
"""Words on `TEAL` and `TEAL_LIT`."""
TEAL_LIT = Tint((14, 66, 76), dark=(160, 230, 236), contrast=(255, 243, 140))
TEAL_PALE = Tint((222, 238, 238), dark=(20, 60, 68), contrast=(66, 60, 0))
RED = Tint((140, 24, 20), dark=(255, 146, 136), contrast=(255, 140, 130))
"""STOP, and nothing else."""
ON_RED = Tint((255, 255, 255), dark=(40, 4, 2), contrast=BLACK)
"""Words on `RED` and `RED_LIT`."""
RED_LIT = Tint((112, 14, 12), dark=(255, 178, 170), contrast=(255, 180, 172))
AMBER = Tint((255, 184, 28))
STAGE = Tint((38, 46, 50), dark=(6, 9, 11), contrast=BLACK)
"""Behind pictures: dark in every palette, with `WHITE` on it."""
FOCUS = Tint((176, 92, 0), dark=(255, 216, 40), contrast=(70, 200, 255))
WHITE = Tint((255, 255, 255))
"""White in every palette: on `STAGE` and on pictures."""
OUTLINE = Tint((24, 38, 46))
"""Dark in every palette: round lines on pictures."""

TEXT_PAIRS: tuple[tuple[Tint, Tint], ...] = (
    (INK, PAPER),
    (INK, CARD),
    (INK, TEAL_PALE),
    (INK, TRACK),
    (QUIET, PAPER),
    (QUIET, CARD),
    (QUIET, TEAL_PALE),
    (TEAL, PAPER),
    (TEAL, CARD),
    (ON_TEAL, TEAL),
    (ON_TEAL, TEAL_LIT),
    (ON_RED, RED),
    (ON_RED, RED_LIT),
    (WHITE, STAGE),
)
"""Every (text, ground) pair in use, for the test of their contrast."""

MEANT_APART: tuple[tuple[Tint, Tint], ...] = (
    (TEAL, RED),
    (TEAL, TRACK),
    (FOCUS, PAPER),
    (FOCUS, CARD),
    (FOCUS, TEAL),
    (FOCUS, RED),
    (AMBER, WHITE),
    (AMBER, OUTLINE),
)
"""Colours that tell things apart: what to press, what stops, what is done of a whole, which button is meant,
which limb is judged."""

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
