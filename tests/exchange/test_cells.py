"""Cells that no spreadsheet can run, and that come back as they were."""

from __future__ import annotations

import csv
import io
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.errors import ExchangeError
from aotrainer.exchange.cells import as_it_was, from_csv, harmless, to_csv
from aotrainer.exchange.columns import Column, Table

SAMPLE = Table(
    "sample",
    "A table of every kind of column.",
    (
        Column("words", "text", "Words."),
        Column("size_deg", "number", "A number."),
        Column("count", "whole", "A whole number."),
        Column("valid", "truth", "Yes or no."),
        Column("at", "moment", "When."),
        Column("more", "json", "More."),
    ),
)
AWKWARD = st.text(
    st.sampled_from("=+-@＝＋－＠'\";,|\t\r\n aÄ1()") | st.characters(codec="utf-8"), max_size=30
)
FORMULA = re.compile(r"[ \"]*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a cell begins that a spreadsheet would run, or whose first line break it would drop."""


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+4912", "'+4912"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\rx", "'\rx"),
        ("Anna;=1+1", "Anna;'=1+1"),
        ("'=1", "''=1"),
        ("O'Neil - and so on", "O'Neil - and so on"),
        ("'quoted'", "'quoted'"),
        ("", ""),
    ],
)
def test_a_beginning_like_a_formula_gets_an_apostrophe(words: str, written: str) -> None:
    assert harmless(words) == written


@given(AWKWARD)
def test_every_text_comes_back_as_it_was(words: str) -> None:
    assert as_it_was(harmless(words)) == words


@given(AWKWARD, st.sampled_from([",", ";", "\t", "|"]))
def test_no_cell_is_a_formula_whatever_a_spreadsheet_splits_at(words: str, delimiter: str) -> None:
    row = {"words": words, "size_deg": 1.0, "count": 1, "valid": True, "at": None, "more": "{}"}
    text = "".join(to_csv(SAMPLE, [row])).partition("\n")[2]
    cells = [cell for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in line]
    assert not [cell for cell in cells if FORMULA.match(cell)]


@given(
    words=AWKWARD,
    size=st.floats(allow_infinity=False),
    count=st.integers() | st.none(),
    valid=st.booleans() | st.none(),
    more=AWKWARD,
)
def test_a_row_is_read_as_it_was_written(
    words: str, size: float, count: int | None, valid: bool | None, more: str
) -> None:
    row = {
        "words": words,
        "size_deg": size,
        "count": count,
        "valid": valid,
        "at": "2026-03-01T12:00:00.123456+00:00",
        "more": more,
    }
    lines = "".join(to_csv(SAMPLE, [row, row]))
    first, second = from_csv(SAMPLE, io.StringIO(lines, newline=""))
    assert first == second == {**row, "size_deg": None if math.isnan(size) else size}


def test_a_row_with_a_column_too_many_or_too_few_is_not_written() -> None:
    with pytest.raises(KeyError):
        list(to_csv(SAMPLE, [{"words": "x"}]))


@pytest.mark.parametrize(
    "text",
    [
        "words,other\r\n",
        "",
        '"words","size_deg","count","valid","at","more"\r\n"a",x,1,"true","","{}"\r\n',
        '"words","size_deg","count","valid","at","more"\r\n"a",1,1,"maybe","","{}"\r\n',
        '"words","size_deg","count","valid","at","more"\r\n"a",1\r\n',
    ],
)
def test_another_table_or_a_damaged_line_is_refused(text: str) -> None:
    with pytest.raises(ExchangeError):
        list(from_csv(SAMPLE, io.StringIO(text, newline="")))
