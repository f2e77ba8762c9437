"""A number to type in: by keyboard, or by a pad for mouse, touch and one switch."""

from __future__ import annotations

import pygame
from pygame import Rect

from aotrainer.language import _, decimal_mark
from aotrainer.ui.layout import grid, list_places, take_bottom
from aotrainer.ui.scene import Transition
from aotrainer.ui.scenes.typing import TypingScene
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button

DIGITS = "1234567890"
"""On the pad, in this order; the decimal mark of the language comes after them."""
TYPED = f"{DIGITS},.-"
"""What can be typed: what makes no sense is refused when it is taken, rather than read as another number."""
COLUMNS, ROWS = 6, 2
SIGN, DELETE = "sign:", "delete"


class NumberScene(TypingScene):
    """Digits below the line; subclasses take what was typed, as `TypingScene` says.

    whole : something is counted, and the pad has no decimal mark
    """

    whole = False

    def takes_letter(self, key: int) -> bool:
        """All but Space, which may be somebody's one switch."""
        return key != pygame.K_SPACE

    def body(self) -> Rect:
        """Above the pad."""
        return self._parts()[1]

    def buttons(self) -> tuple[Button, ...]:
        """The pad, and what any line to type into has."""
        cells = grid(self._parts()[0], COLUMNS, ROWS, Scale.of(self.size).gap)
        signs = DIGITS if self.whole else DIGITS + decimal_mark()
        pad = [Button(SIGN + sign, sign, cell, large=True) for sign, cell in zip(signs, cells, strict=False)]
        delete = Button(DELETE, _("Delete"), cells[-1], enabled=bool(self.typed))
        return (*pad, delete, *super().buttons())

    def press(self, key: str) -> Transition | None:
        """Type, delete, take it, or back."""
        if key.startswith(SIGN):
            self._type(key.removeprefix(SIGN))
            return None
        if key == DELETE:
            self.erase()
            return None
        return super().press(key)

    def _type(self, letters: str) -> None:
        super()._type("".join(letter for letter in letters if letter in TYPED))

    def _parts(self) -> tuple[Rect, Rect]:
        """Of the pad, and of the line and its note."""
        scale = Scale.of(self.size)
        height = ROWS * scale.button + (ROWS - 1) * scale.gap
        return take_bottom(list_places(self.size)[1], height, scale.gap)
