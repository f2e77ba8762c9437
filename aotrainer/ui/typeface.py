"""The shipped typeface, and what steps in for letters it lacks.

For a name in another script the first font that has its letters is taken: pygame's own, or one of the
system's.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator

import pygame

from aotrainer.fonts import BOLD, REGULAR

FILES = {False: str(REGULAR), True: str(BOLD)}
"""By whether they are bold."""
SYSTEM = (
    "notosanscjksc,notosanscjkjp,microsoftyahei,msgothic,malgungothic,pingfangsc,hiraginosansgb,droidsansfallback",
    "notosansarabic,notonaskharabic,geezapro,segoeui,dejavusans,arial",
    "notosansdevanagari,nirmalaui,kohinoordevanagari",
    "arialunicodems,notosans,freesans,unifont",
)
"""Families that usually have other scripts; the first of each line that is installed is tried."""
COVERED = re.compile("[\u0000-\u017f–—‘’“”„•…×°½]*")
"""What the shipped typeface has: every letter up to the end of Latin Extended-A, and these signs."""
OWN_FONT_SCALE = 0.6875
"""pygame makes its own font smaller than asked for, by this factor."""
ABSENT = "\U0010fffd"
"""A character that no font has: it is drawn as the box that stands for a missing one."""

log = logging.getLogger(__name__)


class Typeface:
    """Fonts by weight and size, opened once; `pygame.font` has to be initialised."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[str | None, int], pygame.font.Font] = {}
        self._files: dict[tuple[str, bool], str | None] = {}
        self._boxes: dict[str | None, bytes] = {}

    def font(self, words: str, size: int, bold: bool) -> pygame.font.Font:
        """A font that has the letters of these words, if there is any."""
        if COVERED.fullmatch(words):
            return self._open(FILES[bold], size)
        return self._open(self._file_for(words, bold), size)

    def _file_for(self, words: str, bold: bool) -> str | None:
        letters = "".join(sorted({letter for letter in words if not letter.isspace()}))
        if (letters, bold) not in self._files:
            self._files[letters, bold] = self._search(letters, bold)
        return self._files[letters, bold]

    def _search(self, letters: str, bold: bool) -> str | None:
        """The first font that lacks none of the letters, or else the one that lacks fewest."""
        lacking: dict[str | None, int] = {}
        for file in _candidates(bold):
            lacking[file] = sum(self._lacks(file, letter) for letter in letters)
            if not lacking[file]:
                return file
        return min(lacking, key=lambda file: lacking[file])

    def _lacks(self, file: str | None, letter: str) -> bool:
        font = self._open(file, 24)
        if file not in self._boxes:
            self._boxes[file] = _pixels(font, ABSENT)
        return _pixels(font, letter) == self._boxes[file]

    def _open(self, file: str | None, size: int) -> pygame.font.Font:
        key = (file, size)
        if key not in self._fonts:
            self._fonts[key] = _font(file, size)
        return self._fonts[key]


def _font(file: str | None, size: int) -> pygame.font.Font:
    """A font from a file; pygame's own where that cannot be used: words in plain letters are still words."""
    if file is not None:
        try:
            return pygame.font.Font(file, size)
        except (OSError, pygame.error):
            log.warning("the font %s cannot be used", file, exc_info=True)
    return pygame.font.Font(None, round(size / OWN_FONT_SCALE))


def _candidates(bold: bool) -> Iterator[str | None]:
    """Font files from the best to the last resort; None is pygame's own font."""
    yield FILES[bold]
    for names in SYSTEM:
        found = _installed(names, bold) or _installed(names, False)
        if found is not None:
            yield found
    yield None


def _installed(names: str, bold: bool) -> str | None:
    """The file of the first of these families; pygame asks the system anew until it has an answer."""
    with warnings.catch_warnings():
        # Where no fc-list is installed, or the computer is too busy to answer within a second.
        warnings.simplefilter("ignore", UserWarning)
        return pygame.font.match_font(names, bold)


def _pixels(font: pygame.font.Font, letter: str) -> bytes:
    surface = font.render(letter, True, (0, 0, 0))
    return pygame.image.tobytes(surface, "RGBA")
