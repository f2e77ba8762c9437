"""Track rendered patients anew, and keep what was seen and what is true, small enough for the repository.

python -m media.studio patients --wheel WHEEL --output FOLDER --cases typical
python -m tests.rendered.regenerate FOLDER
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from aotrainer.motion.archive import from_bytes
from aotrainer.tracking.recording import track_video
from tests.rendered import FOLDER, INDEX
from tests.rendered.codec import pack


def main(folder: Path) -> None:
    """Add every patient of a folder; one of the same title is replaced."""
    FOLDER.mkdir(exist_ok=True)
    index = dict(INDEX)
    videos = sorted(folder.glob("*.webm"))
    with ProcessPoolExecutor(2) as pool:
        for video, motion in zip(videos, pool.map(track_video, videos), strict=True):
            (FOLDER / f"{video.stem}.seen").write_bytes(pack(motion))
            (FOLDER / f"{video.stem}.true").write_bytes(
                pack(from_bytes(video.with_suffix(".npz").read_bytes()))
            )
            index[video.stem] = json.loads(video.with_suffix(".json").read_text())
    (FOLDER / "index.json").write_text(json.dumps(dict(sorted(index.items())), indent=1) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
