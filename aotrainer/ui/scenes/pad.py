"""A pad for a PIN or a password: by keyboard, mouse, touch or one switch; what is typed is not shown."""

from __future__ import annotations

import pygame
from pygame import Rect

from aotrainer.access import LONGEST
from aotrainer.errors import AotrainerError
from aotrainer.language import _
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import centred, grid, inset, list_places, take_right, take_top
from aotrainer.ui.scene import Pop, Transition
from aotrainer.ui.screen import Screen
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look

ROWS = ("123", "456", "789", " 0")
PAD_SHARE = 0.52
"""Of the width, for the digits; the words stand left of them."""
MOST_DOTS = 12
"""Longer passwords do not show how long they are."""
DIGIT = "digit:"


class PadScene(Screen):
    """Digits, a way to take the last one back, and OK; letters come from a keyboard.

    Subclasses take what was typed (`take`), and may raise `AotrainerError` for what cannot be taken.

    typed : so far; problem : why the last one was not taken, until something is typed
    """

    def __init__(self, heading: str, note: str, problem: str = "") -> None:
        super().__init__(focus="ok")
        self.heading, self.note, self.problem, self.typed = heading, note, problem, ""
        self._spelling = False

    def take(self) -> Transition | None:
        """What was typed is taken: where to go from here."""
        raise NotImplementedError

    def able(self) -> bool:
        """Whether OK may be pressed."""
        return bool(self.typed)

    def more(self) -> tuple[Button, ...]:
        """Further buttons."""
        return ()

    def spoken(self) -> str:
        """What it is about; never what is typed."""
        return _(self.heading)

    def takes_letter(self, key: int) -> bool:
        """All of them; Space only within a password, so that it can be somebody's one switch otherwise."""
        return key != pygame.K_SPACE or self._spelling

    def handle(self, event: pygame.event.Event) -> Transition | None:
        """Letters and digits are typed; all else is for the buttons."""
        if event.type == pygame.TEXTINPUT:
            self._spell(event.text)
            return None
        if event.type == pygame.KEYDOWN and event.key == pygame.K_BACKSPACE:
            self._type(self.typed[:-1])
            return None
        if event.type == pygame.KEYDOWN and event.key == pygame.K_SPACE and self._spelling:
            return None
        return super().handle(event)

    def buttons(self) -> tuple[Button, ...]:
        """The digits, delete, further ones, back, and OK."""
        scale = Scale.of(self.size)
        _words, pad = pad_places(self.size)
        cells = grid(pad, 3, len(ROWS), scale.gap)
        digits = [
            Button(DIGIT + digit, digit, cells[3 * row + column], large=True)
            for row, line in enumerate(ROWS)
            for column, digit in enumerate(line)
            if digit != " "
        ]
        back, _middle, ok = grid(list_places(self.size)[2], 3, 1, scale.margin)
        return (
            *digits,
            Button("delete", _("Delete"), cells[-1], enabled=bool(self.typed)),
            *self.more(),
            Button("back", _("Back"), back),
            Button("ok", _("OK"), ok, Look.MAIN, enabled=self.able()),
        )

    def press(self, key: str) -> Transition | None:
        """Type, delete, take it (saying so if it cannot be taken), or back."""
        if key.startswith(DIGIT):
            self._type(self.typed + key.removeprefix(DIGIT))
        elif key == "delete":
            self._type(self.typed[:-1])
        elif key == "back":
            return Pop()
        else:
            return self._take()
        return None

    def paint(self, canvas: Canvas) -> None:
        """The heading, a dot for each character, and what it is for."""
        heading = list_places(canvas.size)[0]
        canvas.text(_(self.heading), heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        words = pad_places(canvas.size)[0]
        field, rest = take_top(words, canvas.scale.button * 0.9, canvas.scale.margin)
        self._paint_dots(canvas, field)
        told = self.told()
        canvas.text(told or _(self.note), rest, canvas.scale.body, bold=bool(told), top=True)

    def told(self) -> str:
        """What stands in the place of the note, and matters more."""
        return self.problem

    def _paint_dots(self, canvas: Canvas, field: Rect) -> None:
        canvas.panel(field, theme.CARD, theme.FOCUS, thick=max(3, canvas.scale.gap // 4))
        inner = inset(field, canvas.scale.gap)
        radius = min(inner.h // 4, inner.w // (3 * MOST_DOTS))
        for number in range(min(len(self.typed), MOST_DOTS)):
            canvas.dot((inner.x + radius * (3 * number + 1.5), inner.centery), radius, theme.INK)

    def _take(self) -> Transition | None:
        try:
            return self.take()
        except AotrainerError as error:
            self._type("")
            self.problem = " ".join(error.in_words()).strip()
            return None

    def _spell(self, letters: str) -> None:
        if letters == " " and not self._spelling:
            return
        self._type(self.typed + letters)
        self._spelling = not self.typed.isdigit() and bool(self.typed)

    def _type(self, typed: str) -> None:
        self.typed, self.problem = typed[:LONGEST], ""
        self._spelling = self._spelling and bool(typed)


def pad_places(size: tuple[int, int]) -> tuple[Rect, Rect]:
    """Words on the left, the digits on the right."""
    body = list_places(size)[1]
    pad, words = take_right(body, body.w * PAD_SHARE, Scale.of(size).margin)
    return words, centred(pad, pad.w, pad.h)
