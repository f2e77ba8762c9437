"""What is around a person: floor, wall, decoration and the light."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .camera import Camera
from .decor import arm_rest, bookshelf, chest, floor_lamp, picture, plant, sofa, standing
from .geometry import Array, X, Y, Z, unit
from .human import Human
from .parts import Colour
from .props import Prop
from .solids import Solid, sheet

FLOOR_REACH, FLOOR_GRID = 12.0, 48  # metres from the middle, cells across
MELTED = 3.2  # metres from the middle, beyond which a floor without a wall is all background
FIRST_PERSON_KEY = (-0.50, 0.95, -0.15)  # from above the left shoulder of who looks out
SINK = 0.009  # metres that soles reach below the bare foot
SKIRTING: Colour = (0.62, 0.60, 0.56)


@dataclass(frozen=True)
class Light:
    """The light of a room. The key light's direction is seen from the camera: it goes with it."""

    sky: float = 0.62
    key: float = 1.05
    direction: tuple[float, float, float] = (-0.55, 0.75, 0.75)  # from above the camera's left shoulder
    tint: Colour = (1.0, 1.0, 1.0)  # of all light


@dataclass(frozen=True)
class Backdrop:
    """What is around the person. Colours are linear; without a wall the floor melts into the background.

    `decor` stands square to the camera as the wall does: x to its right, y up from the floor, z towards it.
    """

    floor: Colour
    wall: Colour
    wall_distance: float | None = None  # metres behind the person
    light: Light = Light()
    decor: tuple[Prop, ...] = ()


ROOM = Backdrop(floor=(0.30, 0.21, 0.14), wall=(0.52, 0.50, 0.42), wall_distance=1.25)

CLUTTER = (
    standing("bookshelf", bookshelf(), -1.15, -1.05),
    standing("sofa", sofa(), 1.15, -0.75, -8),
    standing("plant", plant(), 0.62, -0.98),
    standing("lamp", floor_lamp(), -0.58, -1.0),
    Prop("picture", tuple(picture()), (np.eye(3), np.array([0.75, 1.42, -1.22]))),
)
LOW_CHEST = (standing("chest", chest(), 0.12, 1.05, 4),)
ARMCHAIR = (standing("arm rest", [arm_rest(0.0)], -0.44, 0.30),)

ROOMS: dict[str, Backdrop] = {
    "room": ROOM,
    "cluttered": replace(ROOM, wall_distance=1.25, decor=CLUTTER),
    "dim": replace(ROOM, light=Light(sky=0.20, key=0.22, tint=(1.0, 0.86, 0.68))),
    "side_light": replace(
        ROOM, light=Light(sky=0.34, key=1.75, direction=(-1.0, 0.35, 0.25), tint=(1.0, 0.97, 0.90))
    ),
    "behind_chest": replace(ROOM, decor=LOW_CHEST),
    "behind_arm_rest": replace(ROOM, decor=ARMCHAIR),
}
"""Where patients may be filmed."""


def ground(human: Human) -> float:
    """The height of the floor in metres: soles reach a little below the bare foot."""
    return human.floor - SINK


def set_of(backdrop: Backdrop) -> tuple[Prop, ...]:
    """Floor, wall with its skirting board, and decoration; all square to the camera, on a floor at y = 0."""
    floor = Prop("floor", (_floor(backdrop),), casts=False)
    if backdrop.wall_distance is None:
        return (floor, *backdrop.decor)
    wall = (
        _wall(backdrop.wall_distance, 0.0, 4.0, backdrop.wall),
        _wall(backdrop.wall_distance - 0.015, 0.0, 0.09, SKIRTING),
    )
    return (*backdrop.decor, Prop("wall", tuple(sheet(*s) for s in wall), casts=False), floor)


def _floor(backdrop: Backdrop) -> Solid:
    """Finely divided near the person."""
    steps = np.linspace(-1, 1, FLOOR_GRID + 1)
    reach = FLOOR_REACH if backdrop.wall_distance else MELTED * FLOOR_GRID / (FLOOR_GRID - 1)
    steps = np.sign(steps) * steps**2 * reach
    return sheet(steps[:, None, None] * Z + steps[None, :, None] * X, backdrop.floor)


def _wall(distance: float, bottom: float, top: float, colour: Colour) -> tuple[Array, Colour]:
    across, up = np.linspace(-6, 6, 17), np.linspace(bottom, top, 7)
    return across[:, None, None] * X + up[None, :, None] * Y - distance * Z, colour


def key_direction(light: Light, camera: Camera) -> Array:
    """Towards the key light, which goes with the camera. One's own head must not shade one's own hands."""
    return camera.turn @ unit(FIRST_PERSON_KEY if camera.headless else light.direction)
