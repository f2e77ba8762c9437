"""The first screen: who trains, what, and for how long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pygame import Rect

from aotrainer.errors import AotrainerError
from aotrainer.exercises import Exercise
from aotrainer.motion.pose import SIDES, Side
from aotrainer.protocol import Protocol
from aotrainer.session import Task
from aotrainer.trial import Patient
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import grid, take_left
from aotrainer.ui.picture import draw_still
from aotrainer.ui.scene import Push, Scene, Transition
from aotrainer.ui.scenes.choices import DoseScene, PeopleScene
from aotrainer.ui.scenes.home_layout import HomeLayout, card_parts
from aotrainer.ui.scenes.message import NoteScene, QuitScene
from aotrainer.ui.screen import Screen
from aotrainer.ui.services import Services
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look
from aotrainer.ui.words import minutes_words, plural, session_s, side_words

Begin = Callable[[Patient, Sequence[Task], Protocol], Scene]
PER_PAGE = 4


@dataclass(slots=True)
class Plan:
    """What has been chosen so far; `picked` holds (exercise id, side)."""

    dose: Protocol
    patient: Patient | None = None
    picked: set[tuple[str, Side]] = field(default_factory=set)

    def toggle(self, exercise_id: str, side: Side) -> None:
        """Take an exercise on one side in, or out again."""
        self.picked ^= {(exercise_id, side)}

    def missing(self) -> str:
        """What is still to be chosen, in words; empty when it can start."""
        if self.patient is None:
            return "First choose who trains."
        return "" if self.picked else "Choose an exercise: left or right."


class HomeScene(Screen):
    """Who on the left, exercises on the right, Start below."""

    def __init__(self, services: Services, begin: Begin) -> None:
        super().__init__(focus="who")
        self.services, self._begin = services, begin
        patients = services.store.patients()
        self.plan = Plan(services.protocol, patients[0] if len(patients) == 1 else None)
        self.page = 0

    def buttons(self) -> tuple[Button, ...]:
        """Who, how long, problems, exercises, more, leave and start."""
        places = HomeLayout.of(self.size)
        return (
            *self._left_buttons(places),
            *(button for card, exercise in self._cards(places) for button in self._sides(card, exercise)),
            *self._foot_buttons(places),
        )

    def press(self, key: str) -> Transition | None:
        """Open what was pressed, or choose an exercise."""
        if key.startswith("side:"):
            self._toggle(key.removeprefix("side:"))
            return None
        acts: dict[str, Callable[[], Transition | None]] = {
            "who": lambda: Push(PeopleScene(self.services, self.plan)),
            "dose": lambda: Push(DoseScene(self.services, self.plan)),
            "problems": lambda: Push(problem_note(self.services.problems)),
            "more": self._turn_page,
            "leave": self.cancel,
            "start": self._start,
        }
        return acts[key]()

    def cancel(self) -> Transition | None:
        """Ask before leaving."""
        return Push(QuitScene())

    def paint(self, canvas: Canvas) -> None:
        """Heading, cards with stills, and what is still to be done."""
        places = HomeLayout.of(canvas.size)
        canvas.text(
            "What shall we practise?", places.heading, canvas.scale.title, bold=True, colour=theme.TEAL
        )
        for card, exercise in self._cards(places):
            self._paint_card(canvas, card, exercise)
        canvas.text(self._hint(), places.hint, canvas.scale.lead, bold=True, align="right")

    def _paint_card(self, canvas: Canvas, card: Rect, exercise: Exercise) -> None:
        chosen = [side for side in SIDES if (exercise.id, side) in self.plan.picked]
        ground, edge = (theme.TEAL_PALE, theme.TEAL) if chosen else (theme.CARD, theme.LINE)
        canvas.panel(card, ground, edge, thick=canvas.scale.gap // 3 if chosen else 2)
        upper = card_parts(card, canvas.scale)[0]
        still, words = take_left(upper, min(upper.w * 0.42, upper.h * 1.3), canvas.scale.gap)
        mirrored = chosen == [exercise.judging.model_side]
        draw_still(canvas, self.services.media / "stills" / f"{exercise.id}.jpg", still, mirrored)
        canvas.text(exercise.title, words, canvas.scale.body, bold=True)

    def _hint(self) -> str:
        count = len(self.plan.picked)
        length = minutes_words(session_s(self.plan.dose, count))
        return self.plan.missing() or f"{count} exercise{plural(count)}, {length}"

    def _left_buttons(self, places: HomeLayout) -> tuple[Button, ...]:
        patient, problems = self.plan.patient, len(self.services.problems)
        who = Button(
            "who",
            patient.name if patient else "Choose",
            places.who,
            caption="Who trains?",
            name=bool(patient),
        )
        dose = Button("dose", self.plan.dose.title, places.dose, caption="How long?")
        if not problems:
            return who, dose
        label = f"{problems} exercise file{plural(problems)} cannot be used"
        return who, dose, Button("problems", label, places.problems)

    def _sides(self, card: Rect, exercise: Exercise) -> list[Button]:
        scale = Scale.of(self.size)
        cells = grid(card_parts(card, scale)[1], 2, 1, scale.gap)
        return [
            Button(
                f"side:{exercise.id}:{side}",
                side_words(exercise, side).capitalize(),
                place,
                Look.TOGGLE,
                chosen=(exercise.id, side) in self.plan.picked,
            )
            for side, place in zip(SIDES, cells, strict=True)
        ]

    def _foot_buttons(self, places: HomeLayout) -> tuple[Button, ...]:
        start = Button("start", "Start", places.start, Look.MAIN, enabled=not self.plan.missing())
        leave = Button("leave", "Leave", places.leave)
        if len(self.services.exercises) <= PER_PAGE:
            return start, leave
        return Button("more", f"More ({self.page + 1} of {self._pages})", places.more), start, leave

    def _cards(self, places: HomeLayout) -> list[tuple[Rect, Exercise]]:
        shown = list(self.services.exercises.values())[self.page * PER_PAGE :]
        return list(zip(places.cards, shown, strict=False))

    @property
    def _pages(self) -> int:
        return -(-len(self.services.exercises) // PER_PAGE)

    def _turn_page(self) -> Transition | None:
        self.page = (self.page + 1) % self._pages
        return None

    def _toggle(self, exercise_and_side: str) -> None:
        exercise_id, _, side = exercise_and_side.rpartition(":")
        self.plan.toggle(exercise_id, "left" if side == "left" else "right")

    def _start(self) -> Transition | None:
        patient = self.plan.patient
        if patient is None or self.plan.missing():
            return None
        tasks = [
            self.services.make_task(exercise_id, side)
            for exercise_id in self.services.exercises
            for side in SIDES
            if (exercise_id, side) in self.plan.picked
        ]
        return Push(self._begin(patient, tasks, self.plan.dose))


def problem_note(problems: Sequence[AotrainerError]) -> Scene:
    """What is wrong with exercise files, for whoever looks after them."""
    shown = [problem.what for problem in problems[:3]]
    more = len(problems) - len(shown)
    words = "\n".join([*shown, *([f"and {more} more"] if more else [])])
    return NoteScene("The other exercises work. These files need mending:", words)
