"""A person's training at a glance: the days, what changed, and the ways into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pygame import Rect

from aotrainer.language import N_, _, ngettext
from aotrainer.review import words
from aotrainer.review.axes import POINTS, axes_of
from aotrainer.review.course import Course
from aotrainer.review.exercise import TOTAL, ExerciseCourse
from aotrainer.review.kept import Key
from aotrainer.trial import Patient
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.day_squares import draw_days
from aotrainer.ui.graph import draw_course
from aotrainer.ui.layout import list_places, take_bottom, take_left, take_right, take_top
from aotrainer.ui.looking_back import LookingBack
from aotrainer.ui.scene import Push, Scene, Transition
from aotrainer.ui.scenes.reviewing.measured import ChartScene
from aotrainer.ui.scenes.reviewing.over_time import ExerciseScene
from aotrainer.ui.scenes.reviewing.rows import Row, RowsScene
from aotrainer.ui.scenes.reviewing.sets import SetsScene
from aotrainer.ui.scenes.reviewing.wellbeing import WellbeingScene
from aotrainer.ui.scenes.reviewing.writing import ReportScene
from aotrainer.ui.services import Services
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button
from aotrainer.ui.words import dotted

READING = N_("Reading …")
NOTHING = N_("Nothing was done yet.")
NO_SET_COUNTS = N_("No set counts")
EXERCISE = "exercise:"
DAYS_SHARE = 0.4
"""Of the width, for the days."""
WORDS_SHARE = 0.38
"""Of their height, for the words below them."""
NOW_SHARE = 0.6
"""Of its height, for the newest points; by how much they have changed stands below."""
COURSE_SHARE = 0.38
"""Of the width of an exercise's row, for how it went."""


class ReviewScene(RowsScene):
    """Days on the left, exercises on the right; everything is read once this was seen to be on its way."""

    named = True
    columns, per_column = 1, 3

    def __init__(self, services: Services, patient: Patient) -> None:
        super().__init__(focus="report")
        self.look = LookingBack(services, patient)
        self._seen = False

    def step(self, _now_s: float) -> Transition | None:
        """Read everything; that it is read is drawn before."""
        if self.look.course is None and self._seen:
            self.look.read()
        self._seen = True
        return None

    def title(self) -> str:
        """For whom."""
        return dotted((_("Progress"), self.look.patient.name))

    @property
    def count(self) -> int:
        """Of exercises, those of which nothing counts last."""
        return len(self._exercises) + len(self.look.not_counted)

    def row(self, n: int) -> Row:
        """An exercise, with what can be said of it."""
        if n >= len(self._exercises):
            return Row(f"{EXERCISE}{n}", self._not_counted(n)[1], _(NO_SET_COUNTS))
        each = self._exercises[n]
        return Row(f"{EXERCISE}{n}", words.title_of(each), words.verdict(each.total))

    def foot(self) -> Sequence[tuple[str, str]]:
        """Everything that is beside the exercises; the report last."""
        if self.look.course is None:
            return ()
        further = (("wellbeing", _("Pain and tiredness")), ("chart", _("Measures and notes")))
        return (*further, ("report", _("Report")))

    def body(self) -> Rect:
        """Right of the days, without what is drawn beside each row."""
        right = self._halves()[1]
        return take_left(right, right.w * (1 - COURSE_SHARE))[0]

    def press(self, key: str) -> Transition | None:
        """Into an exercise, or to what is beside them."""
        if key.startswith(EXERCISE):
            return Push(self._opened(int(key.removeprefix(EXERCISE))))
        opened: dict[str, Callable[[], Scene]] = {
            "wellbeing": lambda: WellbeingScene(self.look),
            "chart": lambda: ChartScene(self.look),
            "report": lambda: ReportScene(self.look),
        }
        return Push(opened[key]()) if key in opened else super().press(key)

    def paint(self, canvas: Canvas) -> None:
        """The days, and beside each exercise how it went."""
        super().paint(canvas)
        course = self.look.course
        if course is None or not course.weeks:
            said = READING if course is None else NOTHING
            canvas.text(_(said), list_places(canvas.size)[1], canvas.scale.lead, align="centre")
            return
        left = self._halves()[0]
        below, days = take_bottom(left, left.h * WORDS_SHARE, canvas.scale.gap)
        draw_days(canvas, days, course.weeks, course.today)
        canvas.text(_week_words(course), below, canvas.scale.body, top=True)
        for button in self.buttons():
            for n, each in enumerate(self._exercises):
                if button.key == f"{EXERCISE}{n}":
                    self._paint_course(canvas, course, button, each)

    def _paint_course(self, canvas: Canvas, course: Course, row: Button, each: ExerciseCourse) -> None:
        left = row.rect.right + canvas.scale.gap
        beside = Rect(left, row.rect.y, self._halves()[1].right - left, row.rect.h)
        width = canvas.width("100", canvas.scale.lead, bold=True)
        numbers, plot = take_right(beside, width, canvas.scale.gap)
        draw_course(canvas, plot, each.total, axes_of(course, POINTS))
        upper, lower = take_top(numbers, numbers.h * NOW_SHARE)
        now, changed = words.newest(TOTAL, each.total), words.past_chance(TOTAL, each.total)
        canvas.text(now, upper, canvas.scale.lead, bold=True, colour=theme.TEAL, align="right")
        canvas.text(changed, lower, canvas.scale.body, align="right", top=True)

    def _opened(self, n: int) -> Scene:
        if n < len(self._exercises):
            return ExerciseScene(self.look, self._exercises[n])
        return SetsScene(self.look, *self._not_counted(n))

    def _not_counted(self, n: int) -> tuple[Key, str]:
        """One of which nothing counts, with its title; its id where its file is not here."""
        key = self.look.not_counted[n - len(self._exercises)]
        known = self.look.services.library.exercises.get(key[0])
        return key, words.titled(known.title if known else key[0], key[1])

    @property
    def _exercises(self) -> Sequence[ExerciseCourse]:
        return self.look.course.exercises if self.look.course else ()

    def _halves(self) -> tuple[Rect, Rect]:
        body = list_places(self.size)[1]
        return take_left(body, body.w * DAYS_SHARE, Scale.of(self.size).margin)


def _week_words(course: Course) -> str:
    """The newest week beside the plan, and all weeks together."""
    week = course.weeks[-1]
    done, planned = week.trained_days, week.planned_days
    if week.asked and week.asked.times > 1:
        sessions = _("This week: {done} of {planned} sessions.")
        this_week = sessions.format(done=week.sessions, planned=week.planned_sessions)
    elif planned is None:
        this_week = ngettext("This week: {days} day.", "This week: {days} days.", done).format(days=done)
    else:
        this_week = ngettext(
            "This week: {days} of {planned} day.", "This week: {days} of {planned} days.", planned
        ).format(days=done, planned=planned)
    return f"{this_week}\n{words.dose(course)}"
