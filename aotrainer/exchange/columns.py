"""What a table is: its columns, each with what it means, in the record's own words where it has some."""

from __future__ import annotations

import ast
import inspect
import math
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

Kind = Literal["text", "number", "whole", "truth", "moment", "json"]
Value = str | int | float | bool | None
Row = Mapping[str, Value]

UNITS = {
    "_s": "s", "_deg": "deg", "_cm": "cm", "_px": "px",
}  # fmt: skip
"""By the ending of a name, in UCUM where it has the unit."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `kind` says how its cells are written, `about` what it means."""

    name: str
    kind: Kind
    about: str

    @property
    def unit(self) -> str:
        """The unit that a number's name ends in; empty for what has none."""
        if self.kind not in ("number", "whole"):
            return ""
        return next((unit for ending, unit in UNITS.items() if self.name.endswith(ending)), "")


@dataclass(frozen=True, slots=True)
class Table:
    """One tidy table: a row for each of what it is about."""

    name: str
    about: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(column.name for column in self.columns)

    def described(self) -> dict[str, dict[str, str]]:
        """By column, its meaning and unit: as the sidecar files of BIDS have it."""
        return {
            column.name: {"Description": column.about} | ({"Units": column.unit} if column.unit else {})
            for column in self.columns
        }


def kept(model: type, kind: Kind, *names: str) -> Iterator[Column]:
    """Columns that stand in the record, in its words."""
    words = docstrings(model)
    for name in names:
        yield Column(name, kind, words[name])


@cache
def docstrings(cls: type) -> Mapping[str, str]:
    """The string under each attribute of a class, by its name, on one line."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    body = tree.body if isinstance(tree, ast.ClassDef) else []
    found: dict[str, str] = {}
    for attribute, string in pairwise(body):
        match attribute, string:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                found[name] = " ".join(words.split())
    return found


def finite(value: Value) -> Value:
    """Empty in the place of a float that is no number."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
