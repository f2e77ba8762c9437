"""The wheel carries everything: it is unpacked and run from an empty folder, away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from aotrainer.config import shipped

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder)]
    subprocess.run([*pip, str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("aotrainer-*.whl"))


def test_exercises_media_models_and_migrations_travel_in_the_wheel(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    media = [f"media/{kind}" for kind in ("clips", "demo", "references", "stills")]
    for folder in ("exercises", "migrations", *media):
        files = [path for path in shipped(*folder.split("/")).rglob("*") if path.is_file()]
        wanted = [path for path in files if "__pycache__" not in path.parts]
        assert wanted
        assert {f"aotrainer/_data/{path.relative_to(ROOT).as_posix()}" for path in wanted} <= names
    assert "aotrainer/tracking/models/pose_landmarker_full.task" in names
    assert {f"aotrainer/locale/{code}/LC_MESSAGES/aotrainer.mo" for code in ("de", "es", "it")} <= names
    assert not any("studio" in name or name.startswith("tests") for name in names)


def test_the_wheel_runs_from_an_empty_folder(wheel, tmp_path):
    unpacked, empty = tmp_path / "unpacked", tmp_path / "empty"
    zipfile.ZipFile(wheel).extractall(unpacked)
    empty.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "AOTRAINER_HOME": str(tmp_path / "record")}

    def run(*arguments):
        command = [sys.executable, "-m", "aotrainer", *arguments]
        options = {"cwd": empty, "env": environment, "capture_output": True, "text": True}
        return subprocess.run(command, check=False, **options)

    video = unpacked / "aotrainer" / "_data" / "media" / "clips" / "elbow_flexion.oblique.man.webm"
    score = run("score", "elbow_flexion", str(video))
    assert score.returncode == 0, score.stderr
    assert "of 100" in score.stdout
    found = run("check", "--camera", str(video)).stdout
    for words in (
        "gives pictures",
        "The pose model loads",
        "The record is sound",
        "exercises, each with its clips",
    ):
        assert words in found
    assert list(empty.iterdir()) == []
