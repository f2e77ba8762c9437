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
from aotrainer.ui.layout import grid, list_places, take_bottom, take_left, take_top
from aotrainer.ui.looking_back import LookingBack
from aotrainer.ui.scenes.reviewing.rows import FOOT, RowsScene
from aotrainer.ui.theme import Scale

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
        told = (_("Hollow dots: before training. Full dots: after it."), *_ends(course))
        plots, below = self._places(len(told))
        both = ((_("Pain"), course.pain), (_("Tiredness"), course.fatigue))
        for place, (name, ratings) in zip(grid(plots, 2, 1, canvas.scale.margin), both, strict=True):
            _paint_ratings(canvas, place, name, course, ratings)
        for said in told:
            line, below = take_top(below, canvas.scale.smallest * LINE)
            canvas.text(said, line, canvas.scale.smallest, cut=True)

    def _places(self, lines: int) -> tuple[Rect, Rect]:
        """Of the plots, and of so many lines beside the way back: so the plots are as high as can be."""
        scale, foot = Scale.of(self.size), list_places(self.size)[2]
        back = grid(foot, FOOT, 1, scale.gap)[0]
        below = take_left(foot, back.w, 2 * scale.gap)[1]
        below.h = round(scale.smallest * LINE) * lines
        below.bottom, plots = foot.bottom, self.body()
        plots.h = min(foot.y - scale.margin, below.y - scale.gap) - plots.y
        return plots, below


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
