"""The exercises: one TOML file each, read into frozen `Exercise`s.

A file that is wrong does not stop the others: `load_exercises` returns what could be read together with the
problems found, each naming the file and what to mend. Every threshold that a therapist may question is in the
file, with the reason beside it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from aotrainer.errors import ExerciseError, InvalidMotionError
from aotrainer.motion.archive import from_bytes
from aotrainer.motion.features import JOINTS, SEGMENTS
from aotrainer.motion.judging import Judging, SideRule
from aotrainer.motion.pose import SIDES, Motion

Posture = Literal["standing", "seated"]

CUES = ("range", "too_fast", "too_slow")
"""Every exercise has words for these, and for each of its segments."""
PRAISES = ("range", "shape", "tempo", "any")


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
        try:
            found.append(load_exercise(path))
        except ExerciseError as problem:
            problems.append(problem)
    return {exercise.id: exercise for exercise in sorted(found, key=lambda e: e.title)}, tuple(problems)


def load_reference(path: Path) -> Motion:
    """The model's motion from an `.npz` file; raises `ExerciseError` when it is missing or damaged."""
    try:
        return from_bytes(path.read_bytes())
    except (OSError, InvalidMotionError) as cause:
        raise ExerciseError(
            f"The reference motion {path.name} cannot be read.", "Reinstall aotrainer."
        ) from cause


def load_exercise(path: Path) -> Exercise:
    """Read and check one file; raises `ExerciseError` naming the file and what to mend."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise ExerciseError(f"{path.name} cannot be read: {cause}.", "Mend or remove the file.") from cause
    exercise = _exercise(_Table(path.name, table))
    if exercise.id != path.stem:
        raise ExerciseError(f"{path.name} has the id {exercise.id!r}.", "Give file and id the same name.")
    return exercise


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the file, with getters that say what is wrong and where."""

    place: str
    values: Mapping[str, Any]

    def text(self, key: str) -> str:
        value = self._get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"{key!r} is not a text")
        return value

    def number(self, key: str, low: float, high: float) -> float:
        value = self._get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            raise self.error(f"{key!r} is not a number from {low:g} to {high:g}")
        return float(value)

    def choice(self, key: str, allowed: tuple[str, ...]) -> Any:
        value = self._get(key)
        if value not in allowed:
            raise self.error(f"{key!r} is {value!r}, not one of {', '.join(allowed)}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._get(key)
        if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
            raise self.error(f"{key!r} is not a list of texts")
        return tuple(value)

    def table(self, key: str) -> _Table:
        value = self._get(key)
        if not isinstance(value, dict):
            raise self.error(f"[{key}] is not a table")
        return _Table(f"{self.place} [{key}]", value)

    def error(self, what: str) -> ExerciseError:
        return ExerciseError(f"{self.place}: {what}.", "Mend the file.")

    def _get(self, key: str) -> Any:
        if key not in self.values:
            raise self.error(f"{key!r} is missing")
        return self.values[key]


def _exercise(table: _Table) -> Exercise:
    judging = _judging(table)
    cues, praise = table.table("cues"), table.table("praise")
    return Exercise(
        id=table.text("id"),
        version=int(table.number("version", 1, 10_000)),
        title=table.text("title"),
        posture=table.choice("posture", get_args(Posture)),
        instruction=table.text("instruction"),
        cue_words=table.texts("cue_words"),
        caution=table.text("caution"),
        view=table.table("view").text("instruction"),
        judging=judging,
        cues={key: cues.text(key) for key in (*CUES, *judging.segments)},
        praise={key: praise.text(key) for key in PRAISES},
    )


def _judging(table: _Table) -> Judging:
    view, primary, scoring = table.table("view"), table.table("primary"), table.table("scoring")
    free = scoring.number("shape_free_deg", 0, 90)
    weights = {
        f"weight_{part}": scoring.number(f"weight_{part}", 0, 1) for part in ("shape", "range", "tempo")
    }
    if abs(sum(weights.values()) - 1) > 1e-6:
        raise scoring.error(f"the three weights add up to {sum(weights.values()):g}, not 1")
    return Judging(
        side_rule=table.choice("side_rule", get_args(SideRule)),
        model_side=table.choice("model_side", SIDES),
        azimuth_deg=view.number("azimuth_deg", -180, 180),
        azimuth_tolerance_deg=view.number("tolerance_deg", 1, 90),
        primary_joint=primary.choice("joint", tuple(JOINTS)),
        min_excursion_deg=primary.number("min_excursion_deg", 1, 180),
        segments=_segments(table.table("segments")),
        shape_free_deg=free,
        shape_zero_deg=scoring.number("shape_zero_deg", free + 1, 180),
        tempo_zero_ratio=scoring.number("tempo_zero_ratio", 1.2, 10),
        **weights,
        trunk_limit_deg=scoring.number("trunk_limit_deg", 1, 180),
    )


def _segments(table: _Table) -> dict[str, float]:
    if not table.values:
        raise table.error("no segment is compared")
    for name in table.values:
        if name not in SEGMENTS:
            raise table.error(f"{name!r} is not one of {', '.join(SEGMENTS)}")
    return {name: table.number(name, 0.01, 100) for name in table.values}
