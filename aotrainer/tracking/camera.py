"""One generator of timestamped pictures for a webcam, a video file and a stream.

Reading ends quietly where a file ends. A camera or a stream that stops giving pictures raises `CameraError`,
and so does a file that is not a whole video, as `VideoError`: both say what to do about it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from zlib import crc32

import cv2
import numpy as np
from numpy.typing import NDArray

from aotrainer.errors import CameraError, VideoError
from aotrainer.language import N_

Image = NDArray[np.uint8]
Source = int | str | Path
"""A camera's number, a stream's address (with ``://``) or a file's path."""

CAMERA_SIZE = (1280, 720)
CAMERA_FPS = 30
MAX_MISSING_SHARE = 0.05
"""A file may lack this share of the frames it announces: some writers count roughly."""
MAX_MISSING_FRAMES = 3
READ_ATTEMPTS = 30
"""How many empty reads in a row mean that the camera is lost; a webcam drops one now and then."""
LONGEST_SILENCE_S = 5.0
"""So long spent in empty reads means the same: a driver may wait ten seconds in each of them."""

CANNOT_BE_OPENED = {
    "camera": N_("Camera {source} cannot be opened."),
    "stream": N_("The stream {source} cannot be opened."),
}
STOPPED_GIVING = {
    "camera": N_("Camera {source} stopped giving pictures."),
    "stream": N_("The stream {source} stopped giving pictures."),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """What the camera saw: BGR (height, width, 3), and when, in seconds of the source's own clock."""

    time_s: float
    image: Image


def mark_of(image: Image) -> int:
    """A number that differs when pictures do: of every eighth row and column, since noise is everywhere."""
    return crc32(image[::8, ::8].tobytes())


def is_live(source: Source) -> bool:
    """Whether pictures come at their own pace and never end: a camera or a stream."""
    return isinstance(source, int) or "://" in str(source)


def pictures(
    source: Source,
    *,
    real_time: bool = False,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Picture]:
    """Pictures of a source in the order of their capture.

    A camera's or stream's times are those of `clock` at capture. A file's times start at 0 and it is read as
    fast as possible; with `real_time` it behaves as a camera does: a picture comes when it is due, on
    `clock`'s time, and those that fell due while the caller was busy are gone, all but the newest.

    Raises `CameraError` or `VideoError`.
    """
    if is_live(source):
        yield from _live(source, clock)
    elif real_time:
        yield from _as_camera(_file(Path(str(source))), clock, sleep)
    else:
        yield from _file(Path(str(source)))


def _live(source: Source, clock: Callable[[], float]) -> Iterator[Picture]:
    capture = cv2.VideoCapture(source if isinstance(source, int) else str(source))
    kind = "camera" if isinstance(source, int) else "stream"
    if not capture.isOpened():
        raise CameraError(
            CANNOT_BE_OPENED[kind],
            N_("Plug it in, close other programs that use it, and try again."),
            source=source,
        )
    _prefer_fresh_pictures(capture)
    missing, silent_s = 0, 0.0
    try:
        while missing < READ_ATTEMPTS and silent_s < LONGEST_SILENCE_S:
            asked_s = clock()
            ok, image = capture.read()
            missing, silent_s = (0, 0.0) if ok else (missing + 1, silent_s + clock() - asked_s)
            if ok:
                yield Picture(clock(), np.asarray(image, np.uint8))
    finally:
        capture.release()
    raise CameraError(STOPPED_GIVING[kind], N_("Check its cable, then try again."), source=source)


def _prefer_fresh_pictures(capture: cv2.VideoCapture) -> None:
    width, height = CAMERA_SIZE
    # Uncompressed, many webcams give this size ten times a second only.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
    capture.set(cv2.CAP_PROP_FPS, CAMERA_FPS)


def _file(path: Path) -> Iterator[Picture]:
    if not path.is_file():
        raise VideoError(N_("There is no file {path}."), N_("Check the path and the spelling."), path=path)
    capture = cv2.VideoCapture(str(path))
    try:
        fps, announced = capture.get(cv2.CAP_PROP_FPS), capture.get(cv2.CAP_PROP_FRAME_COUNT)
        if not capture.isOpened() or not fps > 0:
            raise VideoError(
                N_("{file} is not a video that can be read."),
                N_("Give an mp4, webm, mov or avi file."),
                file=path.name,
            )
        count = 0
        for picture in _decoded(capture, fps):
            count += 1
            yield picture
    finally:
        capture.release()
    _check_complete(path.name, count, announced)


def _check_complete(name: str, count: int, announced: float) -> None:
    if count <= 1:
        raise VideoError(
            N_("{file} holds no moving pictures."),
            N_("Give a video of the movement, not a photo."),
            file=name,
        )
    if announced - count > max(MAX_MISSING_FRAMES, MAX_MISSING_SHARE * announced):
        raise VideoError(
            N_("{file} ends after {count} of {announced} frames: it is damaged."),
            N_("Copy or record it again."),
            file=name,
            count=count,
            announced=round(announced),
        )


def _decoded(capture: cv2.VideoCapture, fps: float) -> Iterator[Picture]:
    """Pictures with the file's own times where they increase, and by the frame rate where they do not."""
    last = -1 / fps
    while True:
        ok, image = capture.read()
        if not ok:
            return
        stamp = capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
        last = stamp if stamp > last else last + 1 / fps
        yield Picture(last, np.asarray(image, np.uint8))


def _as_camera(
    recorded: Iterator[Picture], clock: Callable[[], float], sleep: Callable[[float], None]
) -> Iterator[Picture]:
    """Each picture when it is due; one that a newer one has overtaken is dropped, as in a camera's buffer."""
    start = clock()
    for picture, newer in pairwise(chain(recorded, [None])):
        if picture is None or (newer is not None and clock() >= start + newer.time_s):
            continue
        due = start + picture.time_s
        sleep(max(0.0, due - clock()))
        yield Picture(due, picture.image)
