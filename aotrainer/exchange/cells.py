"""CSV (RFC 4180, UTF-8) in which no text can be a formula, and from which every text comes back as it was.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`: a patient's name must not. An apostrophe is
put before such a beginning, as a person at a spreadsheet would do it; and, because many a spreadsheet splits
lines at semicolons or tabs, before such a beginning of any piece that it might make of the text. Where there
are apostrophes already, one more is put, so that reading takes exactly one away. Numbers are left as they
are, and all texts are in quotes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from aotrainer.errors import ExchangeError
from aotrainer.exchange.columns import Column, Kind, Row, Table, Value, finite

STARTERS = "=+\\-@＝＋－＠"
"""What a formula begins with, narrow and wide."""
_PIECE = rf"(?:\A(?=[ \"']*[\t\r\n{STARTERS}])|(?<=[;|\t\r\n])(?=[ \"']*[{STARTERS}]))"
_BEFORE = re.compile(rf"({_PIECE}[ \"]*)('*)(?=[\t\r\n{STARTERS}])")
_TRUTHS = {"true": True, "false": False}
TEXTS: frozenset[Kind] = frozenset({"text", "json"})


def harmless(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet might see the beginning of a formula."""
    return _BEFORE.sub(r"\1'\2", text)


def as_it_was(text: str) -> str:
    """What was given to `harmless`."""
    return _BEFORE.sub(lambda found: found[1] + found[2][1:], text)


def to_csv(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a table, its heading first."""
    yield _line(table.names)
    yield from csv_lines(table, rows)


def csv_lines(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    """The same without the heading, to be added to a table that has one."""
    for row in rows:
        if row.keys() != set(table.names):
            raise KeyError(f"{table.name}: {sorted(row.keys() ^ set(table.names))}")
        yield _line([cell(row[column.name]) for column in table.columns])


def from_csv(table: Table, lines: Iterable[str]) -> Iterator[Row]:
    """The rows that `to_csv` wrote; raises `ExchangeError` for anything else."""
    reader = csv.reader(lines, strict=True)
    try:
        heading = next(reader, [])
        if tuple(heading) != table.names:
            raise ExchangeError(f"This is not the table {table.name}.", "Export it again.")
        for cells in reader:
            yield {
                column.name: _value(column, text) for column, text in zip(table.columns, cells, strict=True)
            }
    except (csv.Error, KeyError, ValueError) as error:
        raise ExchangeError(
            f"Line {reader.line_num} of {table.name} is damaged.", "Export it again."
        ) from error


def cell(value: Value) -> Value:
    """A value as `csv` shall write it: texts harmless, truths as words, nothing for what is no number."""
    value = finite(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else value


def _line(cells: Iterable[Value]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, quoting=csv.QUOTE_NONNUMERIC).writerow(cells)
    return line.getvalue()


def _value(column: Column, text: str) -> Value:
    match column.kind:
        case "text" | "json":
            return as_it_was(text)
        case "moment":
            return datetime.fromisoformat(text).isoformat(timespec="microseconds") if text else None
        case "truth":
            return _TRUTHS[text] if text else None
        case "whole":
            return int(text) if text else None
        case "number":
            return float(text) if text else None


def dictionary(tables: Iterable[Table]) -> list[Mapping[str, Any]]:
    """What every column of every table means."""
    return [
        {
            "table": table.name,
            "column": column.name,
            "kind": column.kind,
            "unit": column.unit,
            "meaning": column.about,
        }
        for table in tables
        for column in table.columns
    ]
