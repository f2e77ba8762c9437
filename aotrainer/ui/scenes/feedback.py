"""How it went: what was right, one thing to change, and what the score is made of."""

from __future__ import annotations

import numpy as np
from pygame import Rect

from aotrainer.exercises import Exercise, cue_words
from aotrainer.language import N_, _, ngettext
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.replay import Replay, replay_of
from aotrainer.motion.score import Score
from aotrainer.practice.summary import summary_of
from aotrainer.session import Phase, Session
from aotrainer.task import Task
from aotrainer.trial import Trial
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, inset, take_bottom, take_left, take_right, take_top
from aotrainer.ui.replay import draw_replay
from aotrainer.ui.running import Running
from aotrainer.ui.scene import Transition
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button
from aotrainer.ui.words import clock_words, range_words

PRAISE_SHARE = 0.38
"""Of the height of both cards: what to change is said in more words, and has to be read from further away."""
PERFECT = N_("Do it just like that again.")
PARTS = (
    ("range", N_("Range")),
    ("shape", N_("Path")),
    ("tempo", N_("Speed")),
    ("posture", N_("Posture")),
)
"""The parts of a score and their names for the person who moved."""
SHOW = "show"
NOT_JUDGED = N_("This set could not be judged")
STILL_COUNTS = N_("It is kept all the same. Every repetition helps.")


class FeedbackScene(PhaseScene):
    """The result of the set; or why there is none, without any number."""

    phase = Phase.FEEDBACK
    heading = N_("How it went")
    main_key = "next"
    main_label = N_("Next")

    def __init__(self, running: Running) -> None:
        super().__init__(running)
        session = running.session
        self.summary = summary_of(session.trials[-session.told.trials :] if session.told.trials else ())
        self.replay: Replay | None = None
        self._replayed_s = 0.0

    def choices(self, layout: SessionLayout) -> tuple[Button, ...]:
        """On; and to see what could be changed, or to read it again."""
        if self.summary.cue is None or self.running.in_trial:
            return super().choices(layout)
        scale = Scale.of(self.size)
        upper = take_bottom(take_bottom(layout.column, scale.button, scale.gap)[1], scale.button)[0]
        label = _("Show me") if self.replay is None else _("Back to the words")
        return (*super().choices(layout), Button(SHOW, label, upper))

    def press(self, key: str) -> Transition | None:
        """Show the worst moment beside the model; or on."""
        now_s = self.running.services.clock()
        if key != SHOW or not self.is_ready(now_s):
            return super().press(key)
        self.running.act(now_s, Session.linger)
        self.replay, self._replayed_s = (self._make_replay() if self.replay is None else None), now_s
        return self.turn()

    def _make_replay(self) -> Replay | None:
        """Of the newest trial that the words are about."""
        trial = self.summary.about
        if trial is None or trial.motion is None or not isinstance(trial.outcome, Score):
            return None
        task = self._task(trial)
        return replay_of(task.reference, trial.motion, trial.judging, trial.outcome, askew=task.askew)

    def caption(self) -> str:
        """Which set it is about, or how many."""
        count = self.summary.trials
        if count < 2:
            return super().caption()
        return ngettext("Your last {count} set", "Your last {count} sets", count).format(count=count)

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """Words on the right of the numbers, or alone."""
        summary = self.summary
        self._show_ring(canvas, layout)
        if summary.score is not None and summary.about is not None:
            exercise = self._task(summary.about).exercise
            _show_score(canvas, layout.column, summary.score, summary.total)
            if self.replay is None:
                cue = None if summary.cue is None else cue_words(exercise, summary.cue)
                _show_words(canvas, _left(layout), _(exercise.praise[summary.praise]), cue)
            else:
                place = take_bottom(_left(layout), canvas.scale.button, canvas.scale.margin)[1]
                elapsed_s = self.now_s - self._replayed_s
                draw_replay(canvas, place, self.replay, elapsed_s, summary.about.judging, summary.about.side)
            _show_facts(canvas, _foot(canvas, layout), exercise, summary.score)
        elif summary.reasons:
            _show_unscorable(canvas, layout, summary.reasons[-1])

    def _task(self, trial: Trial) -> Task:
        tasks = self.running.session.course.met
        return next(task for task in reversed(tasks) if task.exercise.id == trial.exercise_id)

    def _show_ring(self, canvas: Canvas, layout: SessionLayout) -> None:
        foot = take_bottom(layout.whole, canvas.scale.button)[0]
        ring = take_right(take_left(foot, foot.w - layout.column.w - canvas.scale.margin)[0], foot.h)[0]
        canvas.ring(ring, self.remaining_share, clock_words(self.remaining_s))


def _left(layout: SessionLayout) -> Rect:
    return take_left(layout.whole, layout.stage.w)[0]


def _foot(canvas: Canvas, layout: SessionLayout) -> Rect:
    foot = take_bottom(_left(layout), canvas.scale.button)[0]
    return take_left(foot, foot.w - foot.h - canvas.scale.gap)[0]


def _show_words(canvas: Canvas, rect: Rect, praise: str, change: str | None) -> None:
    cards = take_bottom(rect, canvas.scale.button, canvas.scale.margin)[1]
    upper, lower = take_top(cards, (cards.h - canvas.scale.margin) * PRAISE_SHARE, canvas.scale.margin)
    said = (upper, _("Well done"), praise)
    to_do = (_("Next time"), _(PERFECT)) if change is None else (_("One thing to try"), change)
    for place, label, words in (said, (lower, *to_do)):
        canvas.panel(place, theme.CARD, theme.LINE)
        caption, box = take_top(inset(place, canvas.scale.margin), canvas.scale.body * 1.4)
        canvas.text(label, caption, canvas.scale.body, bold=True, colour=theme.TEAL)
        canvas.text(words, box, round(canvas.scale.lead * 1.15))


def _show_score(canvas: Canvas, rect: Rect, score: Score, total: float) -> None:
    scale = canvas.scale
    card = take_bottom(rect, 2 * scale.button + scale.gap, scale.gap)[1]
    canvas.panel(card, theme.CARD, theme.LINE)
    number, parts = take_top(inset(card, scale.gap), card.h * 0.46)
    caption, number = take_bottom(number, scale.smallest * 1.4)
    canvas.text(f"{total:.0f}", number, scale.huge, bold=True, align="centre", colour=theme.TEAL)
    canvas.text(_("of 100 points"), caption, scale.smallest, align="centre", colour=theme.QUIET)
    height = card.h * 0.46 / len(PARTS)
    words = _part_places(scale, take_top(parts, height)[0])[0]
    most = canvas.common_size([_(label) for _name, label in PARTS], words, scale.body)
    for name, label in PARTS:
        row, parts = take_top(parts, height)
        _show_part(canvas, row, _(label), getattr(score.parts, name), most)


def _part_places(scale: Scale, row: Rect) -> tuple[Rect, Rect]:
    """Of the name of a part, and of its bar and number."""
    return take_left(row, row.w * 0.34, scale.gap // 2)


def _show_part(canvas: Canvas, row: Rect, label: str, percent: float, most: int) -> None:
    scale = canvas.scale
    words, rest = _part_places(scale, row)
    number, bar = take_right(rest, scale.body * 1.9, scale.gap // 2)
    canvas.text(label, words, scale.body, most=most)
    canvas.bar(Rect(bar.x, bar.centery - scale.gap // 2, bar.w, scale.gap), percent / 100)
    canvas.text(f"{percent:.0f}", number, scale.body, bold=True, align="right")


def _show_facts(canvas: Canvas, rect: Rect, exercise: Exercise, score: Score) -> None:
    count = len(score.repetitions)
    reached = float(np.mean([rep.repetition.excursion_deg for rep in score.repetitions]))
    counted = ngettext("{count} repetition", "{count} repetitions", count).format(count=count)
    words = f"{counted}\n{range_words(exercise, reached, score.model_range_deg)}"
    canvas.text(words, rect, canvas.scale.body, colour=theme.QUIET)


def _show_unscorable(canvas: Canvas, layout: SessionLayout, outcome: Unscorable) -> None:
    scale = canvas.scale
    card = take_bottom(layout.whole, scale.button, scale.margin)[1]
    canvas.panel(card, theme.CARD, theme.LINE)
    title, rest = take_top(inset(card, scale.margin), scale.title * 1.4, scale.gap)
    foot, words = take_bottom(rest, scale.lead * 1.6)
    canvas.text(_(NOT_JUDGED), title, scale.lead, bold=True, colour=theme.TEAL)
    canvas.text(outcome.in_words(), words, round(scale.lead * 1.3))
    canvas.text(_(STILL_COUNTS), foot, scale.body, colour=theme.QUIET)
