"""What the patient reads: the exercise's own words, and by how much or when."""

import math
from pathlib import Path

import pytest

from aotrainer.exercises import cue_words, load_exercise
from aotrainer.motion.advice import Cue

EXERCISE = load_exercise(Path(__file__).with_name("sample") / "lift.toml")


def said(cue: Cue) -> str:
    """What is added to the exercise's own words."""
    words, own = cue_words(EXERCISE, cue), EXERCISE.cues[cue.key]
    assert words.startswith(own)
    return words.removeprefix(own).strip()


@pytest.mark.parametrize(
    ("amount_cm", "way", "words"),
    [
        (8.2, "up", "About 10 cm higher than this time."),
        (7.0, "down", "About 5 cm lower than this time."),
        (31.0, "across", "About 30 cm further than this time."),
        (2.0, "up", ""),
        (-4.0, "up", ""),
        (math.nan, "up", ""),
    ],
)
def test_a_range_is_told_in_steps_of_5_cm_and_not_at_all_when_less(amount_cm, way, words):
    assert said(Cue("range", amount_cm, "cm", way=way)) == words


@pytest.mark.parametrize(
    ("key", "amount_s", "words"),
    [
        ("too_fast", 2.2, "About 2 seconds more for each repetition."),
        ("too_slow", 1.0, "About one second less for each repetition."),
        ("hold", 0.5, "About half a second longer."),
        ("hold", 0.1, ""),
        ("hold", math.nan, ""),
    ],
)
def test_a_time_is_told_in_seconds(key, amount_s, words):
    assert said(Cue(key, amount_s, "s")) == words


def test_it_says_when_in_the_movement_if_that_is_clear():
    assert said(Cue("trunk_lean", phase="out")) == "Above all on the way there."
    assert said(Cue("trunk_lean", phase="turn")) == "Above all when you are furthest."
    assert said(Cue("forearm", phase="back")) == "Above all on the way back."
    assert said(Cue("forearm")) == ""


def test_it_says_which_side_has_further_to_go():
    assert said(Cue("symmetry", side="left")) == "The left one has further to go."


def test_it_says_which_limb_should_have_kept_still():
    assert said(Cue("posture", side="left", limb="arm")) == "Above all your left arm."
