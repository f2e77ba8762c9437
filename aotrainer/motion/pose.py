"""What a body in front of one camera looks like, at one moment and over time.

Two sets of landmarks are kept side by side, because each is right about something else (`features` says
which is used for what):

- *image* landmarks, (x, y) in **picture heights** from the centre of the picture, x to the right of the
  picture and y down. A unit is the same length in both directions, so angles in the picture are true.
- *world* landmarks, (x, y, z) in metres from the middle of the hips, x to the right of the picture, y down
  and z away from the camera, as the landmarker estimates them.

Pictures are tracked **unflipped**: a person who faces the camera has the left side at larger x. Flipping is
for display only; `mirror` is the one function that makes a left-sided motion of a right-sided one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Self

import numpy as np

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.arrays import BoolArray, FloatArray, IntArray

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")


@dataclass(frozen=True)
class Skeleton:
    """Named landmarks in the order of the arrays; paired ones are named `left_*` and `right_*`."""

    name: str
    landmarks: tuple[str, ...]

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of every landmark by its name."""
        return {name: position for position, name in enumerate(self.landmarks)}

    @cached_property
    def mirror_order(self) -> IntArray:
        """(L,) for each landmark, the position of its twin on the other side of the body."""
        return np.array([self.index[other_side(name)] for name in self.landmarks])


def other_side(name: str) -> str:
    """`left_elbow` for `right_elbow` and the reverse; a name without a side is its own twin."""
    if name.startswith("left"):
        return "right" + name.removeprefix("left")
    if name.startswith("right"):
        return "left" + name.removeprefix("right")
    return name


def opposite(side: Side) -> Side:
    """The other one of left and right."""
    return "left" if side == "right" else "right"


def _paired(*joints: str) -> list[str]:
    return [f"{side}_{joint}" for joint in joints for side in SIDES]


BODY = Skeleton(
    "body",
    (
        "nose",
        *(f"{side}_eye{part}" for side in SIDES for part in ("_inner", "", "_outer")),
        *_paired("ear", "mouth", "shoulder", "elbow", "wrist", "pinky", "index", "thumb"),
        *_paired("hip", "knee", "ankle", "heel", "foot_index"),
    ),
)
"""The 33 landmarks of MediaPipe Pose, in its order."""


def in_picture(places: FloatArray, width: float) -> BoolArray:
    """(...) whether places (..., 2) lie within a picture that is so many of its heights wide."""
    return np.asarray((np.abs(places) <= (width / 2, 0.5)).all(axis=-1))


@dataclass(frozen=True, slots=True)
class PoseFrame:
    """One picture's landmarks, or that nobody was seen in it.

    time_s : seconds on the camera's clock at capture
    image : (L, 2) picture heights from the centre of the picture
    world : (L, 3) metres from the middle of the hips
    visibility : (L,) 0 to 1, how sure the landmarker is that the landmark is seen; 0 throughout, with
        landmarks NaN, where nobody was found
    crowded : nothing is told because the patient could not be told from somebody else
    """

    time_s: float
    image: FloatArray
    world: FloatArray
    visibility: FloatArray
    crowded: bool = False

    @classmethod
    def nobody(cls, time_s: float, skeleton: Skeleton = BODY, *, crowded: bool = False) -> Self:
        """The frame of a picture in which no person was found, or not the one who counts."""
        count = len(skeleton.landmarks)
        nowhere = np.full((count, 3), np.nan)
        return cls(time_s, nowhere[:, :2], nowhere, np.zeros(count), crowded)

    @property
    def has_person(self) -> bool:
        """Whether anybody was found in the picture."""
        return bool(self.visibility.any())


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """Landmarks over time; checked when made, never changed afterwards.

    times_s : (n,) strictly increasing seconds
    image : (n, L, 2) picture heights from the centre of the picture
    world : (n, L, 3) metres from the middle of the hips
    visibility : (n, L) 0 to 1; a landmark that is NaN must have visibility 0

    Raises `InvalidMotionError` when the arrays do not fit together.
    """

    times_s: FloatArray
    image: FloatArray
    world: FloatArray
    visibility: FloatArray
    skeleton: Skeleton = BODY

    def __post_init__(self) -> None:
        n, count = len(self.times_s), len(self.skeleton.landmarks)
        for name, shape in (("image", (n, count, 2)), ("world", (n, count, 3)), ("visibility", (n, count))):
            if getattr(self, name).shape != shape:
                raise InvalidMotionError(
                    f"{name} has shape {getattr(self, name).shape}, not {shape}.",
                    f"Give one row for each of the {n} times and {count} {self.skeleton.name} landmarks.",
                )
        if not np.isfinite(self.times_s).all() or (np.diff(self.times_s) <= 0).any():
            raise InvalidMotionError("times_s does not increase.", "Give each frame its time of capture.")
        seen = self.visibility > 0
        if not (np.isfinite(self.image[seen]).all() and np.isfinite(self.world[seen]).all()):
            raise InvalidMotionError(
                "A landmark is not a number although it counts as visible.",
                "Set the visibility of missing landmarks to 0.",
            )

    @classmethod
    def from_frames(cls, frames: Sequence[PoseFrame], skeleton: Skeleton = BODY) -> Self:
        """Stack frames in the order of their capture; raises `InvalidMotionError` when there are none."""
        if not frames:
            raise InvalidMotionError("There is no frame to make a motion of.", "Record something first.")
        return cls(
            np.array([frame.time_s for frame in frames]),
            np.stack([frame.image for frame in frames]),
            np.stack([frame.world for frame in frames]),
            np.stack([frame.visibility for frame in frames]),
            skeleton,
        )

    def __len__(self) -> int:
        return len(self.times_s)

    @property
    def duration_s(self) -> float:
        """Seconds from the first frame to the last."""
        return float(self.times_s[-1] - self.times_s[0]) if len(self) else 0.0

    def column(self, landmark: str) -> int:
        """The position of a landmark in the arrays, by its name."""
        return self.skeleton.index[landmark]

    def between(self, start_s: float, end_s: float) -> Motion:
        """The frames with start_s <= time <= end_s."""
        return self._frames(frames_between(self.times_s, start_s, end_s))

    def every(self, period_s: float) -> Motion:
        """Frames at least about `period_s` apart, the first one among them."""
        if len(self) < 2:
            return self
        step = max(1, round(period_s * (len(self) - 1) / self.duration_s))
        return self._frames(slice(None, None, step))

    def _frames(self, which: slice) -> Motion:
        return replace(
            self,
            times_s=self.times_s[which],
            image=self.image[which],
            world=self.world[which],
            visibility=self.visibility[which],
        )

    def followed_by(self, later: Motion) -> Motion:
        """Both in one, of the same skeleton; raises `InvalidMotionError` if `later` is not later."""
        return Motion(
            np.concatenate([self.times_s, later.times_s]),
            np.concatenate([self.image, later.image]),
            np.concatenate([self.world, later.world]),
            np.concatenate([self.visibility, later.visibility]),
            self.skeleton,
        )

    def select(self, landmarks: Sequence[str]) -> Motion:
        """The same motion with these landmarks only; both sides are needed if it is to be mirrored."""
        columns = [self.column(name) for name in landmarks]
        return replace(
            self,
            image=self.image[:, columns],
            world=self.world[:, columns],
            visibility=self.visibility[:, columns],
            skeleton=Skeleton(self.skeleton.name, tuple(landmarks)),
        )


def frames_between(times_s: FloatArray, start_s: float, end_s: float) -> slice:
    """Where increasing times lie between two moments, both included."""
    first, last = np.searchsorted(times_s, [start_s, np.nextafter(end_s, np.inf)])
    return slice(int(first), int(last))


def mirror(motion: Motion) -> Motion:
    """The same motion as a looking-glass shows it: x is negated *and* left and right landmarks swap.

    `mirror(mirror(motion))` equals `motion`. Swapping names alone, or negating x alone, gives a body that is
    inside out: the mistake behind most left/right bugs in this field.
    """
    order = motion.skeleton.mirror_order
    return replace(
        motion,
        image=motion.image[:, order] * np.array([-1.0, 1.0]),
        world=motion.world[:, order] * np.array([-1.0, 1.0, 1.0]),
        visibility=motion.visibility[:, order],
    )
