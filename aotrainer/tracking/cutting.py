"""A piece of a video as a clip of its own, for a model that a therapist filmed."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import cv2

from aotrainer.errors import VideoError
from aotrainer.tracking.camera import Image, pictures

CODEC = "VP80"
"""Royalty-free, written and read by every OpenCV; VP9 would be a third smaller and take six times as long."""
MAX_HEIGHT, STILL_HEIGHT = 720, 270
"""Pixels; more is not shown."""


def cut(video: Path, first: int, last: int, fps: float, clip: Path) -> None:
    """Write the frames from number `first` to `last` of a video as a WebM clip, no higher than `MAX_HEIGHT`.

    Raises `VideoError` when the video cannot be read or the clip cannot be written.
    """
    writer: cv2.VideoWriter | None = None
    try:
        for picture in islice(pictures(video), first, last + 1):
            image = _small(picture.image)
            if writer is None:
                size = (image.shape[1], image.shape[0])
                writer = cv2.VideoWriter(str(clip), cv2.VideoWriter.fourcc(*CODEC), fps, size)
                if not writer.isOpened():
                    raise VideoError(
                        f"The clip {clip} cannot be written.", "Choose a folder that you may write to."
                    )
            writer.write(image)
    finally:
        if writer is not None:
            writer.release()


def frames_at(video: Path, numbers: list[int]) -> list[Image]:
    """The pictures with these numbers, BGR, no higher than `MAX_HEIGHT`; raises `VideoError`."""
    wanted = set(numbers)
    found = {
        number: _small(picture.image)
        for number, picture in enumerate(islice(pictures(video), max(numbers) + 1))
        if number in wanted
    }
    return [found[number] for number in numbers]


def save_still(video: Path, number: int, path: Path) -> None:
    """Save one frame as a small JPEG for lists; raises `VideoError`."""
    (image,) = frames_at(video, [number])
    width = round(image.shape[1] * STILL_HEIGHT / image.shape[0])
    cv2.imwrite(str(path), cv2.resize(image, (width, STILL_HEIGHT), interpolation=cv2.INTER_AREA))


def _small(image: Image) -> Image:
    height, width = image.shape[:2]
    if height <= MAX_HEIGHT:
        return image
    even = 2 * round(width * MAX_HEIGHT / height / 2)  # codecs want even sizes
    return cv2.resize(image, (even, MAX_HEIGHT), interpolation=cv2.INTER_AREA)  # type: ignore[return-value]
