"""Taking back what was written into the chart by mistake: it counts no more, and stays in the record."""

from __future__ import annotations

from aotrainer.chart import Entry, Kind, in_force
from aotrainer.chart.goal import Goal
from aotrainer.chart.measurement import Measurement
from aotrainer.chart.note import Note
from aotrainer.language import N_, _
from aotrainer.review import words
from aotrainer.ui.looking_back import LookingBack
from aotrainer.ui.scene import Pop, Push, Transition
from aotrainer.ui.scenes.message import MessageScene
from aotrainer.ui.scenes.reviewing.rows import Row, RowsScene
from aotrainer.ui.words import dotted

ITEM = "item:"
LONGEST_AUTHOR = 24
STAYS = N_("Taken back, it does not count any more; it stays in the record.")
SHOWN = 200
"""Letters of what is to be taken back, in the question."""


class TakingBackScene(RowsScene):
    """All pages of one kind that count, the newest first."""

    columns, per_column = 1, 4

    def __init__(self, look: LookingBack, kind: Kind) -> None:
        super().__init__(focus="back")
        self.look, self.kind = look, kind

    def title(self) -> str:
        """The question."""
        return _("What is to be taken back?")

    @property
    def count(self) -> int:
        """Of pages."""
        return len(self._pages_in_force)

    def row(self, n: int) -> Row:
        """What was written, for which day and by whom."""
        page = self._pages_in_force[n]
        return Row(f"{ITEM}{n}", _words_of(page), _caption(page), typed=True)

    def press(self, key: str) -> Transition | None:
        """Ask once more."""
        if key.startswith(ITEM):
            return Push(SureScene(self.look, self._pages_in_force[int(key.removeprefix(ITEM))]))
        return super().press(key)

    @property
    def _pages_in_force(self) -> tuple[Entry, ...]:
        return in_force(self.look.entries, self.kind)[::-1]


class SureScene(MessageScene):
    """Asks before a page is taken back."""

    private = True

    def __init__(self, look: LookingBack, page: Entry) -> None:
        super().__init__(
            words.shortened(_words_of(page), SHOWN),
            f"{_caption(page)}\n{_(STAYS)}",
            (("keep", _("Keep it")), ("undo", _("Take it back"))),
        )
        self._look, self._page = look, page

    def press(self, key: str) -> Transition | None:
        """Back to the list, with or without it."""
        if key == "undo":
            self._look.write(self._look.writer.withdrawn(self._page))
        return Pop()


def value_words(taken: Measurement) -> str:
    """What was measured, and the value with its unit."""
    return _("{measure}: {value} {unit}").format(
        measure=_(taken.of.name), value=words.amount(taken.value), unit=_(taken.of.unit)
    )


def _words_of(page: Entry) -> str:
    if page.kind is Kind.MEASUREMENT:
        return value_words(Measurement.from_json(page.content))
    content = Goal if page.kind is Kind.GOAL else Note
    return " ".join(content.from_json(page.content).words.split())


def _caption(page: Entry) -> str:
    """The day on which it was measured, or written; and who wrote it."""
    measured = page.kind is Kind.MEASUREMENT
    day = Measurement.from_json(page.content).on if measured else page.at.astimezone().date()
    return dotted((words.day_words(day), words.shortened(page.author, LONGEST_AUTHOR)))
