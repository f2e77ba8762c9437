"""The first screen: who trains, what, and for how long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pygame
from pygame import Rect

from aotrainer.errors import AotrainerError
from aotrainer.exercises import Exercise, Region
from aotrainer.language import N_, _, ngettext
from aotrainer.motion.pose import SIDES, Side
from aotrainer.protocol import Protocol
from aotrainer.task import Task
from aotrainer.trial import Patient
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.falling import risk_words
from aotrainer.ui.kept_care import KeptCare
from aotrainer.ui.layout import grid, take_bottom, take_left
from aotrainer.ui.names import capital, named
from aotrainer.ui.picture import draw_still
from aotrainer.ui.scene import Push, Scene, Transition
from aotrainer.ui.scenes.care import CareScene
from aotrainer.ui.scenes.choices import DoseScene, PeopleScene
from aotrainer.ui.scenes.choosing import RegionScene
from aotrainer.ui.scenes.comfort import ComfortScene
from aotrainer.ui.scenes.entrance import entrance
from aotrainer.ui.scenes.home_layout import HomeLayout, card_parts
from aotrainer.ui.scenes.message import NoteScene, QuitScene
from aotrainer.ui.scenes.plan import Plan, last_time, pages
from aotrainer.ui.screen import Screen
from aotrainer.ui.services import Services
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look
from aotrainer.ui.words import minutes_words, session_s

Begin = Callable[[Patient, Sequence[Task], Protocol], Scene]
PER_PAGE = 4
RISK_LINE = 1.3
"""The height of the line on who may fall, in the smallest letters."""
QUESTION = N_("What shall we practise?")
TURNS = {"before": -1, "after": 1}
PAGE_KEYS = {pygame.K_PAGEUP: -1, pygame.K_PAGEDOWN: 1}


class HomeScene(Screen):
    """Who on the left, exercises on the right, Start below.

    page : the number of the page with the exercises on the screen, of `pages`
    """

    def __init__(self, services: Services, begin: Begin) -> None:
        super().__init__(focus="who")
        self.services, self._begin = services, begin
        self._care: KeptCare | None = None
        patients = services.people()
        self.plan = Plan(services.protocol)
        if len(patients) == 1:
            history = services.store.history(patients[0])
            self.plan.choose(patients[0], last_time(history, services.library.exercises))
        self.pages = pages(services.library.exercises.values(), PER_PAGE)
        self.page = 0

    def handle(self, event: pygame.event.Event) -> Transition | None:
        """The page keys and the wheel turn the page; all else is for the buttons."""
        if event.type == pygame.KEYDOWN and event.key in PAGE_KEYS:
            self._turn(PAGE_KEYS[event.key])
        elif event.type == pygame.MOUSEWHEEL and event.y:
            self._turn(-1 if event.y > 0 else 1)
        else:
            return super().handle(event)
        return None

    def buttons(self) -> tuple[Button, ...]:
        """Who, how long, for the therapist, settings, problems, pages, exercises, leave and start."""
        places = HomeLayout.of(self.size)
        return (
            *self._left_buttons(places),
            *self._page_buttons(places),
            *(button for card, exercise in self._cards(places) for button in self._sides(card, exercise)),
            Button("leave", _("Leave"), places.leave),
            Button("start", _("Start"), places.start, Look.MAIN, enabled=not self.plan.missing()),
        )

    def press(self, key: str) -> Transition | None:
        """Choose an exercise, turn the page, or open what was pressed."""
        if key.startswith("side:"):
            self._toggle(key.removeprefix("side:"))
        elif key in TURNS:
            self._turn(TURNS[key])
        else:
            return self._open(key)
        return None

    def _open(self, key: str) -> Transition | None:
        acts: dict[str, Callable[[], Transition | None]] = {
            "who": self._who,
            "dose": lambda: Push(DoseScene(self.services, self.plan)),
            "care": self._open_care,
            "settings": lambda: Push(ComfortScene(self.services)),
            "problems": lambda: Push(problem_note(self.services.library.problems)),
            "region": lambda: Push(RegionScene(self.pages, self.page, self.plan, self._show)),
            "leave": self.cancel,
            "start": self._start,
        }
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
        places = HomeLayout.of(canvas.size)
        if len(self.pages) == 1:
            canvas.text(_(QUESTION), places.heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        for card, exercise in self._cards(places):
            self._paint_card(canvas, card, exercise)
        canvas.text(self._hint(), places.hint, canvas.scale.lead, bold=True, align="right")

    def _paint_card(self, canvas: Canvas, card: Rect, exercise: Exercise) -> None:
        chosen = [side for side in SIDES if (exercise.id, side) in self.plan.picked]
        ground, edge = (theme.TEAL_PALE, theme.TEAL) if chosen else (theme.CARD, theme.LINE)
        canvas.panel(card, ground, edge, thick=canvas.scale.gap // 3 if chosen else 2)
        upper = card_parts(card, canvas.scale)[0]
        if self._may_fall:
            line, upper = take_bottom(upper, canvas.scale.smallest * RISK_LINE)
            risk = risk_words(self.services.library, exercise)
            canvas.text(risk, line, canvas.scale.smallest, colour=theme.QUIET)
        still, title = take_left(upper, min(upper.w * 0.34, upper.h * 1.15), canvas.scale.gap)
        mirrored = chosen == [exercise.judging.model_side]
        draw_still(canvas, self.services.library.still(exercise.id), still, mirrored)
        canvas.text(_(exercise.title), title, canvas.scale.body, bold=True)

    def _hint(self) -> str:
        count = len(self._chosen())
        length = minutes_words(session_s(self.plan.dose, count))
        chosen = ngettext("{count} exercise, {length}", "{count} exercises, {length}", count)
        return self.plan.missing() or chosen.format(count=count, length=length)

    def _left_buttons(self, places: HomeLayout) -> tuple[Button, ...]:
        patient, problems = self.plan.patient, len(self.services.library.problems)
        name = patient.name if patient else _("Choose")
        buttons = (
            Button("who", name, places.who, caption=_("Who trains?"), name=bool(patient)),
            Button("dose", _(self.plan.dose.title), places.dose, caption=_("How long?")),
            Button("care", _("For the therapist"), places.care, enabled=patient is not None),
            Button("settings", _("Settings"), places.settings),
        )
        label = ngettext(
            "{count} exercise file cannot be used", "{count} exercise files cannot be used", problems
        ).format(count=problems)
        return (*buttons, Button("problems", label, places.problems)) if problems else buttons

    def _page_buttons(self, places: HomeLayout) -> tuple[Button, ...]:
        if len(self.pages) == 1:
            return ()
        return (
            Button("before", _("Previous"), places.before),
            Button("region", self.pages[self.page].title, places.region, caption=_(QUESTION)),
            Button("after", _("Next"), places.after),
        )

    def _sides(self, card: Rect, exercise: Exercise) -> list[Button]:
        scale = Scale.of(self.size)
        cells = grid(card_parts(card, scale)[1], 2, 1, scale.gap)
        return [
            Button(
                f"side:{exercise.id}:{side}",
                capital(named("side", side)),
                place,
                Look.TOGGLE,
                chosen=(exercise.id, side) in self.plan.picked,
            )
            for side, place in zip(SIDES, cells, strict=True)
        ]

    def _cards(self, places: HomeLayout) -> list[tuple[Rect, Exercise]]:
        return list(zip(places.cards, self.pages[self.page].exercises, strict=False))

    def _turn(self, step: int) -> None:
        """Go on by a page; the focus does not stay on an exercise that has left the screen."""
        self.page = (self.page + step) % len(self.pages)
        if self.focus.key not in [button.key for button in self.buttons()]:
            self.focus.key = "after"

    def _show(self, region: Region) -> None:
        self.page = next(number for number, page in enumerate(self.pages) if page.region == region)

    def _toggle(self, exercise_and_side: str) -> None:
        exercise_id, _colon, side = exercise_and_side.rpartition(":")
        self.plan.toggle(exercise_id, "left" if side == "left" else "right")

    def _start(self) -> Transition | None:
        patient = self.plan.patient
        if patient is None or self.plan.missing():
            return None
        self.services.guard.close()  # it is the patient's turn at the screen
        self._care = None  # as it is now
        shown_by = self.services.shown_to(patient)
        tasks = [
            replace(self.services.make_task(exercise_id, side, shown_by), in_place_of=instead_of)
            for (exercise_id, side), instead_of in self._chosen().items()
        ]
        return Push(self._begin(patient, tasks, self.plan.dose))

    def _chosen(self) -> dict[tuple[str, Side], Exercise | None]:
        """What will be done, each once, and in the place of what; who may fall does seated versions."""
        chosen: dict[tuple[str, Side], Exercise | None] = {}
        for exercise in self.services.library.exercises.values():
            seated = self.services.library.seated(exercise.id) if self._may_fall else None
            for side in SIDES:
                if (exercise.id, side) in self.plan.picked:
                    chosen.setdefault((seated or exercise.id, side), exercise if seated else None)
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


def problem_note(problems: Sequence[AotrainerError]) -> Scene:
    """What is wrong with exercise files, for whoever looks after them."""
    shown = [problem.in_words()[0] for problem in problems[:3]]
    more = len(problems) - len(shown)
    lines = "\n".join([*shown, *([_("and {count} more").format(count=more)] if more else [])])
    return NoteScene(_("The other exercises work. These files need mending:"), lines)
