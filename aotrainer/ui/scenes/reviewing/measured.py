"""The chart beside the training: outcome measures, goals and notes, and a way to add to each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pygame import Rect

from aotrainer.chart import Kind
from aotrainer.chart.goal import MAX_LETTERS as MAX_GOAL
from aotrainer.chart.goal import Goal
from aotrainer.chart.measurement import Difference
from aotrainer.chart.note import Note
from aotrainer.chart.outcomes import OWN
from aotrainer.language import N_, _
from aotrainer.review import words
from aotrainer.review.measured import MeasureCourse, SignedNote
from aotrainer.ui.layout import grid, list_places, take_top
from aotrainer.ui.looking_back import LookingBack
from aotrainer.ui.scene import Pop, Push, Scene, Transition
from aotrainer.ui.scenes.message import NoteScene
from aotrainer.ui.scenes.reviewing.measuring import MeasuresScene, ValueScene
from aotrainer.ui.scenes.reviewing.rows import Row, RowsScene
from aotrainer.ui.scenes.reviewing.taking_back import TakingBackScene, value_words
from aotrainer.ui.scenes.typing import TypingScene
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look
from aotrainer.ui.words import dotted

LISTS = {"measures": N_("Measures"), "goals": N_("Goals"), "notes": N_("Notes")}
ADD = {"measures": N_("Add a measure"), "goals": N_("Add a goal"), "notes": N_("Add a note")}
KINDS = {"measures": Kind.MEASUREMENT, "goals": Kind.GOAL, "notes": Kind.NOTE}
ITEM, LIST = "item:", "list:"
TABS_SHARE = 0.8
"""The height of the lists' names, in buttons."""
TYPED_NOTE = 400
"""Letters of a note that can be typed on one screen; longer ones come from the command line."""
SHOWN_NOTE = 500
"""Letters of a note that can be read on one."""
LONGEST_AUTHOR = 24
Listed = MeasureCourse | Goal | SignedNote


class ChartScene(RowsScene):
    """One of the three lists; the newest of each on top."""

    named = True
    columns, per_column = 1, 3

    def __init__(self, look: LookingBack) -> None:
        super().__init__(focus="add")
        self.look, self.shown = look, "measures"

    def title(self) -> str:
        """Whose they are."""
        return dotted((_("Measures and notes"), self.look.patient.name))

    @property
    def count(self) -> int:
        """Of what is in the list that is shown."""
        return len(self._listed)

    def row(self, n: int) -> Row:
        """A measure, a goal, or a note."""
        return _row(f"{ITEM}{n}", self._listed[n])

    def foot(self) -> Sequence[tuple[str, str]]:
        """To take something back, and to add something."""
        undo = (("undo", _("Undo")),) if self.count else ()
        return (*undo, ("add", _(ADD[self.shown])))

    def body(self) -> Rect:
        """Below the lists' names."""
        return self._places()[1]

    def buttons(self) -> tuple[Button, ...]:
        """The lists, and what is in one of them."""
        cells = grid(self._places()[0], len(LISTS), 1, Scale.of(self.size).gap)
        lists = [
            Button(f"{LIST}{name}", _(label), cell, Look.TOGGLE, chosen=name == self.shown, large=True)
            for (name, label), cell in zip(LISTS.items(), cells, strict=True)
        ]
        return (*lists, *super().buttons())

    def press(self, key: str) -> Transition | None:
        """Another list; something new in it; or more of what is there."""
        if key.startswith(LIST):
            self.shown, self.page = key.removeprefix(LIST), 0
            return None
        if key == "add":
            adding: dict[str, Callable[[LookingBack], Scene]] = {
                "measures": MeasuresScene,
                "goals": GoalScene,
                "notes": NewNoteScene,
            }
            return Push(adding[self.shown](self.look))
        if key == "undo":
            return Push(TakingBackScene(self.look, KINDS[self.shown]))
        if key.startswith(ITEM):
            return self._open(int(key.removeprefix(ITEM)))
        return super().press(key)

    def _open(self, n: int) -> Transition | None:
        """Measure it again, say that a goal was reached or not, or read a note."""
        each = self._listed[n]
        if isinstance(each, MeasureCourse):
            return Push(ValueScene(self.look, each.measure))
        if isinstance(each, Goal):
            self._reach(each)
            return None
        heading = dotted((_day(each), words.shortened(each.author, LONGEST_AUTHOR)))
        return Push(NoteScene(heading, words.shortened(each.words, SHOWN_NOTE)))

    @property
    def _listed(self) -> Sequence[Listed]:
        """The newest goals and notes first."""
        course = self.look.course
        if course is None:
            return ()
        shown: dict[str, Sequence[Listed]] = {
            "measures": course.measures,
            "goals": course.goals[::-1],
            "notes": course.notes,
        }
        return shown[self.shown]

    def _reach(self, goal: Goal) -> None:
        entries, writer = self.look.entries, self.look.writer
        if goal.reached_on is None:
            page = writer.reached(entries, goal.words, max(self.look.today, goal.set_on))
        else:
            page = writer.goal(entries, goal)
        self.look.write(page)

    def _places(self) -> tuple[Rect, Rect]:
        scale = Scale.of(self.size)
        return take_top(list_places(self.size)[1], scale.button * TABS_SHARE, scale.margin)


class GoalScene(TypingScene):
    """What somebody wants to be able to do."""

    private = True

    def __init__(self, look: LookingBack) -> None:
        super().__init__(N_("A goal"), N_("In the person's own words."), longest=MAX_GOAL)
        self.look = look

    def take(self) -> Transition:
        """Set it."""
        goal = Goal(self.typed, self.look.today)
        self.look.write(self.look.writer.goal(self.look.entries, goal))
        return Pop()


class NewNoteScene(TypingScene):
    """A note about somebody."""

    private = True

    def __init__(self, look: LookingBack) -> None:
        super().__init__(N_("A note"), N_("It goes into the chart, with the date."), longest=TYPED_NOTE)
        self.look = look

    def take(self) -> Transition:
        """Keep it."""
        self.look.write(self.look.writer.note(Note(self.typed)))
        return Pop()


def _row(key: str, each: Listed) -> Row:
    if isinstance(each, MeasureCourse):
        return Row(key, value_words(each.taken[-1]), _values(each), typed=each.measure.id == OWN)
    if isinstance(each, Goal):
        return Row(key, each.words, _goal_caption(each), typed=True)
    caption = dotted((_day(each), words.shortened(each.author, LONGEST_AUTHOR)))
    return Row(key, " ".join(each.words.split()), caption, typed=True)


def _values(each: MeasureCourse) -> str:
    """On which day, and what has changed since the first."""
    day = words.day_words(each.taken[-1].on)
    return dotted((day, _difference_words(each.difference))) if each.difference else day


def _difference_words(difference: Difference) -> str:
    amount = words.signed_amount(difference.amount)
    if difference.better is None:
        return _("no difference")
    if difference.passed:
        kinds = dict.fromkeys(each.kind for each in difference.passed)
        return _("{amount} since the first, past {kinds}").format(amount=amount, kinds=", ".join(kinds))
    return _("{amount} since the first").format(amount=amount)


def _goal_caption(goal: Goal) -> str:
    if goal.reached_on is None:
        return _("not reached yet; set on {day}").format(day=words.day_words(goal.set_on))
    return _("reached on {day}").format(day=words.day_words(goal.reached_on))


def _day(note: SignedNote) -> str:
    return words.day_words(note.at.astimezone().date())
