"""The end of a session: what was done, that it is kept, and home."""

from __future__ import annotations

from pygame import Rect

from aotrainer.motion.score import Score
from aotrainer.session import Phase, Session
from aotrainer.task import Task
from aotrainer.trial import Trial
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, inset, take_bottom, take_left, take_top
from aotrainer.ui.scene import Pop, Quit, Transition
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look
from aotrainer.ui.words import dotted, plural, side_words

MAX_ROWS = 5
NOTHING_YET = "No set was finished this time. Come back whenever you like."
STOPPED = "You stopped early. That is fine: what you did is kept."


class SummaryScene(PhaseScene):
    """All sets with their results, until it is left."""

    phase = Phase.SUMMARY
    main_key = "home"

    def buttons(self) -> tuple[Button, ...]:
        """Home, or the end. Nothing is left to stop."""
        layout, scale = SessionLayout.of(self.size), Scale.of(self.size)
        last, rest = take_bottom(layout.column, scale.button, scale.gap)
        first = take_bottom(rest, scale.button)[0]
        return Button("home", "Home", first, Look.MAIN), Button("quit", "Leave", last)

    def press(self, key: str) -> Transition | None:
        """Home lies below; the session is over already."""
        return Quit() if key == "quit" else Pop()

    def cancel(self) -> Transition | None:
        """Escape leads home."""
        return Pop()

    def leave(self) -> Transition | None:
        """Nothing is left to keep: the window may close."""
        return Quit()

    def caption(self) -> str:
        """Whose session it was, and how much of it."""
        count = len(self.running.session.trials)
        return dotted((self.running.patient.name, f"{count} set{plural(count)}"))

    def paint(self, canvas: Canvas) -> None:
        """A heading over the whole width: there is no STOP beside it."""
        layout = SessionLayout.of(canvas.size)
        canvas.text(self.caption(), layout.caption, canvas.scale.body, colour=theme.QUIET, cut=True)
        heading = "Well done." if self.running.session.trials else "See you soon."
        canvas.text(heading, layout.heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        self._show_results(canvas, take_left(layout.whole, layout.stage.w)[0])
        self._show_saved(canvas, layout.column)

    def close(self) -> None:
        """The session is over; let the clip go."""
        self.running.close()

    def _show_results(self, canvas: Canvas, rect: Rect) -> None:
        scale = canvas.scale
        canvas.panel(rect, theme.CARD, theme.LINE)
        rows = results(self.running.session)
        box = inset(rect, scale.margin)
        if not rows:
            canvas.text(NOTHING_YET, box, scale.lead)
            return
        if len(rows) > MAX_ROWS:
            rows = [*rows[: MAX_ROWS - 1], (f"and {len(rows) - MAX_ROWS + 1} more", "")]
        for title, sets in rows:
            row, box = take_top(box, min(scale.base * 0.17, (rect.h - 2 * scale.margin) / len(rows)))
            upper, lower = take_top(row, row.h * 0.46)
            canvas.text(title, upper, scale.body)
            canvas.text(sets, lower, scale.lead, bold=True)

    def _show_saved(self, canvas: Canvas, rect: Rect) -> None:
        if not self.running.session.trials:
            return
        scale = canvas.scale
        mark, rest = take_top(rect, scale.lead * 1.6, scale.gap)
        tick, words = take_left(mark, mark.h, scale.gap)
        canvas.tick(inset(tick, scale.gap // 2), theme.TEAL)
        canvas.text("Saved", words, scale.lead, bold=True)
        place = take_top(rest, rest.h - 2 * scale.button - 2 * scale.gap)[0]
        early = f"{STOPPED}\n" if self.running.stopped else ""
        canvas.text(f"{early}In the record on this computer.", place, scale.body, top=True)


def results(session: Session) -> list[tuple[str, str]]:
    """For every exercise done: its title and side, and the points of each set."""
    rows = []
    for task in session.tasks:
        trials = [trial for trial in session.trials if _belongs(trial, task)]
        if trials:
            side = side_words(task.exercise, task.side)
            rows.append((dotted((task.exercise.title, side)), dotted(map(_points, trials))))
    return rows


def _belongs(trial: Trial, task: Task) -> bool:
    return trial.exercise_id == task.exercise.id and trial.side == task.side


def _points(trial: Trial) -> str:
    if isinstance(trial.outcome, Score):
        return f"Set {trial.set_number}: {trial.outcome.total:.0f} points"
    return f"Set {trial.set_number}: not judged"
