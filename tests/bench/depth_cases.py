"""Rendered people whose true joint centres are known, as the real landmarker saw them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aotrainer.exercises import Library
from aotrainer.motion.archive import from_bytes
from aotrainer.motion.clean import clean
from aotrainer.motion.features import camera_azimuth_deg
from aotrainer.motion.pose import Motion, Side
from tests.rendered import INDEX, seen, true


@dataclass(frozen=True, eq=False)
class Case:
    """Somebody doing an exercise: cleaned motions, as tracked and as it was; judged as the product would."""

    exercise: str
    body: str
    side: Side
    seen: Motion
    true: Motion
    judged: bool

    @property
    def movement(self) -> str:
        """The same for an exercise, its part and its seated variant."""
        return self.exercise.removeprefix("seated_").removesuffix("_part")


def patients(library: Library) -> Iterator[Case]:
    """Those of the repository: one for each exercise, three bodies."""
    for title, known in INDEX.items():
        if known["name"] == "typical":
            yield _patient(library, known, clean(seen(title)), clean(true(title)))


def more(truth: Path, tracked: Path, library: Library) -> Iterator[Case]:
    """Those of a pair of folders with NAME.npz in both: as it was and as tracked.

    `media.studio` writes what was. A name is EXERCISE.WHAT.BODY. What a patient did is in NAME.json
    beside it; without one it is a demonstrator's view. In the first person nobody is seen.
    """
    for file in sorted(truth.glob("*.npz")):
        if not (tracked / file.name).is_file() or ".first_person." in file.name:
            continue
        one, other = (clean(from_bytes((folder / file.name).read_bytes())) for folder in (tracked, truth))
        if file.with_suffix(".json").is_file():
            yield _patient(library, json.loads(file.with_suffix(".json").read_text()), one, other)
        else:
            exercise, view, body = file.stem.split(".")
            filed = library.exercises[exercise]
            judged = view == filed.showing.judged
            yield Case(exercise, body, filed.judging.model_side, one, other, judged)


def _patient(library: Library, known: dict[str, Any], tracked: Motion, truth: Motion) -> Case:
    exercise, side = known["exercise"], known["side"]
    if library.exercises[exercise].judging.side_rule == "facing_side":
        side = "left" if camera_azimuth_deg(truth) > 0 else "right"
    judged = known["asked"] == exercise
    return Case(exercise, known["body"], side, tracked, truth, judged)
