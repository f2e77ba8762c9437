"""A surface to draw on, with words that fit their boxes, pictures, rings and bars."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

import pygame
from pygame import Rect

from aotrainer.comfort import Theme
from aotrainer.ui import theme
from aotrainer.ui.text import Block, grown, shortened, wrap
from aotrainer.ui.theme import Scale
from aotrainer.ui.tint import Colour, shown
from aotrainer.ui.typeface import Typeface

Align = Literal["left", "centre", "right"]
MAX_KEPT = 600
"""Rendered texts kept for the next frames; then all are forgotten."""
SMOOTHER = 3
RING_STEPS = 240
"""A ring is drawn in so many steps, and kept until the next: drawing one takes as long as all the words."""


class Written(NamedTuple):
    """Words as they stand on the screen: where, and in which letter size."""

    words: str
    place: Rect
    size: int


class Printer:
    """Renders words and keeps what it rendered, because a screen shows the same words for many frames."""

    def __init__(self) -> None:
        self._typeface = Typeface()
        self._blocks: dict[tuple[object, ...], Block] = {}
        self._lines: dict[tuple[object, ...], pygame.Surface] = {}
        self._counts: dict[tuple[object, ...], int] = {}

    def width(self, words: str, size: int, bold: bool) -> int:
        """Pixels that a line of words takes."""
        return self._typeface.font(words, size, bold).size(words)[0]

    def block(
        self, words: str, box: tuple[int, int], sizes: tuple[int, int], bold: bool, zoom: float
    ) -> Block:
        """The words as lines that fit the box, at the largest possible of the sizes (usual, smallest).

        zoom : how many times as large they are wished, where the box has room for it
        """
        key = (words, box, sizes, bold, zoom)
        if key not in self._blocks:
            self._make_room()
            self._blocks[key] = grown(
                words, box, sizes, zoom, lambda line, size: self.width(line, size, bold)
            )
        return self._blocks[key]

    def lines(self, words: str, width: int, size: int) -> int:
        """How many lines words take."""
        key = (words, width, size)
        if key not in self._counts:
            self._make_room()
            self._counts[key] = len(wrap(words, width, size, lambda line, at: self.width(line, at, False)))
        return self._counts[key]

    def line(self, words: str, size: int, bold: bool, colour: Colour) -> pygame.Surface:
        """One rendered line."""
        key = (words, size, bold, colour)
        if key not in self._lines:
            self._make_room()
            self._lines[key] = self._typeface.font(words, size, bold).render(words, True, colour)
        return self._lines[key]

    def cut(self, words: str, width: int, size: int, bold: bool) -> str:
        """One line that fits the width, with an ellipsis if it was longer."""
        return shortened(words, width, size, lambda line, at: self.width(line, at, bold))

    def _make_room(self) -> None:
        if len(self._blocks) + len(self._lines) + len(self._counts) > MAX_KEPT:
            self._blocks.clear()
            self._lines.clear()
            self._counts.clear()


class Canvas:
    """One frame to be drawn.

    scale : the sizes to use, instead of those for a window as large as the surface
    palette : which colours stand for the roles that scenes name; zoom : how large letters are wished,
              where their box has room for it; places stay where they are
    scanned : whether the focus goes on by itself, and so has to be seen from afar
    overflows : words that did not fit their box even at the smallest size; has to stay empty
    written : all words so far; none may lie over others
    """

    def __init__(
        self,
        surface: pygame.Surface,
        printer: Printer,
        scale: Scale | None = None,
        *,
        palette: Theme = "light",
        zoom: float = 1.0,
        scanned: bool = False,
    ) -> None:
        self.surface = surface
        self.size = surface.get_size()
        self.rect = surface.get_rect()
        self.scale = scale or Scale.of(self.size)
        self.palette, self.zoom, self.scanned = palette, zoom, scanned
        self.overflows: list[str] = []
        self.written: list[Written] = []
        self._printer = printer

    def colour(self, colour: Colour) -> Colour:
        """What is drawn for a role, in the palette in use; for whoever draws on the surface itself."""
        return shown(colour, self.palette)

    def fill(self, colour: Colour) -> None:
        """The whole surface in one colour."""
        self.surface.fill(self.colour(colour))

    def text(
        self,
        words: str,
        rect: Rect,
        size: int,
        *,
        bold: bool = False,
        colour: Colour = theme.INK,
        align: Align = "left",
        top: bool = False,
        cut: bool = False,
        most: int | None = None,
    ) -> Rect:
        """Words in a box, smaller if need be, and where they ended up.

        top : against the upper edge rather than in the middle of the box
        cut : one line that may be cut short, as for names
        most : the largest letter size, so that what stands in one row or list looks alike
        """
        if cut:
            words = self._printer.cut(words, rect.w, size, bold)
        block = self._block(words, rect, size, bold, most)
        if not block.fits:
            self.overflows.append(words)
        height = len(block.lines) * block.line_height
        y = rect.y if top else rect.y + (rect.h - height) // 2
        drawn = [
            self._line(
                line,
                Rect(rect.x, y + n * block.line_height, rect.w, block.line_height),
                block.size,
                bold,
                colour,
                align,
            )
            for n, line in enumerate(block.lines)
        ]
        place = drawn[0].unionall(drawn[1:])
        self.written.append(Written(words, place, block.size))
        return place

    def letter_size(self, words: str, rect: Rect, size: int, *, bold: bool = False) -> int:
        """In which letter size `text` would write words into a box."""
        return self._block(words, rect, size, bold).size

    def common_size(self, words: Iterable[str], rect: Rect, size: int, *, bold: bool = False) -> int:
        """The largest letter size in which each of a list fits a box of its own, all of them as large."""
        return min((self.letter_size(each, rect, size, bold=bold) for each in words), default=size)

    def lines(self, words: str, width: int, size: int) -> int:
        """How many lines words take at a letter size."""
        return self._printer.lines(words, width, size)

    def width(self, words: str, size: int, *, bold: bool = False) -> int:
        """Pixels that a line of words takes."""
        return self._printer.width(words, size, bold)

    def _block(self, words: str, rect: Rect, size: int, bold: bool, most: int | None = None) -> Block:
        size = size if most is None else min(size, most)
        zoom = self.zoom if most is None else min(self.zoom, most / size)
        return self._printer.block(words, rect.size, (size, min(size, self.scale.smallest)), bold, zoom)

    def _line(self, words: str, rect: Rect, size: int, bold: bool, colour: Colour, align: Align) -> Rect:
        image = self._printer.line(words, size, bold, self.colour(colour))
        place = image.get_rect(centery=rect.centery)
        place.x = {
            "left": rect.x,
            "centre": rect.centerx - place.w // 2,
            "right": rect.right - place.w,
        }[align]
        self.surface.blit(image, place)
        return place

    def panel(
        self,
        rect: Rect,
        colour: Colour,
        edge: Colour | None = None,
        thick: int = 2,
        radius: int | None = None,
    ) -> None:
        """A box with rounded corners."""
        radius = self.scale.radius if radius is None else radius
        pygame.draw.rect(self.surface, self.colour(colour), rect, border_radius=radius)
        if edge is not None:
            pygame.draw.rect(self.surface, self.colour(edge), rect, thick, border_radius=radius)

    def outline(self, rect: Rect, colour: Colour, thick: int) -> None:
        """The border of a box alone."""
        radius = self.scale.radius + thick
        pygame.draw.rect(self.surface, self.colour(colour), rect, thick, border_radius=radius)

    def dot(self, centre: tuple[float, float], radius: float, colour: Colour, thick: int = 0) -> None:
        """A filled disk; or a ring of this thickness."""
        pygame.draw.circle(self.surface, self.colour(colour), centre, radius, thick)

    def stroke(
        self, begin: tuple[float, float], end: tuple[float, float], colour: Colour, thick: int
    ) -> None:
        """A straight line."""
        pygame.draw.line(self.surface, self.colour(colour), begin, end, thick)

    def dashes(
        self,
        begin: tuple[float, float],
        end: tuple[float, float],
        colour: Colour,
        thick: int,
        dash: tuple[float, float],
    ) -> None:
        """A broken line; dash : pixels that are drawn, and that are left out."""
        length = math.dist(begin, end)
        for n in range(math.ceil(length / sum(dash))):
            at_px = n * sum(dash)
            shares = (at_px / length, min(length, at_px + dash[0]) / length)
            here, there = (_between(begin, end, share) for share in shares)
            self.stroke(here, there, colour, thick)

    def bar(self, rect: Rect, share: float) -> None:
        """How much of a whole, from the left."""
        self.panel(rect, theme.TRACK, radius=rect.h // 2)
        filled = Rect(rect.x, rect.y, max(rect.h, round(rect.w * min(1.0, share))), rect.h)
        if share > 0:
            self.panel(filled, theme.TEAL, radius=rect.h // 2)

    def ring(self, rect: Rect, share: float, words: str = "") -> None:
        """How much of a time is left, clockwise from the top, with words in the middle."""
        radius = min(rect.w, rect.h) // 2
        thick = max(4, radius // 6)
        left = round(RING_STEPS * min(1.0, max(0.0, share)))
        for steps, colour in ((RING_STEPS, theme.TRACK), (left, theme.TEAL)):
            if steps:
                arc = _arc(radius, thick, steps, self.colour(colour))
                self.surface.blit(arc, arc.get_rect(center=rect.center))
        if words:
            inner = round((radius - thick) * 1.5)
            box = Rect(0, 0, inner, inner)
            box.center = rect.center
            size = max(self.scale.smallest, round(radius * 0.62))
            self.text(words, box, size, bold=True, align="centre")

    def tick(self, rect: Rect, colour: Colour) -> None:
        """A check mark that fills the box."""
        places = ((0.12, 0.55), (0.40, 0.82), (0.90, 0.20))
        points = [(rect.x + x * rect.w, rect.y + y * rect.h) for x, y in places]
        thick = max(3, rect.h // 6)
        pygame.draw.lines(self.surface, self.colour(colour), False, points, thick)
        for point in points:
            self.dot(point, thick / 2, colour)


@lru_cache(maxsize=32)
def _arc(radius: int, thick: int, steps: int, colour: Colour) -> pygame.Surface:
    """A ring, or the first steps of one, on a see-through surface; drawn large for smooth edges."""
    size, outer = 2 * radius + 2, radius * SMOOTHER
    surface = pygame.Surface((size * SMOOTHER, size * SMOOTHER), pygame.SRCALPHA)
    surface.fill((*colour, 0))
    turns = [2 * math.pi * step / RING_STEPS for step in range(steps + 1)]
    centre = surface.get_rect().center
    there = [_at(centre, outer, turn) for turn in turns]
    back = [_at(centre, outer - thick * SMOOTHER, turn) for turn in reversed(turns)]
    pygame.draw.polygon(surface, colour, there + back)
    return pygame.transform.smoothscale(surface, (size, size))


def _at(centre: tuple[int, int], radius: float, turn: float) -> tuple[float, float]:
    """The point of a circle this far round it, clockwise from the top."""
    return centre[0] + radius * math.sin(turn), centre[1] - radius * math.cos(turn)


def _between(begin: tuple[float, float], end: tuple[float, float], share: float) -> tuple[float, float]:
    """The point at this share of the way from one to another."""
    return begin[0] + share * (end[0] - begin[0]), begin[1] + share * (end[1] - begin[1])
