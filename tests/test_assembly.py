"""The parts, put together."""

import re
import shutil

import pytest

from aotrainer import config
from aotrainer.assembly import make_services, open_library, open_store, patient_recording
from aotrainer.errors import ExerciseError
from aotrainer.motion.pose import Motion

CLIP = config.shipped("media", "clips", "shoulder_abduction.front.man.webm")
REFERENCE = config.shipped("media", "references", "shoulder_abduction.npz")


@pytest.fixture
def own(tmp_path):
    """A folder with an exercise of one's own: two views of the man, and the woman from in front."""
    folder = tmp_path / "own"
    folder.mkdir()
    text = config.shipped("exercises", "shoulder_abduction.toml").read_text()
    for key, value in (("id", '"lift"'), ("views", '["first_person", "front"]'), ("demonstrator", '"man"')):
        text = re.sub(f"^{key} = .*$", f"{key} = {value}", text, count=1, flags=re.MULTILINE)
    (folder / "lift.toml").write_text(text)
    for name in ("front.man", "first_person.man", "front.woman"):
        shutil.copy(CLIP, folder / f"lift.{name}.webm")
    shutil.copy(REFERENCE, folder / "lift.npz")
    return folder


def test_ones_own_folder_is_beside_the_record_unless_it_is_named(own, monkeypatch):
    assert "lift" not in open_library().exercises
    assert "lift" in open_library(own).exercises
    monkeypatch.setenv(config.EXERCISES_FOLDER_VARIABLE, str(own))
    assert "lift" in open_library().exercises
    monkeypatch.delenv(config.EXERCISES_FOLDER_VARIABLE)
    own.rename(own.with_name("exercises"))
    assert "lift" in open_library(data=own.parent).exercises


def test_a_named_folder_has_to_be_there(tmp_path):
    with pytest.raises(ExerciseError, match="There is no folder"):
        open_library(tmp_path / "typo")


@pytest.mark.parametrize(
    ("wished", "clips"),
    [
        (None, ["lift.first_person.man.webm", "lift.front.man.webm"]),
        ("woman", ["lift.front.woman.webm"]),
        ("older_man", ["lift.first_person.man.webm", "lift.front.man.webm"]),
    ],
)
def test_a_task_has_the_clips_of_whom_one_wishes_for_and_their_lengths(own, tmp_path, wished, clips):
    with open_store(tmp_path / "record.db") as store:
        task = make_services(store, open_library(own), 0).make_task("lift", "left", wished)
    assert [clip.file.path.name for clip in task.clips] == clips
    assert task.judged_clip.file.view == "front"
    assert all(clip.seconds == pytest.approx(task.reference.duration_s, abs=0.1) for clip in task.clips)
    assert isinstance(task.reference, Motion)


def test_the_demo_shows_the_demo_patient_or_else_the_model(own):
    library = open_library(own)
    assert patient_recording(library, "sit_to_stand").parent.name == "demo"
    assert patient_recording(library, "lift").name == "lift.front.man.webm"
