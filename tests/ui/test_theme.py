"""Readable at two metres, by everybody."""

import pytest

from aotrainer.ui.theme import TEXT_PAIRS, Scale
from tests.ui.stage import SIZES


def luminance(colour):
    """Relative luminance as WCAG 2 defines it."""
    parts = [part / 255 for part in colour]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_has_a_contrast_of_seven_to_one(text, ground):
    dark, light = sorted((luminance(text), luminance(ground)))
    assert (light + 0.05) / (dark + 0.05) >= 7


@pytest.mark.parametrize("size", SIZES)
def test_no_text_is_smaller_than_a_twenty_eighth_of_the_height(size):
    scale = Scale.of(size)
    assert scale.smallest >= int(size[1] / 28)
    assert scale.body > scale.smallest
