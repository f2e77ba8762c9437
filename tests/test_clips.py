"""Which clips are shown, of those there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.clips import (
    DEMONSTRATORS,
    VIEWS,
    ClipFile,
    Showing,
    choose_clips,
    clip_files,
    clip_name,
    demonstrators,
    words,
)
from aotrainer.errors import ExerciseError

SHOWING = Showing(("front", "first_person"), "front", "man")


def names(clips):
    return [clip.path.name for clip in clips]


@pytest.fixture
def folder(tmp_path):
    """All views of the man, what is judged of the others, and clips of another exercise."""
    for name in ("lift.front.man", "lift.first_person.man", "lift.front.woman", "lift.front.older_man"):
        (tmp_path / f"{name}.webm").touch()
    for name in ("lift_high.front.man", "lift.side.man", "lift.front.robot"):
        (tmp_path / f"{name}.webm").touch()
    return tmp_path


def test_a_name_tells_exercise_view_and_demonstrator():
    assert clip_name("lift", "first_person", "older_man") == "lift.first_person.older_man.webm"
    assert (words("first_person"), words("older_man")) == ("first person", "older man")


def test_all_views_of_whoever_has_them_take_turns_in_their_order(folder):
    clips = choose_clips(clip_files(folder, "lift", SHOWING), SHOWING)
    assert names(clips) == ["lift.front.man.webm", "lift.first_person.man.webm"]
    assert [clip.view for clip in clips] == ["front", "first_person"]


def test_whom_one_wishes_for_shows_what_there_is_of_them(folder):
    files = clip_files(folder, "lift", SHOWING)
    assert names(choose_clips(files, SHOWING, "woman")) == ["lift.front.woman.webm"]
    assert demonstrators(files, SHOWING) == ("man", "woman", "older_man")


def test_without_a_clip_of_what_is_judged_it_is_as_filmed(folder):
    (folder / "lift.front.woman.webm").rename(folder / "lift.first_person.woman.webm")
    files = clip_files(folder, "lift", SHOWING)
    assert names(choose_clips(files, SHOWING, "woman")) == names(choose_clips(files, SHOWING))
    assert "woman" not in demonstrators(files, SHOWING)


def test_ones_own_clip_needs_no_more_than_the_exercises_name(folder):
    (folder / "lift.webm").touch()
    own = Showing(("side",), "side", "own")
    (clip,) = choose_clips(clip_files(folder, "lift", own), own)
    assert (clip.path.name, clip.view, clip.demonstrator) == ("lift.webm", "side", "own")


def test_a_missing_clip_is_told(tmp_path):
    with pytest.raises(ExerciseError, match="aotrainer check"):
        choose_clips(clip_files(tmp_path, "lift", SHOWING), SHOWING, "woman")


some_clips = st.sets(st.tuples(st.sampled_from(DEMONSTRATORS), st.sampled_from(VIEWS)))


@given(
    some_clips,
    st.lists(st.sampled_from(VIEWS), min_size=1, unique=True),
    st.sampled_from([None, *DEMONSTRATORS]),
)
def test_whatever_is_there_one_demonstrator_is_shown_from_where_it_is_judged(
    tmp_path_factory, there, views, wish
):
    folder = tmp_path_factory.getbasetemp()
    showing = Showing(tuple(views), views[0], "man")
    files = [ClipFile(folder / clip_name("lift", view, who), view, who) for who, view in there]
    if not {("man", views[0]), (wish, views[0])} & there:
        with pytest.raises(ExerciseError):
            choose_clips(files, showing, wish)
        return
    clips = choose_clips(files, showing, wish)
    shown = [clip.view for clip in clips]
    assert len({clip.demonstrator for clip in clips}) == 1
    assert views[0] in shown
    assert shown == [view for view in views if view in shown]
