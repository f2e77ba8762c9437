"""Small line plots as SVG that screen readers can tell and printers can print: no script, no fonts, no files.

Every plot has a title and a description with its numbers, and nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from aotrainer.fonts import FAMILY
from aotrainer.language import _
from aotrainer.review import words
from aotrainer.review.axes import Axes, compared, not_compared, usual_range
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


def _x(axes: Axes, day: date) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * axes.across(day)


def _y(axes: Axes, value: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * axes.up(value)


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
        *_frame(axes, name),
        _level(axes, model),
        *_older(progress, axes),
        *_line(axes, compared(progress), "none", ACCENT),
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
        *_frame(axes, ""),
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
        font_family=f"{FAMILY}, sans-serif",
        aria_labelledby=f"{key}-title {key}-desc",
    )


def _frame(axes: Axes, name: str) -> Iterator[Markup]:
    right = WIDTH - RIGHT
    for level in axes.levels:
        y = _y(axes, level)
        yield element("line", x1=LEFT, x2=right, y1=y, y2=y, stroke=GRID, stroke_width=1)
        yield _text(words.number(name, level), LEFT - 5, y + 4, "end", QUIET)
    for number, monday in axes.weeks():
        yield _text(str(number), _x(axes, monday), HEIGHT - BOTTOM + 14, "middle", QUIET)
    yield _text(_("week"), WIDTH, HEIGHT - BOTTOM + 14, "end", QUIET)


def _band(progress: Progress, axes: Axes) -> Iterator[Markup]:
    """The start and what counts as a change; drawn first, so that all else is above it."""
    between = usual_range(progress)
    if progress.start is None or between is None:
        return
    lower, upper = (_y(axes, value) for value in between)
    width = WIDTH - LEFT - RIGHT
    yield element("rect", x=LEFT, y=upper, width=width, height=max(0.0, lower - upper), fill=BAND)
    y = _y(axes, progress.start.mean)
    yield element("line", x1=LEFT, x2=LEFT + width, y1=y, y2=y, stroke=QUIET, stroke_dasharray="2 3")


def _level(axes: Axes, model: float) -> Markup:
    y = _y(axes, model)
    across = element(
        "line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=INK, stroke_width=1.4, stroke_dasharray="7 4"
    )
    return joined(across, _text(_("model"), WIDTH - RIGHT + 6, y + 4, "start", INK))


def _older(progress: Progress, axes: Axes) -> Iterator[Markup]:
    for day, value in not_compared(progress):
        yield _dot(axes, day, value, QUIET, hollow=True)


def _line(
    axes: Axes, points: Sequence[tuple[date, float]], dashes: str, colour: str, *, hollow: bool = False
) -> Iterator[Markup]:
    if not points:
        return
    path = " ".join(f"{_x(axes, day):.1f},{_y(axes, value):.1f}" for day, value in points)
    yield element(
        "polyline", points=path, fill="none", stroke=colour, stroke_width=1.5, stroke_dasharray=dashes
    )
    for day, value in points:
        yield _dot(axes, day, value, colour, hollow=hollow)


def _dot(axes: Axes, day: date, value: float, colour: str, *, hollow: bool) -> Markup:
    fill = "#ffffff" if hollow else colour
    return element("circle", cx=_x(axes, day), cy=_y(axes, value), r=DOT, fill=fill, stroke=colour)


def _end(progress: Progress, axes: Axes, model: float, name: str) -> Iterator[Markup]:
    """The newest value beside the end of the line, clear of the word for the model."""
    if progress.now is None:
        return
    y = _y(axes, progress.now)
    if abs(y - _y(axes, model)) < LETTERS + 2:
        y = _y(axes, model) + LETTERS + 2
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
