"""Exercises on cards, a page at a time, each with a button for either side."""

from __future__ import annotations

from collections.abc import Collection

import pygame
from pygame import Rect

from aotrainer.chart.plan import Key
from aotrainer.exercises import Exercise, Library
from aotrainer.language import N_, _
from aotrainer.motion.pose import SIDES
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import grid, take_bottom, take_left
from aotrainer.ui.names import capital, named
from aotrainer.ui.picture import draw_still
from aotrainer.ui.scene import Push, Transition
from aotrainer.ui.scenes.choosing import RegionScene
from aotrainer.ui.scenes.home_layout import ShelfLayout, card_parts
from aotrainer.ui.scenes.plan import Page, Place
from aotrainer.ui.screen import Screen
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look

PER_PAGE = 4
REMARK_LINE = 1.3
"""The height of the line with a remark on an exercise, in the smallest letters."""
QUESTION = N_("What shall we practise?")
SIDE = "side:"
TURNS = {"before": -1, "after": 1}
PAGE_KEYS = {pygame.K_PAGEUP: -1, pygame.K_PAGEDOWN: 1}


class ShelfScene(Screen):
    """Subclasses say where the cards are (`shelf`), what was `picked`, and let it be changed (`toggle`).

    page : the number of the page with the exercises on the screen, of `pages`
    """

    def __init__(self, library: Library, pages: tuple[Page, ...], focus: str) -> None:
        super().__init__(focus=focus)
        self.library, self.pages, self.page = library, pages, 0

    def shelf(self) -> ShelfLayout:
        """Where everything is."""
        raise NotImplementedError

    def picked(self) -> Collection[Key]:
        """What was chosen."""
        raise NotImplementedError

    def toggle(self, key: Key) -> None:
        """Take an exercise on one side in, or out again."""
        raise NotImplementedError

    def remark(self, _exercise: Exercise) -> str | None:
        """What is said below an exercise, empty to keep the place free; None where nothing is ever said."""
        return None

    def handle(self, event: pygame.event.Event) -> Transition | None:
        """The page keys and the wheel turn the page; all else is for the buttons."""
        if event.type == pygame.KEYDOWN and event.key in PAGE_KEYS:
            self._turn(PAGE_KEYS[event.key])
        elif event.type == pygame.MOUSEWHEEL and event.y:
            self._turn(-1 if event.y > 0 else 1)
        else:
            return super().handle(event)
        return None

    def press(self, key: str) -> Transition | None:
        """Choose an exercise, turn the page, or go to another group of exercises."""
        if key.startswith(SIDE):
            exercise_id, _colon, side = key.removeprefix(SIDE).rpartition(":")
            self.toggle((exercise_id, "left" if side == "left" else "right"))
        elif key in TURNS:
            self._turn(TURNS[key])
        elif key == "region":
            return Push(RegionScene(self.pages, self.page, self.picked(), self._show))
        return None

    def page_buttons(self) -> tuple[Button, ...]:
        """To the page before, to any, and to the next one; none where there is one page only."""
        if len(self.pages) == 1:
            return ()
        places = self.shelf()
        return (
            Button("before", _("Previous"), places.before),
            Button("region", self.pages[self.page].title, places.region, caption=_(QUESTION)),
            Button("after", _("Next"), places.after),
        )

    def side_buttons(self) -> tuple[Button, ...]:
        """Both sides of each exercise of the page."""
        return tuple(button for card, exercise in self._cards() for button in self._sides(card, exercise))

    def paint_shelf(self, canvas: Canvas) -> None:
        """Cards with stills, below a heading if there are no other pages."""
        if len(self.pages) == 1:
            canvas.text(_(QUESTION), self.shelf().heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        for card, exercise in self._cards():
            self._paint_card(canvas, card, exercise)

    def _paint_card(self, canvas: Canvas, card: Rect, exercise: Exercise) -> None:
        chosen = [side for side in SIDES if (exercise.id, side) in self.picked()]
        ground, edge = (theme.TEAL_PALE, theme.TEAL) if chosen else (theme.CARD, theme.LINE)
        canvas.panel(card, ground, edge, thick=canvas.scale.gap // 3 if chosen else 2)
        upper = card_parts(card, canvas.scale)[0]
        remark = self.remark(exercise)
        if remark is not None:
            line, upper = take_bottom(upper, canvas.scale.smallest * REMARK_LINE)
            canvas.text(remark, line, canvas.scale.smallest, colour=theme.QUIET)
        still, title = take_left(upper, min(upper.w * 0.34, upper.h * 1.15), canvas.scale.gap)
        mirrored = chosen == [exercise.judging.model_side]
        draw_still(canvas, self.library.still(exercise.id), still, mirrored)
        canvas.text(_(exercise.title), title, canvas.scale.body, bold=True)

    def _sides(self, card: Rect, exercise: Exercise) -> list[Button]:
        scale, picked = Scale.of(self.size), self.picked()
        cells = grid(card_parts(card, scale)[1], 2, 1, scale.gap)
        return [
            Button(
                f"{SIDE}{exercise.id}:{side}",
                capital(named("side", side)),
                place,
                Look.TOGGLE,
                chosen=(exercise.id, side) in picked,
            )
            for side, place in zip(SIDES, cells, strict=True)
        ]

    def _cards(self) -> list[tuple[Rect, Exercise]]:
        return list(zip(self.shelf().cards, self.pages[self.page].exercises, strict=False))

    def _turn(self, step: int) -> None:
        """Go on by a page; the focus does not stay on an exercise that has left the screen."""
        self.page = (self.page + step) % len(self.pages)
        if self.focus.key not in [button.key for button in self.buttons()]:
            self.focus.key = "after"

    def _show(self, region: Place) -> None:
        self.page = next(number for number, page in enumerate(self.pages) if page.region == region)
