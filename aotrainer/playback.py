"""Clips shown by the clock: the frame on the screen is the one that is due, never simply the next.

Counting ticks makes a clip late by as much as the computer is; choosing the frame from the elapsed time skips
a frame when a tick is late, and the clip still ends on time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from aotrainer.errors import VideoError
from aotrainer.language import N_

Image = NDArray[np.uint8]


def frame_index_at(elapsed_s: float, fps: float, rate: float, frames: int) -> int:
    """The frame of a looping clip that is due `elapsed_s` after its start, at `rate` times its speed."""
    return int(position_at(elapsed_s, fps, rate)) % frames


def loops_at(elapsed_s: float, fps: float, rate: float, frames: int) -> int:
    """How many whole passes are over after `elapsed_s`."""
    return int(position_at(elapsed_s, fps, rate)) // frames


def position_at(elapsed_s: float, fps: float, rate: float) -> float:
    """Frames passed since the start; a rounding error short of a whole frame counts as that frame."""
    return max(0.0, elapsed_s * fps * rate) + 1e-6


def loop_duration_s(fps: float, rate: float, frames: int) -> float:
    """Seconds that one pass takes."""
    return frames / (fps * rate)


class Clip:
    """A video file as numbered frames; decodes forwards as it goes, so it needs the memory of one picture.

    Raises `VideoError` when the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        # One thread decodes 720p in 3 ms; more would take the processor from the tracker.
        self._capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 1])
        self.fps = float(self._capture.get(cv2.CAP_PROP_FPS))
        self.frames = int(self._capture.get(cv2.CAP_PROP_FRAME_COUNT))
        self._next = 0
        self._index = -1
        self._image: Image | None = None
        if not self._capture.isOpened() or self.frames < 1 or not self.fps > 0:
            raise VideoError(
                N_("The clip {file} cannot be played."),
                N_("Reinstall aotrainer or mend the file."),
                file=path.name,
            )

    def image(self, index: int) -> Image:
        """The picture with this number, BGR (height, width, 3)."""
        if index != self._index or self._image is None:
            self._image, self._index = self._decode(index), index
        return self._image

    def loop_duration_s(self, rate: float) -> float:
        """Seconds that one pass takes at `rate` times the clip's speed."""
        return loop_duration_s(self.fps, rate, self.frames)

    def close(self) -> None:
        """Let the file go."""
        self._capture.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def _decode(self, index: int) -> Image:
        if index < self._next:
            self._capture.set(cv2.CAP_PROP_POS_FRAMES, 0)
            self._next = 0
        while self._next < index and self._capture.grab():
            self._next += 1
        ok, image = self._capture.read()
        if not ok:
            raise VideoError(
                N_("Frame {number} of {file} cannot be read."),
                N_("Reinstall aotrainer."),
                number=index,
                file=self.path.name,
            )
        self._next += 1
        return np.asarray(image, np.uint8)


def resized(image: Image, size: tuple[int, int], mirrored: bool) -> Image:
    """A picture as wide and as high as asked for, flipped or not, as BGRA (height, width, 4).

    Halved as long as that is not too much, then interpolated: as smooth as averaging whatever falls into one
    pixel, and four times as fast, which the tracker beside it needs.
    """
    while min(image.shape[1] / size[0], image.shape[0] / size[1]) >= 2:
        image = _resized(image, (image.shape[1] // 2, image.shape[0] // 2), cv2.INTER_AREA)
    if image.shape[1::-1] != size:
        image = _resized(image, size, cv2.INTER_LINEAR)
    image = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2BGRA), np.uint8)
    return flipped(image) if mirrored else image


def _resized(image: Image, size: tuple[int, int], interpolation: int) -> Image:
    return np.asarray(cv2.resize(image, size, interpolation=interpolation), np.uint8)


def flipped(image: Image) -> Image:
    """The picture as a looking-glass shows it."""
    return np.asarray(cv2.flip(image, 1), np.uint8)
