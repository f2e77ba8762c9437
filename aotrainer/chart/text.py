"""Words that somebody typed, made fit to be kept: one line or several, without what no screen can show."""

from __future__ import annotations

import math
import unicodedata

from aotrainer.errors import ChartError
from aotrainer.language import N_

CONTROL = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Unicode categories of what is not shown: it can turn the words around it, or end a file early."""
KEPT_JOINERS = "\u200c\u200d"
"""... but for these, without which some scripts are spelt wrongly."""
NO_NUMBER = (N_("That is no number."), N_("Type it with digits."))


def line(words: str, most: int, about: str) -> str:
    """One line of words; raises `ChartError` when there are none, or more than `most` characters."""
    return _checked(" ".join(_shown(words).split()), most, about)


def lines(words: str, most: int, about: str) -> str:
    """Several lines; raises `ChartError` as `line` does."""
    rows = (" ".join(_shown(row).split()) for row in words.splitlines())
    return _checked("\n".join(rows).strip(), most, about)


def number(words: str) -> float:
    """A number with a point or a comma; raises `ChartError` for anything else."""
    try:
        value = float(words.replace(",", "."))
    except ValueError as cause:
        raise ChartError(*NO_NUMBER) from cause
    if not math.isfinite(value):
        raise ChartError(*NO_NUMBER)
    return value


def _shown(words: str) -> str:
    """Without what is not shown; a tab becomes a blank."""
    kept = (" " if each.isspace() else each for each in words)
    return "".join(each for each in kept if each in KEPT_JOINERS or unicodedata.category(each) not in CONTROL)


def _checked(words: str, most: int, about: str) -> str:
    if not words:
        raise ChartError(N_("{about}: there are no words."), N_("Write at least one."), about=about)
    if len(words) > most:
        raise ChartError(
            N_("{about}: that is too long."), N_("Keep to {count} letters."), about=about, count=most
        )
    return words
