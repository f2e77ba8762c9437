"""On which days somebody trained: a square for each day, a column for each week.

A full square: trained; a hollow one: that ended early; a small one: not trained. Today has a frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pygame import Rect

from aotrainer.language import pgettext
from aotrainer.review import words
from aotrainer.review.calendar import WEEK, Day, Week
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import take_left

SHOWN_WEEKS = 12
"""The newest; more columns could not be told apart."""
WIDEST = 1.6
"""Of a column, in heights of its squares: few weeks stay together."""


def draw_days(canvas: Canvas, rect: Rect, weeks: Sequence[Week], today: date) -> None:
    """The newest weeks, with their numbers above."""
    shown, size = weeks[-SHOWN_WEEKS:], canvas.scale.smallest
    names = [pgettext("weekday", name) for name in words.WEEKDAYS]
    left, columns = take_left(rect, max(canvas.width(name, size) for name in names), canvas.scale.gap)
    height = rect.h / (WEEK + 1)
    most = canvas.common_size(names, _row(left, 1, height), size)
    for n, name in enumerate(names, start=1):
        canvas.text(name, _row(left, n, height), size, colour=theme.QUIET, most=most)
    width = min(columns.w / max(1, len(shown)), WIDEST * height)
    for n, week in enumerate(shown):
        column = Rect(round(columns.x + n * width), rect.y, round(width), rect.h)
        _draw_week(canvas, column, week, today, height)


def _draw_week(canvas: Canvas, column: Rect, week: Week, today: date, height: float) -> None:
    canvas.text(
        str(week.number), _row(column, 0, height), canvas.scale.smallest, colour=theme.QUIET, align="centre"
    )
    for n, day in enumerate(week.days, start=1):
        _draw_day(canvas, _row(column, n, height), day, today)


def _draw_day(canvas: Canvas, cell: Rect, day: Day, today: date) -> None:
    side = min(cell.w, cell.h) - canvas.scale.gap // 2
    box = Rect(0, 0, side, side)
    box.center = cell.center
    if day.trained:
        ground = theme.TEAL if day.whole else theme.CARD
        canvas.panel(box, ground, theme.TEAL, max(2, side // 6), side // 5)
    elif day.date <= today:
        canvas.panel(box.inflate(-side // 2, -side // 2), theme.QUIET, radius=side // 5)
    if day.date == today:
        canvas.outline(box.inflate(4, 4), theme.FOCUS, 2)


def _row(column: Rect, n: int, height: float) -> Rect:
    return Rect(column.x, round(column.y + height * n), column.w, round(height))
