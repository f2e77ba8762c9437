"""The command line: the one place that reads settings."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from aotrainer import __version__, care_commands, check, config, printout
from aotrainer.assembly import make_services, open_library, open_store, own_exercises, patient_recording
from aotrainer.clips import TO_CHOOSE, Demonstrator
from aotrainer.errors import AotrainerError, NoDisplayError
from aotrainer.exercises import Library
from aotrainer.motion.angles import JOINTS
from aotrainer.motion.pose import SIDES, Motion, Side
from aotrainer.motion.score import score_motion
from aotrainer.protocol import DEFAULT_RATE, RATE_RANGE
from aotrainer.research import KEY_SETTING, arm_of
from aotrainer.tracking.camera import Source

T = TypeVar("T", bound=str)

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

ExercisesFolder = Annotated[
    Path | None,
    typer.Option(
        "--exercises",
        envvar=config.EXERCISES_FOLDER_VARIABLE,
        show_envvar=False,
        help="Folder of your own exercises, instead of the folder exercises beside the record.",
        show_default=False,
    ),
]
Shower = Annotated[
    str | None,
    typer.Option(
        "--demonstrator",
        help=f"Who shows the movements: {', '.join(TO_CHOOSE)}. Overrides what was chosen in the app.",
        show_default=False,
    ),
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
    demonstrator: Shower = None,
    own: ExercisesFolder = None,
    fullscreen: Annotated[bool, typer.Option(help="Use the whole screen.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False,
) -> None:
    """Open the app, when no command is given."""
    if version:
        out.print(f"aotrainer {__version__}", highlight=False)
    if data is not None:
        os.environ[config.DATA_FOLDER_VARIABLE] = str(data)  # so that it holds for every command
    if own is not None:
        os.environ[config.EXERCISES_FOLDER_VARIABLE] = str(own)
    if not version and context.invoked_subcommand is None:
        library, shower = open_library(own), _demonstrator(demonstrator)
        _open_app(library, _source(camera), rate, shower, fullscreen)


@app.command()
def demo(
    exercise: Annotated[str, typer.Argument(help="Which exercise to show.")] = "shoulder_abduction",
    output: Annotated[
        Path | None, typer.Option(help="Folder for the screenshots and the demo's own record.")
    ] = None,
    demonstrator: Shower = None,
    own: ExercisesFolder = None,
) -> None:
    """Run a short session on a bundled recording: no camera and no screen needed."""
    library, shower = open_library(own), _demonstrator(demonstrator)
    chosen = library.exercise(exercise)
    folder = output or config.data_folder() / "demo"
    if not check.has_display():
        os.environ["SDL_VIDEODRIVER"] = "dummy"
    from aotrainer.demo import run_demo  # brings pygame, which most commands do without

    err.print("A session runs by itself for a minute or two …", style="dim")
    with open_store(_database(folder)) as store:
        services = make_services(store, library, patient_recording(library, exercise), demonstrator=shower)
        trial = run_demo(services, exercise, folder / "screenshots")
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
    own: ExercisesFolder = None,
) -> None:
    """Judge a recorded attempt against the model."""
    library, asked = open_library(own), _side(side)
    chosen = library.exercise(exercise)
    attempt = _track(video)
    outcome = score_motion(
        library.reference(exercise), attempt, chosen.judging, asked, rate, library.others(exercise)
    )
    if as_json:
        typer.echo(printout.outcome_json(chosen, outcome, asked))
    else:
        out.print(printout.outcome(chosen, outcome, asked))


@app.command()
def learn(
    video: Annotated[
        Path, typer.Argument(help="A video of the movement, best three times from rest to rest.")
    ],
    name: Annotated[str, typer.Option("--id", help="A name for it: small letters, digits and _.")],
    joints: Annotated[
        str, typer.Option(help=f"What moves, the first telling the repetitions: {', '.join(JOINTS)}.")
    ],
    side: Annotated[
        str | None, typer.Option(help="left or right; found from the movement when not given.")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(help="Where to put it, instead of the app's own exercises.", show_default=False),
    ] = None,
) -> None:
    """Make an exercise of your own from a video."""
    from aotrainer import learn as learning  # brings the tracker and pygame
    from aotrainer.learn.picture import save_found

    place, asked, moving = folder or own_exercises(), _side(side), learning.joints_in(joints)
    learning.require_new(name, place, config.shipped("exercises"))
    motion = _track(video)
    lesson = learning.find_lesson(motion, moving, asked)
    file = learning.write_exercise(lesson, motion, video, name, place)
    out.print(printout.lesson(lesson, learning.view_name(lesson.azimuth_deg)), highlight=False)
    for label, made in (("Picture", save_found(lesson, motion, video, file)), ("Exercise", file)):
        out.print(f"{label:<9} {made}", soft_wrap=True, highlight=False, markup=False)


@app.command()
def history(
    patient: Annotated[str, typer.Argument(help="Name as it was given when the person was added.")],
    data: DataFolder = None,
) -> None:
    """List everything a patient has done."""
    with open_store(_database(data)) as store:
        person = store.patient(patient)
        records, sessions = store.history(person), store.sessions(person)
        events = {each.session_id: store.events(each.session_id) for each in sessions}
    if records:
        out.print(printout.history(patient, records))
    if sessions:
        out.print(printout.sessions(sessions, events))
    else:
        out.print(f"{patient} has not done anything yet.")
    for line in printout.unfinished(sessions):
        out.print(line, style="dim", highlight=False)


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
        _complain(problem)


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
        _complain(problem)
    out.print(summary, highlight=False)
    if problems:
        raise typer.Exit(USAGE_ERROR)


@app.command(name="check")
def check_all(
    camera: Annotated[str, typer.Option(help="Camera number, stream address or file.")] = "0",
    data: DataFolder = None,
    own: ExercisesFolder = None,
) -> None:
    """See whether camera, model, display, record and clips are there, each in words."""
    library = open_library(own, data)
    findings = [
        check.finding("Camera", lambda: check.camera(_source(camera))),
        check.finding("Pose model", check.pose_model),
        check.finding("Display", check.display),
        check.finding("Record", lambda: _record_in_words(data)),
        check.finding("Clips", lambda: check.clips(library)),
        *(check.Finding("Exercise file", False, str(problem)) for problem in library.problems),
    ]
    for entry in findings:
        mark = "[green]✓[/]" if entry.fine else "[red]✗[/]"
        out.print(mark, f"{entry.subject:<14}", entry.words, highlight=False, soft_wrap=True)
    if not all(entry.fine for entry in findings):
        raise typer.Exit(1)


@app.command()
def care(
    person: Annotated[str, typer.Argument(help="Whose settings; a name in the record.")],
    change: Annotated[
        list[str] | None, typer.Option("--set", help="name=value; may be given several times.")
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="Add this person to the record first.")] = False,
    data: DataFolder = None,
) -> None:
    """Show what is set for one person, or change it: safety, feedback, graded practice, a trial's arm."""
    with open_store(_database(data)) as store:
        patient = store.add_patient(person, datetime.now(UTC)) if add else store.patient(person)
        settings = care_commands.changed(store.care(patient), change or ())
        arm_of(settings.arm, store.setting(KEY_SETTING))  # told now rather than to the participant
        if change:
            store.keep_care(patient, settings)
        out.print(printout.settings(care_commands.listed(settings)), highlight=False)


@app.command()
def allocate(
    participants: Annotated[int, typer.Argument(min=1, max=10_000, help="How many codes to draw.")],
    folder: Annotated[Path, typer.Argument(help="Where the list and the key are written.")],
    seed: Annotated[int, typer.Option(help="The same number gives the same list.")],
    data: DataFolder = None,
) -> None:
    """Draw up a trial against a control film: a list of blind codes, and a key for who is not blinded."""
    with open_store(_database(data)) as store:
        for path in care_commands.allocate(store, folder, participants, seed):
            out.print(str(path), highlight=False, soft_wrap=True, markup=False)


@app.command(name="trial-key")
def trial_key(
    file: Annotated[Path, typer.Argument(help="key-for-the-unblinded.csv of the trial.")],
    data: DataFolder = None,
) -> None:
    """Take a trial's key over to another computer; for who is not blinded."""
    with open_store(_database(data)) as store:
        care_commands.load_key(store, file)
    out.print("The key is in the record.")


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
    with open_store(_database(data)) as store:
        out.print(str(store.backup(datetime.now(UTC))), highlight=False, soft_wrap=True, markup=False)


def _open_app(
    library: Library, source: Source, rate: float, shower: Demonstrator | None, fullscreen: bool
) -> None:
    if not check.has_display():
        raise NoDisplayError
    from aotrainer.ui import App, first_scene, show_welcome  # brings pygame, which most commands do without

    show_welcome(fullscreen=fullscreen)
    folder = config.data_folder()
    with open_store(_database(folder)) as store:
        _log_to(folder)
        services = make_services(store, library, source, rate, shower)
        App(services, first_scene(services), fullscreen=fullscreen).run()


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


def _record_in_words(data: Path | None) -> str:
    with open_store(_database(data)) as store:
        problems = store.check()
        if problems:
            raise AotrainerError(
                f"The record is damaged: {'; '.join(problems)}.", "Keep the file, and restore a backup."
            )
        count = len(store.patients())
        return f"The record is sound: {count} {'person' if count == 1 else 'people'}, in {store.path}"


def _demonstrator(name: str | None) -> Demonstrator | None:
    return _one_of(TO_CHOOSE, name, "demonstrator", f"Say one of {', '.join(TO_CHOOSE)}.")


def _side(side: str | None) -> Side | None:
    return _one_of(SIDES, side, "side", "Say left or right.")


def _one_of(allowed: Sequence[T], word: str | None, kind: str, advice: str) -> T | None:
    """The word as one of those allowed; None where none was given."""
    if word is None:
        return None
    for known in allowed:
        if word == known:
            return known
    raise AotrainerError(f"There is no {kind} {word!r}.", advice)


def _source(camera: str) -> int | str:
    return int(camera) if camera.isdigit() else camera


def _track(video: Path) -> Motion:
    from aotrainer.tracking.recording import frame_count, track_video  # brings mediapipe

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(f"Following the person in {video.name}", total=frame_count(video))
        return track_video(video, on_frame=lambda: progress.advance(task))
