"""Where an exercise's clips, reference motion and still lie, and which of them are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from aotrainer.checked_toml import Problem
from aotrainer.clips import ClipFile, View, clip_files, clip_name
from aotrainer.errors import ExerciseError, InvalidMotionError
from aotrainer.exercises.exercise import Exercise
from aotrainer.language import N_
from aotrainer.motion.archive import from_bytes
from aotrainer.motion.packing import unpack
from aotrainer.motion.pose import Motion

ASKEW = ("from_left", "from_right")
"""Where else a model's movement may have been filmed from, only to be compared with."""


@dataclass(frozen=True, slots=True)
class Media:
    """The folders of clips, reference motions and stills."""

    clips: Path
    references: Path
    stills: Path

    @classmethod
    def shipped(cls, media: Path) -> Media:
        """A folder of each kind."""
        return cls(media / "clips", media / "references", media / "stills")

    @classmethod
    def beside(cls, folder: Path) -> Media:
        """All in the folder of the exercise file: a therapist's own."""
        return cls(folder, folder, folder)

    def reference(self, exercise_id: str) -> Path:
        """The file of an exercise's reference motion."""
        return self.references / f"{exercise_id}.npz"

    def askew(self, exercise_id: str) -> tuple[Path, ...]:
        """The files of the same motion seen from further round, where there are any."""
        paths = (self.references / f"{exercise_id}.{name}.packed" for name in ASKEW)
        return tuple(path for path in paths if path.is_file())

    def clip_files(self, exercise: Exercise) -> tuple[ClipFile, ...]:
        """Every clip of an exercise that is there."""
        return clip_files(self.clips, exercise.id, exercise.showing)


def load_reference(path: Path) -> Motion:
    """The model's motion from an `.npz` file; raises `ExerciseError` when it is missing or damaged."""
    return _load(path, from_bytes)


def load_askew(path: Path) -> Motion:
    """The same from further round, from a packed file; raises `ExerciseError` when it is damaged."""
    return _load(path, unpack)


def _load(path: Path, read: Callable[[bytes], Motion]) -> Motion:
    try:
        return read(path.read_bytes())
    except (OSError, InvalidMotionError) as cause:
        raise ExerciseError(
            N_("The reference motion {file} cannot be read."),
            N_("Reinstall aotrainer, or mend the file."),
            file=path.name,
        ) from cause


def missing_media(exercise: Exercise, media: Media, views: Iterable[View]) -> tuple[Problem, ...]:
    """What is not there of the reference motion and of these views, as filmed."""
    there = {(clip.demonstrator, clip.view) for clip in media.clip_files(exercise)}
    wanted = [view for view in views if (exercise.showing.demonstrator, view) not in there]
    paths = [media.clips / _name(exercise, view) for view in wanted]
    reference = media.reference(exercise.id)
    paths += [] if reference.is_file() else [reference]
    return tuple(
        Problem(f"{exercise.id}.toml", 1, f"{path.name} is not in the folder {path.parent.name}")
        for path in paths
    )


def _name(exercise: Exercise, view: View) -> str:
    showing = exercise.showing
    if (showing.demonstrator, view) == ("own", showing.judged):
        return f"{exercise.id}.webm"
    return clip_name(exercise.id, view, showing.demonstrator)
