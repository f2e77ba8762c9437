"""Is everything there that a session needs? Each answer in words, with what to do where it is not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from aotrainer import config
from aotrainer.checked_toml import Problem
from aotrainer.clips import ClipFile
from aotrainer.errors import AotrainerError, CameraError, ExerciseError, NoDisplayError, StoreError
from aotrainer.exercises import (
    Exercise,
    Library,
    Media,
    ids_in,
    load_askew,
    load_reference,
    missing_media,
    read_exercise,
)
from aotrainer.language import counted
from aotrainer.motion.segmentation import reference_direction
from aotrainer.playback import Clip
from aotrainer.tracking.camera import Source, pictures

INVISIBLE = ("dummy", "offscreen")
"""Video drivers that draw into memory."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it will do, and in words what was found."""

    subject: str
    fine: bool
    words: str


def finding(subject: str, look: Callable[[], str]) -> Finding:
    """Run one look; an error becomes a finding that says what to do."""
    try:
        return Finding(subject, True, look())
    except AotrainerError as error:
        return Finding(subject, False, str(error))


def camera(source: Source) -> str:
    """Take one picture and let the camera go."""
    stream = pictures(source)
    picture = next(stream, None)
    if picture is None:
        raise CameraError(f"Camera {source} gave no picture.", "Check its cable.")
    height, width = picture.image.shape[:2]
    return f"Camera {source} gives pictures of {width} x {height}."


def pose_model() -> str:
    """Load the pose model, checksum included."""
    from aotrainer.tracking.landmarker import Landmarker  # a second or more: only when asked for

    with Landmarker():
        return "The pose model loads, and is the one that was shipped."


def display() -> str:
    """Open a window's display in a process of its own, and say whether anybody could see it."""
    probe = "import pygame; pygame.display.init(); print(pygame.display.get_driver())"
    answer = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)  # noqa: S603
    if answer.returncode == 0 and answer.stdout.split()[-1] not in INVISIBLE:
        return "There is a screen to open a window on."
    raise NoDisplayError


def has_display() -> bool:
    """Whether this computer has a desktop to open a window on; always true off Linux."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"))


def waiting(station: Path) -> str:
    """How many sessions of this computer wait for the server; raises `AotrainerError` where any do."""
    from aotrainer.store import Store
    from aotrainer.store.errand import sessions_waiting

    if not station.is_file():
        return "No session was begun here yet."
    with Store.open(station, config.shipped("migrations"), datetime.now(UTC)) as local:
        count = sessions_waiting(local)
    if count:
        raise StoreError(
            f"{count} {'session waits' if count == 1 else 'sessions wait'} for the server, in {station}.",
            "They go there by themselves while the app runs, or with: aotrainer db hand-over",
        )
    return "All sessions of this computer are on the server."


def clips(library: Library) -> str:
    """Decode a picture of every clip and read every reference motion."""
    for exercise_id, exercise in library.exercises.items():
        for clip in library.all_clips(exercise_id):
            _look_at(clip, exercise)
        library.reference(exercise_id)
        library.askew(exercise_id)
    exercises = counted(len(library.exercises), "exercise")
    return f"{exercises}, each with its clips and its reference motion."


def require_folder(folder: Path) -> None:
    """Raises `ExerciseError` when there is no such folder of exercise files."""
    if not folder.is_dir():
        raise ExerciseError(f"There is no folder {folder}.", "Name the folder with the exercise files.")


def exercise_folder(folder: Path, shipped: Path, media: Path) -> tuple[str, tuple[Problem, ...]]:
    """How many exercises of a folder can be used, in words, and everything that is wrong with the others.

    Clips and reference motions are looked for beside the exercise files; those of the folder `shipped` in
    `media`. Raises `ExerciseError` when there is no such folder.
    """
    require_folder(folder)
    own = not folder.samefile(shipped)
    place = Media.beside(folder) if own else Media.shipped(media)
    taken = ids_in(shipped) if own else frozenset()
    usable = 0
    problems: list[Problem] = []
    paths = sorted(folder.glob("*.toml"))
    for path in paths:
        exercise, wrong = read_exercise(path, taken)
        if exercise is not None:
            wrong = tuple(_media_problems(exercise, place))
        usable += not wrong
        problems += wrong
    return f"{usable} of {counted(len(paths), 'exercise')} can be used.", tuple(problems)


def _media_problems(exercise: Exercise, media: Media) -> Iterator[Problem]:
    def one_repetition() -> None:
        reference_direction(load_reference(reference), exercise.judging)

    yield from missing_media(exercise, media, exercise.showing.views)
    reference = media.reference(exercise.id)
    looks: list[tuple[Path, Callable[[], object]]] = [
        (clip.path, partial(_look_at, clip, exercise)) for clip in media.clip_files(exercise)
    ]
    looks += [(reference, one_repetition)] if reference.is_file() else []
    looks += [(film, partial(load_askew, film)) for film in media.askew(exercise.id)]
    for path, look in looks:
        try:
            look()
        except AotrainerError as error:
            yield Problem(f"{exercise.id}.toml", 1, f"{path.name} cannot be used: {error.what.rstrip('.')}")


def _look_at(clip: ClipFile, exercise: Exercise) -> None:
    """Decode the clip that patients are compared with to its end; of the others, the beginning will do."""
    showing = exercise.showing
    with Clip(clip.path) as film:
        to_the_end = (clip.demonstrator, clip.view) == (showing.demonstrator, showing.judged)
        film.image(film.frames - 1 if to_the_end else 0)
