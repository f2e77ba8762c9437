"""The cards on which it stands what to do, where to be, and what to take care of."""

import pygame
import pytest
from pygame import Rect

from aotrainer.ui.canvas import Canvas
from aotrainer.ui.scenes.introduce import _card_heights

PLACE = Rect(0, 0, 500, 402)
SHORT = "Stop before it hurts."


@pytest.fixture
def canvas(printer):
    return Canvas(pygame.Surface((960, 540)), printer)


def test_longer_words_have_the_higher_card(canvas):
    heights, _ = _card_heights(canvas, ["Lift your arm as far as is pleasant. " * 5, SHORT, SHORT], PLACE)
    assert heights[0] > heights[1] == heights[2]


def test_words_of_any_length_leave_the_other_cards_their_room(canvas):
    heights, size = _card_heights(canvas, ["word " * 400, SHORT, SHORT], PLACE)
    assert len(set(heights)) == 1
    assert heights[0] > 4 * size
    assert sum(heights) + 2 * canvas.scale.gap <= PLACE.h
