"""What several commands ask for, and what they do with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from aotrainer import config
from aotrainer.assembly import open_store
from aotrainer.cli.console import err
from aotrainer.clips import TO_CHOOSE, Demonstrator
from aotrainer.errors import AotrainerError
from aotrainer.language import counted
from aotrainer.motion.pose import SIDES, PoseFrame, Side
from aotrainer.protocol import RATE_RANGE

T = TypeVar("T", bound=str)
MEND = "Run `aotrainer db restore`: it takes the newest good copy, and deletes nothing."
MEND_SERVER = "Ask whoever looks after the server."

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


def database(data: Path | None) -> Path:
    """The record's file, in the folder that was named or in the usual one."""
    return (data or config.data_folder()) / config.DATABASE


def own_file(data: Path | None) -> Path:
    """The record's file or, where that is on a server, what this station keeps of it."""
    return config.own_file(data or config.data_folder())


def place_of_record(data: Path | None) -> str:
    """The record's file, or its place on a server: never with a password."""
    address = config.server_address()
    if address is None:
        return str(database(data))
    from aotrainer.store.server_engine import place_of, server_url

    return place_of(server_url(address))


def require_record(data: Path | None) -> None:
    """Raise `AotrainerError` where there is no record to work on."""
    if config.server_address() is None:
        require_file(database(data))


def require_file(file: Path) -> None:
    """Raise `AotrainerError` where there is no such record."""
    if not file.is_file():
        raise AotrainerError(f"There is no record {file} yet.", "Open the app once, or name its folder.")


def require_own_file() -> None:
    """Raise `AotrainerError` for a record on a server, of which the server keeps the copies."""
    if config.server_address() is not None:
        raise AotrainerError(
            "The record is on a server, and so are its copies.",
            "Use pg_dump and pg_restore; or unset AOTRAINER_DATABASE_URL for a record on this computer.",
        )


def record_in_words(data: Path | None) -> str:
    """Whether the record is sound; raises `AotrainerError` if it is not."""
    with open_store(database(data)) as store:
        problems = store.check()
        if problems:
            raise AotrainerError(" ".join(problems), MEND if config.server_address() is None else MEND_SERVER)
        count = len(store.patients())
        return f"The record is sound: {counted(count, 'person', 'people')}, {store.place}"


def demonstrator_named(name: str | None) -> Demonstrator | None:
    """Whoever goes by that name; raises `AotrainerError` where nobody does."""
    return _one_of(TO_CHOOSE, name, "demonstrator", f"Say one of {', '.join(TO_CHOOSE)}.")


def side_named(side: str | None) -> Side | None:
    """The side of that name; raises `AotrainerError` where there is none."""
    return _one_of(SIDES, side, "side", "Say left or right.")


def _one_of(allowed: Sequence[T], word: str | None, kind: str, advice: str) -> T | None:
    """The word as one of those allowed; None where none was given."""
    if word is None:
        return None
    for known in allowed:
        if word == known:
            return known
    raise AotrainerError(f"There is no {kind} {word!r}.", advice)


def source_of(camera: str) -> int | str:
    """The camera's number, or the file or address that takes its place."""
    return int(camera) if camera.isdigit() else camera


def track(video: Path) -> list[PoseFrame]:
    """Follow the person in a video, showing how far that is."""
    from aotrainer.tracking.recording import frame_count, poses_in  # brings mediapipe

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(f"Following the person in {video.name}", total=frame_count(video))
        return poses_in(video, on_frame=lambda: progress.advance(task))
