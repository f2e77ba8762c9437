"""Before an exercise: what to do, where to be, and what to take care of; as long as the person likes."""

from __future__ import annotations

from collections.abc import Sequence

from pygame import Rect

from aotrainer.language import N_, _
from aotrainer.session import Phase
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.falling import falling_words
from aotrainer.ui.layout import SessionLayout, centred, inset, take_bottom, take_left, take_top
from aotrainer.ui.picture import draw_still
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.text import line_height
from aotrainer.ui.words import side_call

CARDS = (N_("What to do"), N_("Where to be"), N_("Take care"))
CAPTION = 1.25
"""The height of a card's heading, in letter sizes."""
SIDE_LEADS, NOTE_BODIES = 2.44, 3.66
"""The height of two lines on the side, in letters as large as leads, and of three of a note in those of
sentences: the picture has what is left of the column."""


class IntroduceScene(PhaseScene):
    """Three cards of words, the still, the side, a note for who may fall, and one button."""

    phase = Phase.INTRODUCE
    heading = N_("Before you start")
    main_key = "watch"
    main_label = N_("Ready")

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """Words on the left, the picture above the button on the right."""
        task, scale = self.running.session.task, canvas.scale
        column = take_bottom(layout.column, scale.button, scale.margin)[1]
        told = self._note()
        side_h, note_h = scale.lead * SIDE_LEADS, scale.body * NOTE_BODIES if told else 0
        room = column.h - side_h - note_h - 2 * scale.gap
        still, words = take_top(column, min(column.w * 9 / 16, room), scale.gap)
        path = self.running.services.library.still(task.exercise.id)
        mirrored = task.mirrored(task.exercise.showing.judged)
        if not self.running.in_trial:
            draw_still(canvas, path, centred(still, still.h * 16 / 9, still.h), mirrored)
        side, note = take_top(words, side_h, scale.gap)
        canvas.text(side_call(task), side, scale.lead, bold=True, align="centre")
        if told:
            canvas.text(told, note, scale.body, bold=True, align="centre", colour=theme.TEAL)
        self._show_cards(canvas, layout)

    def _note(self) -> str:
        """What somebody who may fall has to know first."""
        session = self.running.session
        return falling_words(session.task) if session.care.fall_risk else ""

    def _show_cards(self, canvas: Canvas, layout: SessionLayout) -> None:
        """Below each other, in letters of one size, the longest words on the highest card."""
        exercise, scale = self.running.session.task.exercise, canvas.scale
        left = take_left(layout.whole, layout.stage.w)[0]
        told = [_(words) for words in (exercise.instruction, exercise.placing, exercise.caution)]
        heights, size = _card_heights(canvas, told, left)
        for label, words, height in zip(CARDS, told, heights, strict=True):
            card, left = take_top(left, height, scale.gap)
            canvas.panel(card, theme.CARD, theme.LINE)
            caption, box = take_top(inset(card, scale.gap), scale.body * CAPTION)
            canvas.text(_(label), caption, scale.body, bold=True, colour=theme.TEAL)
            canvas.text(words, box, size, top=True, most=size)


def _card_heights(canvas: Canvas, told: Sequence[str], rect: Rect) -> tuple[list[int], int]:
    """Of cards that share a box by how many lines they have, and the largest letter size for it."""
    scale = canvas.scale
    around = 2 * scale.gap + round(scale.body * CAPTION)
    room = rect.h - (len(told) - 1) * scale.gap - len(told) * around
    for size in range(round(scale.body * canvas.zoom), scale.smallest - 1, -1):
        lines = [canvas.lines(words, rect.w - 2 * scale.gap, size) for words in told]
        spare = room - sum(lines) * line_height(size)
        if spare >= 0:
            break
    if spare < 0:
        return [(rect.h - 2 * scale.gap) // 3] * len(told), size
    return [around + count * line_height(size) + spare // len(told) for count in lines], size
