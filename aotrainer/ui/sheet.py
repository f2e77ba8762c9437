"""All exercises on one picture, to choose from, to print and to hang up."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pygame
from pygame import Rect

from aotrainer.errors import ExerciseError
from aotrainer.exercises import Exercise, Library, Region
from aotrainer.language import _
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas, Printer
from aotrainer.ui.names import capital, named
from aotrainer.ui.picture import draw_still
from aotrainer.ui.theme import Scale

CARD = (460, 420)
"""Pixels of one exercise, most of it the picture."""
HEADING = 64
"""Pixels above a group of cards."""
GAP = 24
TITLE, SMALL, REGION = 36, 26, 46
"""Letter sizes: on a sheet of A3, 40 exercises can be read at arm's length."""
SCALE = Scale(28 * SMALL)
"""In which `SMALL` is the smallest."""
PAPER_SHAPE = math.sqrt(2)
"""Height by width of a sheet of paper, upright."""


@dataclass(frozen=True, slots=True)
class Group:
    """Exercises of one region that stand side by side, beginning in this row and column."""

    region: Region
    exercises: tuple[Exercise, ...]
    row: int
    column: int


def picture_sheet(library: Library) -> pygame.Surface:
    """Each exercise, by region, with its picture at the turning point, its title, its id and its posture."""
    pygame.font.init()
    columns, groups = _arranged(list(library.exercises.values()))
    rows = groups[-1].row + 1 if groups else 0
    surface = pygame.Surface(_size(columns, rows))
    canvas = Canvas(surface, Printer(), SCALE)
    canvas.fill(theme.PAPER)
    for group in groups:
        _draw(canvas, group, library)
    return surface


def save_picture_sheet(library: Library, path: Path) -> None:
    """Save it as PNG or JPEG; raises `ExerciseError` when that cannot be done."""
    if path.suffix.lower() not in (".png", ".jpg", ".jpeg"):
        raise ExerciseError(f"{path.name} is no name for a picture.", "End it with .png or .jpg.")
    try:
        pygame.image.save(picture_sheet(library), str(path))
    except (OSError, pygame.error) as cause:
        raise ExerciseError(
            f"The picture {path} cannot be saved.", "Choose a folder that you may write to."
        ) from cause


def arrange(exercises: Iterable[Exercise], columns: int) -> list[Group]:
    """The regions one after the other, each begun in a new row unless all of it fits into the last one."""
    groups: list[Group] = []
    row, used = 0, 0
    for region, members in groupby(exercises, key=lambda exercise: exercise.region):
        rest = tuple(members)
        if used and used + len(rest) > columns:
            row, used = row + 1, 0
        while rest:
            groups.append(Group(region, rest[:columns], row, used))
            used += len(groups[-1].exercises)
            rest = rest[columns:]
            if rest:
                row, used = row + 1, 0
    return groups


def _arranged(exercises: Sequence[Exercise]) -> tuple[int, list[Group]]:
    """The number of columns that makes the sheet most like a sheet of paper, and the groups in them."""

    def unlike_paper(columns: int) -> float:
        width, height = _size(columns, arrange(exercises, columns)[-1].row + 1)
        return abs(math.log(height / width / PAPER_SHAPE))

    if not exercises:
        return 1, []
    columns = min(range(1, len(exercises) + 1), key=unlike_paper)
    return columns, arrange(exercises, columns)


def _size(columns: int, rows: int) -> tuple[int, int]:
    return columns * (CARD[0] + GAP) + GAP, rows * (CARD[1] + HEADING + GAP) + GAP


def _draw(canvas: Canvas, group: Group, library: Library) -> None:
    x = GAP + group.column * (CARD[0] + GAP)
    y = GAP + group.row * (CARD[1] + HEADING + GAP)
    heading = Rect(x, y, len(group.exercises) * (CARD[0] + GAP) - GAP, HEADING)
    canvas.text(capital(named("region", group.region)), heading, REGION, bold=True, colour=theme.TEAL)
    for place, exercise in enumerate(group.exercises):
        card = Rect((x + place * (CARD[0] + GAP), y + HEADING), CARD)
        _card(canvas, exercise, library.still(exercise.id), card)


def _card(canvas: Canvas, exercise: Exercise, still: Path, card: Rect) -> None:
    canvas.panel(card, theme.CARD, edge=theme.LINE)
    inner = card.inflate(-GAP, -GAP)
    words = Rect(inner.x, inner.bottom - 2 * TITLE - 2 * SMALL, inner.w, 2 * TITLE + 2 * SMALL)
    draw_still(canvas, still, Rect(inner.topleft, (inner.w, inner.h - words.h - GAP // 2)), mirrored=False)
    title = Rect(words.topleft, (words.w, words.h - SMALL - GAP // 4))
    canvas.text(_(exercise.title), title, TITLE, bold=True, top=True)
    below = Rect(words.x, words.bottom - SMALL - GAP // 4, words.w, SMALL + GAP // 4)
    posture = canvas.text(named("posture", exercise.posture), below, SMALL, colour=theme.QUIET, align="right")
    name = Rect(below.topleft, (below.w - posture.w - GAP // 2, below.h))
    canvas.text(exercise.id, name, SMALL, colour=theme.QUIET, cut=True)
