import re
from pathlib import Path

import pytest

from aotrainer.config import shipped
from aotrainer.errors import ExerciseError
from aotrainer.exercises import load_exercise, load_exercises, load_reference

SHIPPED = shipped("exercises") / "shoulder_abduction.toml"


def changed(tmp_path: Path, pattern: str, replacement: str) -> Path:
    """A copy of a shipped exercise file in which the first match of a pattern is replaced."""
    text, count = re.subn(pattern, replacement, SHIPPED.read_text(), count=1, flags=re.MULTILINE)
    assert count == 1
    path = tmp_path / SHIPPED.name
    path.write_text(text)
    return path


def test_the_shipped_exercises_have_no_problems():
    found, problems = load_exercises(shipped("exercises"))
    assert problems == ()
    assert set(found) >= {"shoulder_abduction", "elbow_flexion", "hand_to_mouth", "sit_to_stand"}


def test_an_exercise_knows_what_it_is_judged_by():
    exercise = load_exercise(SHIPPED)
    assert exercise.title == "Raise your arm to the side"
    assert exercise.judging.primary_joint == "shoulder"
    assert exercise.judging.segments == {"upper_arm": 1.0, "forearm": 0.7, "trunk": 0.5}
    assert set(exercise.cues) == {"range", "too_fast", "too_slow", "upper_arm", "forearm", "trunk"}


@pytest.mark.parametrize(
    ("pattern", "replacement", "words"),
    [
        ("^version = 1$", "", "'version' is missing"),
        ("^version = 1$", 'version = "one"', "'version' is not a number"),
        ("^title = .*$", "title = 3", "'title' is not a text"),
        ("^model_side = .*$", 'model_side = "up"', "'up', not one of left, right"),
        ('^joint = "shoulder"$', 'joint = "neck"', "'neck', not one of shoulder"),
        ("^upper_arm = 1.0$", "tail = 1.0", "'tail' is not one of"),
        ("^weight_shape = 0.5$", "weight_shape = 0.6", "add up to 1.1"),
        ("^azimuth_deg = 0$", "azimuth_deg = 400", "from -180 to 180"),
        ("^cue_words = .*$", "cue_words = []", "not a list of texts"),
        ("^trunk = 0.5$", "trunk = 0.5\nthigh = 1.0", "'thigh' is missing"),
        ('^id = "shoulder_abduction"$', 'id = "another"', "same name"),
        ('^id = "shoulder_abduction"$', "id = ", "cannot be read"),
    ],
)
def test_a_wrong_file_is_told_what_to_mend(tmp_path, pattern, replacement, words):
    path = changed(tmp_path, pattern, replacement)
    with pytest.raises(ExerciseError, match=re.escape(words)):
        load_exercise(path)


def test_a_wrong_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "broken.toml").write_bytes(b"\xff\xfe")
    changed(tmp_path, "^version = 1$", "version = 2")
    found, problems = load_exercises(tmp_path)
    assert [(exercise.id, exercise.version) for exercise in found.values()] == [("shoulder_abduction", 2)]
    assert len(problems) == 1
    assert "broken.toml" in str(problems[0])


def test_a_missing_reference_is_told(tmp_path):
    with pytest.raises(ExerciseError, match="Reinstall"):
        load_reference(tmp_path / "nothing.npz")
