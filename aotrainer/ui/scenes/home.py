"""The first screen: who trains, what, and for how long."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from pygame import Rect

from aotrainer.chart.plan import Key
from aotrainer.clips import Demonstrator
from aotrainer.errors import AotrainerError
from aotrainer.exercises import Exercise
from aotrainer.language import _, ngettext
from aotrainer.protocol import Protocol
from aotrainer.task import Task
from aotrainer.trial import Patient
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.falling import risk_words
from aotrainer.ui.kept_care import KeptCare
from aotrainer.ui.names import capital, named
from aotrainer.ui.scene import Push, Scene, Transition
from aotrainer.ui.scenes.alone import away_note
from aotrainer.ui.scenes.care import CareScene
from aotrainer.ui.scenes.choices import DoseScene, PeopleScene
from aotrainer.ui.scenes.comfort import ComfortScene
from aotrainer.ui.scenes.entrance import entrance
from aotrainer.ui.scenes.home_layout import HomeLayout, ShelfLayout
from aotrainer.ui.scenes.message import NoteScene, QuitScene
from aotrainer.ui.scenes.plan import PLANNED, Page, Plan, meet, pages
from aotrainer.ui.scenes.shelf import PER_PAGE, ShelfScene
from aotrainer.ui.services import Services
from aotrainer.ui.todays_plan import Today, local_day, todays_plan
from aotrainer.ui.widgets import Button, Look
from aotrainer.ui.words import dotted, minutes_words

Begin = Callable[[Patient, Sequence[Task], Protocol], Scene]


class HomeScene(ShelfScene):
    """Who on the left, exercises on the right, Start below."""

    def __init__(self, services: Services, begin: Begin) -> None:
        self.services, self._begin = services, begin
        self._care: KeptCare | None = None
        self.plan = Plan(services.protocol)
        patients = services.people()
        if len(patients) == 1:
            meet(self.plan, patients[0], services)
        self._paged, self._away = self.plan.today, False
        super().__init__(services.library, self._pages(), focus="who")

    def step(self, _now_s: float) -> Transition | None:
        """Look at the plan again when this screen comes back, or a new day begins."""
        today = self.plan.today
        if self._away or (today is not None and today.date != local_day(self.services.utc_now())):
            self._away = False
            self._look_again()
        return None

    def shelf(self) -> ShelfLayout:
        """On the right."""
        return HomeLayout.of(self.size).shelf

    def picked(self) -> Collection[Key]:
        """For today."""
        return self.plan.picked

    def toggle(self, key: Key) -> None:
        """Take an exercise on one side in, or out again, for today."""
        self.plan.toggle(*key)

    def remark(self, exercise: Exercise) -> str | None:
        """How it is done by who may fall."""
        return risk_words(self.library, exercise) if self._may_fall else None

    def buttons(self) -> tuple[Button, ...]:
        """Who, how long, for the therapist, settings, problems, pages, exercises, leave and start."""
        places = HomeLayout.of(self.size)
        return (
            *self._left_buttons(places),
            *self.page_buttons(),
            *self.side_buttons(),
            Button("leave", _("Leave"), places.leave),
            Button("start", _("Start"), places.start, Look.MAIN, enabled=not self.plan.missing()),
        )

    def press(self, key: str) -> Transition | None:
        """Choose an exercise, turn the page, or open what was pressed."""
        acts: dict[str, Callable[[], Transition | None]] = {
            "who": self._who,
            "dose": lambda: Push(DoseScene(self.services, self.plan)),
            "care": self._open_care,
            "settings": lambda: Push(ComfortScene(self.services)),
            "away": lambda: Push(away_note(self.services.store.alone)),
            "problems": lambda: Push(problem_note(self.services.library.problems)),
            "leave": self.cancel,
            "start": self._start,
        }
        if key not in acts:
            return super().press(key)
        self._away = True
        return acts[key]()

    def _who(self) -> Transition | None:
        """In patient mode nobody else's name is seen without the PIN."""
        if not self.services.guard.look(self.services.clock()).only:
            return Push(PeopleScene(self.services, self.plan))
        return Push(entrance(self.services, None, lambda: PeopleScene(self.services, self.plan)))

    def _open_care(self) -> Transition | None:
        self._care = None  # it may change there
        return Push(entrance(self.services, self.plan.patient, lambda: CareScene(self.services, self.plan)))

    def cancel(self) -> Transition | None:
        """Ask before leaving."""
        return Push(QuitScene())

    def paint(self, canvas: Canvas) -> None:
        """Cards with stills, and what is still to be done."""
        self.paint_shelf(canvas)
        hint = HomeLayout.of(canvas.size).hint
        canvas.text(self._hint(), hint, canvas.scale.lead, bold=True, align="right")

    def _hint(self) -> str:
        done = self._chosen()
        count = len(done)
        length = minutes_words(self.plan.length_s(done.values()))
        chosen = ngettext("{count} exercise, {length}", "{count} exercises, {length}", count)
        return self.plan.missing() or chosen.format(count=count, length=length)

    def _left_buttons(self, places: HomeLayout) -> tuple[Button, ...]:
        patient = self.plan.patient
        name = patient.name if patient else _("Choose")
        label, caption = self._dose_words()
        return (
            Button("who", name, places.who, caption=_("Who trains?"), name=bool(patient)),
            Button("dose", label, places.dose, caption=caption),
            Button("care", _("For the therapist"), places.care, enabled=patient is not None),
            Button("settings", _("Settings"), places.settings),
            *self._notices(places.problems),
        )

    def _notices(self, place: Rect) -> tuple[Button, ...]:
        """What whoever looks after the computer should know: of the server, or else of exercise files."""
        if self.services.store.alone:
            return (Button("away", _("Without the server"), place),)
        problems = len(self.services.library.problems)
        told = ngettext(
            "{count} exercise file cannot be used", "{count} exercise files cannot be used", problems
        ).format(count=problems)
        return (Button("problems", told, place),) if problems else ()

    def _dose_words(self) -> tuple[str, str]:
        """What is followed today, and a line above it."""
        today = self.plan.today
        if today is None or not (self.plan.planned and self.plan.as_planned):
            return _(self.plan.dose.title), _("How long?")
        return week_words(today), capital(named("region", PLANNED))

    def _pages(self) -> tuple[Page, ...]:
        """All exercises, those of the plan first."""
        planned = self.plan.today.version.plan.prescriptions if self.plan.today else ()
        known = self.services.library.exercises
        first = dict.fromkeys(each.exercise_id for each in planned if each.exercise_id in known)
        return pages(known.values(), PER_PAGE, [known[name] for name in first])

    def _look_again(self) -> None:
        """A therapist may have changed the plan, and somebody else may train; else today's changes stay."""
        patient, known = self.plan.patient, self.plan.today
        if patient is not None:
            today = todays_plan(self.services.store, patient, self.services.utc_now())
            if _begins_anew(known, today):
                meet(self.plan, patient, self.services)
            else:
                self.plan.today = today
        if _begins_anew(self._paged, self.plan.today):
            self._paged, self.pages, self.page = self.plan.today, self._pages(), 0

    def _start(self) -> Transition | None:
        patient = self.plan.patient
        if patient is None or self.plan.missing():
            return None
        self.services.guard.close()  # it is the patient's turn at the screen
        self._care = None  # as it is now
        shown_by = self.services.shown_to(patient)
        tasks = [self._task(done, picked, shown_by) for done, picked in self._chosen().items()]
        return Push(self._begin(patient, tasks, self.plan.dose))

    def _task(self, done: Key, picked: Key, shown_by: Demonstrator | None) -> Task:
        """An exercise as it is done today: in the place of another one if need be, and as prescribed."""
        instead_of = None if done == picked else self.library.exercises[picked[0]]
        task = self.services.make_task(*done, shown_by)
        return replace(task, dosage=self.plan.dosage(picked), in_place_of=instead_of)

    def _chosen(self) -> dict[Key, Key]:
        """What will be done, each once, and what was picked for it; who may fall does seated versions."""
        chosen: dict[Key, Key] = {}
        for picked in self.plan.ordered(self.library):
            seated = self.library.seated(picked[0]) if self._may_fall else None
            chosen.setdefault((seated or picked[0], picked[1]), picked)
        return chosen

    @property
    def _may_fall(self) -> bool:
        """Whether who trains may fall: read once, and anew after a therapist has looked at the settings."""
        patient = self.plan.patient
        if patient is None:
            return False
        if self._care is None or self._care.patient != patient:
            self._care = KeptCare(self.services.store, patient)
        return self._care.now.fall_risk


def _begins_anew(known: Today | None, today: Today | None) -> bool:
    """Whether a plan is another one than was known, or the same on another day."""
    if known is None or today is None:
        return known is not today
    return (known.version, known.date) != (today.version, today.date)


def week_words(today: Today) -> str:
    """Which of the week's days of training it is, and which time today."""
    days, times = today.version.plan.days_a_week, today.version.plan.times_a_day
    if today.day > days:
        return ngettext(
            "{days} of {days} day done this week", "{days} of {days} days done this week", days
        ).format(days=days)
    day = _("Day {day} of {days} this week").format(day=today.day, days=days)
    if today.done:
        return dotted((day, _("done for today")))
    if times == 1:
        return day
    return dotted((day, _("time {number} of {times} today").format(number=today.sessions + 1, times=times)))


def problem_note(problems: Sequence[AotrainerError]) -> Scene:
    """What is wrong with exercise files, for whoever looks after them."""
    shown = [problem.in_words()[0] for problem in problems[:3]]
    more = len(problems) - len(shown)
    lines = "\n".join([*shown, *([_("and {count} more").format(count=more)] if more else [])])
    return NoteScene(_("The other exercises work. These files need mending:"), lines)
