"""Small line plots as SVG that screen readers can tell and printers can print: no script, no fonts, no files.

Every plot has a title and a description with its numbers, and nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from aotrainer.language import _
from aotrainer.review import words
from aotrainer.review.markup import Markup, element, joined
from aotrainer.review.progress import Progress
from aotrainer.review.wellbeing import Rating

INK, QUIET, ACCENT, GRID, BAND = "#1b1b1b", "#595959", "#00594f", "#d9d9d9", "#e3e3e3"
"""On white, each that words are written in has a contrast of 7 to 1 or more."""
WIDTH, HEIGHT = 360.0, 150.0
LEFT, RIGHT, TOP, BOTTOM = 30.0, 52.0, 10.0, 24.0
"""Margins; all in units of the drawing, in which letters are 11 high."""
LETTERS = 11
DOT = 2.6
MOST_TICKS = 9
POINTS = 100.0
RATING = 10.0


@dataclass(frozen=True, slots=True)
class Axes:
    """From days and values to places in the drawing.

    first, last : days at the left and right edge; highest : value at the upper edge, the lower being 0
    """

    first: date
    last: date
    highest: float

    def x(self, day: date) -> float:
        """Where a day is."""
        span = max(1, (self.last - self.first).days)
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / span

    def y(self, value: float) -> float:
        """Where a value is; beyond the edges it stays at them."""
        inside = min(max(value, 0.0), self.highest)
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * inside / self.highest


def progress_plot(
    title: str, told: str, progress: Progress, axes: Axes, model: float, name: str, key: str
) -> Markup:
    """A measure over the days, with the model's, the person's own start and what counts as a change.

    told : what it shows, in words; name : of the measure; key : unlike any other plot's on the page
    """
    return _drawing(
        title,
        told,
        key,
        *_band(progress, axes),
        *_frame(axes, (0.0, axes.highest / 2, axes.highest), name),
        _level(axes, model),
        *_older(progress, axes),
        *_line(axes, [(each.day, each.mean) for each in progress.points if each.comparable], "none", ACCENT),
        *_end(progress, axes, model, name),
    )


def rating_plot(title: str, told: str, ratings: Sequence[Rating], axes: Axes, key: str) -> Markup:
    """Pain or fatigue before (hollow, broken line) and after (full) every session."""
    before = [(each.day, float(each.before)) for each in ratings if each.before is not None]
    after = [(each.day, float(each.after)) for each in ratings if each.after is not None]
    return _drawing(
        title,
        told,
        key,
        *_frame(axes, (0.0, RATING / 2, RATING), ""),
        *_line(axes, before, "4 3", QUIET, hollow=True),
        *_line(axes, after, "none", ACCENT),
    )


def _drawing(title: str, told: str, key: str, *shapes: Markup) -> Markup:
    return element(
        "svg",
        element("title", title, id=f"{key}-title"),
        element("desc", told, id=f"{key}-desc"),
        *shapes,
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
    )


def _frame(axes: Axes, levels: Sequence[float], name: str) -> Iterator[Markup]:
    right = WIDTH - RIGHT
    for level in levels:
        y = axes.y(level)
        yield element("line", x1=LEFT, x2=right, y1=y, y2=y, stroke=GRID, stroke_width=1)
        yield _text(words.number(name, level), LEFT - 5, y + 4, "end", QUIET)
    weeks = (axes.last - axes.first).days // 7 + 1
    step = -(-weeks // MOST_TICKS)
    for n in range(0, weeks, step):
        at = date.fromordinal(axes.first.toordinal() + 7 * n)
        yield _text(str(n + 1), axes.x(at), HEIGHT - BOTTOM + 14, "middle", QUIET)
    yield _text(_("week"), right + 6, HEIGHT - BOTTOM + 14, "start", QUIET)


def _band(progress: Progress, axes: Axes) -> Iterator[Markup]:
    """The start and what counts as a change; drawn first, so that all else is above it."""
    if progress.start is None:
        return
    mean, change = progress.start.mean, progress.start.minimal_detectable_change
    upper, lower = axes.y(mean + change), axes.y(mean - change)
    width = WIDTH - LEFT - RIGHT
    yield element("rect", x=LEFT, y=upper, width=width, height=max(0.0, lower - upper), fill=BAND)
    y = axes.y(mean)
    yield element("line", x1=LEFT, x2=LEFT + width, y1=y, y2=y, stroke=QUIET, stroke_dasharray="2 3")


def _level(axes: Axes, model: float) -> Markup:
    y = axes.y(model)
    across = element(
        "line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=INK, stroke_width=1.4, stroke_dasharray="7 4"
    )
    return joined(across, _text(_("model"), WIDTH - RIGHT + 6, y + 4, "start", INK))


def _older(progress: Progress, axes: Axes) -> Iterator[Markup]:
    for point in progress.points:
        if not point.comparable:
            yield _dot(axes, point.day, point.mean, QUIET, hollow=True)


def _line(
    axes: Axes, points: Sequence[tuple[date, float]], dashes: str, colour: str, *, hollow: bool = False
) -> Iterator[Markup]:
    if not points:
        return
    path = " ".join(f"{axes.x(day):.1f},{axes.y(value):.1f}" for day, value in points)
    yield element(
        "polyline", points=path, fill="none", stroke=colour, stroke_width=1.5, stroke_dasharray=dashes
    )
    for day, value in points:
        yield _dot(axes, day, value, colour, hollow=hollow)


def _dot(axes: Axes, day: date, value: float, colour: str, *, hollow: bool) -> Markup:
    fill = "#ffffff" if hollow else colour
    return element("circle", cx=axes.x(day), cy=axes.y(value), r=DOT, fill=fill, stroke=colour)


def _end(progress: Progress, axes: Axes, model: float, name: str) -> Iterator[Markup]:
    """The newest value beside the end of the line, clear of the word for the model."""
    if progress.now is None:
        return
    y = axes.y(progress.now)
    if abs(y - axes.y(model)) < LETTERS + 2:
        y = axes.y(model) + LETTERS + 2
    yield _text(words.number(name, progress.now), WIDTH - RIGHT + 6, y + 5, "start", ACCENT, bold=True)


def _text(said: str, x: float, y: float, anchor: str, colour: str, *, bold: bool = False) -> Markup:
    return element(
        "text",
        said,
        x=x,
        y=y,
        text_anchor=anchor,
        fill=colour,
        font_size=LETTERS + 4 if bold else LETTERS,
        font_weight="bold" if bold else None,
    )
