"""Patients' names: what may be one, and when two are the same."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

from aotrainer.errors import StoreError
from aotrainer.language import N_

MAX_NAME = 100
"""Characters; more than the longest names people bear, and still one line on a screen."""
MOST_NEAR = 3
"""Names that are told where one is not known."""
FORBIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories that no name contains: control characters, halves of characters, line separators."""


def tidy(name: str) -> str:
    """The name without spaces round it; raises `StoreError` if it cannot be somebody's name."""
    name = unicodedata.normalize("NFC", name).strip()
    if not any(char.isprintable() and not char.isspace() for char in name):
        raise StoreError(N_("A patient needs a name."), N_("Type a name or a pseudonym."))
    if len(name) > MAX_NAME:
        raise StoreError(
            N_("This name has {count} characters; {most} is the most that fit."),
            N_("Shorten the name."),
            count=len(name),
            most=MAX_NAME,
        )
    if any(unicodedata.category(char) in FORBIDDEN for char in name):
        raise StoreError(
            N_("This name contains a character that cannot be shown."), N_("Type the name again.")
        )
    return name


def key(name: str) -> str:
    """What two spellings of one name share: no case, no runs of spaces, no variants of a character."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def near(name: str, known: Iterable[str]) -> list[str]:
    """Up to three of the known names: those with a word that begins so, then those that look alike."""
    by_key = {key(each): each for each in known}
    wanted = key(name[:MAX_NAME])
    longer = [each for each in by_key if wanted and f" {wanted}" in f" {each}"]
    alike = difflib.get_close_matches(wanted, by_key)
    return [by_key[match] for match in dict.fromkeys((*longer, *alike))][:MOST_NEAR]


def shown(name: str) -> str:
    """A name that somebody typed, safe to print whatever it is."""
    cut = name if len(name) <= MAX_NAME else name[:MAX_NAME] + "…"
    return "".join("?" if unicodedata.category(char) in FORBIDDEN else char for char in cut)
