"""One exercise of a plan: how it is practised; and the shelf from which exercises are taken."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from pygame import Rect

from aotrainer.chart.plan import MOST_PRESCRIPTIONS, Key, Prescription
from aotrainer.chart.presets import usual
from aotrainer.exercises import Exercise, Library
from aotrainer.language import N_, _
from aotrainer.motion.pose import opposite
from aotrainer.protocol import PRESETS
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.draft import Draft
from aotrainer.ui.falling import risk_words
from aotrainer.ui.layout import inset, take_bottom, take_right
from aotrainer.ui.names import capital
from aotrainer.ui.plan_words import dose_words, exercise_words, repetitions_words, sets_words, share_words
from aotrainer.ui.scene import Pop, Transition
from aotrainer.ui.scenes.home_layout import ShelfLayout
from aotrainer.ui.scenes.plan import pages
from aotrainer.ui.scenes.settings import SettingsScene
from aotrainer.ui.scenes.shelf import PER_PAGE, ShelfScene
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look
from aotrainer.ui.words import LIMB_WORDS, side_words

CHOICES: dict[str, tuple[object, ...]] = {
    "sets": (1, 2, 3, 4, 5, 6),
    "repetitions": (None, 5, 8, 10, 12, 15, 20),
    "protocol_id": tuple(PRESETS),
    "rate": (0.5, 0.75, 1.0),
    "range_share": (1.0, 0.9, 0.8, 0.7, 0.6, 0.5),
}
"""What each value may be here; the command line takes any within the limits."""
BOTH_SIDES = N_("The other side is in the plan already.")


class PrescriptionScene(SettingsScene):
    """Side, dose, sets, repetitions, speed and range; and out of the plan."""

    names = {  # noqa: RUF012 (a mapping that is never changed)
        "side": N_("Side"),
        "protocol_id": N_("Each set"),
        "sets": N_("Sets"),
        "repetitions": N_("Repetitions of a set"),
        "rate": N_("Speed of the model"),
        "range_share": N_("Range to aim at"),
        "remove": N_("No longer"),
    }
    notes = {  # noqa: RUF012
        "side": N_("The patient's own side."),
        "protocol_id": N_("How long to watch, and to do, in each set."),
        "sets": N_("How often watching and doing are repeated."),
        "repetitions": N_("A set ends after so many, or when its time is over."),
        "rate": N_("Of the model's own. Slower may be easier to follow."),
        "range_share": N_("Of the model's. Points are given for this range."),
        "remove": N_("Nothing that was done is lost."),
    }

    def __init__(self, library: Library, draft: Draft, prescription: Prescription) -> None:
        super().__init__()
        self.library, self.draft, self.each = library, draft, prescription

    def title(self) -> str:
        """Which exercise; the first button tells its side."""
        exercise = self.library.exercises.get(self.each.exercise_id)
        return _(exercise.title) if exercise else exercise_words(self.library, self.each)

    def note(self) -> str:
        """On the setting in focus."""
        if self.focus.key == "side" and self._other_side in self._keys:
            return _(BOTH_SIDES)
        known = self.notes.get(self.focus.key or "")
        return _(known) if known else _("Changes count when the plan is kept.")

    def choice(self, name: str) -> str:
        """What is prescribed, in words."""
        each = self.each
        match name:
            case "side":
                exercise = self.library.exercises.get(each.exercise_id)
                words = side_words(exercise, each.side) if exercise else _(LIMB_WORDS[each.side, "side"])
                return capital(words)
            case "protocol_id":
                return capital(dose_words(each.dose))
            case "sets":
                return sets_words(each.sets)
            case "repetitions":
                return capital(repetitions_words(each.repetitions))
            case "rate" | "range_share":
                return share_words(getattr(each, name))
        return _("Take it out")

    def change(self, name: str) -> Transition | None:
        """Step to the next choice, or take the exercise out of the plan."""
        if name == "remove":
            self.draft.toggle(self.each)
            return Pop()
        if name == "side":
            if self._other_side not in self._keys:
                self._put(replace(self.each, side=opposite(self.each.side)))
            return None
        now, choices = getattr(self.each, name), CHOICES[name]
        following = choices[(choices.index(now) + 1) % len(choices)] if now in choices else choices[0]
        changes: dict[str, Any] = {name: following}
        self._put(replace(self.each, **changes))
        return None

    @property
    def _other_side(self) -> Key:
        return self.each.exercise_id, opposite(self.each.side)

    @property
    def _keys(self) -> list[Key]:
        return [each.key for each in self.draft.plan.prescriptions]

    def _put(self, prescription: Prescription) -> None:
        self.draft.change(self.each.key, prescription)
        self.each = prescription


class AddingScene(ShelfScene):
    """All exercises: those with a mark are in the plan."""

    def __init__(self, library: Library, draft: Draft) -> None:
        super().__init__(library, pages(library.exercises.values(), PER_PAGE), focus="done")
        self.draft = draft

    def shelf(self) -> ShelfLayout:
        """Above the foot."""
        return ShelfLayout.within(self._places()[0], Scale.of(self.size))

    def picked(self) -> Collection[Key]:
        """What is prescribed."""
        return [each.key for each in self.draft.plan.prescriptions]

    def toggle(self, key: Key) -> None:
        """Take an exercise on one side in, as its file proposes; or out again."""
        if key in self.picked() or len(self.picked()) < MOST_PRESCRIPTIONS:
            self.draft.toggle(usual(self.library.exercises[key[0]], key[1]))

    def remark(self, exercise: Exercise) -> str | None:
        """How it is done by who may fall, as the first screen says."""
        return risk_words(self.library, exercise) if self.draft.may_fall else None

    def buttons(self) -> tuple[Button, ...]:
        """Pages, both sides of each exercise, and done."""
        done = take_right(self._places()[1], self.size[0] * 0.3)[0]
        return (*self.page_buttons(), *self.side_buttons(), Button("done", _("Done"), done, Look.MAIN))

    def press(self, key: str) -> Transition | None:
        """Take in or out, turn the page, or back to the plan."""
        return Pop() if key == "done" else super().press(key)

    def paint(self, canvas: Canvas) -> None:
        """Cards, and how many are in the plan."""
        self.paint_shelf(canvas)
        count = len(self.picked())
        words = _("The plan is full: {count}") if count >= MOST_PRESCRIPTIONS else _("In the plan: {count}")
        foot = take_right(self._places()[1], self.size[0] * 0.3, canvas.scale.margin)[1]
        canvas.text(words.format(count=count), foot, canvas.scale.lead, colour=theme.QUIET, align="right")

    def _places(self) -> tuple[Rect, Rect]:
        scale = Scale.of(self.size)
        foot, cards = take_bottom(inset(Rect((0, 0), self.size), scale.margin), scale.button, scale.margin)
        return cards, foot
