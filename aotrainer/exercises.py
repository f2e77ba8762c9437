"""The exercises: one TOML file each, read into frozen `Exercise`s.

A file that is wrong does not stop the others: `load_exercises` returns what could be read together with all
problems found, each naming the file, the line and what to mend. Every threshold that a therapist may question
is in the file, with the reason beside it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from aotrainer.checked_toml import Problem, Table, read_document
from aotrainer.errors import ExerciseError, InvalidMotionError
from aotrainer.motion.archive import from_bytes
from aotrainer.motion.features import JOINTS, SEGMENTS
from aotrainer.motion.judging import Judging, SideRule
from aotrainer.motion.pose import SIDES, Motion

Posture = Literal["standing", "seated"]

CUES = ("range", "too_fast", "too_slow")
"""Every exercise has words for these, and for each of its segments."""
PRAISES = ("range", "shape", "tempo", "any")

NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
"""Of an exercise: it names files, too."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement: what the patient is told, and what an attempt is judged by.

    cue_words : a few words to keep in mind while moving
    caution : when not to do it, or only with help
    view : how to place oneself before the camera
    cues : by part or segment, the one thing to change, worded towards the outside world
    praise : by part, what went well
    """

    id: str
    version: int
    title: str
    posture: Posture
    instruction: str
    cue_words: tuple[str, ...]
    caution: str
    view: str
    judging: Judging
    cues: Mapping[str, str]
    praise: Mapping[str, str]


def load_exercises(folder: Path) -> tuple[dict[str, Exercise], tuple[ExerciseError, ...]]:
    """All exercises of a folder by id, in the order of their titles, and what is wrong with the others."""
    found: list[Exercise] = []
    problems: list[ExerciseError] = []
    for path in sorted(folder.glob("*.toml")):
        exercise, wrong = read_exercise(path)
        if exercise is not None:
            found.append(exercise)
        problems += [ExerciseError(str(problem), "Mend the file.") for problem in wrong]
    return {exercise.id: exercise for exercise in sorted(found, key=lambda e: e.title)}, tuple(problems)


def load_exercise(path: Path) -> Exercise:
    """Read one file; raises `ExerciseError` naming the first thing to mend."""
    exercise, problems = read_exercise(path)
    if exercise is None:
        raise ExerciseError(str(problems[0]), "Mend the file.")
    return exercise


def read_exercise(path: Path) -> tuple[Exercise | None, tuple[Problem, ...]]:
    """One file's exercise, or everything that is wrong with it; never raises."""
    # realpath, since resolve raises for a link that leads to itself
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(path.parent)):
        return None, (Problem(path.name, 1, "is a link to somewhere outside its folder"),)
    document = read_document(path)
    if document.problems:
        return None, tuple(document.problems)
    exercise = _exercise(document.table)
    if exercise.id != path.stem:
        document.note(("id",), f"the id is {exercise.id!r}, and the file's name is not")
    if not NAME.fullmatch(exercise.id):
        document.note(("id",), "an id is made of small letters, digits and _, and begins with a letter")
    return (None if document.problems else exercise), tuple(document.problems)


def load_reference(path: Path) -> Motion:
    """The model's motion from an `.npz` file; raises `ExerciseError` when it is missing or damaged."""
    try:
        return from_bytes(path.read_bytes())
    except (OSError, InvalidMotionError) as cause:
        raise ExerciseError(
            f"The reference motion {path.name} cannot be read.", "Reinstall aotrainer."
        ) from cause


def _exercise(table: Table) -> Exercise:
    view, primary, segments = table.table("view"), table.table("primary"), table.table("segments")
    scoring, cues, praise = table.table("scoring"), table.table("cues"), table.table("praise")
    judging = _judging(table, view, primary, segments, scoring)
    exercise = Exercise(
        id=table.text("id"),
        version=table.whole("version", 1, 10_000),
        title=table.text("title"),
        posture=table.choice("posture", get_args(Posture)),
        instruction=table.text("instruction"),
        cue_words=table.texts("cue_words"),
        caution=table.text("caution"),
        view=view.text("instruction"),
        judging=judging,
        cues={key: cues.text(key) for key in (*CUES, *judging.segments)},
        praise={key: praise.text(key) for key in PRAISES},
    )
    for part in (table, view, primary, segments, scoring, cues, praise):
        part.note_unknown()
    return exercise


def _judging(table: Table, view: Table, primary: Table, segments: Table, scoring: Table) -> Judging:
    free = scoring.number("shape_free_deg", 0, 90)
    return Judging(
        side_rule=table.choice("side_rule", get_args(SideRule)),
        model_side=table.choice("model_side", SIDES),
        azimuth_deg=view.number("azimuth_deg", -180, 180),
        azimuth_tolerance_deg=view.number("tolerance_deg", 1, 90),
        primary_joint=primary.choice("joint", tuple(JOINTS)),
        min_excursion_deg=primary.number("min_excursion_deg", 1, 180),
        segments=_segments(segments),
        shape_free_deg=free,
        shape_zero_deg=scoring.number("shape_zero_deg", free + 1, 180),
        tempo_zero_ratio=scoring.number("tempo_zero_ratio", 1.2, 10),
        **_part_weights(scoring),
        trunk_limit_deg=scoring.number("trunk_limit_deg", 1, 180),
    )


def _part_weights(scoring: Table) -> dict[str, float]:
    weights = {key: scoring.number(key, 0, 1) for key in ("weight_shape", "weight_range", "weight_tempo")}
    if not scoring.missing and abs(sum(weights.values()) - 1) > 1e-6:
        scoring.note(f"the three weights add up to {sum(weights.values()):g}, not 1", "weight_shape")
    return weights


def _segments(table: Table) -> dict[str, float]:
    if not (table.values or table.missing):
        table.note("no segment is compared")
    return {name: table.number(name, 0.01, 100) for name in table.keys_among(tuple(SEGMENTS))}
