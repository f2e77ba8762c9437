"""A line to type into, and a button to take it."""

from __future__ import annotations

import pygame
from pygame import Rect

from aotrainer.errors import AotrainerError
from aotrainer.language import _
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import grid, list_places, take_top
from aotrainer.ui.scene import Pop, Transition
from aotrainer.ui.screen import Screen
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look, draw_field

MAX_LETTERS = 60
"""Of a question; longer ones could not be read from two metres."""


class TypingScene(Screen):
    """Types words; without a keyboard the proposed ones will do.

    Subclasses take what was typed (`take`), and may raise `AotrainerError` for what cannot be taken.

    typed : so far; fresh : it is still the proposal, and the first letter takes its place
    """

    def __init__(self, heading: str, note: str, proposed: str = "", longest: int = MAX_LETTERS) -> None:
        super().__init__(focus="add")
        self.heading, self.note, self.typed = heading, note, proposed
        self.fresh = bool(proposed)
        self.problem = ""
        self._longest = longest

    def take(self) -> Transition:
        """What was typed is taken: where to go from here."""
        raise NotImplementedError

    def takes_letter(self, key: int) -> bool:
        """All of them; Space only within words, so that it can be somebody's one switch before."""
        return key != pygame.K_SPACE or not self.fresh

    def handle(self, event: pygame.event.Event) -> Transition | None:
        """Letters are typed; all else is for the buttons."""
        if event.type == pygame.TEXTINPUT:
            self._type(event.text)
            return None
        if event.type == pygame.KEYDOWN and event.key == pygame.K_BACKSPACE:
            self.erase()
            return None
        if event.type == pygame.KEYDOWN and event.key == pygame.K_SPACE:
            return None
        return super().handle(event)

    def erase(self) -> None:
        """Take the last letter back, or all of a proposal."""
        self.typed = "" if self.fresh else self.typed[:-1]
        self.fresh, self.problem = False, ""

    def body(self) -> Rect:
        """Where the line and its note are."""
        return list_places(self.size)[1]

    def buttons(self) -> tuple[Button, ...]:
        """Add, or back."""
        back, _middle, add = grid(list_places(self.size)[2], 3, 1, Scale.of(self.size).margin)
        able = bool(self.typed.strip())
        return Button("add", _("Add"), add, Look.MAIN, enabled=able), Button("back", _("Back"), back)

    def press(self, key: str) -> Transition | None:
        """Take it, saying so if it cannot be taken; or back."""
        if key == "back":
            return Pop()
        try:
            return self.take()
        except AotrainerError as error:
            self.problem = " ".join(error.in_words()).strip()
            return None

    def paint(self, canvas: Canvas) -> None:
        """The line, and what it is for."""
        scale = canvas.scale
        heading, body = list_places(canvas.size)[0], self.body()
        canvas.text(_(self.heading), heading, scale.title, bold=True, colour=theme.TEAL)
        field, rest = take_top(body, scale.title * 2.2, scale.margin)
        draw_field(canvas, field, self.typed, self.fresh)
        words = self.problem or _(self.note)
        canvas.text(words, rest, scale.lead, bold=bool(self.problem), top=True)

    def _type(self, letters: str) -> None:
        if self.fresh:
            self.typed = ""
        self.typed = (self.typed + letters).lstrip()[: self._longest]
        self.fresh, self.problem = False, ""
