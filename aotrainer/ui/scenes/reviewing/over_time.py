"""One exercise over the weeks: any measure of it, what can be said of it, and the way to its sets."""

from __future__ import annotations

from collections.abc import Sequence

from pygame import Rect

from aotrainer.language import N_, _, ngettext
from aotrainer.review import words
from aotrainer.review.axes import POINTS, Axes, axes_of, highest_deg
from aotrainer.review.exercise import MEASURES, RANGE_DEG, TOTAL, ExerciseCourse
from aotrainer.review.progress import Progress, Verdict
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.graph import draw_progress
from aotrainer.ui.layout import grid, list_places, take_bottom, take_right, take_top
from aotrainer.ui.looking_back import LookingBack
from aotrainer.ui.scene import Push, Transition
from aotrainer.ui.scenes.reviewing.rows import RowsScene
from aotrainer.ui.scenes.reviewing.sets import SetsScene
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look
from aotrainer.ui.words import dotted

MEASURE = "measure:"
SHORT = {TOTAL: N_("Points"), RANGE_DEG: N_("Degrees")}
"""Names where there is little room."""
MEASURES_SHARE = 0.33
"""Of the width, for the list of measures."""
WORDS_SHARE = 0.36
"""Of the height, for the words below the plot."""


class ExerciseScene(RowsScene):
    """A plot with its words on the left, all measures on the right."""

    def __init__(self, look: LookingBack, each: ExerciseCourse) -> None:
        super().__init__(focus="sets")
        self.look, self._known, self.name = look, each, TOTAL

    @property
    def each(self) -> ExerciseCourse:
        """As it is now; as it was known if a therapist has said that none of its sets count."""
        found = self.look.course.exercises if self.look.course else ()
        key = self._known.exercise_id, self._known.side
        return next((each for each in found if (each.exercise_id, each.side) == key), self._known)

    def title(self) -> str:
        """Which exercise, on which side."""
        return words.title_of(self.each)

    def foot(self) -> Sequence[tuple[str, str]]:
        """To the sets."""
        return (("sets", _("Sets")),)

    def buttons(self) -> tuple[Button, ...]:
        """Every measure that was told, and the foot."""
        told = [name for name in MEASURES if self._told(name)]
        cells = grid(self._places()[2], 1, len(MEASURES), Scale.of(self.size).gap // 2)
        measures = [
            Button(f"{MEASURE}{name}", self._label(name), cell, Look.TOGGLE, chosen=name == self.name)
            for name, cell in zip(told, cells, strict=False)
        ]
        return (*measures, *super().buttons())

    def press(self, key: str) -> Transition | None:
        """Show another measure, or the sets."""
        if key.startswith(MEASURE):
            self.name = key.removeprefix(MEASURE)
            return None
        if key == "sets":
            return Push(SetsScene(self.look, (self.each.exercise_id, self.each.side), self.title()))
        return super().press(key)

    def paint(self, canvas: Canvas) -> None:
        """The plot, the verdict, and what it means."""
        super().paint(canvas)
        plot, below, _right = self._places()
        progress = self.each.progress[self.name]
        draw_progress(canvas, plot, progress, self._axes(progress), self._model, self.name)
        verdict, said = take_top(below, canvas.scale.lead * 1.4)
        heading = dotted((_(words.NAMES[self.name]), words.verdict(progress)))
        canvas.text(heading, verdict, canvas.scale.lead, bold=True)
        canvas.text("\n".join(self._said(progress)), said, canvas.scale.body, top=True)

    def _said(self, progress: Progress) -> list[str]:
        told = [words.told(self.name, progress)] if progress.now is not None else [words.meaning(progress)]
        return [*told, *_fault_words(self.each)]

    def _label(self, name: str) -> str:
        """The newest value and, where it changed, by how much."""
        progress = self.each.progress[name]
        called = SHORT.get(name, words.NAMES[name])
        told = {"name": _(called), "now": words.newest(name, progress)}
        change = words.past_chance(name, progress)
        if not change:
            return _("{name}: {now}").format(**told)
        return _("{name}: {now} ({change})").format(**told, change=change)

    def _told(self, name: str) -> bool:
        return name == TOTAL or (
            name in self.each.progress and self.each.progress[name].verdict is not Verdict.NOT_TOLD
        )

    @property
    def _model(self) -> float:
        return self.each.model_range_deg or 0.0 if self.name == RANGE_DEG else POINTS

    def _axes(self, progress: Progress) -> Axes:
        highest = highest_deg(progress, self._model) if self.name == RANGE_DEG else POINTS
        if self.look.course is None:
            raise RuntimeError("Nothing was read yet.")
        return axes_of(self.look.course, highest)

    def _places(self) -> tuple[Rect, Rect, Rect]:
        """Of the plot, the words below it, and the measures."""
        scale, body = Scale.of(self.size), list_places(self.size)[1]
        right, left = take_right(body, body.w * MEASURES_SHARE, scale.margin)
        below, plot = take_bottom(left, left.h * WORDS_SHARE, scale.gap)
        return plot, below, right


def _fault_words(each: ExerciseCourse) -> list[str]:
    """What the rest of the body did in the newest set."""
    return [
        ngettext(
            "In the newest set: {fault}, {count} of {of} repetition.",
            "In the newest set: {fault}, {count} of {of} repetitions.",
            fault.of,
        ).format(fault=_(words.FAULTS.get(fault.name, fault.name)), count=fault.repetitions, of=fault.of)
        for fault in each.faults[:1]
    ]
