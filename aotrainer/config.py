"""Where things are: what ships with the program, and where its record is kept."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

DATA_FOLDER_VARIABLE = "AOTRAINER_HOME"
EXERCISES_FOLDER_VARIABLE = "AOTRAINER_EXERCISES"
DATABASE = "aotrainer.db"
OWN_EXERCISES = "exercises"
"""The folder beside the record for a therapist's own."""


def shipped(*parts: str) -> Path:
    """A shipped folder or file (`exercises`, `media`, `migrations`), from the wheel or from a checkout."""
    package = Path(__file__).parent
    installed = package / "_data"
    return (installed if installed.is_dir() else package.parent).joinpath(*parts)


def data_folder() -> Path:
    """Where the record is kept: the user's own data folder, unless ``AOTRAINER_HOME`` says otherwise."""
    chosen = os.environ.get(DATA_FOLDER_VARIABLE)
    return Path(chosen).expanduser() if chosen else user_data_path("aotrainer", appauthor=False)


def named_exercises() -> Path | None:
    """The folder of a therapist's own exercises that ``AOTRAINER_EXERCISES`` names."""
    chosen = os.environ.get(EXERCISES_FOLDER_VARIABLE)
    return Path(chosen).expanduser() if chosen else None
