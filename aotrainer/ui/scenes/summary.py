"""The end of a session: what was done, that it is kept, and home."""

from __future__ import annotations

import pygame
from pygame import Rect

from aotrainer.care import Care
from aotrainer.language import N_, _, ngettext
from aotrainer.motion.score import Score
from aotrainer.session import Farewell, Phase, Session
from aotrainer.task import Task
from aotrainer.trial import Trial
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, inset, take_bottom, take_left, take_top
from aotrainer.ui.scene import Pop, Push, Quit, Transition
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.scenes.trouble import UnsavedScene
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look
from aotrainer.ui.words import dotted, side_words

MAX_ROWS, MAX_ROWS_BELOW_WORDS = 4, 2
"""Three sets take two lines in German."""
WORDS_SHARE = 0.38
"""Of the card's height, for what to do now where a session did not end as planned."""
NOTHING_YET = N_("No set was finished this time. Come back whenever you like.")
FAREWELLS = {
    Farewell.STOPPED: N_("You stopped early. That is fine: what you did is kept."),
    Farewell.CHECKLIST: N_("Not today, then. Talk to your therapist before you train again."),
    Farewell.PAIN: N_("Rest now. If the pain stays or grows, talk to your therapist before you train again."),
    Farewell.DIZZY: N_("Sit or lie down, and call somebody."),
}
EMERGENCY = N_("In an emergency, call for help at once.")


class SummaryScene(PhaseScene):
    """All sets with their results, until it is left."""

    phase = Phase.SUMMARY
    main_key = "home"

    def buttons(self) -> tuple[Button, ...]:
        """Home, or the end. Nothing is left to stop."""
        layout, scale = SessionLayout.of(self.size), Scale.of(self.size)
        last, rest = take_bottom(layout.column, scale.button, scale.gap)
        first = take_bottom(rest, scale.button)[0]
        return Button("home", _("Home"), first, Look.MAIN), Button("quit", _("Leave"), last)

    def press(self, key: str) -> Transition | None:
        """Home lies below; the session is over already. Hands tremble: the last words stay a moment."""
        if not self.is_ready(self.running.services.clock()):
            return None
        return self._out(Quit() if key == "quit" else Pop())

    def cancel(self) -> Transition | None:
        """Escape leads home."""
        return self.press("home")

    def unassigned(self, _event: pygame.event.Event) -> Transition | None:
        """Nothing is left to stop, and what to do now may have to be read."""

    def leave(self) -> Transition | None:
        """The window may close, if nothing is left to keep."""
        return self._out(Quit())

    def _out(self, way: Pop | Quit) -> Transition:
        """Away from here; but nobody leaves something unsaved without knowing."""
        keeping = self.running.keeping
        if keeping.unsaved:
            keeping.again()
        return way if keeping.problem is None else Push(UnsavedScene(self.running, keeping.problem, way))

    def caption(self) -> str:
        """Whose session it was, and how much of it."""
        count = len(self.running.session.trials)
        if not count:
            return self.running.patient.name
        counted = ngettext("{count} set", "{count} sets", count).format(count=count)
        return dotted((self.running.patient.name, counted))

    def paint(self, canvas: Canvas) -> None:
        """A heading over the whole width: there is no STOP beside it."""
        layout = SessionLayout.of(canvas.size)
        canvas.text(self.caption(), layout.caption, canvas.scale.body, colour=theme.QUIET, cut=True)
        farewell = self.running.session.farewell
        well_done = self.running.session.trials and farewell in (Farewell.COMPLETED, Farewell.STOPPED)
        heading = _("Well done.") if well_done else _("See you soon.")
        canvas.text(heading, layout.heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        self._show_results(canvas, take_left(layout.whole, layout.stage.w)[0])
        self._show_saved(canvas, layout.column)

    def close(self) -> None:
        """The session is over; let the clip go."""
        self.running.close()

    def _show_results(self, canvas: Canvas, rect: Rect) -> None:
        scale = canvas.scale
        canvas.panel(rect, theme.CARD, theme.LINE)
        words = self._farewell()
        rows = [] if self._calm else results(self.running.session)
        box = inset(rect, scale.margin)
        if not rows:
            canvas.text(words or _(NOTHING_YET), box, round(scale.lead * 1.3))
            return
        if words:
            place, box = take_top(box, box.h * WORDS_SHARE, scale.margin)
            canvas.text(words, place, scale.lead, bold=True, top=True)
        most = MAX_ROWS_BELOW_WORDS if words else MAX_ROWS
        if len(rows) > most:
            rows = [*rows[: most - 1], (_("and {count} more").format(count=len(rows) - most + 1), "")]
        height = min(scale.base * 0.17, box.h / len(rows))
        for title, sets in rows:
            row, box = take_top(box, height)
            upper, lower = take_top(row, row.h * 0.46)
            canvas.text(title, upper, scale.body)
            canvas.text(sets, lower, scale.lead, bold=True)

    def _show_saved(self, canvas: Canvas, rect: Rect) -> None:
        if not self.running.session.trials:
            return
        scale = canvas.scale
        mark, rest = take_top(rect, scale.lead * 1.6, scale.gap)
        tick, words = take_left(mark, mark.h, scale.gap)
        if self.running.keeping.unsaved:
            canvas.text(_("Not saved yet"), mark, scale.lead, bold=True)
        else:
            canvas.tick(inset(tick, scale.gap // 2), theme.TEAL)
            canvas.text(_("Saved"), words, scale.lead, bold=True)
        place = take_top(rest, rest.h - 2 * scale.button - 2 * scale.gap)[0]
        where = "" if self.running.keeping.unsaved else _("In the record on this computer.")
        canvas.text(where, place, scale.body, top=True)

    def _farewell(self) -> str:
        """What to do now, where it did not end as planned."""
        session = self.running.session
        words = _(FAREWELLS.get(session.farewell, ""))
        if session.farewell is Farewell.PAIN and session.pain is not None:
            why = _("You said {rating}. Up to {limit} was agreed with your therapist.")
            words = f"{why.format(rating=session.pain, limit=session.care.pain_limit)}\n{words}"
        if self._calm:
            return f"{words}\n{emergency_words(session.care)}"
        return words

    @property
    def _calm(self) -> bool:
        """Who stopped with pain or dizziness needs no points now."""
        session = self.running.session
        return session.early and session.farewell in (Farewell.PAIN, Farewell.DIZZY)


def emergency_words(care: Care) -> str:
    """Whom to call: as the therapist wrote it, or as everybody knows it."""
    return care.emergency or _(EMERGENCY)


def results(session: Session) -> list[tuple[str, str]]:
    """For every exercise done: its title and side, and the points of each set."""
    rows = []
    for task in {(task.exercise.id, task.side): task for task in session.course.met}.values():
        trials = [trial for trial in session.trials if _belongs(trial, task)]
        side = side_words(task.exercise, task.side)
        rows.append((dotted((_(task.exercise.title), side)), dotted(map(_points, trials))))
    return rows


def _belongs(trial: Trial, task: Task) -> bool:
    return trial.exercise_id == task.exercise.id and trial.side == task.side


def _points(trial: Trial) -> str:
    if isinstance(trial.outcome, Score):
        points = round(trial.outcome.total)
        return ngettext("Set {number}: {points} point", "Set {number}: {points} points", points).format(
            number=trial.set_number, points=points
        )
    return _("Set {number}: not judged").format(number=trial.set_number)
