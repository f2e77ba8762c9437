"""Rendered patients as the real landmarker saw them, with what is true of each.

`patients/TITLE.seen` and `patients/TITLE.true` are motions (see `codec`), `patients/index.json` tells who did
what and how, and where every repetition truly is. Made by `regenerate`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from aotrainer.motion.pose import Motion
from tests.rendered.codec import unpack

FOLDER = Path(__file__).parent / "patients"
INDEX: dict[str, dict[str, Any]] = (
    json.loads((FOLDER / "index.json").read_text()) if (FOLDER / "index.json").is_file() else {}
)


def seen(title: str) -> Motion:
    """The patient as tracked."""
    return unpack((FOLDER / f"{title}.seen").read_bytes())


def true(title: str) -> Motion:
    """The patient's true joint centres, where the rig has them."""
    return unpack((FOLDER / f"{title}.true").read_bytes())
