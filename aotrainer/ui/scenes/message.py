"""Messages: what happened and what to do, and a question before something ends."""

from __future__ import annotations

from pygame import Rect

from aotrainer.errors import AotrainerError
from aotrainer.language import N_, _
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import grid, inset, take_bottom, take_top
from aotrainer.ui.scene import Pop, Quit, Transition
from aotrainer.ui.screen import Screen
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look

UNEXPECTED = N_("Something went wrong in this program.")
UNEXPECTED_REMEDY = N_(
    "What you finished is kept. Try again; if it happens again, tell whoever looks after it."
)


class MessageScene(Screen):
    """A heading, some sentences, and one to four buttons.

    The first is the one to press, on the right; the last, at the foot on the left, leads out.
    """

    def __init__(self, heading: str, words: str, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__(focus=choices[0][0])
        self.heading, self.words, self.choices = heading, words, choices

    def buttons(self) -> tuple[Button, ...]:
        """One for each choice, the main one on the right."""
        foot = self._places(self.size)[2]
        cells = grid(foot, 2, self._rows, Scale.of(self.size).margin)
        places = [cells[n] for row in range(self._rows) for n in (2 * row + 1, 2 * row)]
        if len(self.choices) > 1:
            places[len(self.choices) - 1] = cells[-2]
        return tuple(
            Button(key, label, place, Look.PLAIN if n else Look.MAIN)
            for n, ((key, label), place) in enumerate(zip(self.choices, places, strict=False))
        )

    def paint(self, canvas: Canvas) -> None:
        """The sentences, large, in the middle."""
        self._paint(canvas, self.heading, self.words)

    def _paint(self, canvas: Canvas, heading: str, words: str) -> None:
        above, below, _foot = self._places(canvas.size)
        canvas.text(heading, above, canvas.scale.title, bold=True, colour=theme.TEAL)
        canvas.text(words, below, canvas.scale.lead, top=True)

    @property
    def _rows(self) -> int:
        return (len(self.choices) + 1) // 2

    def _places(self, size: tuple[int, int]) -> tuple[Rect, Rect, Rect]:
        scale = Scale.of(size)
        page = inset(Rect((0, 0), size), scale.margin)
        page = inset(page, scale.margin * 2)
        height = self._rows * scale.button + (self._rows - 1) * scale.margin
        foot, rest = take_bottom(page, height, scale.margin)
        heading, words = take_top(rest, rest.h * 0.45, scale.margin)
        return heading, words, foot


class ErrorScene(MessageScene):
    """Something that the person can be told about: what, and what to do.

    error : None when nobody foresaw it; way_back : whether there is a scene below the one that failed
    """

    def __init__(self, error: AotrainerError | None, *, way_back: bool) -> None:
        what, remedy = error.in_words() if error else (_(UNEXPECTED), _(UNEXPECTED_REMEDY))
        self._way_back = way_back
        out = ("back", _("Back")) if way_back else ("quit", _("Quit"))
        super().__init__(what, remedy, (("again", _("Try again")), out))

    def cancel(self) -> Transition | None:
        """Escape leaves what failed; where nothing is below it, trying again beats the end of the app."""
        return self.press("back" if self._way_back else "again")

    def press(self, key: str) -> Transition | None:
        """Try again where it failed, or leave that scene too."""
        if key == "quit":
            return Quit()
        return Pop(2) if key == "back" else Pop()


class NoteScene(MessageScene):
    """Something to know; nothing to decide."""

    def __init__(self, heading: str, words: str) -> None:
        super().__init__(heading, words, (("back", _("Back")),))

    def press(self, _key: str) -> Transition | None:
        """Back to where one came from."""
        return Pop()


class QuitScene(MessageScene):
    """Asks before the program ends."""

    def __init__(self) -> None:
        super().__init__(
            _("Leave the training?"),
            _("Everything you have done is kept."),
            (("stay", _("Stay")), ("quit", _("Leave"))),
        )

    def press(self, key: str) -> Transition | None:
        """Stay or leave."""
        return Quit() if key == "quit" else Pop()
