"""The therapist's plan for one person: what to practise, how, how often; kept as a new version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pygame import Rect

from aotrainer.chart.home import MINUTES_AT_HOME, advice, minutes_of
from aotrainer.chart.plan import DAYS_OF_A_WEEK, MOST_TIMES_A_DAY, Prescription
from aotrainer.language import N_, _
from aotrainer.trial import Patient
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.draft import Draft
from aotrainer.ui.layout import grid, list_places, take_left, take_top
from aotrainer.ui.plan_words import (
    day_words,
    days_words,
    exercise_words,
    moment_words,
    prescription_words,
    times_words,
    weeks_words,
)
from aotrainer.ui.scene import Pop, Push, Transition
from aotrainer.ui.scenes.message import MessageScene, NoteScene
from aotrainer.ui.scenes.plan_lists import CourseScene, VersionsScene
from aotrainer.ui.scenes.prescribing import AddingScene, PrescriptionScene
from aotrainer.ui.screen import Screen
from aotrainer.ui.services import Services
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look
from aotrainer.ui.words import dotted

ROWS = 4
LIST_SHARE = 0.6
"""Of the width, for what is prescribed."""
WEEKS = (None, 1, 2, 3, 4, 6, 8, 12)
"""Those to step through; any other comes from the command line."""
WITH_CAPTION = 1.25
"""Of the height of a button, for one with a second line."""
NOTHING_YET = N_("Nothing is prescribed. Add exercises, choose how often, then keep the plan.")
OVER = N_("The weeks of this plan are over. Look at it again.")


class PlanScene(Screen):
    """What is prescribed on the left; how often, presets, earlier versions and advice on the right."""

    private = True

    def __init__(self, services: Services, patient: Patient) -> None:
        super().__init__(focus="add")
        self.services, self.draft, self.page = services, Draft(services, patient), 0

    def buttons(self) -> tuple[Button, ...]:
        """Each prescription; times, days, weeks, preset, versions; back, why, add and keep."""
        return (*self._rows(), *self._settings(), *self._foot())

    def press(self, key: str) -> Transition | None:
        """Open a prescription or a list, step to the next number, or keep the plan."""
        if key.startswith("item:"):
            each = self.draft.plan.prescriptions[int(key.removeprefix("item:"))]
            return Push(PrescriptionScene(self.services.library, self.draft, each))
        acts: dict[str, Callable[[], Transition | None]] = {
            "more": self._turn,
            "times": self._next_times,
            "days": self._next_days,
            "weeks": self._next_weeks,
            "preset": lambda: Push(CourseScene(self.draft)),
            "versions": lambda: Push(VersionsScene(self.draft)),
            "add": lambda: Push(AddingScene(self.services.library, self.draft)),
            "why": lambda: Push(why_note(self.draft)),
            "keep": self._keep,
            "back": self.cancel,
        }
        return acts[key]()

    def cancel(self) -> Transition | None:
        """Back; but no change is lost without a word."""
        return Push(UnkeptScene(self.draft)) if self.draft.changed else Pop()

    def paint(self, canvas: Canvas) -> None:
        """For whom, and what there is to say about it."""
        heading = list_places(canvas.size)[0]
        title = dotted((_("Plan"), self.draft.patient.name))
        canvas.text(title, heading, canvas.scale.title, bold=True, colour=theme.TEAL, cut=True)
        rows, *_rest, notes = self._places()
        if not self.draft.plan.prescriptions:
            canvas.text(self._nothing(), rows, canvas.scale.lead, top=True)
        canvas.text("\n".join(self._notes()), notes, canvas.scale.body, colour=theme.QUIET, top=True)

    def _nothing(self) -> str:
        version = self.draft.in_force
        return " ".join(version.problem.in_words()) if version and version.problem else _(NOTHING_YET)

    def _notes(self) -> list[str]:
        """How long a day is, and gentle words, which tell that of a long one."""
        plan, version = self.draft.plan, self.draft.in_force
        over = version is not None and not self.draft.changed and version.is_over(self.services.utc_now())
        length = [day_words(plan)] if 0 < minutes_of(plan.day_s) <= MINUTES_AT_HOME else []
        return [*length, *([_(OVER)] if over else []), *(each.words for each in advice(plan))]

    def _rows(self) -> list[Button]:
        cells = grid(self._places()[0], 1, ROWS, Scale.of(self.size).gap)
        listed = list(enumerate(self.draft.plan.prescriptions))
        shown = listed[self._first : self._first + self._per_page]
        rows = [self._row(number, each, cell) for (number, each), cell in zip(shown, cells, strict=False)]
        if self._pages == 1:
            return rows
        label = _("More, {number} of {count}").format(number=self.page % self._pages + 1, count=self._pages)
        return [*rows, Button("more", label, cells[-1])]

    def _row(self, number: int, each: Prescription, cell: Rect) -> Button:
        words = exercise_words(self.services.library, each)
        return Button(f"item:{number}", words, cell, caption=prescription_words(each))

    def _settings(self) -> tuple[Button, ...]:
        plan, (_rows, (times, days, weeks, preset), versions, _notes) = self.draft.plan, self._places()
        return (
            Button("times", times_words(plan.times_a_day), times),
            Button("days", days_words(plan.days_a_week), days),
            Button("weeks", weeks_words(plan.weeks), weeks),
            Button("preset", _("Presets"), preset),
            self._versions(versions),
        )

    def _versions(self, place: Rect) -> Button:
        """Earlier ones; on it, when this one was written."""
        version = self.draft.in_force
        if version is None:
            return Button("versions", _("Versions"), place, enabled=bool(self.draft.versions))
        return Button("versions", moment_words(version), place, caption=_("Versions"))

    def _foot(self) -> tuple[Button, ...]:
        back, why, add, keep = grid(list_places(self.size)[2], 4, 1, Scale.of(self.size).gap)
        told = bool(advice(self.draft.plan))
        return (
            Button("keep", _("Keep the plan"), keep, Look.MAIN, enabled=self.draft.changed),
            Button("add", _("Add exercises"), add),
            *((Button("why", _("Why?"), why),) if told else ()),
            Button("back", _("Back"), back),
        )

    def _places(self) -> tuple[Rect, list[Rect], Rect, Rect]:
        """Of the prescriptions, of the settings, of the versions, and of the words below these."""
        scale, body = Scale.of(self.size), list_places(self.size)[1]
        left, right = take_left(body, body.w * LIST_SHARE, scale.margin)
        settings, below = take_top(right, 2 * scale.button + scale.gap, scale.gap)
        versions, notes = take_top(below, WITH_CAPTION * scale.button, scale.gap)
        return left, grid(settings, 2, 2, scale.gap), versions, notes

    @property
    def _per_page(self) -> int:
        return ROWS if len(self.draft.plan.prescriptions) <= ROWS else ROWS - 1

    @property
    def _pages(self) -> int:
        return max(1, -(-len(self.draft.plan.prescriptions) // self._per_page))

    @property
    def _first(self) -> int:
        return (self.page % self._pages) * self._per_page

    def _turn(self) -> None:
        self.page = (self.page + 1) % self._pages

    def _next_times(self) -> None:
        plan = self.draft.plan
        self.draft.plan = replace(plan, times_a_day=plan.times_a_day % MOST_TIMES_A_DAY + 1)

    def _next_days(self) -> None:
        plan = self.draft.plan
        self.draft.plan = replace(plan, days_a_week=plan.days_a_week % DAYS_OF_A_WEEK + 1)

    def _next_weeks(self) -> None:
        plan = self.draft.plan
        following = WEEKS[(WEEKS.index(plan.weeks) + 1) % len(WEEKS)] if plan.weeks in WEEKS else WEEKS[0]
        self.draft.plan = replace(plan, weeks=following)

    def _keep(self) -> Transition | None:
        self.draft.keep()
        return Pop()


class UnkeptScene(MessageScene):
    """Asks before changes are dropped."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            _("Keep the changes?"),
            _("The plan was changed. Earlier versions stay in the chart in any case."),
            (("keep", _("Keep the plan")), ("drop", _("Drop the changes")), ("back", _("Back"))),
        )
        self._draft = draft

    def press(self, key: str) -> Transition | None:
        """Keep or drop them, and leave the plan too; or back to it."""
        if key == "keep":
            self._draft.keep()
        return Pop() if key == "back" else Pop(2)


def why_note(draft: Draft) -> NoteScene:
    """Where the advice is from."""
    told = advice(draft.plan)
    sources = dict.fromkeys(each.source for each in told)
    rule = _("You know the person: this is no rule.")
    return NoteScene(_("What people keep up at home"), "\n".join([*sources, rule]))
