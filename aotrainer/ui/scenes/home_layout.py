"""Where everything is on the first screen."""

from __future__ import annotations

from dataclasses import dataclass

from pygame import Rect

from aotrainer.ui.layout import grid, inset, take_bottom, take_left, take_right, take_top
from aotrainer.ui.theme import Scale

LEFT = 0.29
"""The share of the width for who, how long, for the therapist, and settings."""


@dataclass(frozen=True, slots=True)
class ShelfLayout:
    """Of exercises on cards; `before`, `region` and `after` are parts of `heading`, above the cards."""

    heading: Rect
    before: Rect
    region: Rect
    after: Rect
    cards: list[Rect]

    @classmethod
    def within(cls, rect: Rect, scale: Scale) -> ShelfLayout:
        """The places in a part of the window."""
        heading, cards = take_top(rect, scale.base * 0.145, scale.gap)
        before, region = take_left(heading, scale.base * 0.21, scale.gap)
        after, region = take_right(region, scale.base * 0.21, scale.gap)
        return cls(heading, before, region, after, grid(cards, 2, 2, scale.gap))


@dataclass(frozen=True, slots=True)
class HomeLayout:
    """Where everything is."""

    who: Rect
    dose: Rect
    care: Rect
    settings: Rect
    problems: Rect
    shelf: ShelfLayout
    leave: Rect
    hint: Rect
    start: Rect

    @classmethod
    def of(cls, size: tuple[int, int]) -> HomeLayout:
        """The places in a window of this width and height."""
        scale = Scale.of(size)
        page = inset(Rect((0, 0), size), scale.margin)
        foot, rest = take_bottom(page, scale.button, scale.margin)
        side, right = take_left(rest, page.w * LEFT, scale.margin)
        who, side = take_top(side, scale.base * 0.135, scale.gap)
        dose, side = take_top(side, scale.base * 0.208, scale.gap)
        care, side = take_top(side, scale.base * 0.135, scale.gap)
        settings, side = take_top(side, scale.base * 0.09, scale.gap)
        problems = take_top(side, min(side.h, scale.base * 0.165))[0]
        leave, foot = take_left(foot, page.w * LEFT, scale.margin)
        start, hint = take_right(foot, scale.base * 0.4, scale.margin)
        shelf = ShelfLayout.within(right, scale)
        return cls(who, dose, care, settings, problems, shelf, leave, hint, start)


def card_parts(card: Rect, scale: Scale) -> tuple[Rect, Rect]:
    """Of an exercise's card: still and title above, the two sides below."""
    sides, upper = take_bottom(inset(card, scale.gap), scale.button * 0.82, scale.gap)
    return upper, sides
