"""Buttons and the text field: what they look like. What they do is up to their scene."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from pygame import Rect

from aotrainer.ui import theme
from aotrainer.ui.canvas import Align, Canvas
from aotrainer.ui.layout import inset, take_bottom, take_left, take_top
from aotrainer.ui.text import ELLIPSIS
from aotrainer.ui.theme import Scale
from aotrainer.ui.tint import Colour

MARK = 0.9
"""How wide the mark of a toggle is, in letter sizes of its words."""


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


def draw_button(
    canvas: Canvas, button: Button, focused: bool, hovered: bool, most: int | None = None
) -> None:
    """A button; the one that Enter would press has a thick ring, whatever its colour.

    most : the largest letters its label may have
    """
    ground, ink, edge = _colours(button, hovered)
    canvas.panel(button.rect, ground, edge, thick=max(2, canvas.scale.gap // 5))
    if focused:
        _draw_focus(canvas, button.rect)
    _draw_words(canvas, button, ink, most)


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


def common_sizes(canvas: Canvas, buttons: Sequence[Button]) -> dict[str, int]:
    """By key, the largest letters a label may have: buttons of one kind and size look alike.

    What has to be smaller than sentences are is so alone: it would make all others hard to read.
    """
    alike: dict[Hashable, list[Button]] = {}
    for each in buttons:
        kind = each.look, each.large, bool(each.caption), each.rect.size
        alike.setdefault(kind, []).append(each)
    return {each.key: most for group in alike.values() for most in [_common(canvas, group)] for each in group}


def _common(canvas: Canvas, group: Sequence[Button]) -> int:
    """Names may be cut short, so they leave the others their size."""
    usual = _label_place(canvas.scale, group[0])[1]
    sizes = [
        canvas.letter_size(each.label, *_label_place(canvas.scale, each), bold=_bold(each))
        for each in group
        if not each.name
    ]
    return max(min(usual, canvas.scale.body), min(sizes, default=usual))


def _label_place(scale: Scale, button: Button) -> tuple[Rect, int]:
    """Where the label is, and its usual letter size."""
    box = inset(button.rect, scale.gap // 2)
    if button.look is Look.TOGGLE:
        box = Rect(box.x, button.rect.y, box.w, button.rect.h)  # two lines of words have to fit
        label = take_left(box, scale.body * MARK, scale.gap // 2)[1]
        return label, scale.lead if button.large else scale.smallest
    if button.look is Look.STOP:
        return take_bottom(box, scale.smallest * 1.25)[1], scale.title
    if button.caption:
        return take_top(box, scale.smallest * 1.35)[1], scale.lead
    return box, scale.title if button.large else scale.lead if button.look is Look.MAIN else scale.body


def _bold(button: Button) -> bool:
    return button.look is not Look.TOGGLE or button.chosen


def _draw_words(canvas: Canvas, button: Button, ink: Colour, most: int | None) -> None:
    scale, toggle = canvas.scale, button.look is Look.TOGGLE
    box = inset(button.rect, scale.gap // 2)
    if toggle:
        _draw_mark(canvas, take_left(box, scale.body * MARK)[0], button.chosen, ink)
    elif button.look is Look.STOP or button.caption:
        take, lines = (take_bottom, 1.25) if button.look is Look.STOP else (take_top, 1.35)
        caption = take(box, scale.smallest * lines)[0]
        canvas.text(button.caption, caption, scale.smallest, colour=ink, align="centre")
    label, size = _label_place(scale, button)
    align: Align = "left" if toggle else "centre"
    canvas.text(
        button.label, label, size, bold=_bold(button), colour=ink, align=align, cut=button.name, most=most
    )


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
    words = _end_of(canvas, words, inner.w) or " "
    if replaced:
        width = canvas.width(words, canvas.letter_size(words, inner, canvas.scale.title))
        canvas.panel(Rect(inner.x, inner.y, min(inner.w, width), inner.h), theme.TEAL_PALE)
    shown = canvas.text(words, inner, canvas.scale.title)
    caret = Rect(min(shown.right + 2, inner.right), inner.y, max(2, canvas.scale.gap // 5), inner.h)
    canvas.panel(caret, theme.INK, radius=0)


def _end_of(canvas: Canvas, words: str, width: int) -> str:
    """As much as fits, from the end: that is where one types."""
    if canvas.width(words, canvas.scale.title) <= width:
        return words
    while words and canvas.width(ELLIPSIS + words, canvas.scale.title) > width:
        words = words[1:]
    return ELLIPSIS + words
