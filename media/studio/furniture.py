"""The chair, the floor and the wall, as grids of small quads (light is computed at the corners)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .geometry import Array, X, Y, Z, rotation
from .wardrobe import Colour

WOOD: Colour = (0.30, 0.17, 0.075)
SEAT_CLOTH: Colour = (0.075, 0.10, 0.13)
GRID = 4  # quads along each edge of a box
LEG = 0.036  # metres across
FLOOR_REACH, FLOOR_GRID = 12.0, 48  # metres from the middle, quads across


@dataclass(frozen=True)
class Box:
    """A block: centre and size in metres, leaning back by some degrees."""

    centre: tuple[float, float, float]
    size: tuple[float, float, float]
    colour: Colour
    lean: float = 0.0


@dataclass(frozen=True)
class Seat:
    """Where a chair must be for someone to sit on it, in metres."""

    height: float  # of the top of the cushion, in the coordinates of the body
    front: float  # z of the front edge
    back: float  # z of the person's back
    floor: float


def chair(seat: Seat, width: float = 0.44, back_height: float = 0.42) -> tuple[Box, ...]:
    """Cushion, frame, four legs and a padded back rest that leaves the loins free."""
    rear = seat.back - 0.035
    depth, middle = seat.front - rear, (seat.front + rear) / 2
    top = seat.height - 0.05
    legs = [
        Box((x, (top + seat.floor) / 2, z), (LEG, top - seat.floor, LEG), WOOD)
        for x in (-width / 2 + LEG, width / 2 - LEG)
        for z in (seat.front - LEG, rear + LEG)
    ]
    posts = [
        Box(
            (x, seat.height + back_height / 2 - 0.03, rear - 0.02),
            (LEG, back_height + 0.06, 0.026),
            WOOD,
            6.0,
        )
        for x in (-width / 2 + LEG, width / 2 - LEG)
    ]
    return (
        Box((0, seat.height - 0.02, middle), (width, 0.045, depth), SEAT_CLOTH),
        Box((0, top, middle), (width - 0.02, 0.03, depth - 0.02), WOOD),
        *legs,
        *posts,
        Box(
            (0, seat.height + back_height * 0.68, rear - 0.012), (width - 0.02, 0.22, 0.034), SEAT_CLOTH, 6.0
        ),
    )


def box_quads(box: Box) -> tuple[Array, Array]:
    """Corners (n, 4, 3) in metres and normals (n, 3) of the six gridded sides."""
    turn = rotation(X, -box.lean)
    corners, normals = [], []
    steps = np.linspace(-1, 1, GRID + 1)
    for axis in range(3):
        u, v = np.eye(3)[(axis + 1) % 3], np.eye(3)[(axis + 2) % 3]
        grid = steps[:, None, None] * u + steps[None, :, None] * v
        for sign in (-1, 1):
            side = grid + sign * np.eye(3)[axis]
            quads = _cells(side * np.array(box.size) / 2)
            corners.append(quads @ turn.T + box.centre)
            normals.append(np.tile(turn @ (sign * np.eye(3)[axis]), (len(quads), 1)))
    return np.concatenate(corners), np.concatenate(normals)


def floor_quads(height: float) -> tuple[Array, Array]:
    """A floor that is finely divided near the person."""
    steps = np.linspace(-1, 1, FLOOR_GRID + 1)
    steps = np.sign(steps) * steps**2 * FLOOR_REACH
    grid = steps[:, None, None] * Z + steps[None, :, None] * X + height * Y
    quads = _cells(grid)
    return quads, np.tile(Y, (len(quads), 1))


def wall_quads(floor: float, distance: float, turn: Array, bottom: float, top: float) -> tuple[Array, Array]:
    """A strip of wall behind the person, square to the camera, from one height above the floor to another."""
    across, up = np.linspace(-6, 6, 17), np.linspace(floor + bottom, floor + top, 7)
    grid = up[:, None, None] * Y + across[None, :, None] * X - distance * Z
    quads = _cells(grid) @ turn.T
    return quads, np.tile(turn @ Z, (len(quads), 1))


def _cells(grid: Array) -> Array:
    """(rows, columns, 3) -> (cells, 4, 3) going round each cell."""
    cells: Sequence[Array] = (grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1])
    return np.stack(cells, axis=2).reshape(-1, 4, 3)
