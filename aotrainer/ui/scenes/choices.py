"""The lists behind the first screen: people to choose from or add, and doses."""

from __future__ import annotations

from collections.abc import Sequence

from pygame import Rect

from aotrainer.errors import UnknownPatientError
from aotrainer.language import N_, _
from aotrainer.protocol import Protocol, day_s
from aotrainer.trial import Patient
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import grid, list_places, take_left, take_top
from aotrainer.ui.scene import Pop, Push, Transition
from aotrainer.ui.scenes.plan import PLANNED, Plan, meet
from aotrainer.ui.scenes.typing import TypingScene
from aotrainer.ui.screen import Screen
from aotrainer.ui.services import Services
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look
from aotrainer.ui.words import minutes_words

PER_PAGE = 8
GUEST = N_("Guest")
MAX_NAME = 40


NOBODY = N_("Nobody is in the record yet. Add the first person.")
NOBODY_HERE = N_("The server with the record is away, and nobody is known at this computer yet.")


class PeopleScene(Screen):
    """Everybody in the record, the latest first; and a way to add somebody."""

    def __init__(self, services: Services, plan: Plan) -> None:
        super().__init__()
        self.services, self.plan = services, plan
        self.private = bool(services.guard.now.only)
        self.people: Sequence[Patient] = services.store.patients()
        self.page = 0
        self.focus.key = "person:0" if self.people else "add"

    def buttons(self) -> tuple[Button, ...]:
        """The people of this page; more, add and back."""
        return (*self._names(), *self._foot())

    def press(self, key: str) -> Transition | None:
        """Choose somebody, turn the page, or add somebody."""
        if key.startswith("person:"):
            self._choose(self.people[int(key.removeprefix("person:"))])
            return Pop()
        if key == "guest":
            self._choose(self._guest())
            return Pop()
        if key == "more":
            self.page = (self.page + 1) % -(-len(self.people) // PER_PAGE)
            return None
        return Push(AddPersonScene(self.services, self.plan, len(self.people))) if key == "add" else Pop()

    def paint(self, canvas: Canvas) -> None:
        """The question, and what to do when nobody is there yet."""
        heading, body, _foot = list_places(canvas.size)
        canvas.text(_("Who trains?"), heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        if not self.people:
            nobody = NOBODY_HERE if self.services.store.alone else NOBODY
            canvas.text(_(nobody), body, canvas.scale.lead)

    def _choose(self, person: Patient) -> None:
        show_only(self.services, person)
        meet(self.plan, person, self.services)

    def _guest(self) -> Patient:
        """Whoever just wants to try; all guests share one name in the record."""
        try:
            return self.services.store.patient(_(GUEST))
        except UnknownPatientError:
            return self.services.store.add_patient(_(GUEST), self.services.utc_now())

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
        back, more, guest, add = grid(list_places(self.size)[2], 4, 1, Scale.of(self.size).gap)
        buttons = (
            Button("add", _("Add a person"), add, Look.MAIN),
            Button("guest", _(GUEST), guest),
            Button("back", _("Back"), back),
        )
        return (Button("more", _("More people"), more), *buttons) if len(self.people) > PER_PAGE else buttons


class AddPersonScene(TypingScene):
    """Somebody new, by a name or a pseudonym."""

    def __init__(self, services: Services, plan: Plan, known: int) -> None:
        proposed = _("Person {number}").format(number=known + 1)
        heading, note = N_("A name or a pseudonym"), N_("It stays on this computer.")
        super().__init__(heading, note, proposed, MAX_NAME)
        self.services, self.plan = services, plan

    def take(self) -> Transition:
        """Add the person to the record and choose them."""
        picked = () if self.plan.patient else self.plan.picked  # nobody goes on with another's exercises
        person = self.services.store.add_patient(self.typed, self.services.utc_now())
        self.plan.choose(person, picked)
        show_only(self.services, person)
        return Pop(2)


def show_only(services: Services, person: Patient) -> None:
    """In patient mode whoever was chosen is from now on the one who is shown."""
    if services.guard.now.only:
        services.guard.change(services.clock(), only=person.uid)


class DoseScene(Screen):
    """As in the plan, where there is one; and the doses in words, with their length for what is chosen."""

    def __init__(self, services: Services, plan: Plan) -> None:
        self.plan, self._library = plan, services.library
        doses = {**services.protocols, services.protocol.id: services.protocol}
        self.offered: dict[str, Protocol | None] = {f"dose:{name}": dose for name, dose in doses.items()}
        if plan.planned:
            self.offered = {PLANNED: None, **self.offered}
        super().__init__(focus=self._chosen)

    def buttons(self) -> tuple[Button, ...]:
        """One for the plan and each dose, and back."""
        back = grid(list_places(self.size)[2], 3, 1, Scale.of(self.size).margin)[0]
        doses = [
            Button(
                key,
                _(dose.title) if dose else _("As in the plan"),
                place,
                Look.TOGGLE,
                chosen=key == self._chosen,
                large=True,
            )
            for (key, dose), (place, _beside) in zip(self.offered.items(), self._rows(), strict=True)
        ]
        return (*doses, Button("back", _("Back"), back))

    def press(self, key: str) -> Transition | None:
        """Choose for today, and back."""
        if key in self.offered:
            dose = self.offered[key]
            self.plan.as_planned, self.plan.dose = dose is None, dose or self.plan.dose
        return Pop()

    def paint(self, canvas: Canvas) -> None:
        """The question, and the length of each."""
        heading = list_places(canvas.size)[0]
        canvas.text(_("How long?"), heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        picked = self.plan.ordered(self._library)
        for dose, (_button, place) in zip(self.offered.values(), self._rows(), strict=True):
            length_s = self.plan.length_s(picked, dose) or day_s([dose or self.plan.dose])
            canvas.text(minutes_words(length_s), place, canvas.scale.body, colour=theme.QUIET)

    @property
    def _chosen(self) -> str:
        return PLANNED if self.plan.planned and self.plan.as_planned else f"dose:{self.plan.dose.id}"

    def _rows(self) -> list[tuple[Rect, Rect]]:
        """For each dose, the place of its button and of its length."""
        scale, body = Scale.of(self.size), list_places(self.size)[1]
        height = min(scale.button * 1.3, body.h / len(self.offered) - scale.gap)
        rows = []
        for _each in self.offered:
            row, body = take_top(body, height, scale.gap)
            rows.append(take_left(row, row.w * 0.74, scale.margin))
        return rows
