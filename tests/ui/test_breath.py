import pygame
import pytest

from aotrainer.practice.breathing import Pace, phase_at
from aotrainer.ui import theme
from aotrainer.ui.breath import disk_radius, draw_breath
from aotrainer.ui.canvas import Canvas
from tests.ui.stage import SIZES

PACE = Pace()


def drawn(elapsed_s, printer, size=(1024, 600)):
    canvas = Canvas(pygame.Surface(size), printer)
    canvas.surface.fill(theme.PAPER)
    draw_breath(canvas, canvas.rect, phase_at(elapsed_s, PACE))
    return canvas


def teal(canvas):
    return pygame.mask.from_threshold(canvas.surface, theme.TEAL, (1, 1, 1)).count()


def test_the_disk_grows_while_breathing_in_and_shrinks_while_breathing_out(printer):
    areas = [teal(drawn(t, printer)) for t in (0, 1, 2, 3, 4, 5.5, 7, 8.5, 9.9)]
    assert areas[:5] == sorted(areas[:5])
    assert areas[4:] == sorted(areas[4:], reverse=True)
    assert areas[4] > 3 * areas[0]


def test_the_disk_keeps_within_its_rim_and_in_sight():
    radii = [disk_radius(phase_at(t / 10, PACE), 100) for t in range(200)]
    assert min(radii) > 30
    assert max(radii) == pytest.approx(100)


@pytest.mark.parametrize("size", SIZES)
def test_the_words_fit_and_do_not_touch_the_disk(printer, size):
    for elapsed_s in (3.9, 5):
        canvas = drawn(elapsed_s, printer, size)
        assert canvas.overflows == []
        ink = pygame.mask.from_threshold(canvas.surface, theme.INK, (1, 1, 1)).get_bounding_rects()
        assert ink[0].unionall(ink[1:]).top > size[1] * 0.8
