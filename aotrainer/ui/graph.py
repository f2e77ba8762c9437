"""Plots on the screen: a measure, or pain and tiredness, over the weeks.

As on paper (`review.plot`), nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from pygame import Rect

from aotrainer.language import _
from aotrainer.review import words
from aotrainer.review.axes import MOST_TICKS, Axes, compared, not_compared, usual_range
from aotrainer.review.progress import Progress
from aotrainer.review.wellbeing import Rating
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import inset, take_bottom, take_right
from aotrainer.ui.tint import Colour

LINE = 1.3
"""The height of a line of words, in letter sizes."""
MODEL, START = (5, 3), (1, 2)
"""Broken lines for the model's and the own start: drawn, then left out, in widths of the line."""
WIDEST = "180°"
"""Of what can stand beside the end of a line."""
AROUND = 1.6
"""A hollow dot round a full one of the same value, in radii of the full one."""
MOST_RADIUS = 2.0
"""Of a dot, in widths of the line."""

Places = Sequence[tuple[date, float]]


class Graph:
    """The inner part of a plot, in which days go across and values go up."""

    def __init__(self, canvas: Canvas, rect: Rect, axes: Axes) -> None:
        self.canvas, self.rect, self.axes = canvas, rect, axes
        self.thick = max(2, canvas.scale.gap // 4)

    def place(self, day: date, value: float) -> tuple[float, float]:
        """Where a value of a day is."""
        return self.rect.x + self.rect.w * self.axes.across(day), self.y(value)

    def y(self, value: float) -> float:
        """How high a value is."""
        return self.rect.bottom - self.rect.h * self.axes.up(value)

    def band(self, between: tuple[float, float] | None) -> None:
        """What is not yet a change."""
        if between is not None:
            lower, upper = (self.y(value) for value in between)
            band = Rect(self.rect.x, round(upper), self.rect.w, max(1, round(lower - upper)))
            self.canvas.panel(band, theme.TRACK, radius=0)

    def across(self, value: float, colour: Colour, dash: tuple[int, int] | None = None) -> None:
        """A line at one height: thin, or thicker and broken."""
        y = self.y(value)
        begin, end = (self.rect.x, y), (self.rect.right, y)
        if dash is None:
            self.canvas.stroke(begin, end, colour, 1)
        else:
            drawn, left_out = (self.thick * each for each in dash)
            self.canvas.dashes(begin, end, colour, self.thick, (drawn, left_out))

    def line(self, places: Places, colour: Colour) -> None:
        """Full dots, and a line through them."""
        points = [self.place(*each) for each in places]
        for before, after in pairwise(points):
            self.canvas.stroke(before, after, colour, self.thick)
        for point in points:
            self.canvas.dot(point, self._radius(len(points)), colour)

    def rings(self, places: Places, times: float = 1.0) -> None:
        """Hollow dots, each for itself; so many times as large as full ones."""
        for each in places:
            radius = times * self._radius(len(places))
            self.canvas.dot(self.place(*each), radius, theme.CARD)
            self.canvas.dot(self.place(*each), radius, theme.QUIET, max(1, round(radius / 3)))

    def _radius(self, count: int) -> float:
        """Smaller where there are many, so that they do not run together."""
        return max(self.thick, min(MOST_RADIUS * self.thick, self.rect.w / (2 * max(1, count))))


def draw_progress(
    canvas: Canvas, rect: Rect, progress: Progress, axes: Axes, model: float, name: str
) -> None:
    """A measure over the days, with the model's, the person's own start and what counts as a change."""
    canvas.panel(rect, theme.CARD, theme.LINE)
    graph, margin = _framed(canvas, inset(rect, canvas.scale.gap), axes, name, _("model"))
    graph.band(usual_range(progress))
    _grid(graph)
    if progress.start is not None:
        graph.across(progress.start.mean, theme.QUIET, START)
    graph.across(model, theme.INK, MODEL)
    graph.rings(not_compared(progress))
    graph.line(compared(progress), theme.TEAL)
    _tell_end(graph, margin, progress, model, name)


def draw_course(canvas: Canvas, rect: Rect, progress: Progress, axes: Axes) -> None:
    """The same in small, without words."""
    canvas.panel(rect, theme.CARD, theme.LINE)
    graph = Graph(canvas, inset(rect, canvas.scale.gap), axes)
    graph.band(usual_range(progress))
    graph.rings(not_compared(progress))
    graph.line(compared(progress), theme.TEAL)


def draw_ratings(canvas: Canvas, rect: Rect, ratings: Sequence[Rating], axes: Axes) -> None:
    """Pain or tiredness before (hollow) and after (full) every session."""
    canvas.panel(rect, theme.CARD, theme.LINE)
    graph = _framed(canvas, inset(rect, canvas.scale.gap), axes, "", "")[0]
    _grid(graph)
    before = [(each.day, float(each.before)) for each in ratings if each.before is not None]
    graph.rings(before, AROUND)
    graph.line([(each.day, float(each.after)) for each in ratings if each.after is not None], theme.TEAL)


def _framed(canvas: Canvas, rect: Rect, axes: Axes, name: str, beside: str) -> tuple[Graph, Rect]:
    """The plot, with values at its left edge and weeks below; and the margin at its right."""
    gap, size = canvas.scale.gap, canvas.scale.smallest
    told = [words.number(name, level) for level in axes.levels]
    left = max(canvas.width(each, size) for each in told)
    largest = canvas.width(WIDEST, canvas.scale.lead, bold=True)
    right = max(canvas.width(beside, size), canvas.width(_("week"), size), largest)
    below, rest = take_bottom(rect, LINE * size)
    inner = Rect(rest.x + left + gap, rest.y + size // 2, rest.w - left - right - 2 * gap, rest.h - size)
    graph, margin = Graph(canvas, inner, axes), take_right(rest, right)[0]
    for level, said in zip(axes.levels, told, strict=True):
        line = Rect(rest.x, round(graph.y(level) - LINE * size / 2), left, round(LINE * size))
        canvas.text(said, line, size, colour=theme.QUIET, align="right")
    _write_weeks(graph, below)
    canvas.text(_("week"), Rect(margin.x, below.y, margin.w, below.h), size, colour=theme.QUIET)
    return graph, margin


def _write_weeks(graph: Graph, below: Rect) -> None:
    """As many numbers as there is room for."""
    canvas, size = graph.canvas, graph.canvas.scale.smallest
    wide = canvas.width("000", size)
    most = max(2, min(MOST_TICKS, graph.rect.w // (2 * wide)))
    for number, monday in graph.axes.weeks(most):
        place = Rect(0, below.y, wide, below.h)
        place.centerx = round(graph.place(monday, 0.0)[0])
        canvas.text(str(number), place, size, colour=theme.QUIET, align="centre")


def _grid(graph: Graph) -> None:
    for level in graph.axes.levels:
        graph.across(level, theme.LINE)


def _tell_end(graph: Graph, margin: Rect, progress: Progress, model: float, name: str) -> None:
    """The word for the model, and the newest value beside the end of the line, clear of it."""
    scale = graph.canvas.scale
    small, large = LINE * scale.smallest, LINE * scale.lead
    top = graph.y(model) - small / 2
    said = Rect(margin.x, round(top), margin.w, round(small))
    graph.canvas.text(_("model"), said, scale.smallest)
    if progress.now is None:
        return
    lowest = graph.rect.bottom + scale.smallest / 2 - large
    y = min(graph.y(progress.now) - large / 2, lowest)
    if abs(y + large / 2 - graph.y(model)) < (small + large) / 2:
        y = graph.y(model) + small / 2 if graph.y(model) + small / 2 <= lowest else top - large
    place = Rect(margin.x, round(y), margin.w, round(large))
    graph.canvas.text(words.number(name, progress.now), place, scale.lead, bold=True, colour=theme.TEAL)
