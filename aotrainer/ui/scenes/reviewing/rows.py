"""What the screens of a review share: rows to press, a page at a time, and a foot that leads on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pygame import Rect

from aotrainer.language import N_, _
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import grid, list_places
from aotrainer.ui.scene import Pop, Transition
from aotrainer.ui.screen import Screen
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look

FOOT = 6
"""Places at the foot."""
BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class Row:
    """A button in a list; typed : its label is somebody's own words, and may be cut short."""

    key: str
    label: str
    caption: str = ""
    typed: bool = False


class RowsScene(Screen):
    """Subclasses give a title, rows if there are any, and what stands at the foot beside the way back.

    page : the one of the rows that is shown
    named : the title ends with somebody's name, and may be cut short; no other is
    """

    private = True
    fps = 20
    named: ClassVar[bool] = False
    columns, per_column = 2, 4
    turns = (N_("Page before"), N_("Next page"))

    def __init__(self, focus: str | None = None) -> None:
        super().__init__(focus=focus)
        self.page = 0

    def title(self) -> str:
        """What is listed, and whose it is."""
        raise NotImplementedError

    @property
    def count(self) -> int:
        """How many rows there are."""
        return 0

    def row(self, n: int) -> Row:
        """One of them, from 0 on; only those of the page are asked for."""
        raise NotImplementedError

    def foot(self) -> Sequence[tuple[str, str]]:
        """Keys and labels of the buttons that lead on; the last is the main one."""
        return ()

    def body(self) -> Rect:
        """Where the rows are."""
        return list_places(self.size)[1]

    def buttons(self) -> tuple[Button, ...]:
        """Those of this page; back, pages, and what leads on."""
        first = self._page * self._per_page
        shown = map(self.row, range(first, min(self.count, first + self._per_page)))
        cells = grid(self.body(), self.columns, self.per_column, Scale.of(self.size).gap)
        rows = [
            Button(row.key, row.label, cell, caption=row.caption, name=row.typed)
            for row, cell in zip(shown, cells, strict=False)
        ]
        return (*rows, *self._foot_buttons())

    def press(self, key: str) -> Transition | None:
        """Back, or another page; subclasses know the rest."""
        if key == "back":
            return Pop()
        if key in (BEFORE, AFTER):
            self.page = (self._page + (1 if key == AFTER else -1)) % self._pages
        return None

    def paint(self, canvas: Canvas) -> None:
        """The title."""
        heading, size = list_places(canvas.size)[0], canvas.scale.title
        canvas.text(self.title(), heading, size, bold=True, colour=theme.TEAL, cut=self.named)

    def _foot_buttons(self) -> list[Button]:
        cells = grid(list_places(self.size)[2], FOOT, 1, Scale.of(self.size).gap)
        back = Button("back", _("Back"), cells[0])
        turn = zip((BEFORE, AFTER), self.turns, strict=True) if self._pages > 1 else ()
        pages = [Button(key, _(label), cell) for (key, label), cell in zip(turn, cells[1:], strict=False)]
        on = list(self.foot())
        looks = [Look.PLAIN] * (len(on) - 1) + [Look.MAIN]
        leading = [
            Button(key, label, cell, look)
            for (key, label), cell, look in zip(on, cells[FOOT - len(on) :], looks, strict=False)
        ]
        return [*leading, *pages, back]

    @property
    def _per_page(self) -> int:
        return self.columns * self.per_column

    @property
    def _pages(self) -> int:
        return max(1, -(-self.count // self._per_page))

    @property
    def _page(self) -> int:
        return self.page % self._pages
