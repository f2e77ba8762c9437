"""All exercises on one picture, to choose from, to print and to hang up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pygame
from pygame import Rect

from aotrainer.errors import ExerciseError
from aotrainer.exercises import Exercise
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas, Printer
from aotrainer.ui.picture import draw_still

COLUMNS = 4
CARD = (460, 400)
"""Pixels of one exercise, most of it the picture."""
GAP = 24
TITLE, SMALL = 30, 24
"""Letter sizes."""


def picture_sheet(exercises: Sequence[Exercise], stills: Path) -> pygame.Surface:
    """Each exercise with its picture at the turning point, its title, its id and its posture.

    stills : folder of pictures by id
    """
    pygame.font.init()
    columns = min(COLUMNS, max(1, len(exercises)))
    rows = -(-len(exercises) // columns)
    surface = pygame.Surface((columns * (CARD[0] + GAP) + GAP, rows * (CARD[1] + GAP) + GAP))
    surface.fill(theme.PAPER)
    canvas = Canvas(surface, Printer())
    for place, exercise in enumerate(exercises):
        row, column = divmod(place, columns)
        corner = GAP + column * (CARD[0] + GAP), GAP + row * (CARD[1] + GAP)
        _card(canvas, exercise, stills / f"{exercise.id}.jpg", Rect(corner, CARD))
    return surface


def save_picture_sheet(exercises: Sequence[Exercise], stills: Path, path: Path) -> None:
    """Save it as PNG or JPEG; raises `ExerciseError` when that cannot be done."""
    if path.suffix.lower() not in (".png", ".jpg", ".jpeg"):
        raise ExerciseError(f"{path.name} is no name for a picture.", "End it with .png or .jpg.")
    try:
        pygame.image.save(picture_sheet(exercises, stills), str(path))
    except (OSError, pygame.error) as cause:
        raise ExerciseError(
            f"The picture {path} cannot be saved.", "Choose a folder that you may write to."
        ) from cause


def _card(canvas: Canvas, exercise: Exercise, still: Path, card: Rect) -> None:
    canvas.panel(card, theme.CARD, edge=theme.LINE)
    inner = card.inflate(-GAP, -GAP)
    words = Rect(inner.x, inner.bottom - 3 * SMALL - TITLE, inner.w, 3 * SMALL + TITLE)
    draw_still(canvas, still, Rect(inner.topleft, (inner.w, inner.h - words.h - GAP // 2)), mirrored=False)
    title = Rect(words.topleft, (words.w, words.h - SMALL - GAP // 4))
    canvas.text(exercise.title, title, TITLE, bold=True)
    below = Rect(words.x, words.bottom - SMALL - GAP // 4, words.w, SMALL + GAP // 4)
    canvas.text(exercise.posture, below, SMALL, colour=theme.QUIET, align="right")
    canvas.text(exercise.id, below, SMALL, colour=theme.QUIET, cut=True)
