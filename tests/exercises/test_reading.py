"""One file: what it says, and everything that is wrong with it."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.errors import ExerciseError
from aotrainer.exercises import Compensation, load_exercise, load_exercises, read_exercise
from aotrainer.exercises.general import CUES

SAMPLE = Path(__file__).with_name("sample") / "lift.toml"


def changed(tmp_path: Path, pattern: str, replacement: str) -> Path:
    """A copy of the sample in which the first match of a pattern is replaced."""
    text, count = re.subn(pattern, replacement, SAMPLE.read_text(), count=1, flags=re.MULTILINE)
    assert count == 1
    path = tmp_path / SAMPLE.name
    path.write_text(text)
    return path


def test_an_exercise_knows_what_it_is_judged_by():
    exercise = load_exercise(SAMPLE)
    assert exercise.title == "Raise your arm to the side"
    assert exercise.judging.primary_joint == "shoulder"
    assert exercise.judging.segments == {"upper_arm": 1.0, "forearm": 0.7, "trunk": 0.5}
    assert {"range", "too_fast", "too_slow", "upper_arm", "forearm", "trunk"} | set(CUES) == set(
        exercise.cues
    )


def test_who_does_it_seated_keeps_the_hips_on_the_seat(tmp_path):
    assert not load_exercise(SAMPLE).judging.seated
    assert load_exercise(changed(tmp_path, '^posture = "standing"$', 'posture = "seated"')).judging.seated
    assert not load_exercise(
        changed(tmp_path, '^posture = "standing"$', 'posture = "standing_up"')
    ).judging.seated


def test_an_exercise_knows_what_is_shown_and_what_the_therapist_has_to_know():
    exercise = load_exercise(SAMPLE)
    assert exercise.region == "shoulder"
    assert exercise.contraindications
    assert exercise.showing.judged in exercise.showing.views
    assert exercise.target.judged == "degrees"
    assert exercise.dose.protocol == "priming"
    assert "camera" in exercise.placing


LEAN = """
[[compensations]]
name = "trunk_lean"
look_for = "The trunk leans away."
limit_deg = 12
source = "the therapist"
"""
HIKE = """
[[compensations]]
name = "shoulder_hike"
look_for = "The shoulder comes up to the ear."
limit_trunk_lengths = 0.1
source = "the therapist"
"""
MOMENTUM = """
[[compensations]]
name = "momentum"
look_for = "The arm is thrown."
limit_share = 0.3
source = "the therapist"
"""


def with_compensations(tmp_path, *tables):
    """A copy of the sample with these compensations instead of its own."""
    text = re.sub(r"\[\[compensations\]\]\n(?:[^\[\n].*\n|\n)*", "", SAMPLE.read_text())
    path = tmp_path / SAMPLE.name
    path.write_text(text.replace("[cues]", "".join(tables) + "\n[cues]"))
    return path


def test_compensations_are_told_with_their_limits_and_sources(tmp_path):
    lean, hike = load_exercise(with_compensations(tmp_path, LEAN, HIKE)).compensations
    assert lean == Compensation("trunk_lean", "The trunk leans away.", 12, "deg", "the therapist")
    assert (hike.name, hike.limit, hike.unit) == ("shoulder_hike", 0.1, "trunk_lengths")


def test_the_compensations_that_can_be_measured_are_judged(tmp_path):
    limits = load_exercise(with_compensations(tmp_path, HIKE, LEAN, MOMENTUM)).judging.limits
    assert limits == {"shoulder_hike": 0.1, "trunk_lean": 12}
    assert load_exercise(with_compensations(tmp_path)).compensations == ()


def test_what_only_shows_from_the_front_is_not_judged_from_the_side(tmp_path):
    path = with_compensations(tmp_path, HIKE, LEAN)
    path.write_text(path.read_text().replace("azimuth_deg = 0", "azimuth_deg = -80"))
    assert load_exercise(path).judging.limits == {"trunk_lean": 12}


def test_a_cue_of_its_own_comes_before_the_general_one(tmp_path):
    cues = load_exercise(SAMPLE).cues
    assert cues["trunk_lean"] == cues["trunk"]
    assert cues["smoothness"] == CUES["smoothness"]
    path = tmp_path / SAMPLE.name
    path.write_text(SAMPLE.read_text().replace("[cues]", '[cues]\nsmoothness = "Like honey."'))
    assert load_exercise(path).cues["smoothness"] == "Like honey."


@pytest.mark.parametrize(
    ("broken", "words", "line"),
    [
        (HIKE.replace("shoulder_hike", "hick"), "'hick', not one of trunk_lean", 'name = "hick"'),
        (HIKE.replace("limit_trunk_lengths = 0.1", ""), "needs just one of limit_deg", "[[compensations]]"),
        (HIKE + "limit_deg = 5", "needs just one of limit_deg", "[[compensations]]"),
        (HIKE.replace("0.1", "30"), "from 0.01 to 2", "limit_trunk_lengths = 30"),
        (HIKE.replace("look_for", "look"), "'look' is not known here", "look = "),
        (HIKE + "limit_cm = 5", "'limit_cm' is not known here", "limit_cm = 5"),
        (LEAN, "'trunk_lean' is there twice", 'name = "trunk_lean"'),
    ],
)
def test_a_wrong_compensation_is_told_with_its_own_line(tmp_path, broken, words, line):
    path = with_compensations(tmp_path, LEAN, broken)
    exercise, problems = read_exercise(path)
    assert exercise is None
    lines = path.read_text().splitlines()
    second = [n for n, each in enumerate(lines, 1) if "compensations]" in each][1]
    assert any(words in problem.what and problem.line >= second for problem in problems)
    assert any(lines[problem.line - 1].startswith(line) for problem in problems)


def test_a_compensation_that_is_no_array_is_told(tmp_path):
    path = with_compensations(tmp_path, LEAN.replace("[[", "[").replace("]]", "]"))
    assert "a list of tables, each under [[compensations]]" in str(read_exercise(path)[1][0])


class TestOtherExercises:
    """`seated_variant` and `part_action` name other exercises."""

    @pytest.fixture(params=["seated_variant", "part_action"])
    def naming(self, tmp_path, request):
        """A copy of a file that names another one, on its third line."""

        def write(other):
            lines = SAMPLE.read_text().splitlines()
            path = tmp_path / SAMPLE.name
            path.write_text("\n".join([*lines[:2], f'{request.param} = "{other}"', *lines[2:]]))
            return path

        return write

    def test_may_be_any_in_the_folder_even_one_to_be_mended(self, naming, tmp_path):
        (tmp_path / "easy.toml").write_text("")
        exercise = load_exercise(naming("easy"))
        assert "easy" in (exercise.seated_variant, exercise.part_action)

    def test_may_be_shipped_ones_for_a_therapists_own(self, naming):
        assert read_exercise(naming("sit_to_stand"), {"sit_to_stand"})[1] == ()

    @pytest.mark.parametrize("other", ["nowhere", "lift", "sit_to_stand", ""])
    def test_have_to_be_there_and_another(self, naming, other):
        (problem,) = read_exercise(naming(other))[1]
        assert problem.line == 3


def test_the_id_of_a_shipped_exercise_is_taken(tmp_path):
    path = changed(tmp_path, "^version = 1$", "version = 2")
    (problem,) = read_exercise(path, {"lift"})[1]
    assert (problem.line, "is a shipped exercise" in problem.what) == (1, True)


@pytest.mark.parametrize(
    ("pattern", "replacement", "words"),
    [
        ("^version = 1$", "", "'version' is missing"),
        ("^version = 1$", 'version = "one"', "'version' is not a whole number"),
        ("^(min_excursion_deg = .*)$", 'in_turn = "yes"\n\\1', "'in_turn' is not true or false"),
        ("^title = .*$", "title = 3", "'title' is not a text"),
        ("^model_side = .*$", 'model_side = "up"', "'up', not one of left, right"),
        ('^joint = "shoulder"$', 'joint = "neck"', "'neck', not one of shoulder"),
        ("^upper_arm = 1.0$", "tail = 1.0", "'tail' is not one of"),
        ("^posture = 1.0$", "posture = 1.6", "from 0 to 1"),
        ("^azimuth_deg = 0$", "azimuth_deg = 400", "from -180 to 180"),
        ("^cue_words = .*$", "cue_words = []", "not a list of texts"),
        ("^trunk = 0.5$", "trunk = 0.5\nthigh = 1.0", "'thigh' is missing"),
        ("^region = .*$", 'region = "arm"', "'arm', not one of shoulder, elbow"),
        ("^contraindications = ", "contraindication = ", "'contraindications' is missing"),
        ("^views = .*$", 'views = ["front", "top"]', "not a list of some of front, oblique"),
        ("^views = .*$", 'views = ["front", "front"]', "names something twice"),
        ("^views = .*$", "views = []", "not a list of some of front"),
        ("^views = .*$", 'views = ["side"]', "'front' is not among the views of [display]"),
        ("^demonstrator = .*$", 'demonstrator = "child"', "'child', not one of man, woman"),
        ("^name = .*$", 'name = "first_person"', "'first_person', not one of front, oblique, side, back"),
        ("^excursion_deg = .*$", "excursion_deg = 200", "from 15 to 180"),
        ("^excursion_deg = .*$", "excursion_deg = 14", "from 15 to 180"),
        ("^repetition_s = .*$", "repetition_s = 0", "from 0.5 to 60"),
        ("^hold_s = .*$", "hold_s = -1", "from 0 to 60"),
        ("^judged = .*$", 'judged = "relative"', "'why' is missing"),
        ("^judged = .*$", 'judged = "degrees"\nwhy = "So."', "'why' is for judged = \"relative\" only"),
        ("^protocol = .*$", 'protocol = "daily"', "'daily', not one of priming"),
        ("^repetitions = .*$", "repetitions = 0", "from 1 to 100"),
        ("^sessions_per_week = .*$", "sessions_per_week = 15", "from 1 to 14"),
        ('^id = "lift"$', 'id = "another"', "the id is 'another'"),
        ('^id = "lift"$', "id = ", "cannot be read"),
    ],
)
def test_a_wrong_file_is_told_what_to_mend(tmp_path, pattern, replacement, words):
    path = changed(tmp_path, pattern, replacement)
    with pytest.raises(ExerciseError, match=re.escape(words)):
        load_exercise(path)


def test_everything_wrong_is_told_at_once_with_its_line(tmp_path):
    text = SAMPLE.read_text().replace('joint = "shoulder"', 'joint = "neck"')
    text = text.replace("azimuth_deg = 0", 'azimuth_deg = "front"').replace("version = 1", "vresion = 1")
    path = tmp_path / SAMPLE.name
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
    text = SAMPLE.read_text().replace("[scoring]", "[scores]")
    path = tmp_path / SAMPLE.name
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
    outside = tmp_path / "elsewhere" / SAMPLE.name
    outside.parent.mkdir()
    outside.write_text(SAMPLE.read_text())
    folder = tmp_path / "exercises"
    folder.mkdir()
    (folder / SAMPLE.name).symlink_to(outside)
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


SAMPLE_LINES = SAMPLE.read_text().splitlines()
KEY_LINES = [number for number, line in enumerate(SAMPLE_LINES) if re.match(r"\w+ = ", line)]
OTHER_KEYS = ["why", "seated_variant", "part_action", "limit_share", "compensations", "display", "target"]


@given(st.sampled_from(KEY_LINES), json_values)
def test_no_value_anywhere_makes_it_raise(tmp_path_factory, number, value):
    lines = SAMPLE_LINES.copy()
    key = lines[number].partition(" = ")[0]
    lines[number] = f"{key} = {as_toml(value)}"
    path = tmp_path_factory.mktemp("exercises") / SAMPLE.name
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    exercise, problems = read_exercise(path)
    assert (exercise is None) == bool(problems)
    assert all(1 <= problem.line <= len(lines) for problem in problems)


@given(st.sampled_from(OTHER_KEYS), st.integers(0, len(SAMPLE_LINES)), json_values)
def test_no_key_that_may_be_there_makes_it_raise(tmp_path_factory, key, number, value):
    lines = SAMPLE_LINES.copy()
    lines.insert(number, f"{key} = {as_toml(value)}")
    path = tmp_path_factory.mktemp("exercises") / SAMPLE.name
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    exercise, problems = read_exercise(path)
    assert (exercise is None) == bool(problems)
    assert all(1 <= problem.line <= len(lines) for problem in problems)


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_no_content_makes_it_raise(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("exercises") / "odd.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    assert read_exercise(path)[1]


@given(st.lists(st.sampled_from(SAMPLE_LINES), max_size=80))
def test_no_mixture_of_lines_makes_it_raise(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("exercises") / SAMPLE.name
    path.write_text("\n".join(lines))
    exercise, problems = read_exercise(path)
    assert (exercise is None) == bool(problems)


def test_only_movements_of_both_sides_have_a_weight_of_symmetry(tmp_path: Path):
    assert not load_exercise(SAMPLE).judging.two_sided
    both = load_exercise(changed(tmp_path, "^posture = 1.0$", "posture = 1.0\nsymmetry = 0.5"))
    assert both.judging.two_sided
