"""The shipped typeface of screens and reports.

Atkinson Hyperlegible Next by the Braille Institute (SIL Open Font License, beside it) is made to keep similar
letters apart; it has the Latin letters of Europe.
"""

from __future__ import annotations

import logging
from base64 import b64encode
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
REGULAR = FOLDER / "AtkinsonHyperlegibleNext-Regular.ttf"
BOLD = FOLDER / "AtkinsonHyperlegibleNext-Bold.ttf"
FAMILY = "Atkinson Hyperlegible Next"
WEIGHTS = {400: REGULAR, 700: BOLD}
"""By CSS' numbers."""

log = logging.getLogger(__name__)


@cache
def font_faces() -> str:
    """The typeface itself as CSS: a page needs no other file, and its lines break alike everywhere."""
    return "\n".join(filter(None, (_font_face(weight, file) for weight, file in WEIGHTS.items())))


def _font_face(weight: int, file: Path) -> str:
    try:
        content = b64encode(file.read_bytes()).decode()
    except OSError:
        log.warning("the font %s cannot be used", file, exc_info=True)
        return ""
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight};'
        f' src: url("data:font/ttf;base64,{content}") format("truetype") }}'
    )
