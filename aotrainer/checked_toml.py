"""TOML that people write: everything that is wrong with it at once, each with its line.

A getter that finds something wrong notes it in the document and gives a stand-in, so that reading goes on to
the next mistake. What was read counts only if the document has no problems in the end.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

LARGEST_BYTES = 100_000
"""A larger file was not written by hand."""

T = TypeVar("T")

_HEADER = re.compile(r"^\s*\[\s*([^\[\]]+?)\s*\]\s*(#.*)?$")
_KEY = re.compile(r"""^\s*["']?([^\s"'=.\[\]#]+)["']?\s*[=.]""")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where; line 1 when it is the file as a whole."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}."


@dataclass(frozen=True, eq=False)
class Document:
    """One file: its text, what it holds, and what was found wrong so far."""

    name: str
    text: str
    values: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)

    @property
    def table(self) -> Table:
        """The outermost table."""
        return Table(self, (), self.values)

    def note(self, place: tuple[str, ...], what: str) -> None:
        """A problem with a key, given with the tables that it stands in."""
        self.problems.append(Problem(self.name, line_of(self.text, place), what))


def read_document(path: Path) -> Document:
    """Read a file; what cannot be read has no values, and a problem that says why."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            return _unreadable(path, "is larger than a file written by hand")
        text = path.read_text(encoding="utf-8")
        return Document(path.name, text, tomllib.loads(text))
    except OSError as cause:
        return _unreadable(path, f"cannot be read: {cause.strerror}")
    except UnicodeDecodeError:
        return _unreadable(path, "cannot be read: it is not UTF-8 text")
    except tomllib.TOMLDecodeError as cause:
        where = re.search(r"at line (\d+)", str(cause))
        return _unreadable(path, f"cannot be read: {cause}", int(where[1]) if where else 1)
    except (ValueError, RecursionError):  # a number of thousands of digits, tables within tables without end
        return _unreadable(path, "cannot be read: it holds something absurd")


def _unreadable(path: Path, what: str, line: int = 1) -> Document:
    return Document(path.name, "", {}, [Problem(path.name, line, what)])


@dataclass(frozen=True, eq=False)
class Table:
    """One table of a document, with getters that note what is wrong.

    missing : it is not there, which has been noted, so its keys need not be
    """

    document: Document
    place: tuple[str, ...]
    values: Mapping[str, Any]
    missing: bool = False
    _asked: set[str] = field(default_factory=set)

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._get(key)
        if isinstance(value, str) and value.strip():
            return value
        return self._noted(key, "is not a text", "")

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or more."""
        value = self._get(key)
        if isinstance(value, list) and value and all(isinstance(v, str) and v.strip() for v in value):
            return tuple(value)
        return self._noted(key, "is not a list of texts", ())

    def number(self, key: str, low: float, high: float) -> float:
        """A number within limits, both included."""
        value = self._get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        return self._noted(key, f"is not a number from {low:g} to {high:g}", low)

    def whole(self, key: str, low: int, high: int) -> int:
        """A whole number within limits, both included."""
        value = self._get(key)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        return self._noted(key, f"is not a whole number from {low} to {high}", low)

    def choice(self, key: str, allowed: tuple[str, ...]) -> Any:
        """One of some words."""
        value = self._get(key)
        if isinstance(value, str) and value in allowed:
            return value
        return self._noted(key, f"is {_short(value)}, not one of {', '.join(allowed)}", allowed[0])

    def table(self, key: str) -> Table:
        """A table in this one."""
        value = self._get(key)
        place = (*self.place, key)
        if isinstance(value, dict):
            return Table(self.document, place, value)
        self._noted(key, "is not a table", None)
        return Table(self.document, place, {}, missing=True)

    def keys_among(self, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """The keys of a table that may have any of these."""
        self._asked.update(self.values)
        for key in self.values:
            if key not in allowed:
                self.note(f"{_short(key)} is not one of {', '.join(allowed)}", key)
        return tuple(key for key in self.values if key in allowed)

    def note(self, what: str, key: str | None = None) -> None:
        """A problem with a key, or with the table as a whole."""
        self.document.note(self.place if key is None else (*self.place, key), what)

    def note_unknown(self) -> None:
        """Every key that no getter has asked for: probably a slip of the pen."""
        for key in self.values:
            if key not in self._asked:
                self.note(f"{_short(key)} is not known here", key)

    def _get(self, key: str) -> Any:
        self._asked.add(key)
        return self.values.get(key)

    def _noted(self, key: str, what: str, stand_in: T) -> T:
        if not self.missing:
            self.note(f"{key!r} {what if key in self.values else 'is missing'}", key)
        return stand_in


def line_of(text: str, place: tuple[str, ...]) -> int:
    """The line, from 1, of a key in its tables; of its table where the key is not there; else 1."""
    best, best_depth = 1, 0
    here: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            here = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            found = here
        elif key := _KEY.match(line):
            found = (*here, key[1])
        else:
            continue
        if len(found) > best_depth and found == place[: len(found)]:
            best, best_depth = number, len(found)
    return best


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
