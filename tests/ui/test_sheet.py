import numpy as np
import pygame
import pytest

from aotrainer.config import shipped
from aotrainer.errors import ExerciseError
from aotrainer.exercises import load_exercises
from aotrainer.ui import theme
from aotrainer.ui.sheet import CARD, COLUMNS, GAP, picture_sheet, save_picture_sheet

EXERCISES = list(load_exercises(shipped("exercises"))[0].values())
STILLS = shipped("media", "stills")


@pytest.mark.parametrize("count", [1, COLUMNS, COLUMNS + 1])
def test_every_exercise_has_a_card_with_its_picture(count):
    exercises = (EXERCISES * 2)[:count]
    sheet = picture_sheet(exercises, STILLS)
    assert sheet.get_height() == (2 if count > COLUMNS else 1) * (CARD[1] + GAP) + GAP
    pixels = pygame.surfarray.array3d(sheet)
    for place in range(count):
        row, column = divmod(place, COLUMNS)
        x, y = GAP + column * (CARD[0] + GAP), GAP + row * (CARD[1] + GAP)
        picture = pixels[x + GAP : x + CARD[0] - GAP, y + GAP : y + CARD[1] // 2]
        assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 100
        words = pixels[x + GAP : x + CARD[0] - GAP, y + 3 * CARD[1] // 4 : y + CARD[1] - GAP]
        assert (words == theme.INK).all(axis=-1).any()


def test_a_missing_picture_leaves_a_plain_box(tmp_path):
    assert picture_sheet(EXERCISES[:1], tmp_path).get_size() == (CARD[0] + 2 * GAP, CARD[1] + 2 * GAP)


@pytest.mark.parametrize("name", ["sheet.png", "sheet.jpg"])
def test_it_is_saved(tmp_path, name):
    save_picture_sheet(EXERCISES, STILLS, tmp_path / name)
    assert pygame.image.load(tmp_path / name).get_size() == picture_sheet(EXERCISES, STILLS).get_size()


@pytest.mark.parametrize(
    ("name", "words"), [("sheet.txt", "no name for a picture"), ("no/where.png", "cannot be")]
)
def test_where_it_cannot_be_saved_is_told(tmp_path, name, words):
    with pytest.raises(ExerciseError, match=words):
        save_picture_sheet(EXERCISES, STILLS, tmp_path / name)
