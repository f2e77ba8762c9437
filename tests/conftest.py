"""What every test can count on: no display is opened, and nothing is written to the user's own record."""

import os

import pytest

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("AOTRAINER_HOME", str(tmp_path / "home"))
