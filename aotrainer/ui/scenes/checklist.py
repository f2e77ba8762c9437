"""The questions that are asked before a person starts: some to choose from, and the therapist's own."""

from __future__ import annotations

from collections.abc import Callable

from aotrainer.care import MAX_CHECKLIST
from aotrainer.language import N_, _
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.kept_care import KeptCare
from aotrainer.ui.layout import grid, list_places
from aotrainer.ui.scene import Pop, Push, Transition
from aotrainer.ui.scenes.typing import TypingScene
from aotrainer.ui.screen import Screen
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look

USUAL = (
    N_("Do you feel well today?"),
    N_("Does your chair stand firmly?"),
    N_("Is there room around you?"),
    N_("Can somebody hear you if you call?"),
)
"""Offered to everybody; a therapist's own come after them."""
COLUMNS, LEAST_ROWS = 2, 4
"""Fewer questions than so many rows do not get larger buttons."""


class ChecklistScene(Screen):
    """Each question is asked or not; own ones can be added, and are gone when they are not asked any more."""

    def __init__(self, care: KeptCare) -> None:
        super().__init__(focus="question:0")
        self._care = care

    @property
    def asked(self) -> tuple[str, ...]:
        """The questions that are asked, as they are kept: the usual ones in the language of that time."""
        return self._care.now.checklist

    @property
    def offered(self) -> tuple[str, ...]:
        """The usual questions, and the therapist's own."""
        usual = tuple(_(question) for question in USUAL)
        return (*usual, *(question for question in self.asked if question not in usual))

    def buttons(self) -> tuple[Button, ...]:
        """One for each question, one to add, and back."""
        _heading, body, foot = list_places(self.size)
        scale = Scale.of(self.size)
        asked, offered = self.asked, self.offered
        cells = grid(body, COLUMNS, max(LEAST_ROWS, -(-len(offered) // COLUMNS)), scale.gap)
        questions = [
            Button(f"question:{n}", question, cell, Look.TOGGLE, chosen=question in asked, large=True)
            for n, (question, cell) in enumerate(zip(offered, cells, strict=False))
        ]
        add, back = grid(foot, 2, 1, scale.margin)
        room = len(asked) < MAX_CHECKLIST
        return (
            *questions,
            Button("add", _("Add a question"), add, enabled=room),
            Button("back", _("Back"), back, Look.MAIN),
        )

    def press(self, key: str) -> Transition | None:
        """Ask a question or do not, add one, or back."""
        if key == "back":
            return Pop()
        if key == "add":
            return Push(OwnQuestionScene(self._add))
        question = self.offered[int(key.removeprefix("question:"))]
        if question in self.asked:
            self._ask(*(each for each in self.asked if each != question))
        elif len(self.asked) < MAX_CHECKLIST:
            self._ask(*self.asked, question)
        return None

    def paint(self, canvas: Canvas) -> None:
        """What it is about."""
        heading = list_places(canvas.size)[0]
        canvas.text(_("Questions at the start"), heading, canvas.scale.title, bold=True, colour=theme.TEAL)

    def _add(self, question: str) -> None:
        if question not in self.asked:
            self._ask(*self.asked, question)

    def _ask(self, *questions: str) -> None:
        self._care.change(checklist=questions)


class OwnQuestionScene(TypingScene):
    """A question of the therapist's own."""

    def __init__(self, add: Callable[[str], None]) -> None:
        super().__init__(N_("A question of your own"), N_("A yes has to mean that all is well."))
        self._add = add

    def take(self) -> Transition:
        """Ask it from now on."""
        self._add(self.typed.strip())
        return Pop()
