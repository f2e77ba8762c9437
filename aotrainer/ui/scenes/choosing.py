"""The lists behind the first screen: groups of exercises, and demonstrators."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import groupby

from aotrainer.audit import Deed
from aotrainer.chart.plan import Key
from aotrainer.clips import TO_CHOOSE
from aotrainer.exercises import Exercise
from aotrainer.language import N_, _, ngettext
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import grid, list_places, take_left, take_top
from aotrainer.ui.names import capital, named
from aotrainer.ui.scene import Pop, Transition
from aotrainer.ui.scenes.plan import Page, Place, Plan
from aotrainer.ui.screen import Screen
from aotrainer.ui.services import Services
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look

AS_FILMED = "as filmed"
"""Nobody was chosen: an exercise is shown by whoever its model was filmed with."""
NOTE = N_("Who shows the movements to this person. Where there is no clip of them, it is as filmed.")
COLUMNS = 2


class RegionScene(Screen):
    """All groups of exercises, with how many there are and how many were chosen."""

    def __init__(
        self, pages: Sequence[Page], page: int, picked: Collection[Key], show: Callable[[Place], None]
    ) -> None:
        super().__init__(focus=f"region:{pages[page].region}")
        self._shown, self._show = pages[page].region, show
        self._captions = {
            region: _count_words([each for part in parts for each in part.exercises], picked)
            for region, parts in groupby(pages, key=lambda each: each.region)
            if region is not None
        }

    def buttons(self) -> tuple[Button, ...]:
        """One for each group, and back."""
        _heading, body, foot = list_places(self.size)
        scale = Scale.of(self.size)
        cells = grid(body, COLUMNS, -(-len(self._captions) // COLUMNS), scale.gap)
        regions = [
            Button(f"region:{region}", capital(named("region", region)), cell, caption=caption)
            for (region, caption), cell in zip(self._captions.items(), cells, strict=False)
        ]
        return (*regions, Button("back", _("Back"), grid(foot, 3, 1, scale.margin)[0]))

    def press(self, key: str) -> Transition | None:
        """Show that group on the first screen."""
        for region in self._captions:
            if key == f"region:{region}":
                self._show(region)
        return Pop()

    def paint(self, canvas: Canvas) -> None:
        """The question."""
        heading = list_places(canvas.size)[0]
        canvas.text(_("What shall we practise?"), heading, canvas.scale.title, bold=True, colour=theme.TEAL)


class DemonstratorScene(Screen):
    """Whom the person who trains is shown; it is kept with the person."""

    def __init__(self, services: Services, plan: Plan) -> None:
        chosen = plan.patient.demonstrator if plan.patient else None
        super().__init__(focus=chosen or AS_FILMED)
        self.services, self.plan, self._chosen = services, plan, chosen

    def buttons(self) -> tuple[Button, ...]:
        """One for each demonstrator, nobody in particular first, and back."""
        _heading, body, foot = list_places(self.size)
        scale = Scale.of(self.size)
        buttons = []
        for who in (None, *TO_CHOOSE):
            row, body = take_top(body, min(scale.button * 1.2, body.h), scale.gap)
            key = who or AS_FILMED
            place = take_left(row, row.w * 0.5)[0]
            buttons.append(
                Button(
                    key,
                    capital(named("demonstrator", key)),
                    place,
                    Look.TOGGLE,
                    chosen=who == self._chosen,
                    large=True,
                )
            )
        return (*buttons, Button("back", _("Back"), grid(foot, 3, 1, scale.margin)[0]))

    def press(self, key: str) -> Transition | None:
        """Keep the choice with the person, and back."""
        patient = self.plan.patient
        if patient is not None and key != "back":
            who = next((who for who in TO_CHOOSE if who == key), None)
            self.plan.patient = self.services.store.choose_demonstrator(patient, who)
            self.services.audited(Deed.CHANGED, patient, care="demonstrator")
        return Pop()

    def paint(self, canvas: Canvas) -> None:
        """The question, and what it means."""
        heading, body, _foot = list_places(canvas.size)
        canvas.text(_("Demonstrator"), heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        note = take_left(body, body.w * 0.5, canvas.scale.margin)[1]
        canvas.text(_(NOTE), note, canvas.scale.body, colour=theme.QUIET, top=True)


def _count_words(exercises: Sequence[Exercise], picked: Collection[Key]) -> str:
    """How many there are, and how many were chosen, each side for itself."""
    ids = {exercise.id for exercise in exercises}
    chosen = sum(exercise_id in ids for exercise_id, _side in picked)
    count = len(exercises)
    if not chosen:
        return ngettext("{count} exercise", "{count} exercises", count).format(count=count)
    words = ngettext("{count} exercise, {chosen} chosen", "{count} exercises, {chosen} chosen", count)
    return words.format(count=count, chosen=chosen)
