from dataclasses import replace

import numpy as np
import pygame
import pytest

from aotrainer.config import shipped
from aotrainer.errors import ExerciseError
from aotrainer.exercises import REGIONS, Library, Media
from aotrainer.ui import theme
from aotrainer.ui.sheet import CARD, GAP, HEADING, arrange, picture_sheet, save_picture_sheet


def numbered(base, counts):
    """So many copies of an exercise in each region, in the order of the regions."""
    return [
        replace(base, id=f"{region}_{n}", region=region)
        for region in REGIONS
        for n in range(counts.get(region, 0))
    ]


@pytest.fixture
def arm(exercises):
    return exercises["shoulder_abduction"]


def places(groups):
    return [(group.region, len(group.exercises), group.row, group.column) for group in groups]


def test_small_regions_share_a_row_and_large_ones_go_on_below(arm):
    exercises = numbered(arm, {"shoulder": 2, "elbow": 2, "reaching": 1, "leg": 6})
    assert places(arrange(exercises, 4)) == [
        ("shoulder", 2, 0, 0),
        ("elbow", 2, 0, 2),
        ("reaching", 1, 1, 0),
        ("leg", 4, 2, 0),
        ("leg", 2, 3, 0),
    ]


def test_forty_exercises_have_about_the_shape_of_a_sheet_of_paper(arm):
    forty = {exercise.id: exercise for exercise in numbered(arm, dict.fromkeys(REGIONS, 5))}
    media = Media.shipped(shipped("media"))
    sheet = picture_sheet(Library(forty, (), dict.fromkeys(forty, media)))
    assert sheet.get_height() / sheet.get_width() == pytest.approx(2**0.5, rel=0.25)


def test_every_exercise_has_a_card_with_its_picture_below_its_region(library):
    pixels = pygame.surfarray.array3d(picture_sheet(library))
    assert pixels.shape[:2] == (2 * (CARD[0] + GAP) + GAP, 2 * (CARD[1] + HEADING + GAP) + GAP)
    for place in range(len(library.exercises)):
        row, column = divmod(place, 2)
        x, top = GAP + column * (CARD[0] + GAP), GAP + row * (CARD[1] + HEADING + GAP)
        y = top + HEADING
        assert (pixels[x : x + CARD[0], top:y] == theme.TEAL).all(axis=-1).any()
        picture = pixels[x + GAP : x + CARD[0] - GAP, y + GAP : y + CARD[1] // 2]
        assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 100
        words = pixels[x + GAP : x + CARD[0] - GAP, y + 2 * CARD[1] // 3 : y + CARD[1] - GAP]
        assert (words == theme.INK).all(axis=-1).any()


def test_a_missing_picture_leaves_a_plain_box_and_no_exercise_an_empty_sheet(library, tmp_path):
    without = replace(library, media=dict.fromkeys(library.exercises, Media.beside(tmp_path)))
    assert picture_sheet(without).get_size() == picture_sheet(library).get_size()
    assert picture_sheet(Library({}, (), {})).get_height() == GAP


@pytest.mark.parametrize("name", ["sheet.png", "sheet.jpg"])
def test_it_is_saved(library, tmp_path, name):
    save_picture_sheet(library, tmp_path / name)
    assert pygame.image.load(tmp_path / name).get_size() == picture_sheet(library).get_size()


@pytest.mark.parametrize(
    ("name", "words"), [("sheet.txt", "no name for a picture"), ("no/where.png", "cannot be")]
)
def test_where_it_cannot_be_saved_is_told(library, tmp_path, name, words):
    with pytest.raises(ExerciseError, match=words):
        save_picture_sheet(library, tmp_path / name)
