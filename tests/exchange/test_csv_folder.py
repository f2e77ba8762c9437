"""A folder of tidy tables whose every column is explained."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from aotrainer.exchange.cells import from_csv
from aotrainer.exchange.columns import Table, docstrings
from aotrainer.exchange.exporting import export
from aotrainer.exchange.tables import TABLES
from aotrainer.store import Store
from aotrainer.store.models import TrialRow
from tests.exchange.builders import ANNA
from tests.store.builders import NOON

COUNTS = {
    "participants": 2,
    "sessions": 2,
    "events": 10,
    "watching": 2,
    "trials": 6,
    "repetitions": 12,
    "later_scores": 1,
    "plans": 2,
    "measurements": 3,
    "goals": 1,
    "notes": 2,
    "corrections": 1,
}


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Path:
    export(store, store.patients(), "csv", tmp_path / "out", NOON, "me", names=True)
    return tmp_path / "out"


def rows(folder: Path, table: Table) -> list[dict[str, object]]:
    with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as lines:
        return [dict(row) for row in from_csv(table, lines)]


def _cells(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def test_each_table_has_a_row_for_each_of_what_it_is_about(folder: Path) -> None:
    assert {table.name: len(rows(folder, table)) for table in TABLES} == COUNTS


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_of_every_file_is_in_both_dictionaries(folder: Path, table: Table) -> None:
    (heading, *_), (_, *listed) = (_cells(folder / f"{name}.csv") for name in (table.name, "data_dictionary"))
    in_json = json.loads((folder / "data_dictionary.json").read_text(encoding="utf-8"))[table.name]
    in_csv = {column: meaning for name, column, *_, meaning in listed if name == table.name}
    assert heading == list(in_json["columns"]) == list(in_csv)
    assert len(set(heading)) == len(heading)
    assert all(each["Description"].strip() for each in in_json["columns"].values())
    assert all(in_csv.values())


def test_a_column_that_stands_in_the_record_is_explained_in_the_records_words() -> None:
    words = docstrings(TrialRow)
    assert words["rate"] == "Speed at which the clip was shown, 1.0 being the movement's own."
    assert set(TrialRow.__table__.columns.keys()) <= words.keys()


def test_a_name_and_a_note_come_back_as_they_were_typed(folder: Path) -> None:
    tables = {table.name: table for table in TABLES}
    assert ANNA in [row["name"] for row in rows(folder, tables["participants"])]
    first, second = rows(folder, tables["notes"])
    assert (first["words"], first["in_force"]) == ("=HYPERLINK(1)\nÄnna sleeps badly; -1+1", False)
    assert (second["words"], second["in_force"]) == ("@better", True)


def test_each_exercise_of_a_plan_has_its_row(folder: Path) -> None:
    plans = rows(folder, next(table for table in TABLES if table.name == "plans"))
    assert [(row["exercise_id"], row["side"], row["repetitions"]) for row in plans] == [
        ("shoulder_abduction", "left", None),
        ("sit_to_stand", "right", 8),
    ]


def test_only_the_owner_may_read_it(folder: Path) -> None:
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.rglob("*") if path.is_file())


def test_lines_end_as_rfc_4180_has_it(folder: Path) -> None:
    lines = (folder / "trials.csv").read_bytes().split(b"\r\n")
    assert lines[-1] == b""
    assert not [line for line in lines if b"\r" in line]
