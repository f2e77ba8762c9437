"""The ring of a raised arm."""

import pygame

from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.hold import draw_hold
from tests.ui.stage import SIZES


def drawn(share, printer, size=(1024, 600), zoom=1.0):
    canvas = Canvas(pygame.Surface(size), printer, zoom=zoom)
    canvas.fill(theme.PAPER)
    draw_hold(canvas, share)
    assert canvas.overflows == []
    return pygame.mask.from_threshold(canvas.surface, theme.TEAL, (9, 9, 9)).count(), canvas


def test_nothing_is_drawn_before_an_arm_is_raised(printer):
    canvas = drawn(0.0, printer)[1]
    assert {tuple(canvas.surface.get_at(place)) for place in ((512, 300), (512, 200))} == {
        (*theme.PAPER, 255)
    }


def test_the_ring_fills(printer):
    teal = [drawn(share, printer)[0] for share in (0.1, 0.5, 0.9)]
    assert teal == sorted(set(teal))


def test_its_words_fit_every_window(printer):
    for size in SIZES:
        for zoom in (1.0, 1.3):
            drawn(0.5, printer, size, zoom)
