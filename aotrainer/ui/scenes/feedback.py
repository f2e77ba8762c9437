"""How it went: what was right, one thing to change, and what the score is made of."""

from __future__ import annotations

import numpy as np
from pygame import Rect

from aotrainer.exercises import Exercise, cue_words
from aotrainer.motion.advice import cue_of, praise_key
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.score import Score
from aotrainer.session import Phase
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, inset, take_bottom, take_left, take_right, take_top
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.words import clock_words, plural, range_words

PRAISE_SHARE = 0.38
"""Of the height of both cards: what to change is said in more words, and has to be read from further away."""
PERFECT = "Do it just like that again."
PARTS = (("range", "Range"), ("shape", "Path"), ("tempo", "Speed"), ("posture", "Posture"))
"""The parts of a score and their names for the person who moved."""
NOT_JUDGED = "This set could not be judged"
STILL_COUNTS = "It is kept all the same. Every repetition helps."


class FeedbackScene(PhaseScene):
    """The result of the set; or why there is none, without any number."""

    phase = Phase.FEEDBACK
    heading = "How it went"
    main_key = "next"
    main_label = "Next"

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """Words on the right of the numbers, or alone."""
        trial = self.running.session.trial
        if trial is None:
            return
        self._show_ring(canvas, layout)
        if isinstance(trial.outcome, Unscorable):
            _show_unscorable(canvas, layout, trial.outcome)
        else:
            exercise = self.running.session.task.exercise
            cue = cue_of(trial.outcome, trial.judging)
            _show_score(canvas, layout.column, trial.outcome)
            _show_words(
                canvas,
                _left(layout),
                exercise.praise[praise_key(trial.outcome, cue)],
                PERFECT if cue is None else cue_words(exercise, cue),
            )
            _show_facts(canvas, _foot(canvas, layout), exercise, trial.outcome)

    def _show_ring(self, canvas: Canvas, layout: SessionLayout) -> None:
        foot = take_bottom(layout.whole, canvas.scale.button)[0]
        ring = take_right(take_left(foot, foot.w - layout.column.w - canvas.scale.margin)[0], foot.h)[0]
        canvas.ring(ring, self.remaining_share, clock_words(self.remaining_s))


def _left(layout: SessionLayout) -> Rect:
    return take_left(layout.whole, layout.stage.w)[0]


def _foot(canvas: Canvas, layout: SessionLayout) -> Rect:
    foot = take_bottom(_left(layout), canvas.scale.button)[0]
    return take_left(foot, foot.w - foot.h - canvas.scale.gap)[0]


def _show_words(canvas: Canvas, rect: Rect, praise: str, change: str) -> None:
    cards = take_bottom(rect, canvas.scale.button, canvas.scale.margin)[1]
    upper, lower = take_top(cards, (cards.h - canvas.scale.margin) * PRAISE_SHARE, canvas.scale.margin)
    next_time = "Next time" if change == PERFECT else "One thing to try"
    for place, label, words in ((upper, "Well done", praise), (lower, next_time, change)):
        canvas.panel(place, theme.CARD, theme.LINE)
        caption, box = take_top(inset(place, canvas.scale.margin), canvas.scale.body * 1.4)
        canvas.text(label, caption, canvas.scale.body, bold=True, colour=theme.TEAL)
        canvas.text(words, box, round(canvas.scale.lead * 1.15))


def _show_score(canvas: Canvas, rect: Rect, score: Score) -> None:
    scale = canvas.scale
    card = take_bottom(rect, scale.button, scale.margin)[1]
    canvas.panel(card, theme.CARD, theme.LINE)
    number, parts = take_top(inset(card, scale.gap), card.h * 0.46)
    caption, number = take_bottom(number, scale.smallest * 1.4)
    canvas.text(f"{score.total:.0f}", number, scale.huge, bold=True, align="centre", colour=theme.TEAL)
    canvas.text("of 100 points", caption, scale.smallest, align="centre", colour=theme.QUIET)
    for name, label in PARTS:
        row, parts = take_top(parts, card.h * 0.46 / len(PARTS))
        _show_part(canvas, row, label, getattr(score.parts, name))


def _show_part(canvas: Canvas, row: Rect, label: str, percent: float) -> None:
    scale = canvas.scale
    words, rest = take_left(row, row.w * 0.34, scale.gap // 2)
    number, bar = take_right(rest, scale.body * 1.9, scale.gap // 2)
    canvas.text(label, words, scale.body)
    canvas.bar(Rect(bar.x, bar.centery - scale.gap // 2, bar.w, scale.gap), percent / 100)
    canvas.text(f"{percent:.0f}", number, scale.body, bold=True, align="right")


def _show_facts(canvas: Canvas, rect: Rect, exercise: Exercise, score: Score) -> None:
    count = len(score.repetitions)
    reached = float(np.mean([rep.repetition.excursion_deg for rep in score.repetitions]))
    words = f"{count} repetition{plural(count)}\n{range_words(exercise, reached, score.model_range_deg)}"
    canvas.text(words, rect, canvas.scale.body, colour=theme.QUIET)


def _show_unscorable(canvas: Canvas, layout: SessionLayout, outcome: Unscorable) -> None:
    scale = canvas.scale
    card = take_bottom(layout.whole, scale.button, scale.margin)[1]
    canvas.panel(card, theme.CARD, theme.LINE)
    title, rest = take_top(inset(card, scale.margin), scale.title * 1.4, scale.gap)
    foot, words = take_bottom(rest, scale.lead * 1.6)
    canvas.text(NOT_JUDGED, title, scale.lead, bold=True, colour=theme.TEAL)
    canvas.text(outcome.words, words, round(scale.lead * 1.3))
    canvas.text(STILL_COUNTS, foot, scale.body, colour=theme.QUIET)
