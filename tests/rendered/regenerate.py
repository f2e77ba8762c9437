"""Track rendered people anew, and keep what was seen and what is true, small enough for the repository.

python -m media.studio patients --wheel WHEEL --output FOLDER --cases typical
python -m tests.rendered.regenerate patients FOLDER
python -m tests.rendered.regenerate demonstrators
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from aotrainer.config import shipped
from aotrainer.exercises import load_library
from aotrainer.motion.archive import from_bytes
from aotrainer.motion.pose import Motion
from aotrainer.tracking.recording import track_video
from tests.rendered import DEMONSTRATORS, INDEX, PATIENTS
from tests.rendered.codec import pack


def patients(folder: Path) -> None:
    """Add every patient of a folder; one of the same title is replaced."""
    PATIENTS.mkdir(exist_ok=True)
    index = dict(INDEX)
    for video, motion in _tracked(sorted(folder.glob("*.webm"))):
        (PATIENTS / f"{video.stem}.seen").write_bytes(pack(motion))
        true = from_bytes(video.with_suffix(".npz").read_bytes())
        (PATIENTS / f"{video.stem}.true").write_bytes(pack(true))
        index[video.stem] = json.loads(video.with_suffix(".json").read_text())
    (PATIENTS / "index.json").write_text(json.dumps(dict(sorted(index.items())), indent=1) + "\n")


def demonstrators() -> None:
    """Replace all: every judged view, by those whose motion is not the reference."""
    DEMONSTRATORS.mkdir(exist_ok=True)
    for old in DEMONSTRATORS.iterdir():
        old.unlink()
    library = load_library(shipped("exercises"), shipped("media"), shipped("nowhere"))
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


if __name__ == "__main__":
    if sys.argv[1] == "patients":
        patients(Path(sys.argv[2]))
    else:
        demonstrators()
