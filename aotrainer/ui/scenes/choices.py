"""The lists behind the first screen: people to choose from or add, and doses."""

from __future__ import annotations

from collections.abc import Sequence

import pygame
from pygame import Rect

from aotrainer.errors import AotrainerError
from aotrainer.trial import Patient
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import grid, inset, take_bottom, take_left, take_top
from aotrainer.ui.scene import Pop, Push, Transition
from aotrainer.ui.scenes.plan import Plan
from aotrainer.ui.screen import Screen
from aotrainer.ui.services import Services
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look, draw_field
from aotrainer.ui.words import minutes_words, session_s

PER_PAGE = 8
MAX_NAME = 40


class PeopleScene(Screen):
    """Everybody in the record, the latest first; and a way to add somebody."""

    def __init__(self, services: Services, plan: Plan) -> None:
        super().__init__()
        self.services, self.plan = services, plan
        self.people: Sequence[Patient] = services.store.patients()
        self.page = 0
        self.focus.key = "person:0" if self.people else "add"

    def buttons(self) -> tuple[Button, ...]:
        """The people of this page; more, add and back."""
        return (*self._names(), *self._foot())

    def press(self, key: str) -> Transition | None:
        """Choose somebody, turn the page, or add somebody."""
        if key.startswith("person:"):
            self.plan.patient = self.people[int(key.removeprefix("person:"))]
            return Pop()
        if key == "more":
            self.page = (self.page + 1) % -(-len(self.people) // PER_PAGE)
            return None
        return Push(AddPersonScene(self.services, self.plan, len(self.people))) if key == "add" else Pop()

    def paint(self, canvas: Canvas) -> None:
        """The question, and what to do when nobody is there yet."""
        heading, body, _ = list_places(canvas.size)
        canvas.text("Who trains?", heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        if not self.people:
            canvas.text("Nobody is in the record yet. Add the first person.", body, canvas.scale.lead)

    def _names(self) -> list[Button]:
        cells = grid(list_places(self.size)[1], 2, PER_PAGE // 2, Scale.of(self.size).gap)
        first = self.page * PER_PAGE
        return [
            Button(
                f"person:{first + n}",
                person.name,
                cell,
                Look.TOGGLE,
                chosen=person == self.plan.patient,
                name=True,
                large=True,
            )
            for n, (person, cell) in enumerate(zip(self.people[first:], cells, strict=False))
        ]

    def _foot(self) -> tuple[Button, ...]:
        back, more, add = grid(list_places(self.size)[2], 3, 1, Scale.of(self.size).margin)
        buttons = (Button("add", "Add a person", add, Look.MAIN), Button("back", "Back", back))
        return (Button("more", "More people", more), *buttons) if len(self.people) > PER_PAGE else buttons


class AddPersonScene(Screen):
    """A line to type a name into; without a keyboard the proposed one will do."""

    def __init__(self, services: Services, plan: Plan, known: int) -> None:
        super().__init__(focus="add")
        self.services, self.plan = services, plan
        self.name = f"Person {known + 1}"
        self.fresh = True
        self.problem = ""

    def handle(self, event: pygame.event.Event) -> Transition | None:
        """Letters go into the name; all else is for the buttons."""
        if event.type == pygame.TEXTINPUT:
            self._type(event.text)
            return None
        if event.type == pygame.KEYDOWN and event.key == pygame.K_BACKSPACE:
            self.name = "" if self.fresh else self.name[:-1]
            self.fresh, self.problem = False, ""
            return None
        if event.type == pygame.KEYDOWN and event.key == pygame.K_SPACE:
            return None
        return super().handle(event)

    def buttons(self) -> tuple[Button, ...]:
        """Add, or back."""
        back, _, add = grid(list_places(self.size)[2], 3, 1, Scale.of(self.size).margin)
        able = bool(self.name.strip())
        return Button("add", "Add", add, Look.MAIN, enabled=able), Button("back", "Back", back)

    def press(self, key: str) -> Transition | None:
        """Add the person to the record and choose them; say so if the name cannot be taken."""
        if key == "back":
            return Pop()
        try:
            self.plan.patient = self.services.store.add_patient(self.name, self.services.utc_now())
        except AotrainerError as error:
            self.problem = str(error)
            return None
        return Pop(2)

    def paint(self, canvas: Canvas) -> None:
        """The line, and what it is for."""
        scale = canvas.scale
        heading, body, _ = list_places(canvas.size)
        canvas.text("A name or a pseudonym", heading, scale.title, bold=True, colour=theme.TEAL)
        field, rest = take_top(body, scale.title * 2.2, scale.margin)
        draw_field(canvas, field, self.name, self.fresh)
        words = self.problem or "It stays on this computer."
        canvas.text(words, rest, scale.lead, bold=bool(self.problem), top=True)

    def _type(self, letters: str) -> None:
        if self.fresh:
            self.name = ""
        self.name = (self.name + letters).lstrip()[:MAX_NAME]
        self.fresh, self.problem = False, ""


class DoseScene(Screen):
    """The doses, each in words, with its length for what is chosen and where it comes from."""

    def __init__(self, services: Services, plan: Plan) -> None:
        super().__init__(focus=f"dose:{plan.dose.id}")
        self.doses = {**services.protocols, services.protocol.id: services.protocol}
        self.plan = plan

    def buttons(self) -> tuple[Button, ...]:
        """One for each dose, and back."""
        back = grid(list_places(self.size)[2], 3, 1, Scale.of(self.size).margin)[0]
        doses = [
            Button(
                f"dose:{dose.id}",
                dose.title,
                place,
                Look.TOGGLE,
                chosen=dose.id == self.plan.dose.id,
                large=True,
            )
            for dose, (place, _) in zip(self.doses.values(), self._rows(), strict=True)
        ]
        return (*doses, Button("back", "Back", back))

    def press(self, key: str) -> Transition | None:
        """Choose, and back."""
        if key.startswith("dose:"):
            self.plan.dose = self.doses[key.removeprefix("dose:")]
        return Pop()

    def paint(self, canvas: Canvas) -> None:
        """The question, and the length of each."""
        heading = list_places(canvas.size)[0]
        canvas.text("How long?", heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        count = max(1, len(self.plan.picked))
        for dose, (_, place) in zip(self.doses.values(), self._rows(), strict=True):
            length = minutes_words(session_s(dose, count))
            canvas.text(length, place, canvas.scale.body, colour=theme.QUIET)

    def _rows(self) -> list[tuple[Rect, Rect]]:
        """For each dose, the place of its button and of its length."""
        scale, body = Scale.of(self.size), list_places(self.size)[1]
        height = min(scale.button * 1.3, body.h / len(self.doses) - scale.gap)
        rows = []
        for _ in self.doses:
            row, body = take_top(body, height, scale.gap)
            rows.append(take_left(row, row.w * 0.74, scale.margin))
        return rows


def list_places(size: tuple[int, int]) -> tuple[Rect, Rect, Rect]:
    """Heading, body and foot of a list."""
    scale = Scale.of(size)
    page = inset(Rect((0, 0), size), scale.margin)
    heading, rest = take_top(page, scale.title * 1.35, scale.margin)
    foot, body = take_bottom(rest, scale.button, scale.margin)
    return heading, body, foot
