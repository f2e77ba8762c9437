"""Settings on a screen: each button shows what is chosen, and steps to the next choice, in force at once."""

from __future__ import annotations

from collections.abc import Mapping

from pygame import Rect

from aotrainer.language import N_, _
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import grid, list_places, take_left, take_right
from aotrainer.ui.scene import Pop, Transition
from aotrainer.ui.screen import Screen
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look

ON, OFF = N_("On"), N_("Off")
COLUMNS, ROWS = 2, 4
PER_PAGE = COLUMNS * ROWS
BUTTON_SHARE = 0.2
"""Of the width, for each button at the foot: the rest is the note's, which is long in Spanish."""
CHANGES = N_("Every change is kept at once.")


class SettingsScene(Screen):
    """Pages of settings, a note on the one in focus, and the way back.

    Subclasses say what is chosen (`choice`) and step to the next (`change`).

    names, notes : of each setting, in the order on the screen; the keys are those of the buttons
    """

    heading = N_("Settings")
    names: Mapping[str, str] = {}
    notes: Mapping[str, str] = {}

    def __init__(self) -> None:
        super().__init__(focus=next(iter(self.names)))
        self.page = 0

    def choice(self, name: str) -> str:
        """What is chosen, in words."""
        raise NotImplementedError

    def change(self, name: str) -> Transition | None:
        """Step to the next choice, or open a screen for it."""
        raise NotImplementedError

    def buttons(self) -> tuple[Button, ...]:
        """One for each setting of this page, more if there are more pages, and back."""
        cells = grid(list_places(self.size)[1], COLUMNS, ROWS, Scale.of(self.size).gap)
        settings = [
            Button(name, self.choice(name), cell, caption=_(self.names[name]))
            for name, cell in zip(self._shown(), cells, strict=False)
        ]
        more, back = self._foot()
        last = Button("back", _("Back"), back, Look.MAIN)
        return (*settings, Button("more", _("More"), more), last) if self._pages > 1 else (*settings, last)

    def press(self, key: str) -> Transition | None:
        """The next choice of a setting, the next page, or back."""
        if key == "back":
            return Pop()
        if key == "more":
            self.page = (self.page + 1) % self._pages
            return None
        return self.change(key)

    def paint(self, canvas: Canvas) -> None:
        """The heading, and what the setting in focus does."""
        heading = list_places(canvas.size)[0]
        canvas.text(self.title(), heading, canvas.scale.title, bold=True, colour=theme.TEAL, cut=True)
        foot = list_places(canvas.size)[2]
        taken = (2 if self._pages > 1 else 1) * foot.w * BUTTON_SHARE
        note = take_left(foot, foot.w - taken - canvas.scale.margin)[0]
        canvas.text(self.note(), note, canvas.scale.body, colour=theme.QUIET)

    def title(self) -> str:
        """What is set here."""
        return _(self.heading)

    def note(self) -> str:
        """On the setting in focus."""
        return _(self.notes.get(self.focus.key or "", CHANGES))

    @property
    def _pages(self) -> int:
        return -(-len(self.names) // PER_PAGE)

    def _shown(self) -> list[str]:
        return list(self.names)[self.page * PER_PAGE : (self.page + 1) * PER_PAGE]

    def _foot(self) -> tuple[Rect, Rect]:
        foot = list_places(self.size)[2]
        back, rest = take_right(foot, foot.w * BUTTON_SHARE, Scale.of(self.size).gap)
        return take_right(rest, foot.w * BUTTON_SHARE)[0], back
