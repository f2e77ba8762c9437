"""The README says what there is."""

import re
import tomllib
from pathlib import Path

import pytest

from aotrainer import cli
from aotrainer.config import shipped
from aotrainer.exercises import load_exercises
from aotrainer.motion.angles import JOINTS
from aotrainer.motion.features import SEGMENTS
from aotrainer.protocol import PRESETS
from tests.language.catalogues import TEMPLATE
from tests.tracked import tracked_once  # noqa: F401

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands():
    groups = cli.app.registered_groups
    return [
        *names(cli.app),
        *(f"{group.name} {name}" for group in groups for name in names(group.typer_instance)),
    ]


def names(app):
    return [command.name or command.callback.__name__ for command in app.registered_commands]


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command):
    assert f"aotrainer {command}" in README


@pytest.mark.parametrize("exercise_id", load_exercises(shipped("exercises"))[0])
def test_every_exercise_is_named(exercise_id):
    assert exercise_id in README


def keys(table):
    for key, value in table.items():
        yield key
        if key not in ("segments", "cues", "praise"):
            for inner in value if isinstance(value, list) else [value]:
                yield from keys(inner) if isinstance(inner, dict) else ()


EXERCISE_FILES = [
    tomllib.loads(path.read_text(encoding="utf-8")) for path in shipped("exercises").glob("*.toml")
]
OPTIONAL = {"seated_variant", "part_action", "why", "limit_deg", "limit_trunk_lengths", "limit_share"}


@pytest.mark.parametrize("key", sorted(OPTIONAL.union(*map(keys, EXERCISE_FILES))))
def test_every_key_of_an_exercise_file_is_explained(key):
    assert f"`{key}`" in README


@pytest.mark.parametrize("name", [*JOINTS, *SEGMENTS])
def test_every_joint_and_segment_is_named(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("protocol", PRESETS)
def test_every_protocol_is_named(protocol):
    assert protocol in README


def test_every_picture_and_file_that_is_linked_is_there():
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_what_is_to_be_installed_beside_it_is_a_package_of_an_extra():
    """By its own name: aotrainer is on no index, so `pip install "aotrainer[report]"` finds nothing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {
        re.match(r"[\w.-]+", each)[0] for extra in project["optional-dependencies"].values() for each in extra
    }
    words = README + TEMPLATE.read_text(encoding="utf-8").replace("\\", "")
    told = set(re.findall(r"pip install\s+\"?(\w[\w.-]*\w)", words))
    assert {"weasyprint", "pyttsx3", "psycopg", "sqlcipher3-wheels"} <= told <= extras


@pytest.mark.slow
class TestOneFilm:
    """Looks at recordings that were tracked once."""

    @pytest.mark.usefixtures("tracked_once")
    @pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL))
    def test_every_piece_of_python_runs(self, code):
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102
