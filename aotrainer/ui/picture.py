"""Video pictures on the screen: in their own proportions, flipped or not, converted once."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

import pygame
from pygame import Rect

from aotrainer.playback import Image, resized
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import fitted

log = logging.getLogger(__name__)


class Film:
    """Draws a video, and scales each of its pictures once, however often it is drawn."""

    def __init__(self) -> None:
        self._image: Image | None = None
        self._shown: tuple[tuple[int, int], bool, pygame.Surface] | None = None

    def draw(self, canvas: Canvas, image: Image, rect: Rect, mirrored: bool) -> Rect:
        """A BGR picture (height, width, 3) as large as it fits; returns where it is."""
        place = fitted((image.shape[1], image.shape[0]), rect)
        canvas.surface.blit(self._surface(image, place.size, mirrored), place)
        return place

    def _surface(self, image: Image, size: tuple[int, int], mirrored: bool) -> pygame.Surface:
        if self._image is image and self._shown is not None and self._shown[:2] == (size, mirrored):
            return self._shown[2]
        surface = _surface(resized(image, size, mirrored))
        self._image, self._shown = image, (size, mirrored, surface)
        return surface


def draw_still(canvas: Canvas, path: Path, rect: Rect, mirrored: bool) -> None:
    """A picture file that fills the box, cut at the sides if need be; a plain box where it is missing."""
    still = _still(path, rect.size, mirrored)
    if still is None:
        canvas.panel(rect, theme.TRACK)
    else:
        canvas.surface.blit(still, rect)


def _surface(image: Image) -> pygame.Surface:
    """A BGRA picture, nothing of which is transparent."""
    surface = pygame.image.frombuffer(image.data, (image.shape[1], image.shape[0]), "BGRA")
    surface.set_alpha(None)
    return surface


@lru_cache(maxsize=64)
def _still(path: Path, size: tuple[int, int], mirrored: bool) -> pygame.Surface | None:
    try:
        picture = pygame.image.load(path)
    except (OSError, pygame.error):
        log.warning("the picture %s cannot be shown", path)
        return None
    width, height = picture.get_size()
    factor = max(size[0] / width, size[1] / height)
    picture = pygame.transform.smoothscale(
        picture.convert(32), (round(width * factor), round(height * factor))
    )
    picture = pygame.transform.flip(picture, mirrored, False)
    window = Rect((0, 0), size)
    window.center = picture.get_rect().center
    return picture.subsurface(window.clip(picture.get_rect())).copy()
