"""All words that a patient or therapist may read on a screen, from the sources and the exercise files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract_from_file

from aotrainer.exercises import Exercise, load_exercises
from aotrainer.exercises.general import CUES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "aotrainer"
EXERCISES = ROOT / "exercises"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "NP_": ((1, "c"), 2)}

Words = str | tuple[str, str]
"""A phrase, or one for a single thing and one for several."""


@dataclass(frozen=True, slots=True)
class Found:
    """Words, in which file; `context` tells the same English words apart."""

    words: Words
    file: str
    context: str | None = None


def all_words() -> Iterator[Found]:
    """In the order of the files, and within each from top to bottom."""
    yield from _of_sources()
    for name, exercise in sorted(load_exercises(EXERCISES)[0].items()):
        for words in _of_exercise(exercise):
            yield Found(words, f"exercises/{name}.toml")


def _of_sources() -> Iterator[Found]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for _line, words, _comments, context in extract_from_file("python", path, KEYWORDS):
            if words:
                yield Found(words, path.relative_to(ROOT).as_posix(), context)


def _of_exercise(exercise: Exercise) -> Iterator[str]:
    """What the patient reads; what only the therapist's command line says is not translated."""
    yield from (exercise.title, exercise.instruction, *exercise.cue_words)
    yield from (exercise.caution, exercise.placing)
    yield from (words for words in exercise.cues.values() if words not in CUES.values())
    yield from exercise.praise.values()
