"""All exercises there are, the shipped ones and a therapist's own, with their clips, models and stills."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aotrainer.checked_toml import Problem
from aotrainer.clips import ClipFile, Demonstrator, choose_clips, demonstrators
from aotrainer.errors import ExerciseError, InvalidMotionError
from aotrainer.exercises.exercise import REGIONS, Exercise
from aotrainer.exercises.media import Media, load_askew, load_reference, missing_media
from aotrainer.exercises.reading import read_exercise
from aotrainer.motion.pose import Motion
from aotrainer.motion.recognition import Candidate, candidate


@dataclass(frozen=True, slots=True)
class Library:
    """The exercises that can be used, by id and in the order of every list, and what is wrong with others.

    candidates : models that were made ready to be recognised; each is made once, when it is first asked for
    """

    exercises: Mapping[str, Exercise]
    problems: tuple[ExerciseError, ...]
    media: Mapping[str, Media]
    candidates: dict[str, Candidate | None] = field(default_factory=dict, compare=False)

    def exercise(self, name: str) -> Exercise:
        """The exercise of that id; raises `ExerciseError` with what is wrong with it, or near ids."""
        if name in self.exercises:
            return self.exercises[name]
        for problem in self.problems:
            if problem.what.startswith(f"{name}.toml:"):
                raise problem
        near = difflib.get_close_matches(name, self.exercises, n=1)
        hint = f"Did you mean {near[0]}?" if near else "See them all with: aotrainer exercises"
        raise ExerciseError(f"There is no exercise {name!r}.", hint)

    def seated(self, exercise_id: str) -> str | None:
        """The exercise to do in the place of one that is done on one's feet, None where there is none."""
        exercise = self.exercises[exercise_id]
        instead = self.exercises.get(exercise.seated_variant or "")
        return instead.id if exercise.on_feet and instead and not instead.on_feet else None

    def clips(self, exercise_id: str, wished: Demonstrator | None = None) -> tuple[ClipFile, ...]:
        """The clips to take turns; see `choose_clips`."""
        return choose_clips(self.all_clips(exercise_id), self.exercises[exercise_id].showing, wished)

    def all_clips(self, exercise_id: str) -> tuple[ClipFile, ...]:
        """Every clip of an exercise, whoever is in it."""
        return self.media[exercise_id].clip_files(self.exercises[exercise_id])

    def demonstrators(self, exercise_id: str) -> tuple[Demonstrator, ...]:
        """Who can be chosen to show an exercise."""
        return demonstrators(self.all_clips(exercise_id), self.exercises[exercise_id].showing)

    def reference(self, exercise_id: str) -> Motion:
        """The model's motion; raises `ExerciseError`."""
        return load_reference(self.media[exercise_id].reference(exercise_id))

    def askew(self, exercise_id: str) -> tuple[Motion, ...]:
        """The model's motion from further round, where it was filmed from there."""
        return tuple(load_askew(path) for path in self.media[exercise_id].askew(exercise_id))

    def others(self, exercise_id: str) -> dict[str, Candidate]:
        """By title, the exercises that somebody who is asked for this one must not do.

        Not among them are its seated variant, its part action, and those that share one with it: who does not
        get all the way does the part, and that is told by the range. Nor is one whose model cannot be read.
        """
        family = _family(self.exercises, exercise_id)
        asked = self.exercises[exercise_id].judging
        found = {
            one.title: self._candidate(name)
            for name, one in self.exercises.items()
            if name not in family and asked.may_be_mistaken_for(one.judging)
        }
        return {title: one for title, one in found.items() if one is not None}

    def _candidate(self, exercise_id: str) -> Candidate | None:
        if exercise_id not in self.candidates:
            judging = self.exercises[exercise_id].judging
            try:
                made = candidate(self.reference(exercise_id), judging)
            except (ExerciseError, InvalidMotionError):
                made = None
            self.candidates[exercise_id] = made
        return self.candidates[exercise_id]

    def still(self, exercise_id: str) -> Path:
        """The picture of an exercise; it may not be there."""
        return self.media[exercise_id].stills / f"{exercise_id}.jpg"


def load_library(shipped: Path, media: Path, own: Path) -> Library:
    """The shipped exercises and those of a therapist's own folder, which need not be there.

    An exercise whose clip or reference motion is missing is a problem.
    """
    theirs, problems = load_exercises(shipped)
    mine, wrong = load_exercises(own, ids_in(shipped))
    exercises = {**theirs, **mine}
    places = dict.fromkeys(theirs, Media.shipped(media)) | dict.fromkeys(mine, Media.beside(own))
    lacking = {name: _lacking(exercise, places[name]) for name, exercise in exercises.items()}
    usable = _in_order(exercise for name, exercise in exercises.items() if not lacking[name])
    return Library(usable, (*problems, *wrong, *sum(lacking.values(), ())), places)


def load_exercises(
    folder: Path, shipped: Collection[str] = ()
) -> tuple[dict[str, Exercise], tuple[ExerciseError, ...]]:
    """All exercises of a folder by id, by region and title, and what is wrong with the others.

    shipped : ids of the shipped ones, where the folder is a therapist's own
    """
    found: list[Exercise] = []
    problems: list[ExerciseError] = []
    for path in sorted(folder.glob("*.toml")):
        exercise, wrong = read_exercise(path, shipped)
        if exercise is not None:
            found.append(exercise)
        problems += map(_to_mend, wrong)
    return _in_order(found), tuple(problems)


def load_exercise(path: Path) -> Exercise:
    """Read one file; raises `ExerciseError` naming the first thing to mend."""
    exercise, problems = read_exercise(path)
    if exercise is None:
        raise _to_mend(problems[0])
    return exercise


def ids_in(folder: Path) -> frozenset[str]:
    """The ids of a folder's exercises, by the names of their files."""
    return frozenset(path.stem for path in folder.glob("*.toml"))


def _family(exercises: Mapping[str, Exercise], exercise_id: str) -> set[str]:
    """An exercise with its variants and parts, and theirs."""
    pairs = [
        {name, other}
        for name, one in exercises.items()
        for other in (one.seated_variant, one.part_action)
        if other
    ]
    family = {exercise_id}
    while wider := {name for pair in pairs if pair & family for name in pair} - family:
        family |= wider
    return family


def _lacking(exercise: Exercise, media: Media) -> tuple[ExerciseError, ...]:
    missing = missing_media(exercise, media, [exercise.showing.judged])
    return tuple(ExerciseError(str(problem), "Put it there, or reinstall aotrainer.") for problem in missing)


def _to_mend(problem: Problem) -> ExerciseError:
    return ExerciseError(str(problem), "Mend the file.")


def _in_order(exercises: Iterable[Exercise]) -> dict[str, Exercise]:
    ordered = sorted(exercises, key=lambda exercise: (REGIONS.index(exercise.region), exercise.title))
    return {exercise.id: exercise for exercise in ordered}
