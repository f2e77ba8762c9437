"""Buttons and the text field: what they look like. What they do is up to their scene."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from pygame import Rect

from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import inset, take_bottom, take_left, take_top
from aotrainer.ui.text import ELLIPSIS
from aotrainer.ui.tint import Colour


class Look(Enum):
    """What a button is for, as it looks."""

    MAIN = auto()
    PLAIN = auto()
    STOP = auto()
    TOGGLE = auto()


@dataclass(frozen=True, slots=True)
class Button:
    """A place to press.

    key : what the scene knows it by; caption : a smaller line above the label; chosen : for toggles
    name : the label is a person's, and may be cut short; large : larger letters than such a button has
    """

    key: str
    label: str
    rect: Rect
    look: Look = Look.PLAIN
    caption: str = ""
    chosen: bool = False
    enabled: bool = True
    name: bool = False
    large: bool = False


def draw_button(canvas: Canvas, button: Button, focused: bool, hovered: bool) -> None:
    """A button; the one that Enter would press has a thick ring, whatever its colour."""
    ground, ink, edge = _colours(button, hovered)
    canvas.panel(button.rect, ground, edge, thick=max(2, canvas.scale.gap // 5))
    if focused:
        _draw_focus(canvas, button.rect)
    _draw_words(canvas, button, ink)


def _draw_focus(canvas: Canvas, rect: Rect) -> None:
    """A ring round a button; twice as thick, inwards, when it goes from button to button by itself."""
    thick = max(4, canvas.scale.gap // 3)
    around = rect.inflate(3 * thick, 3 * thick)
    if canvas.scanned:
        canvas.outline(rect.inflate(2, 2), theme.PAPER, thick)
        canvas.outline(around, theme.FOCUS, 2 * thick)
    else:
        canvas.outline(around, theme.FOCUS, thick)


def _colours(button: Button, hovered: bool) -> tuple[Colour, Colour, Colour]:
    if not button.enabled:
        return theme.TRACK, theme.INK, theme.TRACK
    if button.look is Look.STOP:
        return (theme.RED_LIT if hovered else theme.RED), theme.ON_RED, theme.RED
    if button.look is Look.MAIN or button.chosen:
        return (theme.TEAL_LIT if hovered else theme.TEAL), theme.ON_TEAL, theme.TEAL
    return (theme.TEAL_PALE if hovered else theme.CARD), theme.INK, theme.TEAL


def _draw_words(canvas: Canvas, button: Button, ink: Colour) -> None:
    scale = canvas.scale
    box = inset(button.rect, scale.gap // 2)
    if button.look is Look.TOGGLE:
        box = Rect(box.x, button.rect.y, box.w, button.rect.h)  # two lines of words have to fit
        mark, box = take_left(box, scale.body * 0.9, scale.gap // 2)
        _draw_mark(canvas, mark, button.chosen, ink)
        size = scale.lead if button.large else scale.smallest
        canvas.text(button.label, box, size, bold=button.chosen, colour=ink, cut=button.name)
    elif button.look is Look.STOP:
        caption, label = take_bottom(box, scale.smallest * 1.25)
        canvas.text(button.caption, caption, scale.smallest, colour=ink, align="centre")
        canvas.text(button.label, label, scale.title, bold=True, colour=ink, align="centre")
    elif button.caption:
        caption, label = take_top(box, scale.smallest * 1.35)
        canvas.text(button.caption, caption, scale.smallest, colour=ink, align="centre")
        canvas.text(button.label, label, scale.lead, bold=True, colour=ink, align="centre", cut=button.name)
    else:
        size = scale.title if button.large else scale.lead if button.look is Look.MAIN else scale.body
        canvas.text(button.label, box, size, bold=True, colour=ink, align="centre", cut=button.name)


def _draw_mark(canvas: Canvas, rect: Rect, chosen: bool, ink: Colour) -> None:
    box = Rect(0, 0, rect.w, rect.w)
    box.center = rect.center
    if chosen:
        canvas.tick(box, ink)
    else:
        canvas.panel(box, theme.CARD, theme.QUIET, radius=box.w // 5)


def draw_field(canvas: Canvas, rect: Rect, words: str, replaced: bool) -> None:
    """A line to type into; `replaced` shows that the next letter takes the place of all of it."""
    canvas.panel(rect, theme.CARD, theme.FOCUS, thick=max(3, canvas.scale.gap // 4))
    inner = inset(rect, canvas.scale.gap)
    if replaced:
        width = canvas.width(words, canvas.scale.title)
        canvas.panel(Rect(inner.x, inner.y, min(inner.w, width), inner.h), theme.TEAL_PALE)
    shown = canvas.text(_end_of(canvas, words, inner.w) or " ", inner, canvas.scale.title)
    caret = Rect(min(shown.right + 2, inner.right), inner.y, max(2, canvas.scale.gap // 5), inner.h)
    canvas.panel(caret, theme.INK, radius=0)


def _end_of(canvas: Canvas, words: str, width: int) -> str:
    """As much as fits, from the end: that is where one types."""
    if canvas.width(words, canvas.scale.title) <= width:
        return words
    while words and canvas.width(ELLIPSIS + words, canvas.scale.title) > width:
        words = words[1:]
    return ELLIPSIS + words
