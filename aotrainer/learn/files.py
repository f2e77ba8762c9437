"""The files of a learned exercise: its clip, still, motion and exercise file, all or none of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from aotrainer.errors import ExerciseError
from aotrainer.exercises import NAME, load_exercise
from aotrainer.learn.lesson import Lesson
from aotrainer.learn.template import exercise_toml
from aotrainer.motion.archive import to_bytes
from aotrainer.motion.pose import Motion
from aotrainer.motion.segmentation import reference_direction
from aotrainer.tracking.cutting import cut, save_still


def require_new(exercise_id: str, folder: Path, shipped: Path) -> None:
    """Raises `ExerciseError` when that is no id, or is taken in the folder or by a shipped exercise."""
    if not NAME.fullmatch(exercise_id):
        raise ExerciseError(
            f"{exercise_id!r} is no id.", "Use small letters, digits and _, beginning with a letter."
        )
    for place in (folder, shipped):
        if (path := place / f"{exercise_id}.toml").exists():
            raise ExerciseError(f"There already is {path}.", "Choose another id, or move that file away.")


def write_exercise(lesson: Lesson, motion: Motion, video: Path, exercise_id: str, folder: Path) -> Path:
    """Write clip, still, reference motion and exercise file; returns the exercise file.

    Raises `ExerciseError` when the id is taken or no id, and `VideoError` when the clip cannot be cut.
    """
    require_new(exercise_id, folder, folder)
    path = folder / f"{exercise_id}.toml"
    folder.mkdir(parents=True, exist_ok=True)
    # In a folder of its own first: nothing half done is to stay in the way.
    with TemporaryDirectory(dir=folder) as unfinished:
        for made in _make(lesson, motion, video, exercise_id, Path(unfinished)):
            made.replace(folder / made.name)
    return path


def _make(lesson: Lesson, motion: Motion, video: Path, exercise_id: str, folder: Path) -> tuple[Path, ...]:
    kinds = ("webm", "jpg", "npz", "toml")
    clip, still, reference, file = (folder / f"{exercise_id}.{kind}" for kind in kinds)
    start_s, end_s = lesson.span_s()
    frames = np.flatnonzero((motion.times_s >= start_s) & (motion.times_s <= end_s))
    fps = 1 / float(np.median(np.diff(motion.times_s)))
    model = motion.between(start_s, end_s)
    model = replace(model, times_s=np.arange(len(model)) / fps)
    cut(video, int(frames[0]), int(frames[-1]), fps, clip)
    save_still(video, int(np.searchsorted(motion.times_s, lesson.model.turn_s)), still)
    reference.write_bytes(to_bytes(model))
    file.write_text(exercise_toml(lesson, exercise_id), encoding="utf-8")
    reference_direction(model, load_exercise(file).judging)  # raises unless it holds just one repetition
    return clip, still, reference, file
