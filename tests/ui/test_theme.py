"""Readable at two metres, by everybody, in every palette."""

import numpy as np
import pygame
import pytest

from aotrainer.comfort import THEMES
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.theme import MEANT_APART, TEXT_PAIRS, Scale
from aotrainer.ui.tint import Tint
from tests.ui.stage import SIZES

DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""On linear RGB, at full severity: Machado, Oliveira and Fernandes 2009, IEEE Trans Vis Comput Graph
15(6):1291-1298, tables of the supplement."""
APART = 20.0
"""CIE 1976 colour difference; about ten times what a trained eye just tells apart side by side."""


def linear(colour):
    """sRGB to linear light, as WCAG 2 defines it."""
    part = np.array(colour) / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def luminance(colour):
    return float(np.dot([0.2126, 0.7152, 0.0722], linear(colour)))


def lab(light):
    """Linear sRGB light to CIE L*a*b* with the white of D65."""
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    x, y, z = (np.array(to_xyz) @ np.clip(light, 0, 1)) / [0.9505, 1.0, 1.089]
    fx, fy, fz = (v ** (1 / 3) if v > (6 / 29) ** 3 else v * (29 / 6) ** 2 / 3 + 4 / 29 for v in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


def names(pair):
    return "-on-".join(next(name for name, tint in vars(theme).items() if tint is each) for each in pair)


@pytest.mark.parametrize("palette", THEMES)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids=names)
def test_text_has_a_contrast_of_seven_to_one(pair, palette):
    dark, light = sorted(luminance(tint.shown(palette)) for tint in pair)
    assert (light + 0.05) / (dark + 0.05) >= 7


@pytest.mark.parametrize("palette", THEMES)
@pytest.mark.parametrize("pair", MEANT_APART, ids=names)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_what_has_a_meaning_stays_apart_however_colours_are_seen(pair, palette, deficiency):
    a, b = (lab(DEFICIENCIES[deficiency] @ linear(tint.shown(palette))) for tint in pair)
    assert np.linalg.norm(a - b) >= APART


def test_the_simulation_confuses_what_the_deficiency_confuses():
    """Red and green of the same lightness, for a protanope and a deuteranope, but not for a tritanope."""

    def apart(deficiency):
        a, b = (lab(DEFICIENCIES[deficiency] @ linear(colour)) for colour in ((190, 90, 40), (95, 125, 40)))
        return np.linalg.norm(a - b)

    assert apart("deuteranopia") < APART < apart("none")
    assert apart("tritanopia") > 2 * APART


@pytest.mark.parametrize("palette", THEMES)
def test_a_canvas_draws_roles_in_its_palette_and_other_colours_as_they_are(palette, printer):
    canvas = Canvas(pygame.Surface((40, 40)), printer, palette=palette)
    canvas.fill(theme.PAPER)
    canvas.dot((20, 20), 10, theme.TEAL)
    canvas.panel(pygame.Rect(0, 0, 4, 4), (1, 2, 3), radius=0)
    seen = [canvas.surface.get_at(place)[:3] for place in ((39, 39), (20, 20), (1, 1))]
    assert seen == [theme.PAPER.shown(palette), theme.TEAL.shown(palette), (1, 2, 3)]


def test_white_is_white_on_pictures_in_every_palette():
    assert {theme.WHITE.shown(palette) for palette in THEMES} == {(255, 255, 255)}
    assert isinstance(theme.STAGE, Tint)


@pytest.mark.parametrize("size", SIZES)
def test_no_text_is_smaller_than_a_twenty_eighth_of_the_height(size):
    scale = Scale.of(size)
    assert scale.smallest >= int(size[1] / 28)
    assert scale.body > scale.smallest


def test_words_take_the_room_they_have_for_larger_letters(printer):
    canvas = Canvas(pygame.Surface((800, 400)), printer, zoom=1.3)
    usual = Canvas(pygame.Surface((800, 400)), printer)
    place = pygame.Rect(10, 10, 780, 300)
    large, small = (each.text("Raise your arm.", place, 40) for each in (canvas, usual))
    assert large.w == pytest.approx(1.3 * small.w, rel=0.03)
