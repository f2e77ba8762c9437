"""What was found in a therapist's video, on one picture: the model's skeleton, and every repetition."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pygame
from pygame import Rect

from aotrainer.language import _, ngettext
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import PoseFrame, Side
from aotrainer.motion.reps import Repetition
from aotrainer.playback import Image
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas, Printer
from aotrainer.ui.overlay import draw_skeleton, judged_bones
from aotrainer.ui.picture import Film

WIDTH, CURVE = 1600, 260
"""Pixels across, and high for the curve."""
GAP, LETTERS = 20, 26
LABELS = 84
"""Pixels left of the curve for its scale."""


def save_found_picture(
    path: Path,
    title: str,
    moments: Sequence[tuple[Image, PoseFrame]],
    curve: tuple[FloatArray, FloatArray],
    repetitions: Sequence[Repetition],
    kept: int,
    judging: Judging,
    side: Side,
) -> None:
    """Save the kept repetition's moments side by side, and below them the joint's angle with all repetitions.

    moments : pictures (BGR) with what was tracked in them
    curve : seconds (n,) and degrees (n,)
    """
    pygame.font.init()
    height = _row_height([image for image, _frame in moments])
    surface = pygame.Surface((WIDTH, height + CURVE + 3 * GAP + 2 * LETTERS))
    canvas = Canvas(surface, Printer())
    canvas.fill(theme.PAPER)
    canvas.text(title, Rect(GAP, GAP // 2, WIDTH - 2 * GAP, LETTERS + GAP), LETTERS, bold=True)
    row = Rect(GAP, 2 * GAP + LETTERS, WIDTH - 2 * GAP, height)
    _draw_moments(canvas, moments, row, judging, side)
    _draw_curve(canvas, curve, repetitions, kept, Rect(GAP, row.bottom + GAP, row.w, CURVE))
    pygame.image.save(surface, str(path))


def _row_height(images: Sequence[Image]) -> int:
    """Pixels, so that the pictures fill the row from side to side."""
    shapes = sum(float(image.shape[1] / image.shape[0]) for image in images)
    return round((WIDTH - GAP * (len(images) + 1)) / shapes)


def _draw_moments(
    canvas: Canvas,
    moments: Sequence[tuple[Image, PoseFrame]],
    row: Rect,
    judging: Judging,
    side: Side,
) -> None:
    width = (row.w - GAP * (len(moments) - 1)) // len(moments)
    for number, (image, frame) in enumerate(moments):
        box = Rect(row.x + number * (width + GAP), row.y, width, row.h)
        place = Film().draw(canvas, image, box, mirrored=False)
        if frame.has_person:
            draw_skeleton(canvas, frame, place, False, judged_bones(judging, side))


def _draw_curve(
    canvas: Canvas,
    curve: tuple[FloatArray, FloatArray],
    repetitions: Sequence[Repetition],
    kept: int,
    box: Rect,
) -> None:
    times, angles = curve
    low, high = float(np.nanmin(angles)), float(np.nanmax(angles))
    plot = Rect(box.x + LABELS, box.y + LETTERS, box.w - LABELS, box.h - 2 * LETTERS)

    def across(time: float) -> int:
        return plot.x + round(float((time - times[0]) / (times[-1] - times[0]) * plot.w))

    for number, rep in enumerate(repetitions):
        span = Rect(across(rep.start_s), plot.y, across(rep.end_s) - across(rep.start_s), plot.h)
        canvas.panel(span, theme.AMBER if number == kept else theme.TEAL_PALE)
        words = _("{number} model").format(number=number + 1) if number == kept else f"{number + 1}"
        canvas.text(
            words, Rect(span.x, box.y, span.w, LETTERS), LETTERS - 4, bold=number == kept, align="centre"
        )
    for words, y in ((f"{high:.0f}°", plot.y), (f"{low:.0f}°", plot.bottom)):
        canvas.text(
            words, Rect(box.x, y - LETTERS // 2, LABELS - GAP // 2, LETTERS), LETTERS - 4, align="right"
        )
    heights = plot.bottom - (angles - low) / max(high - low, 1.0) * plot.h
    points = [(across(time), float(y)) for time, y in zip(times, heights, strict=True)]
    for a, b in pairwise(points):
        if np.isfinite([a[1], b[1]]).all():
            pygame.draw.line(canvas.surface, canvas.colour(theme.TEAL), a, b, 4)
    seconds = Rect(plot.x, plot.bottom, plot.w, LETTERS)
    whole = round(times[-1] - times[0])
    length = ngettext("{seconds} second", "{seconds} seconds", whole).format(seconds=whole)
    canvas.text(length, seconds, LETTERS - 4, colour=theme.QUIET, align="right")
