"""The README says what there is."""

import re
from pathlib import Path

import pytest

from aotrainer import cli
from aotrainer.config import shipped
from aotrainer.exercises import load_exercises
from aotrainer.protocol import PRESETS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands():
    names = [command.name or command.callback.__name__ for command in cli.app.registered_commands]
    return [*names, *(f"db {command.name or command.callback.__name__}" for command in cli.db.registered_commands)]


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command):
    assert f"aotrainer {command}" in README


@pytest.mark.parametrize("exercise_id", load_exercises(shipped("exercises"))[0])
def test_every_exercise_is_named(exercise_id):
    assert exercise_id in README


@pytest.mark.parametrize("key", sorted({*load_exercises(shipped("exercises"))[0]["sit_to_stand"].__slots__}))
def test_every_part_of_an_exercise_is_explained(key):
    assert key in README


@pytest.mark.parametrize("protocol", PRESETS)
def test_every_protocol_is_named(protocol):
    assert protocol in README


def test_every_picture_and_file_that_is_linked_is_there():
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
