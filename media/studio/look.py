"""Contact sheets: start, quarter, peak, three quarters and end of each view, to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from aotrainer.playback import Clip

from .camera import Camera
from .renderer import Studio
from .scene import Scene

Image = NDArray[np.uint8]

MOMENTS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of a repetition."""
LABEL_HEIGHT = 22  # pixels


def moments(scene: Scene, studio: Studio, camera: Camera) -> list[Image]:
    """RGB pictures of a scene at each moment."""
    last = len(scene.stances) - 1
    pictures = []
    for share in MOMENTS:
        now = round(share * last)
        pictures.append(studio.frame(scene.stances[now], camera, scene.placements[now]))
    return pictures


def moments_of(clip: Path, width: int) -> list[Image]:
    """RGB pictures of a finished clip at each moment."""
    with Clip(clip) as film:
        frames = [film.image(round(share * (film.frames - 1))) for share in MOMENTS]
    small = [cv2.resize(frame, (width, width * 9 // 16), interpolation=cv2.INTER_AREA) for frame in frames]
    return [cv2.cvtColor(frame, cv2.COLOR_BGR2RGB) for frame in small]


def strip(title: str, pictures: Sequence[Image]) -> Image:
    """The pictures side by side under their title."""
    row = np.hstack([np.pad(picture, ((0, 0), (0, 3), (0, 0))) for picture in pictures])
    label = np.full((LABEL_HEIGHT, row.shape[1], 3), 255, np.uint8)
    cv2.putText(label, title, (6, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 0), 1, cv2.LINE_AA)
    return np.vstack([label, row])


def write_sheet(path: Path, strips: Sequence[Image]) -> None:
    """All strips below each other."""
    width = max(one.shape[1] for one in strips)
    rows = [np.pad(one, ((0, 0), (0, width - one.shape[1]), (0, 0))) for one in strips]
    cv2.imwrite(str(path), cv2.cvtColor(np.vstack(rows), cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 80])
