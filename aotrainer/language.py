"""The language in which people are spoken to: `_` words, `ngettext` counts, `number`, `N_` to mark constants.

English is the language of the source. A catalogue of another language is a `.mo` file in `locale/`; what it
lacks, and what stands in a therapist's own exercise files, stays as it is written.
"""

from __future__ import annotations

import gettext
import locale
from dataclasses import dataclass, field
from pathlib import Path

DOMAIN = "aotrainer"
FOLDER = Path(__file__).parent / "locale"
ENGLISH = "en"
LANGUAGES: dict[str, str] = {ENGLISH: "English", "de": "Deutsch", "es": "Español", "it": "Italiano"}
"""What can be spoken, each by its own name."""
DECIMAL_COMMA = frozenset({"de", "es", "it"})
"""Languages that write 0,75."""


@dataclass(slots=True)
class _Spoken:
    """The one language of the running program."""

    code: str = ENGLISH
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)


_spoken = _Spoken()


def speak(code: str) -> None:
    """Use a language from now on, one of `LANGUAGES`; an unknown one is English."""
    _spoken.code = code if code in LANGUAGES else ENGLISH
    _spoken.catalogue = gettext.translation(DOMAIN, FOLDER, [_spoken.code], fallback=True)


def of_the_system() -> str | None:
    """The system's own language, if it can be spoken."""
    code = (locale.getlocale()[0] or "")[:2].lower()
    return code if code in LANGUAGES else None


def spoken() -> str:
    """The code of the language in use."""
    return _spoken.code


def _(words: str) -> str:
    """The words in the language in use; nothing for nothing (gettext would answer with its header)."""
    return _spoken.catalogue.gettext(words) if words else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Of two phrasings the one for this count, in the language in use."""
    return _spoken.catalogue.ngettext(one, many, count)


def counted(count: int, one: str, many: str = "") -> str:
    """`1 set`, `2 sets`: for commands, which speak English; many : where an s is not enough."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def pgettext(context: str, words: str) -> str:
    """Words that mean different things in different places: the context says which, and is never shown."""
    return _spoken.catalogue.pgettext(context, words)


def number(value: float, decimals: int | None = None) -> str:
    """A number as it is written in the language in use: 2, or 0,75.

    decimals : as many, and no fewer; None for no more digits than it needs
    """
    written = f"{value:g}" if decimals is None else f"{value:.{decimals}f}"
    return written.replace(".", decimal_mark())


def decimal_mark() -> str:
    """What stands before the decimals in the language in use."""
    return "," if _spoken.code in DECIMAL_COMMA else "."


class Words(str):
    """English words that stand within a sentence, and are translated with it."""

    __slots__ = ()


def N_(words: str) -> str:  # noqa: N802 (gettext's own name for it)
    """Marks words that are translated later, where they are shown."""
    return words


def NP_(_context: str, words: str) -> str:  # noqa: N802
    """Marks words that `pgettext` translates later, with the same context."""
    return words
