"""Reports as files: what is kept of somebody, worked out and written for its owner's eyes only."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from aotrainer import __version__
from aotrainer.errors import ReportError
from aotrainer.identity import pseudonym
from aotrainer.language import N_
from aotrainer.review import Course, Reader, report
from aotrainer.trial import Patient

FOLDER = "reports"
"""Beside the record; where the app writes them."""
PDF, HTML = ".pdf", ".html"
FOR_ITS_OWNER, FOLDER_FOR_ITS_OWNER = 0o600, 0o700
"""Only who wrote a report may read it."""


def folder_of(database: Path) -> Path:
    """Where the reports from a record are."""
    return database.parent / FOLDER


def write_page(course: Course, reader: Reader, patient: Patient, folder: Path) -> Path:
    """Write a report into a folder, in the language in use; the newest of a day takes the others' place.

    Raises `ReportError` where that cannot be.
    """
    try:
        folder.mkdir(mode=FOLDER_FOR_ITS_OWNER, parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(error) from error
    file = folder / file_name(patient, reader, course.today)
    write(file, report(course, reader, __version__).encode())
    return file


def file_name(patient: Patient, reader: Reader, day: date) -> str:
    """Of somebody's report: no file is named after a person, and no two people's have the same name."""
    return f"{_beginning(patient)}{reader}-{day:%Y-%m-%d}{HTML}"


def reports_of(patient: Patient, folder: Path) -> Sequence[Path]:
    """All that were written of somebody into a folder."""
    return sorted(folder.glob(f"{_beginning(patient)}*{HTML}")) if patient.uid else []


def _beginning(patient: Patient) -> str:
    return f"report-{pseudonym(patient.uid)}-"


def write(file: Path, content: bytes) -> None:
    """A file that only its owner can read, since it is about somebody's health; raises `ReportError`."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FOR_ITS_OWNER), "wb") as stream:
            stream.write(content)
    except OSError as error:
        raise not_written(error) from error


def not_written(error: OSError) -> ReportError:
    """What the operating system said, with a way out."""
    return ReportError(
        N_("The report cannot be written: {why}."), N_("Choose another file."), why=error.strerror
    )
