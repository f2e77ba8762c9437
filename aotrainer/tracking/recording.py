"""A whole recording to a Motion, as fast as the computer can."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2

from aotrainer.motion.pose import Motion, PoseFrame
from aotrainer.tracking.camera import pictures
from aotrainer.tracking.landmarker import Landmarker, ModelSize


def track_video(
    path: Path, size: ModelSize = "full", on_frame: Callable[[], object] = lambda: None
) -> Motion:
    """The landmarks in every frame of a video file; `on_frame` is called after each, for a progress bar.

    Raises `VideoError` when the file is missing, is no video, or ends before it should.
    """
    with Landmarker(size) as landmarker:
        frames: list[PoseFrame] = []
        for picture in pictures(path):
            if not frames:
                landmarker.settle(picture)
            frames.append(landmarker.detect(picture))
            on_frame()
    return Motion.from_frames(frames)


def frame_count(path: Path) -> int | None:
    """How many frames a video file announces; None if it does not say."""
    capture = cv2.VideoCapture(str(path))
    try:
        count = int(capture.get(cv2.CAP_PROP_FRAME_COUNT))
    finally:
        capture.release()
    return count if count > 0 else None
