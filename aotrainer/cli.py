"""The command line: the one place that reads settings and puts the parts together."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from aotrainer import __version__, check, config, printout
from aotrainer.errors import AotrainerError, ExerciseError, NoDisplayError
from aotrainer.exercises import Exercise, load_exercises, load_reference
from aotrainer.motion.pose import SIDES, Motion, Side
from aotrainer.motion.score import score_motion
from aotrainer.playback import Clip
from aotrainer.protocol import DEFAULT_PROTOCOL, DEFAULT_RATE, PRESETS, RATE_RANGE
from aotrainer.session import Task
from aotrainer.tracking.camera import Source
from aotrainer.tracking.worker import TrackingWorker

if TYPE_CHECKING:
    from aotrainer.store import Store
    from aotrainer.ui import Services

USAGE_ERROR = 2
"""Exit code when the input was wrong; one line says what to do."""

app = typer.Typer(
    help="Watch a movement, do it at once, see how it went, keep the record.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db = typer.Typer(help="The record: where it is, whether it is sound, and copies of it.", no_args_is_help=True)
app.add_typer(db, name="db")
exercise_files = typer.Typer(help="The exercises, and whether exercise files can be used.")
app.add_typer(exercise_files, name="exercises")

out = Console()
err = Console(stderr=True)


def main() -> None:
    """Run the command line; an error that a person can mend is one line, never a traceback."""
    _keep_native_code_quiet()
    try:
        app()
    except AotrainerError as error:
        _complain(error)
        sys.exit(USAGE_ERROR)


def _complain(problem: object) -> None:
    """One line that says what is wrong, on the terminal's error stream."""
    err.print(str(problem), style="red", markup=False, highlight=False, soft_wrap=True)


def _keep_native_code_quiet() -> None:
    """Let only Python write to the terminal's error stream.

    The pose library's compiled part writes dozens of internal warnings straight to file descriptor 2, where
    they would bury the one line that is meant for a person.
    """
    sys.stderr.flush()
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, encoding="utf-8", errors="replace")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


DataFolder = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of the record, instead of the usual one.", show_default=False),
]


Rate = Annotated[
    float,
    typer.Option(
        min=RATE_RANGE[0], max=RATE_RANGE[1], help="Speed of the clip; 1 is that of the movement itself."
    ),
]


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    data: DataFolder = None,
    camera: Annotated[
        str, typer.Option(help="Camera number, stream address or video file to use as the camera.")
    ] = "0",
    rate: Rate = DEFAULT_RATE,
    fullscreen: Annotated[bool, typer.Option(help="Use the whole screen.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False,
) -> None:
    """Open the app, when no command is given."""
    if version:
        out.print(f"aotrainer {__version__}", highlight=False)
    if data is not None:
        os.environ[config.DATA_FOLDER_VARIABLE] = str(data)  # so that it holds for every command
    if not version and context.invoked_subcommand is None:
        _open_app(config.data_folder(), camera, rate, fullscreen)


@app.command()
def demo(
    exercise: Annotated[str, typer.Argument(help="Which exercise to show.")] = "shoulder_abduction",
    output: Annotated[
        Path | None, typer.Option(help="Folder for the screenshots and the demo's own record.")
    ] = None,
) -> None:
    """Run a short session on a bundled recording: no camera and no screen needed."""
    chosen = _exercise(exercise)
    folder = output or config.data_folder() / "demo"
    if not check.has_display():
        os.environ["SDL_VIDEODRIVER"] = "dummy"
    from aotrainer.demo import run_demo  # brings pygame, which most commands do without

    err.print("A session runs by itself for about a minute …", style="dim")
    with _store(folder) as store:
        recording = config.shipped("media", "demo", f"{exercise}.webm")
        trial = run_demo(_services(store, recording), exercise, folder / "screenshots")
        out.print(printout.outcome(chosen, trial.outcome, trial.side))
        out.print(f"Screenshots  {folder / 'screenshots'}", soft_wrap=True, highlight=False)
        out.print(f"Record       {store.path}", soft_wrap=True, highlight=False)


@app.command()
def score(
    exercise: Annotated[str, typer.Argument(help="Which exercise; see: aotrainer exercises")],
    video: Annotated[Path, typer.Argument(help="A video of somebody doing it.")],
    side: Annotated[
        str | None, typer.Option(help="left or right; found from the movement when not given.")
    ] = None,
    rate: Rate = DEFAULT_RATE,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Judge a recorded attempt against the model."""
    chosen, asked = _exercise(exercise), _side(side)
    attempt = _track(video)
    outcome = score_motion(_reference(chosen), attempt, chosen.judging, asked, rate)
    if as_json:
        typer.echo(printout.outcome_json(chosen, outcome, asked))
    else:
        out.print(printout.outcome(chosen, outcome, asked))


@app.command()
def history(
    patient: Annotated[str, typer.Argument(help="Name as it was given when the person was added.")],
    data: DataFolder = None,
) -> None:
    """List everything a patient has done."""
    with _store(data) as store:
        records = store.history(store.patient(patient))
    if not records:
        out.print(f"{patient} has not done anything yet.")
        return
    out.print(printout.history(patient, records))


@exercise_files.callback(invoke_without_command=True)
def exercises(
    context: typer.Context,
    sheet: Annotated[
        Path | None,
        typer.Option(help="Save a picture of all of them here, .png or .jpg.", show_default=False),
    ] = None,
) -> None:
    """List the exercises, and what is wrong with exercise files that cannot be used."""
    if context.invoked_subcommand is not None:
        return
    found, problems = load_exercises(config.shipped("exercises"))
    out.print(printout.exercises(found.values()))
    if sheet is not None:
        from aotrainer.ui.sheet import save_picture_sheet  # brings pygame

        save_picture_sheet(list(found.values()), config.shipped("media", "stills"), sheet)
    for problem in problems:
        _complain(problem)


@exercise_files.command(name="check")
def check_exercises(
    folder: Annotated[Path, typer.Argument(help="Folder with exercise files, your own for instance.")],
) -> None:
    """Name everything that is wrong in a folder of exercise files, with file and line."""
    summary, problems = check.exercise_folder(folder, config.shipped("media"))
    for problem in problems:
        _complain(problem)
    out.print(summary, highlight=False)
    if problems:
        raise typer.Exit(USAGE_ERROR)


@app.command(name="check")
def check_all(
    camera: Annotated[str, typer.Option(help="Camera number, stream address or file.")] = "0",
    data: DataFolder = None,
) -> None:
    """See whether camera, model, display, record and clips are there, each in words."""
    found, problems = load_exercises(config.shipped("exercises"))
    findings = [
        check.finding("Camera", lambda: check.camera(_source(camera))),
        check.finding("Pose model", check.pose_model),
        check.finding("Display", check.display),
        check.finding("Record", lambda: _record_in_words(data)),
        check.finding("Clips", lambda: check.clips(found.values(), config.shipped("media"))),
        *(check.Finding("Exercise file", False, str(problem)) for problem in problems),
    ]
    for entry in findings:
        mark = "[green]✓[/]" if entry.fine else "[red]✗[/]"
        out.print(mark, f"{entry.subject:<14}", entry.words, highlight=False, soft_wrap=True)
    if not all(entry.fine for entry in findings):
        raise typer.Exit(1)


@db.command()
def path(data: DataFolder = None) -> None:
    """Say where the record is kept."""
    out.print(str(_database(data)), highlight=False, soft_wrap=True, markup=False)


@db.command()
def verify(data: DataFolder = None) -> None:
    """Look through the whole record for damage."""
    _require_record(data)
    out.print(_record_in_words(data), highlight=False, soft_wrap=True)


@db.command()
def backup(data: DataFolder = None) -> None:
    """Make a copy of the record; safe while the app runs."""
    _require_record(data)
    with _store(data) as store:
        out.print(str(store.backup(datetime.now(UTC))), highlight=False, soft_wrap=True, markup=False)


def _open_app(folder: Path, camera: str, rate: float, fullscreen: bool) -> None:
    if not check.has_display():
        raise NoDisplayError
    from aotrainer.ui import App, home_scene, show_welcome  # brings pygame, which most commands do without

    show_welcome(fullscreen=fullscreen)
    with _store(folder) as store:
        _log_to(folder)
        services = _services(store, _source(camera), rate)
        App(services, home_scene(services), fullscreen=fullscreen).run()


def _services(store: Store, source: Source, rate: float = DEFAULT_RATE) -> Services:
    """Everything the scenes need; the camera stays off until a set begins."""
    from aotrainer.ui import Services

    found, problems = load_exercises(config.shipped("exercises"))
    doses = {name: replace(dose, rate=rate) for name, dose in PRESETS.items()}
    return Services(
        exercises=found,
        problems=problems,
        store=store,
        media=config.shipped("media"),
        make_task=lambda exercise_id, side: _task(found[exercise_id], side),
        open_clip=lambda exercise_id: Clip(_clip(exercise_id)),
        worker=TrackingWorker(source),
        clock=time.monotonic,
        utc_now=lambda: datetime.now(UTC),
        protocol=doses[DEFAULT_PROTOCOL],
        protocols=doses,
    )


def _task(exercise: Exercise, side: Side) -> Task:
    with Clip(_clip(exercise.id)) as clip:
        return Task(exercise, side, _reference(exercise), clip.loop_duration_s(rate=1.0))


def _clip(exercise_id: str) -> Path:
    return config.shipped("media", "clips", f"{exercise_id}.webm")


def _log_to(folder: Path) -> None:
    """What went wrong is written beside the record; nobody has to read it on the screen."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "aotrainer.log", maxBytes=1_000_000, backupCount=2)
    logging.basicConfig(
        handlers=[handler], level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s"
    )


def _database(data: Path | None) -> Path:
    return (data or config.data_folder()) / config.DATABASE


def _require_record(data: Path | None) -> None:
    database = _database(data)
    if not database.is_file():
        raise AotrainerError(f"There is no record {database} yet.", "Open the app once, or name its folder.")


@contextmanager
def _store(data: Path | None) -> Iterator[Store]:
    from aotrainer.store import Store  # the window is open before this half second

    store = Store.open(_database(data), config.shipped("migrations"), datetime.now(UTC))
    try:
        yield store
    finally:
        store.close()


def _record_in_words(data: Path | None) -> str:
    with _store(data) as store:
        problems = store.check()
        if problems:
            raise AotrainerError(
                f"The record is damaged: {'; '.join(problems)}.", "Keep the file, and restore a backup."
            )
        count = len(store.patients())
        return f"The record is sound: {count} {'person' if count == 1 else 'people'}, in {store.path}"


def _exercise(name: str) -> Exercise:
    found, problems = load_exercises(config.shipped("exercises"))
    if name in found:
        return found[name]
    for problem in problems:
        raise problem
    raise ExerciseError(f"There is no exercise {name!r}.", f"Choose one of {', '.join(found)}.")


def _reference(exercise: Exercise) -> Motion:
    return load_reference(config.shipped("media", "references", f"{exercise.id}.npz"))


def _side(side: str | None) -> Side | None:
    for known in SIDES:
        if side == known:
            return known
    if side is None:
        return None
    raise AotrainerError(f"There is no side {side!r}.", "Say left or right.")


def _source(camera: str) -> int | str:
    return int(camera) if camera.isdigit() else camera


def _track(video: Path) -> Motion:
    from aotrainer.tracking.recording import frame_count, track_video  # brings mediapipe

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(f"Following the person in {video.name}", total=frame_count(video))
        return track_video(video, on_frame=lambda: progress.advance(task))
