"""Where the camera stands, told as a photographer would: the side it looks from and how much it takes in.

Or, in the first person, where the eyes of the demonstrator look.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .geometry import Array, X, Y, look_at, perspective, rotation
from .human import Human
from .pose import Stance, carried

VERTICAL_VIEW = 26.0  # degrees; a webcam at arm's length distorts more, a photographer's lens less
NEAR, FAR = 0.3, 30.0  # metres
NEAR_EYES = 0.04  # metres
EYES_BACK = (
    0.08  # metres from between the eyes to the camera: a hand before the mouth must fit in the picture
)


@dataclass(frozen=True)
class View:
    """What is in the picture. Lengths are shares of the person's stature, so any body is framed alike."""

    azimuth: float  # degrees; + = from the person's left
    bottom: float  # height of the lower edge above the floor
    top: float  # height of the upper edge
    aside: float = 0.0  # shift of the picture to the camera's right
    forward: float = 0.0  # the middle of the picture lies this far before the origin
    elevation: float = 0.0  # degrees the camera looks down


@dataclass(frozen=True)
class FirstPerson:
    """What the demonstrator sees, as if the arms were one's own. The gaze rests on one point of the room.

    The point is told in shares of the stature: to the person's left, above the floor, before the body.
    """

    left: float
    height: float
    forward: float
    vertical_view: float = 60.0  # degrees


@dataclass(frozen=True, eq=False)
class Camera:
    """Matrices of a view. Column vectors: clip = projection @ view @ point."""

    eye: Array  # (3,) metres
    turn: Array  # (3, 3) rotation of the camera about the vertical
    matrix: Array  # (4, 4) projection @ view
    size: tuple[int, int]  # pixels
    headless: bool = False  # the demonstrator's head is the camera, so it is not seen

    def project(self, points: Array) -> Array:
        """(n, 3) metres -> (n, 2) pixels from the upper left corner."""
        homogeneous = np.c_[np.atleast_2d(points), np.ones(len(np.atleast_2d(points)))]
        clip = homogeneous @ self.matrix.T
        x, y = (clip[:, :2] / clip[:, 3:]).T
        return np.stack([(x + 1) / 2 * self.size[0], (1 - y) / 2 * self.size[1]], axis=1)


def camera_of(view: View | FirstPerson, human: Human, rest: Stance, size: tuple[int, int]) -> Camera:
    """The camera of any view of a person, whose stance at rest tells where the eyes are."""
    if isinstance(view, FirstPerson):
        return look_out(view, human, rest, size)
    return place_camera(view, human.floor, human.stature, size)


def place_camera(view: View, floor: float, stature: float, size: tuple[int, int]) -> Camera:
    """The camera that takes in the view of a person of this stature."""
    turn = rotation(Y, view.azimuth)
    middle = np.array([0.0, floor + stature * (view.bottom + view.top) / 2, view.forward * stature])
    middle = middle + turn @ X * view.aside * stature
    distance = stature * (view.top - view.bottom) / 2 / np.tan(np.radians(VERTICAL_VIEW) / 2)
    back = turn @ rotation(X, -view.elevation) @ (0.0, 0.0, distance)
    projection = perspective(VERTICAL_VIEW, size[0] / size[1], NEAR, FAR)
    return Camera(middle + back, turn, projection @ look_at(middle + back, middle), size)


def look_out(view: FirstPerson, human: Human, stance: Stance, size: tuple[int, int]) -> Camera:
    """The camera between the eyes of a person who stands or sits so."""
    eyes = (human.joints["l-eye"] + human.joints["r-eye"]) / 2
    eye = carried(human, stance, "head", eyes - (0, 0, EYES_BACK))
    target = human.stature * np.array([view.left, view.height, view.forward]) + (0, human.floor, 0)
    back = eye - target
    turn = rotation(Y, float(np.degrees(np.arctan2(back[0], back[2]))))
    projection = perspective(view.vertical_view, size[0] / size[1], NEAR_EYES, FAR)
    return Camera(eye, turn, projection @ look_at(eye, target), size, headless=True)
