"""Is everything there that a session needs? Each answer in words, with what to do where it is not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from aotrainer.checked_toml import Problem
from aotrainer.errors import AotrainerError, CameraError, ExerciseError, NoDisplayError
from aotrainer.exercises import Exercise, load_reference, read_exercise
from aotrainer.motion.score import reference_direction
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


def clips(exercises: Iterable[Exercise], media: Path) -> str:
    """Decode a frame of every clip and read every reference motion."""
    count = 0
    for exercise in exercises:
        count += 1
        _last_picture(media / "clips" / f"{exercise.id}.webm")
        load_reference(media / "references" / f"{exercise.id}.npz")
    return f"{count} exercises, each with its clip and its reference motion."


def exercise_folder(folder: Path, media: Path) -> tuple[str, tuple[Problem, ...]]:
    """How many exercises of a folder can be used, in words, and everything that is wrong with the others.

    A clip `ID.webm` and its reference motion `ID.npz` are looked for beside the exercise's file, then among
    the shipped media.

    Raises `ExerciseError` when there is no such folder.
    """
    if not folder.is_dir():
        raise ExerciseError(f"There is no folder {folder}.", "Name the folder with the exercise files.")
    usable = 0
    problems: list[Problem] = []
    paths = sorted(folder.glob("*.toml"))
    for path in paths:
        exercise, wrong = read_exercise(path)
        if exercise is not None:
            wrong = tuple(_media_problems(path.name, exercise, folder, media))
        usable += not wrong
        problems += wrong
    return f"{usable} of {len(paths)} exercises can be used.", tuple(problems)


def _media_problems(file: str, exercise: Exercise, folder: Path, media: Path) -> Iterator[Problem]:
    def one_repetition(path: Path) -> int:
        return reference_direction(load_reference(path), exercise.judging)

    looks: tuple[tuple[str, Path, Callable[[Path], object]], ...] = (
        (f"{exercise.id}.webm", media / "clips", _last_picture),
        (f"{exercise.id}.npz", media / "references", one_repetition),
    )
    for name, shipped, look in looks:
        path = next((place / name for place in (folder, shipped) if (place / name).is_file()), None)
        if path is None:
            yield Problem(file, 1, f"{name} is neither beside it nor among the shipped media")
            continue
        try:
            look(path)
        except AotrainerError as error:
            yield Problem(file, 1, f"{name} cannot be used: {error.what.rstrip('.')}")


def _last_picture(path: Path) -> None:
    with Clip(path) as clip:
        clip.image(clip.frames - 1)
