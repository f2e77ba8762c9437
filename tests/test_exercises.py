import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.config import shipped
from aotrainer.errors import ExerciseError
from aotrainer.exercises import load_exercise, load_exercises, load_reference, read_exercise

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
        ("^version = 1$", 'version = "one"', "'version' is not a whole number"),
        ("^title = .*$", "title = 3", "'title' is not a text"),
        ("^model_side = .*$", 'model_side = "up"', "'up', not one of left, right"),
        ('^joint = "shoulder"$', 'joint = "neck"', "'neck', not one of shoulder"),
        ("^upper_arm = 1.0$", "tail = 1.0", "'tail' is not one of"),
        ("^weight_shape = 0.5$", "weight_shape = 0.6", "add up to 1.1"),
        ("^azimuth_deg = 0$", "azimuth_deg = 400", "from -180 to 180"),
        ("^cue_words = .*$", "cue_words = []", "not a list of texts"),
        ("^trunk = 0.5$", "trunk = 0.5\nthigh = 1.0", "'thigh' is missing"),
        ('^id = "shoulder_abduction"$', 'id = "another"', "the id is 'another'"),
        ('^id = "shoulder_abduction"$', "id = ", "cannot be read"),
    ],
)
def test_a_wrong_file_is_told_what_to_mend(tmp_path, pattern, replacement, words):
    path = changed(tmp_path, pattern, replacement)
    with pytest.raises(ExerciseError, match=re.escape(words)):
        load_exercise(path)


def test_everything_wrong_is_told_at_once_with_its_line(tmp_path):
    text = SHIPPED.read_text().replace('joint = "shoulder"', 'joint = "neck"')
    text = text.replace("azimuth_deg = 0", 'azimuth_deg = "front"').replace("version = 1", "vresion = 1")
    path = tmp_path / SHIPPED.name
    path.write_text(text)
    exercise, problems = read_exercise(path)
    assert exercise is None
    lines = text.splitlines()
    where = {problem.what.split()[0]: lines[problem.line - 1] for problem in problems}
    assert where["'vresion'"].startswith("vresion")
    assert where["'joint'"].startswith("joint")
    assert where["'azimuth_deg'"].startswith("azimuth_deg")
    assert "'version' is missing" in {problem.what for problem in problems}
    assert all(str(problem).startswith(f"{path.name}:{problem.line}: ") for problem in problems)


def test_a_missing_table_is_told_once(tmp_path):
    text = SHIPPED.read_text().replace("[scoring]", "[scores]")
    path = tmp_path / SHIPPED.name
    path.write_text(text)
    _, problems = read_exercise(path)
    assert [problem.what for problem in problems] == ["'scoring' is missing", "'scores' is not known here"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"id = ", "cannot be read"),
        (b"a = " + b"[" * 20_000, "cannot be read"),
        (b"version = " + b"9" * 5000, "cannot be read"),
        (b"#" * 200_000, "larger than"),
        (b"", "'id' is missing"),
        (b"view = 3\nsegments = []", "'view' is not a table"),
        (b"id = '../../etc/passwd'", "an id is made of"),
    ],
)
def test_a_file_that_is_no_exercise_is_a_problem_too(tmp_path, content, words):
    path = tmp_path / "odd.toml"
    path.write_bytes(content)
    exercise, problems = read_exercise(path)
    assert exercise is None
    assert words in " ".join(map(str, problems))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    outside = tmp_path / "elsewhere" / SHIPPED.name
    outside.parent.mkdir()
    outside.write_text(SHIPPED.read_text())
    folder = tmp_path / "exercises"
    folder.mkdir()
    (folder / SHIPPED.name).symlink_to(outside)
    found, problems = load_exercises(folder)
    assert found == {}
    assert "outside its folder" in str(problems[0])


def test_a_link_to_itself_is_a_problem(tmp_path):
    path = tmp_path / "arm.toml"
    path.symlink_to(path)
    exercise, problems = read_exercise(path)
    assert exercise is None
    assert str(problems[0]).startswith("arm.toml:1: cannot be read")


def test_a_folder_named_like_an_exercise_is_a_problem(tmp_path):
    (tmp_path / "arm.toml").mkdir()
    assert "arm.toml:1: cannot be read" in str(load_exercises(tmp_path)[1][0])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def as_toml(value):
    """Any value as TOML; what TOML lacks becomes a text."""
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case list():
            return f"[{', '.join(map(as_toml, value))}]"
        case dict():
            return "{" + ", ".join(f"{json.dumps(k)} = {as_toml(v)}" for k, v in value.items()) + "}"
        case _:
            return json.dumps(str(value))


SHIPPED_LINES = SHIPPED.read_text().splitlines()
KEY_LINES = [number for number, line in enumerate(SHIPPED_LINES) if re.match(r"\w+ = ", line)]


@given(st.sampled_from(KEY_LINES), json_values)
def test_no_value_anywhere_makes_it_raise(tmp_path_factory, number, value):
    lines = SHIPPED_LINES.copy()
    key = lines[number].partition(" = ")[0]
    lines[number] = f"{key} = {as_toml(value)}"
    path = tmp_path_factory.mktemp("exercises") / SHIPPED.name
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    exercise, problems = read_exercise(path)
    assert (exercise is None) == bool(problems)
    assert all(1 <= problem.line <= len(lines) for problem in problems)


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_no_content_makes_it_raise(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("exercises") / "odd.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    assert read_exercise(path)[1]


@given(st.lists(st.sampled_from(SHIPPED_LINES), max_size=80))
def test_no_mixture_of_lines_makes_it_raise(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("exercises") / SHIPPED.name
    path.write_text("\n".join(lines))
    exercise, problems = read_exercise(path)
    assert (exercise is None) == bool(problems)


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
