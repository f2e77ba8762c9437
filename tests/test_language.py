"""The language in use: spoken from now on, English where nothing else is known."""

import pytest

from aotrainer.language import (
    ENGLISH,
    LANGUAGES,
    N_,
    NP_,
    _,
    counted,
    ngettext,
    number,
    pgettext,
    speak,
    spoken,
)


@pytest.fixture(autouse=True)
def _english_again():
    speak(ENGLISH)
    yield
    speak(ENGLISH)


def test_english_is_spoken_at_first_and_says_what_is_written():
    assert spoken() == ENGLISH
    assert _("Who trains?") == "Who trains?"
    assert ngettext("{count} set", "{count} sets", 1) == "{count} set"
    assert pgettext("joint", "reach") == "reach"


@pytest.mark.parametrize(
    ("code", "who", "sets"),
    [
        ("de", "Wer übt?", "Durchgänge"),
        ("es", "¿Quién entrena?", "series"),
        ("it", "Chi si allena?", "serie"),
    ],
)
def test_a_language_is_spoken_from_now_on(code, who, sets):
    speak(code)
    assert spoken() == code
    assert _("Who trains?") == who
    assert ngettext("{count} set", "{count} sets", 3) == f"{{count}} {sets}"


@pytest.mark.parametrize(
    ("code", "written"), [("en", "0.75"), ("de", "0,75"), ("es", "0,75"), ("it", "0,75")]
)
def test_a_number_has_the_decimal_sign_of_the_language_and_no_more_digits_than_it_needs(code, written):
    speak(code)
    assert number(0.75) == written
    assert (number(2.0), number(-3)) == ("2", "-3")


def test_a_number_has_as_many_decimals_as_are_asked_for():
    assert (number(2, 1), number(0.456, 2), number(3.6, 0)) == ("2.0", "0.46", "4")
    speak("it")
    assert number(2, 1) == "2,0"


def test_commands_count_in_english():
    assert (counted(1, "set"), counted(2, "set"), counted(0, "set")) == ("1 set", "2 sets", "0 sets")
    assert (counted(1, "person", "people"), counted(2, "person", "people")) == ("1 person", "2 people")


def test_every_language_there_is_says_something_of_its_own():
    said = {code: (speak(code), _("Well done."))[1] for code in LANGUAGES}
    assert len(set(said.values())) == len(LANGUAGES)


def test_the_same_word_means_two_things_in_two_places():
    speak("de")
    assert _("Next") == "Weiter"
    assert pgettext("what comes after the rest", "Next") == "Als Nächstes"


def test_a_language_that_is_not_there_is_english():
    speak("de")
    speak("tlh")
    assert spoken() == ENGLISH
    assert _("Who trains?") == "Who trains?"


def test_nothing_is_said_of_nothing():
    speak("de")
    assert _("") == ""


def test_marked_words_stay_as_they_are():
    speak("de")
    assert N_("Who trains?") == NP_("joint", "Who trains?") == "Who trains?"
