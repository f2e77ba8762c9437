"""Where everything is on the first screen."""

from __future__ import annotations

from dataclasses import dataclass

from pygame import Rect

from aotrainer.ui.layout import grid, inset, take_bottom, take_left, take_right, take_top
from aotrainer.ui.theme import Scale

LEFT = 0.29
"""The share of the width for who and how long."""


@dataclass(frozen=True, slots=True)
class HomeLayout:
    """Where everything is."""

    heading: Rect
    leave: Rect
    who: Rect
    dose: Rect
    problems: Rect
    cards: list[Rect]
    more: Rect
    hint: Rect
    start: Rect

    @classmethod
    def of(cls, size: tuple[int, int]) -> HomeLayout:
        """The places in a window of this width and height."""
        scale = Scale.of(size)
        page = inset(Rect((0, 0), size), scale.margin)
        head, rest = take_top(page, scale.title * 1.35, scale.gap)
        foot, rest = take_bottom(rest, scale.button, scale.margin)
        leave, heading = take_right(head, scale.base * 0.28, scale.gap)
        side, cards = take_left(rest, page.w * LEFT, scale.margin)
        who, lower = take_top(side, scale.base * 0.19, scale.gap)
        dose, lower = take_top(lower, scale.base * 0.275, scale.gap)
        more, foot = take_left(foot, page.w * LEFT, scale.margin)
        start, hint = take_right(foot, scale.base * 0.4, scale.margin)
        return cls(heading, leave, who, dose, lower, grid(cards, 2, 2, scale.gap), more, hint, start)


def card_parts(card: Rect, scale: Scale) -> tuple[Rect, Rect]:
    """Of an exercise's card: still and title above, the two sides below."""
    sides, upper = take_bottom(inset(card, scale.gap), scale.button * 0.82, scale.gap)
    return upper, sides
