"""Is everything there that a session needs? Each answer in words, with what to do where it is not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from aotrainer.errors import AotrainerError, CameraError, NoDisplayError
from aotrainer.exercises import Exercise, load_reference
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
        with Clip(media / "clips" / f"{exercise.id}.webm") as clip:
            clip.image(clip.frames - 1)
        load_reference(media / "references" / f"{exercise.id}.npz")
    return f"{count} exercises, each with its clip and its reference motion."
