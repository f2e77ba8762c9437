"""Before an exercise: what to do, where to be, and what to take care of; as long as the person likes."""

from __future__ import annotations

from aotrainer.language import N_, _
from aotrainer.session import Phase
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, centred, inset, take_bottom, take_left, take_top
from aotrainer.ui.picture import draw_still
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.words import side_call

STILL_SHARE = 0.7
"""At most so much of the column is the picture's, however wide a window is."""


class IntroduceScene(PhaseScene):
    """Three cards of words, the still, and one button."""

    phase = Phase.INTRODUCE
    heading = N_("Before you start")
    main_key = "watch"
    main_label = N_("Ready")

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """Words on the left, the picture above the button on the right."""
        task, scale = self.running.session.task, canvas.scale
        column = take_bottom(layout.column, scale.button, scale.margin)[1]
        still, words = take_top(column, min(column.w * 9 / 16, column.h * STILL_SHARE), scale.gap)
        path = self.running.services.library.still(task.exercise.id)
        mirrored = task.mirrored(task.exercise.showing.judged)
        if not self.running.in_trial:
            draw_still(canvas, path, centred(still, still.h * 16 / 9, still.h), mirrored)
        canvas.text(side_call(task), words, scale.lead, bold=True, align="centre", top=True)
        self._show_cards(canvas, layout)

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
