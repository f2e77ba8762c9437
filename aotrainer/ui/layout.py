"""Dividing a window into boxes: plain arithmetic on rectangles."""

from __future__ import annotations

from dataclasses import dataclass

from pygame import Rect

from aotrainer.ui.theme import Scale

COLUMN = 0.31
"""The share of the width beside the picture."""
BAND = 0.105
"""Of the height, at least, for the words below the picture and the gap above: two of the smallest lines."""

ROUNDING = 2


def inset(rect: Rect, gap: int) -> Rect:
    """The rectangle without a border of `gap` pixels."""
    return rect.inflate(-2 * gap, -2 * gap)


def take_top(rect: Rect, height: float, gap: int = 0) -> tuple[Rect, Rect]:
    """The upper part of this height, and the rest below a gap."""
    h = round(height)
    return Rect(rect.x, rect.y, rect.w, h), Rect(rect.x, rect.y + h + gap, rect.w, rect.h - h - gap)


def take_bottom(rect: Rect, height: float, gap: int = 0) -> tuple[Rect, Rect]:
    """The lower part of this height, and the rest above a gap."""
    h = round(height)
    return Rect(rect.x, rect.bottom - h, rect.w, h), Rect(rect.x, rect.y, rect.w, rect.h - h - gap)


def take_left(rect: Rect, width: float, gap: int = 0) -> tuple[Rect, Rect]:
    """The left part of this width, and the rest right of a gap."""
    w = round(width)
    return Rect(rect.x, rect.y, w, rect.h), Rect(rect.x + w + gap, rect.y, rect.w - w - gap, rect.h)


def take_right(rect: Rect, width: float, gap: int = 0) -> tuple[Rect, Rect]:
    """The right part of this width, and the rest left of a gap."""
    w = round(width)
    return Rect(rect.right - w, rect.y, w, rect.h), Rect(rect.x, rect.y, rect.w - w - gap, rect.h)


def grid(rect: Rect, columns: int, rows: int, gap: int) -> list[Rect]:
    """Equal cells, row by row."""
    w, h = (rect.w - gap * (columns - 1)) / columns, (rect.h - gap * (rows - 1)) / rows
    return [
        Rect(round(rect.x + c * (w + gap)), round(rect.y + r * (h + gap)), int(w), int(h))
        for r in range(rows)
        for c in range(columns)
    ]


def fitted(size: tuple[int, int], rect: Rect) -> Rect:
    """The largest rectangle of this aspect ratio in the middle of another."""
    factor = min(rect.w / size[0], rect.h / size[1])
    width, height = round(size[0] * factor), round(size[1] * factor)
    box = Rect(0, 0, _snapped(width, rect.w), _snapped(height, rect.h))
    box.center = rect.center
    return box


def _snapped(length: int, to: int) -> int:
    """A length that misses another by rounding only becomes the same, so that no sliver is left."""
    return to if abs(to - length) <= ROUNDING else length


def centred(rect: Rect, width: float, height: float) -> Rect:
    """A rectangle of this size, at most as large as the other, in its middle."""
    box = Rect(0, 0, min(rect.w, round(width)), min(rect.h, round(height)))
    box.center = rect.center
    return box


@dataclass(frozen=True, slots=True)
class SessionLayout:
    """The same places on every screen of a session, so that nobody has to search.

    heading and caption above, STOP in the upper right corner, a stage with a band of words below it, and a
    column beside them; `whole` is stage, band and column together.
    """

    caption: Rect
    heading: Rect
    stop: Rect
    stage: Rect
    band: Rect
    column: Rect
    whole: Rect

    @classmethod
    def of(cls, size: tuple[int, int]) -> SessionLayout:
        """The places in a window of this width and height."""
        scale = Scale.of(size)
        page = inset(Rect((0, 0), size), scale.margin)
        head, whole = take_top(page, scale.base * 0.155, scale.gap)
        stop, words = take_right(head, scale.base * 0.3, scale.gap)
        caption, heading = take_top(words, head.h * 0.36)
        column, left = take_right(whole, page.w * COLUMN, scale.margin)
        height = min(left.w * 9 / 16, left.h - scale.base * BAND)
        stage, band = take_top(left, height, scale.gap // 2)
        return cls(caption, heading, stop, stage, band, column, whole)


def list_places(size: tuple[int, int]) -> tuple[Rect, Rect, Rect]:
    """Heading, body and foot of a list."""
    scale = Scale.of(size)
    page = inset(Rect((0, 0), size), scale.margin)
    heading, rest = take_top(page, scale.title * 1.35, scale.margin)
    foot, body = take_bottom(rest, scale.button, scale.margin)
    return heading, body, foot
