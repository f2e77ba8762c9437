"""Before an exercise: what to do, where to be, and what to take care of; as long as the person likes."""

from __future__ import annotations

from aotrainer.language import N_, _
from aotrainer.session import Phase
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.falling import falling_words
from aotrainer.ui.layout import SessionLayout, centred, inset, take_bottom, take_left, take_top
from aotrainer.ui.picture import draw_still
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.words import side_call

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
        exercise, scale = self.running.session.task.exercise, canvas.scale
        left = take_left(layout.whole, layout.stage.w)[0]
        height = (left.h - 2 * scale.gap) / 3
        for label, words in (
            (_("What to do"), exercise.instruction),
            (_("Where to be"), exercise.placing),
            (_("Take care"), exercise.caution),
        ):
            card, left = take_top(left, height, scale.gap)
            canvas.panel(card, theme.CARD, theme.LINE)
            caption, box = take_top(inset(card, scale.gap), scale.body * 1.25)
            canvas.text(label, caption, scale.body, bold=True, colour=theme.TEAL)
            canvas.text(_(words), box, scale.body, top=True)
