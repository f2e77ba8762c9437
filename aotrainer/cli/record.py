"""Whether all is there; where the record is, whether it is sound, and copies of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from aotrainer import check
from aotrainer.assembly import open_library, open_store
from aotrainer.cli.app import app
from aotrainer.cli.console import out
from aotrainer.cli.options import (
    DataFolder,
    ExercisesFolder,
    database,
    record_in_words,
    require_record,
    source_of,
)

db = typer.Typer(help="The record: where it is, whether it is sound, and copies of it.", no_args_is_help=True)
app.add_typer(db, name="db")


@app.command(name="check")
def check_all(
    camera: Annotated[str, typer.Option(help="Camera number, stream address or file.")] = "0",
    data: DataFolder = None,
    own: ExercisesFolder = None,
) -> None:
    """See whether camera, model, display, record and clips are there, each in words."""
    library = open_library(own, data)
    findings = [
        check.finding("Camera", lambda: check.camera(source_of(camera))),
        check.finding("Pose model", check.pose_model),
        check.finding("Display", check.display),
        check.finding("Record", lambda: record_in_words(data)),
        check.finding("Clips", lambda: check.clips(library)),
        *(check.Finding("Exercise file", False, str(problem)) for problem in library.problems),
    ]
    for entry in findings:
        mark = "[green]✓[/]" if entry.fine else "[red]✗[/]"
        out.print(mark, f"{entry.subject:<14}", entry.words, highlight=False, soft_wrap=True)
    if not all(entry.fine for entry in findings):
        raise typer.Exit(1)


@db.command()
def path(data: DataFolder = None) -> None:
    """Say where the record is kept."""
    out.print(str(database(data)), highlight=False, soft_wrap=True, markup=False)


@db.command()
def verify(data: DataFolder = None) -> None:
    """Look through the whole record for damage."""
    require_record(data)
    out.print(record_in_words(data), highlight=False, soft_wrap=True)


@db.command()
def backup(data: DataFolder = None) -> None:
    """Make a copy of the record; safe while the app runs."""
    require_record(data)
    with open_store(database(data)) as store:
        out.print(str(store.backup(datetime.now(UTC))), highlight=False, soft_wrap=True, markup=False)
