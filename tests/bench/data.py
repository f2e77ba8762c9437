"""Data of people, which is not part of the project: where it is, and what to say where it is not."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "AOTRAINER_DATA"


def folder(name: str) -> Path | None:
    """A folder below the one that `VARIABLE` names, if it is there."""
    found = Path(os.environ.get(VARIABLE) or "nowhere") / name
    return found if found.is_dir() else None


def missing(title: str, name: str) -> str:
    """What a benchmark says without it."""
    return f"{title} is not there: set {VARIABLE} to the folder that holds {name}/."
