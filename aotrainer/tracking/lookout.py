"""Now and then, a look at the whole picture: who is there, and how bright it is.

Following two people at once costs too much: with two to follow, every picture takes 48-60 ms in place of 31
(measured on one core), whether a second person is there or not, and with three they change their order.
So one person is followed from picture to picture, and a second landmarker looks at a single picture once a
second, beside the tracking: 40 ms for one person, 60 for two.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import cv2

from aotrainer.motion.placement import Surroundings
from aotrainer.tracking.camera import Image, Picture
from aotrainer.tracking.landmarker import MODELS, Landmarker, ModelSize
from aotrainer.tracking.people import Person, distinct

MOST_PEOPLE = 3
"""Patient, helper and one more; who comes after them changes nothing."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one picture shows besides the patient's landmarks."""

    time_s: float
    people: tuple[Person, ...]
    surroundings: Surroundings


class Lookout:
    """Finds everybody in a single picture; 40 to 70 ms a look.

    Raises `ModelError` when the model file is missing, altered or cannot be loaded.
    """

    def __init__(self, size: ModelSize = "lite", models: Path = MODELS) -> None:
        self._landmarker = Landmarker(size, models, everybody=MOST_PEOPLE)

    def look(self, picture: Picture) -> Look:
        """Everybody in this picture, whatever was in those before."""
        people = distinct(Person.of(frame) for frame in self._landmarker.find(picture))
        height, width = picture.image.shape[:2]
        return Look(
            picture.time_s, people, Surroundings(brightness(picture.image), len(people), width / height)
        )

    def close(self) -> None:
        """Let the model go."""
        self._landmarker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()


class Lookouts:
    """Looks in a thread of its own, one at a time; the tracking never waits but for the first."""

    def __init__(self, lookout: Lookout) -> None:
        self._lookout = lookout
        self._pool = ThreadPoolExecutor(1, "lookout")
        self._pending: Future[Look] | None = None

    def first(self, picture: Picture) -> Look:
        """Look at this picture now."""
        self._pending = None
        return self._pool.submit(self._lookout.look, picture).result()

    def offer(self, picture: Picture) -> None:
        """Look at this picture, unless a look is under way."""
        if self._pending is None:
            self._pending = self._pool.submit(self._lookout.look, picture)

    def take(self) -> Look | None:
        """What the look under way has found, once, when it has."""
        if self._pending is None or not self._pending.done():
            return None
        look, self._pending = self._pending.result(), None
        return look

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self._pool.shutdown()


def brightness(image: Image) -> float:
    """Mean of a BGR picture, 0 black to 1 white."""
    small = cv2.resize(image, (64, 36), interpolation=cv2.INTER_AREA)
    return float(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).mean() / 255)
