"""Where people are in the picture: boxes round a body, and round its head and trunk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.pose import BODY, SIDES, PoseFrame

SAME = 0.6
"""Two findings whose cores overlap by this share are the same person, found twice."""
CORE = [BODY.index[name] for name in ("nose", *(f"{s}_{n}" for n in ("shoulder", "hip") for s in SIDES))]
"""Head and trunk: what stays in its place while limbs move."""


@dataclass(frozen=True, slots=True)
class Box:
    """Upright, in picture heights from the centre of the picture, as `PoseFrame.image`."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, points: FloatArray) -> Self:
        """The smallest that holds all points (n, 2)."""
        return cls(*points.min(axis=0).tolist(), *points.max(axis=0).tolist())

    @property
    def centre(self) -> FloatArray:
        """(2,) its middle."""
        return np.array([self.left + self.right, self.top + self.bottom]) / 2

    @property
    def diagonal(self) -> float:
        """From corner to corner: the size of a body in the picture, whichever way it is turned."""
        return float(np.hypot(self.right - self.left, self.bottom - self.top))

    @property
    def area(self) -> float:
        """Width times height; nothing where there is neither."""
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)

    def wider(self, margin: float) -> Box:
        """With a margin on every side."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def moved(self, by: FloatArray) -> Box:
        """Shifted by (2,) to the right and down."""
        x, y = by.tolist()
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def overlap(self, other: Box) -> float:
        """What both share, of all that they cover together: 0 apart, 1 the same."""
        shared = Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        ).area
        return shared / together if (together := self.area + other.area - shared) > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Person:
    """Where somebody is: head and trunk, and everything."""

    core: Box
    whole: Box

    @classmethod
    def of(cls, frame: PoseFrame) -> Person:
        """The person of a frame that has one."""
        return cls(Box.around(frame.image[CORE]), Box.around(frame.image))

    @property
    def size(self) -> float:
        """Picture heights: the diagonal of head and trunk, about one and a half trunks."""
        return self.core.diagonal


def distinct(found: Iterable[Person]) -> tuple[Person, ...]:
    """Each person once."""
    people: list[Person] = []
    for one in found:
        if all(one.core.overlap(other.core) < SAME for other in people):
            people.append(one)
    return tuple(people)


def largest_in_the_middle(people: Sequence[Person]) -> Person:
    """Who is taken for the patient when nobody says: large, and near to the middle of the picture."""
    return max(people, key=lambda one: one.size / (0.5 + abs(float(one.core.centre[0]))))
