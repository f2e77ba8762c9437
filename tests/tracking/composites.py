"""Several people in one picture, cut out of recordings before the same wall; the later one is in front."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

import cv2
import numpy as np

from aotrainer.config import shipped
from aotrainer.motion.pose import BODY, PoseFrame
from aotrainer.tracking.camera import Image, Picture, pictures
from aotrainer.tracking.landmarker import Landmarker
from aotrainer.tracking.people import Box
from aotrainer.tracking.recording import followed

HEIGHT, WIDTH, RATE_HZ = 480, 854, 30
BEGIN = 60
"""Frames of each recording that are left out: people rest."""
WALL_PX = 40
"""At the left of each recording there is nothing but wall and floor."""
OFF_WALL = 28
"""Grey levels by which a person differs from the wall."""
CORE = [BODY.index[f"{side}_{name}"] for side in ("left", "right") for name in ("shoulder", "hip")]
ARMS = [BODY.index[f"{side}_{name}"] for side in ("left", "right") for name in ("elbow", "wrist")]


@dataclass(frozen=True)
class Standing:
    """Somebody of a bundled recording: so many pixels from the left, which may change, and how large."""

    recording: str
    left_px: int | Callable[[int], int]
    scale: float = 1.0

    def at(self, frame: int) -> int:
        return self.left_px if isinstance(self.left_px, int) else self.left_px(frame)


def _recorded(name: str, count: int, every: int = 1) -> Iterator[Image]:
    recording = pictures(shipped("media", "demo", f"{name}.webm"))
    return (picture.image for picture in islice(recording, BEGIN, BEGIN + count, every))


def _wall(image: Image, width: int) -> Image:
    column = np.median(image[:, :WALL_PX], axis=1, keepdims=True).astype(np.uint8)
    return np.asarray(cv2.repeat(column, 1, width), np.uint8)


def _cut_out(one: Standing, count: int, every: int) -> Iterator[tuple[Image, Image]]:
    """Of each frame, the picture and where in it there is somebody."""
    images = _recorded(one.recording, count, every)
    return (_scaled(image, _somebody(image), one.scale) for image in images)


def _somebody(image: Image) -> Image:
    blue, green, red = cv2.split(cv2.absdiff(image, _wall(image, image.shape[1])))
    off = cv2.max(cv2.max(blue, green), red) > OFF_WALL
    person = cv2.morphologyEx(off.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3)))
    return cv2.morphologyEx(person, cv2.MORPH_CLOSE, np.ones((7, 7)))


def _scaled(image: Image, person: Image, scale: float) -> tuple[Image, Image]:
    size = (round(image.shape[1] * scale), round(image.shape[0] * scale))
    if scale == 1.0:
        return image, person
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA), cv2.resize(person, size)


def _add(scene: Image, image: Image, person: Image, left: int) -> None:
    height, width = image.shape[:2]
    first, last = max(0, left), min(scene.shape[1], left + width)
    if last > first:
        there = np.s_[:, first - left : last - left]
        cv2.copyTo(image[there], person[there], scene[HEIGHT - height :, first:last])


def film(people: Sequence[Standing], count: int, every: int = 1) -> Iterator[Picture]:
    """So many frames of all of them, or only every so manieth, as from a slower camera.

    Made one after another: ten seconds of pictures fill half a gigabyte.
    """
    wall = _wall(next(_recorded(people[0].recording, 1)), WIDTH)
    cut_outs = [_cut_out(one, count, every) for one in people]
    for k, shapes in zip(range(0, count, every), zip(*cut_outs, strict=True), strict=True):
        scene = wall.copy()
        for one, shape in zip(people, shapes, strict=True):
            _add(scene, *shape, one.at(k))
        yield Picture(k / RATE_HZ, scene)


def tracked(shots: Iterable[Picture], asked: Box | None = None) -> list[PoseFrame]:
    """What the tests with several people look at, with the lighter model."""
    return list(followed(shots, "lite", asked))


@cache
def alone(one: Standing, count: int, every: int = 1) -> list[PoseFrame]:
    """The same person with nobody else in the picture."""
    with Landmarker("lite") as landmarker:
        return [landmarker.detect(shot) for shot in film([one], count, every)]


def chest(poses: Sequence[PoseFrame]) -> Box:
    """The point between the shoulders in the first picture, as a box of no size."""
    x, y = poses[0].image[[BODY.index["left_shoulder"], BODY.index["right_shoulder"]]].mean(axis=0)
    return Box(x, y, x, y)


def off_trunks(
    poses: Sequence[PoseFrame], truth: Sequence[PoseFrame], landmarks: Sequence[int]
) -> np.ndarray:
    """(n, landmarks) distances in trunk lengths of all frames that show somebody."""
    pairs = [(one.image, true.image) for one, true in zip(poses, truth, strict=True) if one.has_person]
    ours, theirs = (np.stack(images) for images in zip(*pairs, strict=True))
    trunk = np.linalg.norm(theirs[:, CORE[0]] - theirs[:, CORE[1]], axis=1)
    return np.linalg.norm(ours - theirs, axis=2)[:, landmarks] / np.median(trunk)
