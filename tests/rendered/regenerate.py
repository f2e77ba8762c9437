"""Track rendered people anew, and keep what was seen and what is true, small enough for the repository.

python -m media.studio patients --wheel WHEEL --output FOLDER --cases typical
python -m tests.rendered.regenerate patients FOLDER
python -m tests.rendered.regenerate demonstrators
python -m tests.rendered.regenerate golden
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from aotrainer.motion.archive import from_bytes
from aotrainer.motion.pose import Motion
from aotrainer.tracking.recording import track_video
from tests.rendered import DEMONSTRATORS, INDEX, PATIENTS
from tests.rendered.codec import pack
from tests.rendered.golden import GOLDEN, scores, shipped_library


def patients(folder: Path) -> None:
    """Add every patient of a folder, of the typical ones also what is true; the same title is replaced."""
    PATIENTS.mkdir(exist_ok=True)
    index = dict(INDEX)
    for video, motion in _tracked(sorted(folder.glob("*.webm"))):
        (PATIENTS / f"{video.stem}.seen").write_bytes(pack(motion))
        index[video.stem] = json.loads(video.with_suffix(".json").read_text())
        if index[video.stem]["name"] == "typical":
            true = from_bytes(video.with_suffix(".npz").read_bytes())
            (PATIENTS / f"{video.stem}.true").write_bytes(pack(true))
    _write(PATIENTS / "index.json", index)


def demonstrators() -> None:
    """Replace all: every judged view, by those whose motion is not the reference."""
    DEMONSTRATORS.mkdir(exist_ok=True)
    for old in DEMONSTRATORS.iterdir():
        old.unlink()
    library = shipped_library()
    clips = [
        clip.path
        for name, exercise in library.exercises.items()
        for clip in library.all_clips(name)
        if clip.view == exercise.showing.judged and clip.demonstrator != exercise.showing.demonstrator
    ]
    for clip, motion in _tracked(clips):
        (DEMONSTRATORS / f"{clip.stem}.seen").write_bytes(pack(motion))


def _tracked(videos: Sequence[Path]) -> Iterator[tuple[Path, Motion]]:
    with ProcessPoolExecutor(2) as pool:
        yield from zip(videos, pool.map(track_video, videos), strict=True)


def golden() -> None:
    """Write anew what everybody scores: after a change of the score that is meant, with a new `ALGORITHM`."""
    _write(GOLDEN, dict(scores(shipped_library())))


def _write(path: Path, rows: Mapping[str, object]) -> None:
    """A line for each, so that a change shows which it was."""
    lines = ",\n".join(f"{json.dumps(title)}: {json.dumps(row)}" for title, row in sorted(rows.items()))
    path.write_text(f"{{\n{lines}\n}}\n")


if __name__ == "__main__":
    if sys.argv[1] == "patients":
        patients(Path(sys.argv[2]))
    else:
        {"demonstrators": demonstrators, "golden": golden}[sys.argv[1]]()
