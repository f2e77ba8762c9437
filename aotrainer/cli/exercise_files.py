"""The exercises, and whether exercise files can be used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aotrainer import check, config, printout
from aotrainer.assembly import open_library
from aotrainer.cli.app import app
from aotrainer.cli.console import USAGE_ERROR, complain, out
from aotrainer.cli.options import ExercisesFolder

exercise_files = typer.Typer(help="The exercises, and whether exercise files can be used.")
app.add_typer(exercise_files, name="exercises")


@exercise_files.callback(invoke_without_command=True)
def exercises(
    context: typer.Context,
    sheet: Annotated[
        Path | None,
        typer.Option(help="Save a picture of all of them here, .png or .jpg.", show_default=False),
    ] = None,
    own: ExercisesFolder = None,
) -> None:
    """List the exercises, and what is wrong with exercise files that cannot be used."""
    if context.invoked_subcommand is not None:
        return
    library = open_library(own)
    out.print(printout.exercises(library))
    if sheet is not None:
        from aotrainer.ui.sheet import save_picture_sheet  # brings pygame

        save_picture_sheet(library, sheet)
    for problem in library.problems:
        complain(problem)


@exercise_files.command()
def show(
    exercise: Annotated[str, typer.Argument(help="Which exercise; see: aotrainer exercises")],
    own: ExercisesFolder = None,
) -> None:
    """Tell a therapist about one exercise: who it is not for, its target, its dose, what to watch for."""
    library = open_library(own)
    out.print(printout.exercise(library, library.exercise(exercise)), highlight=False)


@exercise_files.command(name="check")
def check_exercises(
    folder: Annotated[Path, typer.Argument(help="Folder with exercise files, your own for instance.")],
) -> None:
    """Name everything that is wrong in a folder of exercise files, with file and line."""
    summary, problems = check.exercise_folder(folder, config.shipped("exercises"), config.shipped("media"))
    for problem in problems:
        complain(problem)
    out.print(summary, highlight=False)
    if problems:
        raise typer.Exit(USAGE_ERROR)
