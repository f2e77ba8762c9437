"""Goals and notes: words that somebody typed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.chart.goal import Goal
from aotrainer.chart.note import Note
from aotrainer.chart.text import number
from aotrainer.errors import ChartError

DAY = date(2026, 11, 22)


def test_a_goal_is_one_line_and_comes_back_as_it_was_kept():
    goal = Goal(" Drink\tfrom my \n cup ", DAY, DAY + timedelta(days=3))
    assert goal.words == "Drink from my cup"
    assert Goal.from_json(goal.to_json()) == goal


def test_a_goal_cannot_be_reached_before_it_was_set():
    with pytest.raises(ChartError):
        Goal("Drink", DAY, DAY - timedelta(days=1))


def test_a_note_keeps_its_lines():
    assert Note("first\n\n  second  line ").words == "first\n\nsecond line"


@given(st.text())
def test_words_are_kept_without_what_no_screen_can_show_or_refused(words):
    try:
        note = Note(words)
    except ChartError:
        return
    assert Note.from_json(note.to_json()) == note
    note.words.encode()
    assert not set(note.words) & set("\x00\x1b\u202e\r")


@pytest.mark.parametrize("words", ["", " \n\t", "\u202e\x00", "x" * 4001])
def test_no_words_and_too_many_are_refused(words):
    with pytest.raises(ChartError):
        Note(words)


@pytest.mark.parametrize("kind", [Goal, Note])
@pytest.mark.parametrize("content", [{}, {"words": None}, {"words": 3, "set_on": "x"}])
def test_content_that_is_none_is_refused(kind, content):
    with pytest.raises(ChartError, match="cannot be read"):
        kind.from_json(content)


@pytest.mark.parametrize(("words", "value"), [("41", 41), ("62,5", 62.5), ("-1.5", -1.5)])
def test_a_number_has_a_point_or_a_comma(words, value):
    assert number(words) == value


@pytest.mark.parametrize("words", ["", "a dozen", "1,000.5", "nan", "inf", "9" * 400])
def test_what_is_no_number_is_refused(words):
    with pytest.raises(ChartError, match="no number"):
        number(words)
