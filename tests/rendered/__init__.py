"""Rendered people as the real landmarker saw them: patients with what is true of each, and demonstrators.

`patients/TITLE.seen` and `patients/TITLE.true` are motions (see `codec`), `patients/index.json` tells who did
what and how, and where every repetition truly is. `demonstrators/EXERCISE.VIEW.PERSON.seen` are the judged
views by those whose motion is not the reference. Made by `regenerate`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aotrainer.motion.pose import Motion
from tests.rendered.codec import unpack

PATIENTS = Path(__file__).parent / "patients"
DEMONSTRATORS = Path(__file__).parent / "demonstrators"
INDEX: dict[str, dict[str, Any]] = (
    json.loads((PATIENTS / "index.json").read_text()) if (PATIENTS / "index.json").is_file() else {}
)


def seen(title: str) -> Motion:
    """The patient as tracked."""
    return unpack((PATIENTS / f"{title}.seen").read_bytes())


def true(title: str) -> Motion:
    """The patient's true joint centres, where the rig has them."""
    return unpack((PATIENTS / f"{title}.true").read_bytes())


def demonstrator(clip: str) -> Motion:
    """Somebody else who shows an exercise, as tracked; the name is that of the clip."""
    return unpack((DEMONSTRATORS / f"{clip}.seen").read_bytes())


def people() -> Iterator[tuple[str, str, Motion]]:
    """Title, exercise and motion, as tracked, of all who do as asked: typical patients and demonstrators."""
    for title, told in INDEX.items():
        if told["name"] == "typical":
            yield title, told["exercise"], seen(title)
    for path in sorted(DEMONSTRATORS.glob("*.seen")):
        yield path.stem, path.stem.split(".")[0], demonstrator(path.stem)
