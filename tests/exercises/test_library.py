"""All exercises there are: the shipped ones, and a therapist's own beside them."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from aotrainer.config import shipped
from aotrainer.errors import ExerciseError
from aotrainer.exercises import (
    REGIONS,
    Media,
    load_askew,
    load_exercise,
    load_exercises,
    load_library,
    load_reference,
    missing_media,
)

SAMPLE = Path(__file__).with_name("sample") / "lift.toml"
CLIP = shipped("media", "clips", "shoulder_abduction.front.man.webm")
REFERENCE = shipped("media", "references", "shoulder_abduction.npz")


def write_exercise(folder, name, **changes):
    """A copy of the sample under another name, with some of its keys changed."""
    folder.mkdir(exist_ok=True)
    text = SAMPLE.read_text()
    for key, value in ({"id": name} | changes).items():
        text = re.sub(rf"^{key} = .*$", f'{key} = "{value}"', text, count=1, flags=re.MULTILINE)
    (folder / f"{name}.toml").write_text(text)


@pytest.fixture
def folders(tmp_path):
    """Two shipped exercises with their media, and an empty folder for one's own."""
    for folder in ("shipped", "media", "media/clips", "media/references", "media/stills", "own"):
        (tmp_path / folder).mkdir()
    for name, region in (("reach", "reaching"), ("lift", "shoulder")):
        write_exercise(tmp_path / "shipped", name, region=region)
        shutil.copy(CLIP, tmp_path / "media/clips" / f"{name}.front.man.webm")
        shutil.copy(REFERENCE, tmp_path / "media/references" / f"{name}.npz")
    return tmp_path


def library(folders):
    return load_library(folders / "shipped", folders / "media", folders / "own")


def write_own(folders, name="mine", clip="mine.webm"):
    write_exercise(folders / "own", name, demonstrator="own", region="elbow")
    shutil.copy(CLIP, folders / "own" / clip)
    shutil.copy(REFERENCE, folders / "own" / f"{name}.npz")


@pytest.mark.parametrize(
    ("posture", "variant", "its_posture", "instead"),
    [
        ("standing", "reach", "seated", "reach"),
        ("standing_up", "reach", "seated", "reach"),
        ("standing", "reach", "standing_up", None),
        ("standing", "not_there", "seated", None),
        ("standing", None, "seated", None),
        ("seated", "reach", "seated", None),
    ],
)
def test_what_to_do_seated_instead_is_done_seated_indeed(folders, posture, variant, its_posture, instead):
    found = library(folders)
    lift = replace(found.exercises["lift"], posture=posture, seated_variant=variant)
    reach = replace(found.exercises["reach"], posture=its_posture)
    assert replace(found, exercises={"lift": lift, "reach": reach}).seated("lift") == instead


def test_the_shipped_exercises_have_no_problems():
    found, problems = load_exercises(shipped("exercises"))
    assert problems == ()
    assert set(found) >= {"shoulder_abduction", "elbow_flexion", "hand_to_mouth", "sit_to_stand"}


def test_a_wrong_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "broken.toml").write_bytes(b"\xff\xfe")
    write_exercise(tmp_path, "lift")
    found, problems = load_exercises(tmp_path)
    assert list(found) == ["lift"]
    assert len(problems) == 1
    assert "broken.toml" in str(problems[0])


def test_lists_are_by_region_and_title(tmp_path):
    for name, region, title in (
        ("d", "leg", "Squat"),
        ("c", "shoulder", "Raise"),
        ("b", "shoulder", "Circle"),
        ("a", "balance", "Stand"),
    ):
        write_exercise(tmp_path, name, region=region, title=title)
    assert list(load_exercises(tmp_path)[0]) == ["b", "c", "d", "a"]
    assert REGIONS.index("shoulder") < REGIONS.index("leg") < REGIONS.index("balance")


class TestOwnFolder:
    def test_adds_to_the_shipped_ones(self, folders):
        write_own(folders)
        known = library(folders)
        assert known.problems == ()
        assert list(known.exercises) == ["lift", "mine", "reach"]
        assert [clip.path for clip in known.clips("mine", "woman")] == [folders / "own" / "mine.webm"]
        assert [clip.path.name for clip in known.clips("lift")] == ["lift.front.man.webm"]
        assert len(known.reference("mine")) > 0
        assert known.still("mine") == folders / "own" / "mine.jpg"
        assert known.demonstrators("mine") == ("own",)

    def test_may_name_its_clips_in_full(self, folders):
        write_own(folders, clip="mine.front.own.webm")
        assert [clip.view for clip in library(folders).clips("mine")] == ["front"]

    def test_need_not_be_there(self, folders):
        (folders / "own").rmdir()
        assert list(library(folders).exercises) == ["lift", "reach"]

    def test_cannot_take_the_id_of_a_shipped_one(self, folders):
        write_own(folders, "lift", "lift.webm")
        known = library(folders)
        (problem,) = known.problems
        assert str(problem).startswith("lift.toml:1: 'lift' is a shipped exercise")
        assert known.media["lift"] == Media.shipped(folders / "media")

    def test_may_offer_a_shipped_one_instead(self, folders):
        write_own(folders)
        path = folders / "own" / "mine.toml"
        path.write_text('seated_variant = "reach"\n' + path.read_text())
        assert library(folders).exercises["mine"].seated_variant == "reach"

    @pytest.mark.parametrize("name", ["mine.webm", "mine.npz"])
    def test_without_clip_or_reference_is_a_problem(self, folders, name):
        write_own(folders)
        (folders / "own" / name).unlink()
        known = library(folders)
        assert "mine" not in known.exercises
        (problem,) = known.problems
        assert (
            str(problem)
            == f"mine.toml:1: {name} is not in the folder own. Put it there, or reinstall aotrainer."
        )


class TestAnExerciseByName:
    def test_is_found(self, folders):
        assert library(folders).exercise("lift").id == "lift"

    def test_is_told_by_a_near_one(self, folders):
        with pytest.raises(ExerciseError, match=r"no exercise 'raech'\. Did you mean reach"):
            library(folders).exercise("raech")

    def test_that_nobody_knows_is_told_where_to_look(self, folders):
        with pytest.raises(ExerciseError, match="See them all with: aotrainer exercises"):
            library(folders).exercise("xyz")

    def test_that_cannot_be_used_is_told_why(self, folders):
        (folders / "media/references/lift.npz").unlink()
        with pytest.raises(ExerciseError, match=r"lift\.toml:1: lift\.npz is not in the folder references"):
            library(folders).exercise("lift")


def test_views_that_are_promised_and_not_there_are_missing(folders):
    exercise = load_exercise(folders / "shipped/lift.toml")
    media = Media.shipped(folders / "media")
    assert missing_media(exercise, media, ["front"]) == ()
    (problem,) = missing_media(exercise, media, ["front", "side"])
    assert str(problem) == "lift.toml:1: lift.side.man.webm is not in the folder clips."


def test_the_model_from_further_round_is_found_where_it_was_filmed(folders):
    film = shipped("media", "references", "shoulder_abduction.from_left.packed")
    shutil.copy(film, folders / "media/references/lift.from_left.packed")
    found = library(folders)
    assert [len(motion) for motion in found.askew("lift")] == [len(load_askew(film))]
    assert found.askew("reach") == ()
    (folders / "media/references/lift.from_left.packed").write_bytes(b"no motion")
    with pytest.raises(ExerciseError, match=r"lift\.from_left\.packed cannot be read"):
        found.askew("lift")


def test_a_missing_reference_is_told(tmp_path):
    with pytest.raises(ExerciseError, match="Reinstall"):
        load_reference(tmp_path / "nothing.npz")
