"""Pain and tiredness before and after each session, and why sessions ended early."""

from __future__ import annotations

from collections.abc import Sequence

from pygame import Rect

from aotrainer.language import _
from aotrainer.review import words
from aotrainer.review.axes import RATING, axes_of
from aotrainer.review.course import Course
from aotrainer.review.wellbeing import Rating, Stop
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.graph import draw_ratings
from aotrainer.ui.layout import grid, take_bottom, take_top
from aotrainer.ui.looking_back import LookingBack
from aotrainer.ui.scenes.reviewing.rows import RowsScene

PLOTS_SHARE = 0.68
"""Of the height."""
LINE = 1.3
"""The height of a line of words, in letter sizes."""
SHOWN_STOPS = 2
"""The newest."""


class WellbeingScene(RowsScene):
    """Two plots, and below them how sessions ended."""

    def __init__(self, look: LookingBack) -> None:
        super().__init__(focus="back")
        self.look = look

    def title(self) -> str:
        """What is told."""
        return _("Pain and tiredness")

    def paint(self, canvas: Canvas) -> None:
        """From 0 to 10, before and after."""
        super().paint(canvas)
        course = self.look.course
        if course is None:
            return
        upper, lower = take_top(self.body(), self.body().h * PLOTS_SHARE, canvas.scale.gap)
        both = ((_("Pain"), course.pain), (_("Tiredness"), course.fatigue))
        for place, (name, ratings) in zip(grid(upper, 2, 1, canvas.scale.margin), both, strict=True):
            _paint_ratings(canvas, place, name, course, ratings)
        for said in (_("Hollow dots: before training. Full dots: after it."), *_ends(course)):
            line, lower = take_top(lower, canvas.scale.smallest * LINE)
            canvas.text(said, line, canvas.scale.smallest, cut=True)


def _paint_ratings(canvas: Canvas, place: Rect, name: str, course: Course, ratings: Sequence[Rating]) -> None:
    heading, rest = take_top(place, canvas.scale.body * 1.4)
    words_below, plot = take_bottom(rest, canvas.scale.smallest * 2.6, canvas.scale.gap // 2)
    canvas.text(name, heading, canvas.scale.body, bold=True)
    draw_ratings(canvas, plot, ratings, axes_of(course, RATING))
    said = words.average_words(ratings)
    canvas.text(said, words_below, canvas.scale.smallest, colour=theme.QUIET, top=True)


def _ends(course: Course) -> list[str]:
    """How many sessions ended early, and why the newest of them did."""
    count = len(course.stops)
    if not count:
        return [_("No session ended early.")]
    said = _("Sessions that ended early, {count} of {of}:")
    return [said.format(count=count, of=course.sessions), *map(_end, course.stops[: -SHOWN_STOPS - 1 : -1])]


def _end(stop: Stop) -> str:
    why = _(words.STOPS.get(stop.kind, stop.kind))
    if stop.words:
        why = f"{why}: {stop.words}"
    return _("{day}: {why}").format(day=words.day_words(stop.day), why=why)
