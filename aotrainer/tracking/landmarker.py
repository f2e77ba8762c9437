"""Pictures to landmarks with MediaPipe's Pose Landmarker (BlazePose), on this machine and nowhere else.

The pictures go in **unflipped**, so that the person's left stays left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Self

import cv2
import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision

from aotrainer.errors import ModelError
from aotrainer.language import N_
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.pose import PoseFrame, in_picture
from aotrainer.tracking.camera import Image, Picture

ModelSize = Literal["full", "lite"]

MODELS = Path(__file__).parent / "models"
CHECKSUMS = "SHA256SUMS"
SETTLING_FRAMES, FRAME_MS = 10, 33
"""How long the model is given to settle."""
MAX_WIDTH_PX = 640
"""Wider pictures are shrunk first: the model sees 256 x 256 pixels of the person, so detail is wasted."""


class Landmarker:
    """Follows one person through pictures in the order of their times.

    size : "full" is the default; "lite" is a quarter faster and less exact
    everybody : find up to so many people in single pictures instead of following one
    Raises `ModelError` when the model file is missing, altered or cannot be loaded.
    """

    def __init__(self, size: ModelSize = "full", models: Path = MODELS, *, everybody: int = 0) -> None:
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(
                model_asset_buffer=checked_model(f"pose_landmarker_{size}.task", models)
            ),
            running_mode=vision.RunningMode.IMAGE if everybody else vision.RunningMode.VIDEO,
            num_poses=everybody or 1,
        )
        try:
            self._task = vision.PoseLandmarker.create_from_options(options)
        except (RuntimeError, ValueError) as cause:
            raise ModelError(N_("The pose model cannot be loaded."), N_("Reinstall aotrainer.")) from cause
        self._last_ms = -1
        self._settled_ms = 0

    def settle(self, picture: Picture) -> None:
        """Look at the first picture of a recording for a while.

        The model follows landmarks from where it first guessed them, and takes a third of a second to get
        there: in a clip that begins with the movement this would be taken for a part of it.
        """
        for _ in range(SETTLING_FRAMES):
            self.detect(picture)
            self._settled_ms += FRAME_MS

    def detect(self, picture: Picture) -> PoseFrame:
        """The landmarks in one picture, or `PoseFrame.nobody`."""
        self._last_ms = max(self._last_ms + 1, round(picture.time_s * 1000) + self._settled_ms)
        result = self._task.detect_for_video(_rgb(picture.image), self._last_ms)
        return next(_frames(picture, result), PoseFrame.nobody(picture.time_s))

    def find(self, picture: Picture) -> list[PoseFrame]:
        """Everybody in one picture, if it is to find `everybody`."""
        return list(_frames(picture, self._task.detect(_rgb(picture.image))))

    def close(self) -> None:
        """Let the model go."""
        self._task.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()


def checked_model(name: str, models: Path = MODELS) -> bytes:
    """A model file's content, if it is the one that was shipped; raises `ModelError` if not."""
    try:
        sums = dict(line.split()[::-1] for line in (models / CHECKSUMS).read_text().splitlines())
        content = (models / name).read_bytes()
    except OSError as cause:
        raise ModelError(
            N_("The pose model {name} is missing."), N_("Reinstall aotrainer."), name=name
        ) from cause
    if hashlib.sha256(content).hexdigest() != sums.get(name):
        raise ModelError(
            N_("The pose model {name} was altered or damaged."), N_("Reinstall aotrainer."), name=name
        )
    return content


def _rgb(image: Image) -> mp.Image:
    height, width = image.shape[:2]
    if width > MAX_WIDTH_PX:
        size = (MAX_WIDTH_PX, round(height * MAX_WIDTH_PX / width))
        image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    return mp.Image(image_format=mp.ImageFormat.SRGB, data=cv2.cvtColor(image, cv2.COLOR_BGR2RGB))


def _frames(picture: Picture, result: Any) -> Iterator[PoseFrame]:
    height, width = picture.image.shape[:2]
    for normalised, world in zip(result.pose_landmarks, result.pose_world_landmarks, strict=True):
        image = (_array(normalised, "xy") - 0.5) * np.array([width / height, 1.0])
        visibility = np.array([landmark.visibility for landmark in normalised])
        # The model goes on guessing beyond the edge, and is sure of it: what is cut off was not seen.
        seen = np.where(in_picture(image, width / height), visibility, 0.0)
        yield PoseFrame(picture.time_s, image, _array(world, "xyz"), seen)


def _array(landmarks: list[Any], axes: str) -> FloatArray:
    return np.array([[getattr(landmark, axis) for axis in axes] for landmark in landmarks], float)
