"""Looking back: every repetition of an attempt, and reports for the patient and the chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from aotrainer import __version__, review
from aotrainer.assembly import kept_comforts, open_library, open_store
from aotrainer.audit import Deed
from aotrainer.chart.correction import Correction, corrections_of
from aotrainer.cli.app import app
from aotrainer.cli.audited import note
from aotrainer.cli.console import out
from aotrainer.cli.options import DataFolder, ExercisesFolder, database
from aotrainer.errors import ReportError
from aotrainer.language import LANGUAGES, speak, spoken
from aotrainer.motion.score import Score
from aotrainer.reports import HTML, PDF, file_name, write
from aotrainer.review.flaws import flaw_words, flaws
from aotrainer.review.pdf import to_pdf


class Reader(StrEnum):
    """Who is to read it."""

    PATIENT = "patient"
    CHART = "chart"


@app.command()
def repetitions(
    trial: Annotated[int, typer.Argument(help="Number of the attempt, as the history tells it.")],
    data: DataFolder = None,
) -> None:
    """List every repetition of an attempt with its flaw, and what a therapist said of it."""
    with open_store(database(data)) as store:
        kept, patient = store.load_trial(trial), store.whose(trial)
        said = corrections_of(store.entries(patient)).get(trial, ())
        note(store, Deed.OPENED, patient, what="repetitions", attempt=trial)
    if not isinstance(kept.outcome, Score):
        out.print(f"Attempt {trial} has no score. {kept.outcome.words}", highlight=False, markup=False)
        return
    table = Table("Repetition", "From (s)", "To (s)", "Score", "Flaw", "Said", box=None, pad_edge=False)
    cues = flaws(kept.outcome, kept.judging)
    for number, (rep, cue) in enumerate(zip(kept.outcome.repetitions, cues, strict=True), start=1):
        table.add_row(
            str(number),
            f"{rep.repetition.start_s:.1f}",
            f"{rep.repetition.end_s:.1f}",
            f"{rep.total:.0f}",
            flaw_words(cue),
            escape(_said(said, number)),
        )
    out.print(table)
    for each in said:
        if each.repetition is None:
            out.print(f"All of it: {escape(_told(each))}", highlight=False)


@app.command()
def report(
    person: Annotated[str, typer.Argument(help="Name as it was given when the person was added.")],
    reader: Annotated[
        Reader, typer.Option("--for", help="In plain words, or with sources.")
    ] = Reader.PATIENT,
    output: Annotated[
        Path | None, typer.Option(help="FILE.html or FILE.pdf; a file here if not said.", show_default=False)
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(min=1, max=7, help="Days a week to train; those of the plan if not said."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(help=f"One of {', '.join(LANGUAGES)}; that of the app if not said.", show_default=False),
    ] = None,
    data: DataFolder = None,
    own: ExercisesFolder = None,
) -> None:
    """Write what was done and what has changed as one page that needs nothing else, or as PDF."""
    now = datetime.now().astimezone()
    if output is not None and output.suffix.lower() not in (HTML, PDF):
        raise ReportError("A report is an .html or a .pdf file.", "Name it so.")
    if language not in (None, *LANGUAGES):
        raise ReportError(
            "The language {code} is not spoken.",
            "Choose one of: {choices}.",
            code=language,
            choices=", ".join(LANGUAGES),
        )
    with open_store(database(data)) as store:
        patient = store.patient(person)
        file = output or Path(file_name(patient, reader.value, now.date()))
        kept = review.gather(store, patient)
        course = review.course_of(kept, open_library(own, data).exercises, now.date(), days)
        with _speaking(language or kept_comforts(store).now.language):
            page = review.report(course, reader.value, __version__)
        write(file, to_pdf(page) if file.suffix.lower() == PDF else page.encode())
        note(store, Deed.EXPORTED, patient, what="report", reader=reader.value)
    out.print(str(file), highlight=False, soft_wrap=True, markup=False)


@contextmanager
def _speaking(code: str) -> Iterator[None]:
    before = spoken()
    speak(code)
    try:
        yield
    finally:
        speak(before)


def _said(corrections: Sequence[Correction], number: int) -> str:
    return "; ".join(_told(each) for each in corrections if each.repetition == number)


def _told(each: Correction) -> str:
    ruling = each.ruling.value.replace("_", " ") + ("" if each.count is None else f" {each.count}")
    return f"{ruling}: {each.words}" if each.words else ruling
