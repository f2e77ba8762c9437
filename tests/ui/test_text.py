"""Words into boxes, and names in any script."""

import warnings
from dataclasses import replace

import pygame
import pytest

from aotrainer.ui.text import fit, grown, shortened, wrap
from aotrainer.ui.typeface import Typeface
from aotrainer.ui.words import clock_words, range_words, rounded_to_five, side_guard
from tests.ui.stage import task


def measure(words: str, size: int) -> int:
    """Every letter is half as wide as it is large."""
    return len(words) * size // 2


def test_words_wrap_at_spaces():
    assert wrap("one two three", 40, 10, measure) == ["one two", "three"]


def test_a_number_and_its_unit_can_be_kept_together():
    assert wrap("for 3\u00a0min", 30, 10, measure) == ["for", "3\u00a0min"]


def test_line_breaks_are_kept():
    assert wrap("one\ntwo", 400, 10, measure) == ["one", "two"]


def test_words_that_fit_keep_their_size():
    block = fit("one two", (100, 100), 20, 10, measure)
    assert (block.size, block.fits) == (20, True)


def test_long_words_get_smaller_until_they_fit():
    block = fit("one two three four", (100, 40), 20, 10, measure)
    assert block.fits
    assert 10 <= block.size < 20


def test_what_does_not_fit_says_so():
    assert not fit("unbreakable" * 10, (50, 20), 20, 10, measure).fits


def test_larger_letters_are_taken_where_there_is_room():
    assert grown("one two", (400, 100), (20, 10), 1.3, measure).size == 26
    assert grown("one two", (80, 100), (20, 10), 1.3, measure).lines == ("one", "two")


def test_letters_that_are_wished_larger_are_never_smaller_than_usual():
    words = "one two three four five six"
    for width in range(30, 300, 7):
        for height in range(12, 120, 5):
            box = (width, height)
            usual, wished = fit(words, box, 20, 10, measure), grown(words, box, (20, 10), 1.3, measure)
            assert usual.size <= wished.size <= 26
            assert wished.fits or not usual.fits


def test_a_line_may_use_the_white_above_and_below_it():
    assert grown("one", (400, 28), (20, 10), 1.3, measure).size == 25


def test_a_name_is_cut_with_an_ellipsis():
    assert (
        shortened("Wolfeschlegelstein", 50, 10, measure)
        == "Wolfesche"[:9].replace("Wolfesche", "Wolfeschl") + "…"
    )


@pytest.mark.parametrize("name", ["Anna Ødegård", "Łukasz Żółć", "Çağrı", "Жанна", "Γιάννης"])
def test_names_have_no_empty_boxes(name, printer):
    typeface = Typeface()
    font = typeface.font(name, 30, False)
    missing = pygame.image.tobytes(font.render("\U0010fffd", True, (0, 0, 0)), "RGBA")
    letters = [pygame.image.tobytes(font.render(letter, True, (0, 0, 0)), "RGBA") for letter in name]
    assert missing not in letters


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.0, "0"), (0.2, "1"), (59.0, "59"), (59.5, "1:00"), (65, "1:05")]
)
def test_time_left_counts_a_begun_second(seconds, words):
    assert clock_words(seconds) == words


@pytest.mark.parametrize(("degrees", "shown"), [(111.0, 110), (112.5, 115), (114.0, 115), (2.4, 0)])
def test_degrees_are_rounded_to_the_nearest_five(degrees, shown):
    assert rounded_to_five(degrees) == shown


def test_the_side_is_said_in_words(exercises):
    abduction, elbow, standing = (
        replace(task(exercises, name, "right"), exercise=exercises[name])
        for name in ("shoulder_abduction", "elbow_flexion", "sit_to_stand")
    )
    assert side_guard(abduction, "front") == "Your right arm: the model moves on your right."
    assert side_guard(abduction, "back") == "Your right arm: the model moves on your right."
    assert side_guard(abduction, "oblique") == "Your right arm: the model moves the nearer one."
    assert side_guard(abduction, "first_person") == "Your right arm, as you see it yourself."
    assert side_guard(elbow, "oblique") == "Your right arm: the model moves the nearer one."
    assert side_guard(standing, "side") == "Your right side towards the camera, like the model."
    assert side_guard(standing, "front") == "Your right side towards the camera."


def test_degrees_are_told_only_where_they_mean_something(exercises):
    arm = exercises["shoulder_abduction"]
    assert range_words(arm, 101.0, 144.0) == "Shoulder: you about 100°, the model 145°"
    relative = replace(
        arm, target=replace(arm.target, judged="relative", why="It turns away from the camera.")
    )
    assert range_words(relative, 101.0, 144.0) == "Shoulder: about 70 % of the model's movement"


def test_a_system_too_busy_to_name_its_fonts_still_shows_names(printer, monkeypatch):
    def busy(*_, **__):
        warnings.warn("Process running 'fc-list' timed-out!", stacklevel=1)

    monkeypatch.setattr(pygame.font, "match_font", busy)
    assert Typeface().font("Жанна", 24, bold=False).size("Жанна")[0] > 0
