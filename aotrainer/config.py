"""Where things are: what ships with the program, and where its record is kept."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from platformdirs import user_data_path

from aotrainer.errors import LockedRecordError
from aotrainer.language import N_

DATA_FOLDER_VARIABLE = "AOTRAINER_HOME"
EXERCISES_FOLDER_VARIABLE = "AOTRAINER_EXERCISES"
DATABASE_URL_VARIABLE = "AOTRAINER_DATABASE_URL"
KEY_VARIABLE = "AOTRAINER_DATABASE_KEY"
KEY_FILE_VARIABLE = "AOTRAINER_DATABASE_KEY_FILE"
DATABASE = "aotrainer.db"
STATION = "station.db"
"""Beside where the record would be: what a computer keeps while the server with the record is away."""
OWN_EXERCISES = "exercises"
"""The folder beside the record for a therapist's own."""


def own_file(folder: Path) -> Path:
    """The file on this computer: the record, or what is kept here of the one on a server."""
    return folder / (DATABASE if server_address() is None else STATION)


def shipped(*parts: str) -> Path:
    """A shipped folder or file (`exercises`, `media`, `migrations`), from the wheel or from a checkout."""
    package = Path(__file__).parent
    installed = package / "_data"
    return (installed if installed.is_dir() else package.parent).joinpath(*parts)


def data_folder() -> Path:
    """Where the record is kept: the user's own data folder, unless ``AOTRAINER_HOME`` says otherwise."""
    chosen = os.environ.get(DATA_FOLDER_VARIABLE)
    return Path(chosen).expanduser() if chosen else user_data_path("aotrainer", appauthor=False)


def server_address() -> str | None:
    """The address of the server that holds the record of several computers: ``AOTRAINER_DATABASE_URL``."""
    return os.environ.get(DATABASE_URL_VARIABLE) or None


def record_key() -> str | None:
    """The key of an encrypted record, if there is one.

    From the file that ``AOTRAINER_DATABASE_KEY_FILE`` names (on a stick, for instance) or from
    ``AOTRAINER_DATABASE_KEY``. Raises `LockedRecordError` for a file that is not there: what is begun without
    it would not be encrypted.
    """
    file = os.environ.get(KEY_FILE_VARIABLE)
    if not file:
        return os.environ.get(KEY_VARIABLE)
    try:
        return Path(file).expanduser().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as cause:
        raise LockedRecordError(
            N_("The file with the record's key cannot be read: {path}."),
            N_("Plug in the stick that it is on, then try again."),
            path=file,
        ) from cause


def named_exercises() -> Path | None:
    """The folder of a therapist's own exercises that ``AOTRAINER_EXERCISES`` names."""
    chosen = os.environ.get(EXERCISES_FOLDER_VARIABLE)
    return Path(chosen).expanduser() if chosen else None


def user_name() -> str:
    """Who is logged in, under which name they write into charts and the audit trail; empty if not known."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # which of them depends on the system and on Python
        return ""
