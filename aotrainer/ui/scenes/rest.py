"""Rest between two sets, and what comes next."""

from __future__ import annotations

from pygame import Rect

from aotrainer.session import Phase, Session
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, centred, inset, take_bottom, take_left, take_top
from aotrainer.ui.picture import draw_still
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.words import clock_words, side_words


class RestScene(PhaseScene):
    """How long, and the next exercise with its still."""

    phase = Phase.REST
    heading = "Rest. Breathe easily."
    main_key = "go_on"
    main_label = "Go on now"

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """The ring on the right, what comes next on the left."""
        column = take_bottom(layout.column, canvas.scale.button, canvas.scale.margin)[1]
        side = min(column.w, column.h)
        canvas.ring(centred(column, side, side), self.remaining_share, clock_words(self.remaining_s))
        self._show_next(canvas, take_left(layout.whole, layout.stage.w)[0])

    def _show_next(self, canvas: Canvas, rect: Rect) -> None:
        task, scale = self.running.session.next_task, canvas.scale
        if task is None:
            return
        canvas.panel(rect, theme.CARD, theme.LINE)
        caption, rest = take_top(inset(rect, scale.margin), scale.body * 1.4, scale.gap)
        words, still = take_bottom(rest, scale.lead * 2.9, scale.gap)
        path = self.running.services.library.still(task.exercise.id)
        mirrored = task.mirrored(task.exercise.showing.judged)
        draw_still(canvas, path, centred(still, still.h * 16 / 9, still.h), mirrored)
        canvas.text("Next", caption, scale.body, bold=True, colour=theme.TEAL)
        number = next_set(self.running.session)
        side_and_set = f"{side_words(task.exercise, task.side).capitalize()}, {number}"
        canvas.text(f"{task.exercise.title}\n{side_and_set}", words, scale.lead)


def next_set(session: Session) -> str:
    """`set 2 of 3`, for the set after this one."""
    number = session.set_number % session.protocol.sets + 1
    return f"set {number} of {session.protocol.sets}"
