"""Reference motions: the real landmarker follows the model through its clip, and what it saw is kept.

    python media/studio/make_references.py            # all exercises

Patients and model then go through the same estimator in the same view, which is what makes them comparable.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from aotrainer.exercises import load_exercises  # noqa: E402
from aotrainer.motion.archive import to_bytes  # noqa: E402
from aotrainer.motion.score import score_motion  # noqa: E402
from aotrainer.tracking.recording import track_video  # noqa: E402


def main() -> None:
    """Write `media/references/ID.npz` for every exercise that has a clip."""
    found, problems = load_exercises(ROOT / "exercises")
    for problem in problems:
        raise problem
    for exercise in found.values():
        motion = track_video(ROOT / "media" / "clips" / f"{exercise.id}.webm")
        score_motion(motion, motion, exercise.judging)  # raises unless it holds just one repetition
        (ROOT / "media" / "references" / f"{exercise.id}.npz").write_bytes(to_bytes(motion))


if __name__ == "__main__":
    main()
