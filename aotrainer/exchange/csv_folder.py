"""A folder of tables, one CSV file each, with a data dictionary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from aotrainer.exchange import rows
from aotrainer.exchange.cells import csv_lines, dictionary, to_csv
from aotrainer.exchange.columns import Column, Row, Table
from aotrainer.exchange.new_folder import NewFolder
from aotrainer.exchange.subjects import Subject
from aotrainer.exchange.tables import (
    EVENTS,
    LATER_SCORES,
    PARTICIPANTS,
    REPETITIONS,
    SESSIONS,
    TABLES,
    TRIALS,
    WATCHED,
)

DICTIONARY = Table(
    "data_dictionary",
    "What every column means.",
    (
        Column("table", "text", "The file, without .csv."),
        Column("column", "text", "The column's heading."),
        Column("kind", "text", "text, number, whole, truth (true or false), moment (ISO 8601, UTC) or json."),
        Column("unit", "text", "The unit, in UCUM where it has one; empty where there is none."),
        Column("meaning", "text", "What it means."),
    ),
)


def write_csv(folder: NewFolder, subjects: Iterable[Subject]) -> None:
    """Every table, and what is in them; a table without rows has its heading."""
    for table in (*TABLES, DICTIONARY):
        folder.append(_file(table), to_csv(table, ()))
    folder.append(_file(DICTIONARY), csv_lines(DICTIONARY, dictionary((*TABLES, DICTIONARY))))
    folder.write_json(
        "data_dictionary.json",
        {table.name: {"about": table.about, "columns": table.described()} for table in (*TABLES, DICTIONARY)},
    )
    tables = {table.name: table for table in TABLES}
    for subject in subjects:
        for found in _batches(subject):
            for name, those in found.items():
                folder.append(_file(tables[name]), csv_lines(tables[name], those))


def _batches(subject: Subject) -> Iterator[dict[str, list[Row]]]:
    """What is told of one person, a session at a time; rows by table."""
    found: dict[str, list[Row]] = defaultdict(list)
    found[PARTICIPANTS.name] = [rows.participant(subject)]
    found[LATER_SCORES.name] = list(rows.later_scores(subject))
    for name, row in rows.chart(subject):
        found[name].append(row)
    yield found
    for label, sitting in subject.sittings():
        yield {
            SESSIONS.name: [rows.session(subject, label, sitting)],
            EVENTS.name: list(rows.events(subject, label, sitting)),
            WATCHED.name: list(rows.watching(subject, label, sitting)),
            TRIALS.name: list(rows.trials(subject, label, sitting)),
            REPETITIONS.name: [
                row for trial in sitting.trials for row in rows.repetitions(subject, label, trial)
            ],
        }


def _file(table: Table) -> str:
    return f"{table.name}.csv"
