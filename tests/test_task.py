"""What is on the screen when, and which way round."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.clips import ClipFile
from aotrainer.config import shipped
from aotrainer.exercises import load_exercise
from aotrainer.task import ModelClip, Task, perspective
from tests.figure import abduction, raise_and_lower

EXERCISE = load_exercise(shipped("exercises", "shoulder_abduction.toml"))
MODEL = abduction(raise_and_lower())


def shown(*clips, side="right"):
    """A task whose model has these (view, seconds)."""
    files = [ModelClip(ClipFile(Path(view), view, "man"), seconds) for view, seconds in clips]
    return Task(EXERCISE, side, MODEL, tuple(files))


TWO = shown(("front", 4.0), ("first_person", 6.0))


def on_at(task, elapsed_s, rate=1.0):
    clip, seconds = task.clip_at(elapsed_s, rate)
    return clip.file.view, round(seconds, 3)


@pytest.mark.parametrize(
    ("elapsed_s", "view", "into_s"),
    [
        (0, "front", 0),
        (3.99, "front", 3.99),
        (4, "first_person", 0),
        (9.99, "first_person", 5.99),
        (10, "front", 0),
        (34, "first_person", 0),
    ],
)
def test_views_take_turns_one_pass_each(elapsed_s, view, into_s):
    assert on_at(TWO, elapsed_s) == (view, into_s)


def test_shown_slower_each_pass_takes_longer():
    assert on_at(TWO, 5.3, 0.75) == ("front", 3.975)
    assert on_at(TWO, 5.4, 0.75) == ("first_person", 0.05)


def test_one_view_simply_begins_again():
    assert on_at(shown(("front", 4.0)), 9.0) == ("front", 1.0)


def test_a_dose_ends_with_a_whole_pass_and_is_never_shorter():
    assert TWO.passes_for(10, 1.0) == 2
    assert TWO.passes_for(10.1, 1.0) == 3
    assert TWO.passes_for(0.1, 0.75) == 1
    assert TWO.watching_s(3, 1.0) == 14
    assert TWO.watching_s(3, 0.5) == 28


durations = st.lists(st.floats(0.5, 20), min_size=1, max_size=5)
rates = st.floats(0.5, 1.0)


@given(durations, st.floats(0, 600), rates)
def test_the_clip_that_is_on_never_is_past_its_end(seconds, elapsed_s, rate):
    clip, into_s = shown(*(("front", each) for each in seconds)).clip_at(elapsed_s, rate)
    assert 0 <= into_s < clip.seconds


@given(durations, st.floats(1, 400), rates)
def test_the_passes_of_a_dose_are_the_fewest_that_are_enough(seconds, dose_s, rate):
    task = shown(*(("front", each) for each in seconds))
    passes = task.passes_for(dose_s, rate)
    assert task.watching_s(passes, rate) >= dose_s - 1e-5
    assert passes == 1 or task.watching_s(passes - 1, rate) < dose_s
    first, into_s = task.clip_at(task.watching_s(passes, rate), rate)
    assert into_s == pytest.approx(0, abs=1e-4), "the dose ends where a pass ends"
    assert first in task.clips


@pytest.mark.parametrize("view", ["front", "oblique", "side"])
def test_as_in_a_mirror_the_model_moves_on_the_patients_side_of_the_screen(view):
    # Unflipped, the right arm of a model who faces the camera is on the left of the screen.
    assert shown((view, 4.0), side="right").mirrored(view)
    assert not shown((view, 4.0), side="left").mirrored(view)


@pytest.mark.parametrize("view", ["back", "first_person"])
def test_from_behind_or_through_its_own_eyes_it_does_so_unflipped(view):
    assert not shown((view, 4.0), side="right").mirrored(view)
    assert shown((view, 4.0), side="left").mirrored(view)


def test_the_judged_view_is_the_one_to_compare_oneself_with():
    assert shown(("back", 4.0), ("front", 5.0)).judged_clip.seconds == 5.0


def test_the_views_of_few_passes_are_those_that_were_seen():
    assert TWO.views(1) == ("front",)
    assert TWO.views(7) == ("front", "first_person")


@pytest.mark.parametrize(
    ("views", "words"),
    [
        (("front", "side"), "third person, as in a mirror"),
        (
            ("side", "first_person", "back"),
            "third person, as in a mirror; first person; third person, from behind",
        ),
    ],
)
def test_the_record_says_from_where_the_model_was_seen(views, words):
    assert perspective(views) == words
