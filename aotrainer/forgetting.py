"""Forgetting a person wholly: in the record, its copies, its videos, its reports and the logs.

The steps are ordered so that saying the same once more finishes what was cut short.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aotrainer import reports
from aotrainer.errors import StoreError, UnknownPatientError
from aotrainer.retention import folder_of
from aotrainer.store import Store
from aotrainer.store.forgetting import copies_of, forget_in, knows, wipe
from aotrainer.trial import Patient

LOGS = "aotrainer.log*"
"""Beside the record, the older ones with a number at the end."""


@dataclass(frozen=True, slots=True)
class Traces:
    """Where somebody is named.

    patient : None where only copies or logs know them any more
    attempts, films : how many are kept
    copies : backups and records set aside that will be written anew without them
    unreadable : those that cannot be read, so that nobody knows who is in them: they will be deleted
    logs : files of messages of which lines will be taken out
    reports : those that the app wrote
    """

    name: str
    patient: Patient | None
    attempts: int
    films: int
    copies: Sequence[Path]
    unreadable: Sequence[Path]
    logs: Sequence[Path]
    reports: Sequence[Path] = ()


def traces_of(name: str, store: Store) -> Traces:
    """Where somebody of that name is; raises `UnknownPatientError` where that is nowhere."""
    patient, unknown = _in_record(name, store)
    name = patient.name if patient else name
    copies, unreadable = _sorted_copies(name, store.path)
    logs = [path for path in store.path.parent.glob(LOGS) if _named_in(name).search(_text(path))]
    if unknown is not None and not copies and not logs:
        raise unknown
    attempts = len(store.history(patient)) if patient else 0
    films = len(store.films(patient)) if patient else 0
    written = reports.reports_of(patient, reports.folder_of(store.path)) if patient else ()
    return Traces(name, patient, attempts, films, copies, unreadable, logs, written)


def forget(traces: Traces, store: Store) -> None:
    """Remove every trace; raises `StoreError`, and then the same can be asked for once more."""
    if traces.patient is not None:
        _wipe_films(traces.patient, store)
        store.forget(traces.patient)
    store.leave_no_trace()
    for path in traces.copies:
        forget_in(path, traces.name)
    for path in (*traces.unreadable, *traces.reports):
        wipe(path)
    for path in traces.logs:
        _take_out(path, traces.name)


def _wipe_films(patient: Patient, store: Store) -> None:
    for film in store.films(patient):
        path = folder_of(store.path) / film.file
        if path.is_file():
            wipe(path)


def _in_record(name: str, store: Store) -> tuple[Patient | None, UnknownPatientError | None]:
    try:
        return store.patient(name), None
    except UnknownPatientError as error:
        return None, error


def _sorted_copies(name: str, database: Path) -> tuple[list[Path], list[Path]]:
    known, unreadable = [], []
    for path in copies_of(database):
        try:
            if knows(path, name):
                known.append(path)
        except StoreError:
            unreadable.append(path)
    return known, unreadable


def _named_in(name: str) -> re.Pattern[str]:
    """The name as a word of its own, in any case, however it is spaced."""
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="surrogateescape")


def _take_out(path: Path, name: str) -> None:
    """In its place: a program that writes to it goes on at its end."""
    named = _named_in(name)
    kept = "".join(line for line in _text(path).splitlines(keepends=True) if not named.search(line))
    with path.open("r+", encoding="utf-8", errors="surrogateescape", newline="") as file:
        file.write(kept)
        file.truncate()
