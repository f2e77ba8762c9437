"""Words into a box: wrapped at spaces, and made smaller, within limits, until they fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LEADING = 1.22
"""The distance of two lines, in letter sizes."""
LETTERS = 1.08
"""The height of a line's letters, with accents and tails, in letter sizes; the rest of it is white."""
SHRINK = 0.92
ELLIPSIS = "…"

Measure = Callable[[str, int], int]
"""The width in pixels of a line of words at a letter size."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines at one letter size, and whether they fit their box."""

    lines: tuple[str, ...]
    size: int
    fits: bool

    @property
    def line_height(self) -> int:
        """Pixels from one line to the next."""
        return line_height(self.size)


def line_height(size: int) -> int:
    """Pixels from one line to the next at a letter size."""
    return round(size * LEADING)


def fit(words: str, box: tuple[int, int], size: int, smallest: int, measure: Measure) -> Block:
    """The words at the largest letter size from `size` down to `smallest` at which they fit the box."""
    smallest = min(size, smallest)
    while True:
        lines = wrap(words, box[0], size, measure)
        fits = _fits(lines, box, size, measure)
        if fits or size <= smallest:
            return Block(tuple(lines), size, fits)
        size = max(smallest, int(size * SHRINK))


def grown(words: str, box: tuple[int, int], sizes: tuple[int, int], zoom: float, measure: Measure) -> Block:
    """The words as `fit` gives them or, as far as the box allows, up to `zoom` times as large; never smaller.

    sizes : the usual one, and the smallest to which they may shrink
    """
    usual = fit(words, box, *sizes, measure)
    for size in range(round(sizes[0] * zoom), usual.size, -1):
        lines = wrap(words, box[0], size, measure)
        tall = (len(lines) - 1) * line_height(size) + size * LETTERS <= box[1]
        if tall and all(measure(line, size) <= box[0] for line in lines):
            return Block(tuple(lines), size, fits=True)
    return usual


def shortened(words: str, width: int, size: int, measure: Measure) -> str:
    """One line that fits, cut with an ellipsis if it has to be."""
    if measure(words, size) <= width:
        return words
    while words and measure(words + ELLIPSIS, size) > width:
        words = words[:-1].rstrip()
    return words + ELLIPSIS


def wrap(words: str, width: int, size: int, measure: Measure) -> list[str]:
    """Lines no wider than `width`, but for a single word that is wider by itself."""
    return [line for part in words.split("\n") for line in _wrapped(part, width, size, measure)]


def _wrapped(words: str, width: int, size: int, measure: Measure) -> list[str]:
    lines = [""]
    for word in filter(None, words.split(" ")):  # not at a no-break space: "3 min" stays together
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and measure(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _fits(lines: list[str], box: tuple[int, int], size: int, measure: Measure) -> bool:
    tall = len(lines) * line_height(size) <= box[1]
    return tall and all(measure(line, size) <= box[0] for line in lines)
