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

from aotrainer.toml_lines import Place, line_of

LARGEST_BYTES = 100_000
"""A larger file was not written by hand."""

T = TypeVar("T")


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

    def note(self, place: Place, what: str) -> None:
        """A problem with a key, or with a table."""
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
    place: Place
    values: Mapping[str, Any]
    missing: bool = False
    _asked: set[str] = field(default_factory=set)
    _inner: list[Table] = field(default_factory=list)

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._get(key)
        if isinstance(value, str) and value.strip():
            return value
        return self._noted(key, "is not a text", "")

    def optional_text(self, key: str) -> str | None:
        """A text that is not empty, or None where there is no such key."""
        return self.text(key) if key in self.values else None

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

    def flag(self, key: str) -> bool:
        """Whether something is so; it is not where there is no such key."""
        value = self._get(key)
        if key not in self.values or isinstance(value, bool):
            return bool(value)
        return self._noted(key, "is not true or false", False)

    def choice(self, key: str, allowed: tuple[str, ...]) -> Any:
        """One of some words."""
        value = self._get(key)
        if isinstance(value, str) and value in allowed:
            return value
        return self._noted(key, f"is {_short(value)}, not one of {', '.join(allowed)}", allowed[0])

    def choices(self, key: str, allowed: tuple[str, ...]) -> tuple[Any, ...]:
        """One word or more of some, each once."""
        value = self._get(key)
        if isinstance(value, list) and value and all(isinstance(v, str) and v in allowed for v in value):
            if len(set(value)) == len(value):
                return tuple(value)
            return self._noted(key, "names something twice", ())
        return self._noted(key, f"is not a list of some of {', '.join(allowed)}", ())

    def table(self, key: str) -> Table:
        """A table in this one."""
        value = self._get(key)
        if isinstance(value, dict):
            return self._with((*self.place, key), value)
        self._noted(key, "is not a table", None)
        return self._with((*self.place, key), {}, missing=True)

    def tables(self, key: str) -> tuple[Table, ...]:
        """An array of tables in this one, empty where there is none."""
        values = self._get(key)
        if key not in self.values:
            return ()
        if isinstance(values, list) and all(isinstance(value, dict) for value in values):
            return tuple(self._with((*self.place, key, n), value) for n, value in enumerate(values))
        return self._noted(key, f"is not a list of tables, each under [[{key}]]", ())

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
        """Every key that no getter has asked for, here and further in: probably a slip of the pen."""
        for key in self.values:
            if key not in self._asked:
                self.note(f"{_short(key)} is not known here", key)
        for table in self._inner:
            table.note_unknown()

    def _with(self, place: Place, values: Mapping[str, Any], *, missing: bool = False) -> Table:
        table = Table(self.document, place, values, missing)
        self._inner.append(table)
        return table

    def _get(self, key: str) -> Any:
        self._asked.add(key)
        return self.values.get(key)

    def _noted(self, key: str, what: str, stand_in: T) -> T:
        if not self.missing:
            self.note(f"{key!r} {what if key in self.values else 'is missing'}", key)
        return stand_in


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
