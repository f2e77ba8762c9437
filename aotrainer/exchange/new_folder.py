"""A folder that appears when it is complete, for its owner's eyes only."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from aotrainer.errors import ExchangeError

PARTIAL = ".partial"


@dataclass(frozen=True, slots=True)
class NewFolder:
    """Files below one folder; those above them are made as needed."""

    root: Path

    def write(self, name: str, content: bytes) -> str:
        """A new file; returns its SHA-256."""
        path = self.root / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return sha256(content).hexdigest()

    def write_text(self, name: str, text: str) -> str:
        """A new text, in UTF-8 and with its line ends as they are."""
        return self.write(name, text.encode())

    def write_json(self, name: str, value: Any) -> str:
        """A new JSON file that a person can read, too."""
        return self.write_text(name, json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n")

    def append(self, name: str, lines: Iterable[str]) -> None:
        """Add to a text that grows, beginning it if need be."""
        path = self.root / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.writelines(line.encode() for line in lines)


@contextmanager
def new_folder(path: Path) -> Iterator[NewFolder]:
    """A folder that is not there yet, or is empty; if anything fails it is as it was before.

    Raises `ExchangeError` for one with something in it, and where nothing can be written.
    """
    partial = path.absolute().with_name(path.absolute().name + PARTIAL)
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise ExchangeError(f"There is something in {path} already.", "Name a new folder.")
        if partial.exists():
            raise ExchangeError(f"{partial} is left from an export that was cut off.", "Delete it first.")
        partial.mkdir(mode=0o700, parents=True)
        try:
            yield NewFolder(partial)
            if path.exists():
                path.rmdir()
            partial.rename(path)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    except OSError as error:
        raise ExchangeError(
            f"{path} cannot be written: {error.strerror or error}.", "Choose a folder that you may write to."
        ) from error
