"""Errors in words: English for the log and the command line, the language in use for the screen."""

import pytest

from aotrainer.errors import AotrainerError, NoDisplayError
from aotrainer.language import ENGLISH, Words, speak


@pytest.fixture
def german():
    speak("de")
    yield
    speak(ENGLISH)


def test_names_stand_in_both_sentences():
    error = AotrainerError("There is no {thing}.", "Look for the {thing}.", thing="cable")
    assert (error.what, error.remedy) == ("There is no cable.", "Look for the cable.")
    assert str(error) == "There is no cable. Look for the cable."
    assert error.in_words() == (error.what, error.remedy)


def test_numbers_and_names_stand_in_them_as_the_language_has_them(german):
    error = AotrainerError(
        "{name}: it cannot be {value}.",
        "Choose a number between {low} and {high}.",
        name=Words("Pain that ends a session"),
        value=2.5,
        low=0.0,
        high=10,
    )
    assert str(error) == ("Pain that ends a session: it cannot be 2.5. Choose a number between 0 and 10.")
    assert error.in_words() == (
        "Schmerzgrenze der Sitzung: 2,5 ist nicht möglich.",
        "Wählen Sie eine Zahl zwischen 0 und 10.",
    )


def test_what_is_not_marked_stays_as_it_is(german):
    assert AotrainerError("There is no file {path}.", path="Off").in_words()[0].count("Off") == 1


def test_braces_stay_where_nothing_is_named():
    assert str(AotrainerError("The line `{` is not TOML.")) == "The line `{` is not TOML."


def test_a_screen_speaks_the_language_and_a_log_english(german):
    error = AotrainerError("There is no file {path}.", "Check the path and the spelling.", path="a{b}.mp4")
    assert str(error) == "There is no file a{b}.mp4. Check the path and the spelling."
    assert error.in_words() == (
        "Die Datei a{b}.mp4 gibt es nicht.",
        "Prüfen Sie den Pfad und die Schreibweise.",
    )


def test_what_is_not_in_the_catalogue_is_told_as_it_is(german):
    assert AotrainerError("squat.toml:3: 'id' is missing.").in_words() == (
        "squat.toml:3: 'id' is missing.",
        "",
    )


def test_an_error_without_words_of_its_own_has_those_of_its_kind(german):
    assert NoDisplayError().what == "There is no screen to open a window on."
    assert NoDisplayError().in_words()[0].startswith("Es gibt keinen Bildschirm")
