"""Rest between two sets, and what comes next."""

from __future__ import annotations

from pygame import Rect

from aotrainer.language import N_, _, pgettext
from aotrainer.session import Phase, Session
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, centred, inset, take_bottom, take_left, take_top
from aotrainer.ui.names import capital
from aotrainer.ui.picture import draw_still
from aotrainer.ui.scene import Transition
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button
from aotrainer.ui.words import clock_words, side_words


class RestScene(PhaseScene):
    """How long, and the next exercise with its still."""

    phase = Phase.REST
    heading = N_("Rest. Breathe easily.")
    main_key = "go_on"
    main_label = N_("Go on now")

    def choices(self, layout: SessionLayout) -> tuple[Button, ...]:
        """On; above it, how it went for who asks, or the next step for a therapist to accept."""
        scale = Scale.of(self.size)
        upper = take_bottom(layout.column, scale.button, scale.gap)[1]
        return (*super().choices(layout), *self._offers(take_bottom(upper, scale.button)[0]))

    def press(self, key: str) -> Transition | None:
        """Accept, ask, or on."""
        match key:
            case "accept":
                return self.ask(lambda session, _now_s: session.accept())
            case "ask":
                return self.ask(Session.ask_feedback)
        return super().press(key)

    def _offers(self, place: Rect) -> tuple[Button, ...]:
        session = self.running.session
        if session.proposed is not None:
            return (Button("accept", _("Accept the next step"), place),)
        if session.told.nothing and session.trials:
            return (Button("ask", _("How did it go?"), place),)
        return ()

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """The ring on the right, what comes next on the left."""
        buttons = 2 * canvas.scale.button + canvas.scale.gap
        column = take_bottom(layout.column, buttons, canvas.scale.margin)[1]
        side = min(column.w, column.h)
        canvas.ring(centred(column, side, side), self.remaining_share, clock_words(self.remaining_s))
        self._show_next(canvas, take_left(layout.whole, layout.stage.w)[0])

    def _show_next(self, canvas: Canvas, rect: Rect) -> None:
        task, scale = self.running.session.next_task, canvas.scale
        if task is None:
            return
        note = self._note()
        if note:
            words, rect = take_bottom(rect, scale.lead * 2.7, scale.gap)
            canvas.text(note, words, scale.lead, bold=True)
        canvas.panel(rect, theme.CARD, theme.LINE)
        caption, rest = take_top(inset(rect, scale.margin), scale.body * 1.4, scale.gap)
        words, still = take_bottom(rest, scale.lead * 2.9, scale.gap)
        path = self.running.services.library.still(task.exercise.id)
        mirrored = task.mirrored(task.exercise.showing.judged)
        if not self.running.in_trial:
            draw_still(canvas, path, centred(still, still.h * 16 / 9, still.h), mirrored)
        canvas.text(
            pgettext("what comes after the rest", "Next"), caption, scale.body, bold=True, colour=theme.TEAL
        )
        number = next_set(self.running.session)
        side_and_set = f"{capital(side_words(task.exercise, task.side))}, {number}"
        canvas.text(f"{_(task.exercise.title)}\n{side_and_set}", words, scale.lead)

    def _note(self) -> str:
        """What has changed for the next set, and why the rest is longer."""
        session = self.running.session
        step = session.graded.proposal
        if session.tired:
            return _("That was hard work. Take a longer rest.")
        if step is None:
            return ""
        return step.for_therapist if session.proposed is not None else step.for_patient


def next_set(session: Session) -> str:
    """`set 2 of 3`, for the set after this one."""
    number, count = session.course.next_set
    return _("set {number} of {count}").format(number=number, count=count)
