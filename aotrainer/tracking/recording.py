"""A whole recording to a Motion, as fast as the computer can."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import cv2

from aotrainer.motion.pose import Motion, PoseFrame
from aotrainer.tracking.camera import Picture, pictures
from aotrainer.tracking.landmarker import Landmarker, ModelSize
from aotrainer.tracking.lookout import Lookout
from aotrainer.tracking.people import Box
from aotrainer.tracking.subject import Subject


def track_video(
    path: Path, size: ModelSize = "full", on_frame: Callable[[], object] = lambda: None
) -> Motion:
    """The patient's landmarks in every frame of a video file, as `poses_in` finds them."""
    return Motion.from_frames(poses_in(path, size, on_frame))


def poses_in(
    path: Path, size: ModelSize = "full", on_frame: Callable[[], object] = lambda: None
) -> list[PoseFrame]:
    """The patient's pose in every frame of a video file; `on_frame` is called after each, for a progress bar.

    The patient is the largest near the middle in the first picture, and followed. Frames in which they cannot
    be told from somebody else show nobody, and are marked as crowded.

    Raises `VideoError` when the file is missing, is no video, or ends before it should.
    """
    frames: list[PoseFrame] = []
    for frame in followed(pictures(path), size):
        frames.append(frame)
        on_frame()
    return frames


def followed(
    shots: Iterable[Picture], size: ModelSize = "full", asked: Box | None = None
) -> Iterator[PoseFrame]:
    """The patient's pose in every picture, as in front of a camera, but the tracking waits for every look.

    asked : where in the first picture the patient is, if that is known
    """
    subject, looked_s = Subject(asked=asked), -math.inf
    with Landmarker(size) as landmarker, Lookout() as lookout:
        for picture in shots:
            first = math.isinf(looked_s)
            if subject.wants_look(picture.time_s - looked_s):
                looked_s = picture.time_s
                subject = subject.among(lookout.look(picture).people, looked_s)
            shown = subject.view(picture)
            if first:
                landmarker.settle(shown)
            subject, frame = subject.followed(landmarker.detect(shown))
            yield frame


def frame_count(path: Path) -> int | None:
    """How many frames a video file announces; None if it does not say."""
    capture = cv2.VideoCapture(str(path))
    try:
        count = int(capture.get(cv2.CAP_PROP_FRAME_COUNT))
    finally:
        capture.release()
    return count if count > 0 else None
