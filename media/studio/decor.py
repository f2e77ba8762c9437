"""What stands about in a room where someone lives, each piece on its origin with its back to -z; metres."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .geometry import Array, X, Y, Z, rotation
from .parts import Colour, Material
from .props import Prop
from .solids import Solid, box, sheet, tube, turned

OAK: Colour = (0.34, 0.22, 0.12)
SPINES: tuple[Colour, ...] = (
    (0.30, 0.05, 0.04), (0.05, 0.12, 0.25), (0.45, 0.40, 0.30), (0.06, 0.16, 0.09),
    (0.55, 0.28, 0.06), (0.12, 0.12, 0.13), (0.50, 0.49, 0.46), (0.20, 0.09, 0.20),
)  # fmt: skip
LEAF: Colour = (0.045, 0.15, 0.035)
CLAY: Colour = (0.36, 0.13, 0.07)
SOFA: Colour = (0.16, 0.12, 0.09)
LAMPSHADE: Colour = (0.78, 0.62, 0.38)
SHELF_WIDTH, SHELF_DEPTH, SHELF_BOARDS = 0.85, 0.27, (0.06, 0.42, 0.78, 1.14, 1.50, 1.86)


def standing(name: str, solids: Sequence[Solid], x: float, z: float, turn: float = 0.0) -> Prop:
    """A piece placed on the floor, turned about the vertical by some degrees."""
    return Prop(name, tuple(solids), (rotation(Y, turn), np.array([x, 0.0, z])))


def bookshelf() -> list[Solid]:
    """Boards full of books of all sizes."""
    width, depth = SHELF_WIDTH, SHELF_DEPTH
    top = SHELF_BOARDS[-1]
    solids = [_board((0, y, 0), (width, 0.022, depth)) for y in SHELF_BOARDS]
    solids += [_board((x, top / 2, 0), (0.022, top, depth)) for x in (-width / 2, width / 2)]
    solids.append(_board((0, top / 2, -depth / 2), (width, top, 0.008)))
    chance = np.random.default_rng(4)
    for y in SHELF_BOARDS[:-1]:
        solids += _books(chance, y + 0.011)
    return solids


def _board(centre: Sequence[float], size: Sequence[float]) -> Solid:
    return box(centre, size, OAK, Material.WOOD)


def _books(chance: np.random.Generator, height: float) -> list[Solid]:
    """One row, with a gap at its end."""
    books, x = [], -SHELF_WIDTH / 2 + 0.03
    while x < SHELF_WIDTH * (0.5 - 0.35 * chance.random()) - 0.05:
        thick, tall, deep = chance.uniform((0.018, 0.19, 0.14), (0.05, 0.30, 0.21))
        colour = SPINES[int(chance.integers(len(SPINES)))]
        centre = (x + thick / 2, height + tall / 2, SHELF_DEPTH / 2 - 0.03 - deep / 2)
        books.append(box(centre, (thick - 0.001, tall, deep), colour))
        x += thick
    return books


def plant() -> list[Solid]:
    """A pot with long leaves that hang over."""
    pot = turned([(0, 0), (0.11, 0), (0.11, 0), (0.15, 0.26), (0.15, 0.26), (0.135, 0.25), (0, 0.24)], CLAY)
    chance = np.random.default_rng(7)
    leaves = [
        _leaf(turn, *chance.uniform((0.35, 0.55, 0.02), (0.75, 1.15, 0.05))) for turn in np.arange(22) * 137.5
    ]
    return [pot, *leaves]


def _leaf(turn: float, reach: float, rise: float, width: float) -> Solid:
    """A blade that rises, then falls, `turn` degrees round the pot."""
    t = np.linspace(0.02, 1, 9)
    spine = reach * 0.6 * t[:, None] * X + (0.24 + rise * (1.6 * t - 1.1 * t**2.6))[:, None] * Y
    half = width * np.sin(np.pi * np.clip(t, 0.05, 0.985)) ** 0.7
    blade = np.stack([spine - half[:, None] * Z, spine + half[:, None] * Z], axis=1)
    return sheet(blade @ rotation(Y, turn).T, LEAF, Material.PLAIN)


def floor_lamp() -> list[Solid]:
    shade = [(0.095, 1.62), (0.185, 1.34), (0.19, 1.34), (0.19, 1.34), (0.10, 1.62)]
    pole = [(0, 0), (0.14, 0), (0.14, 0), (0.14, 0.015), (0.02, 0.03), (0.012, 0.05), (0.012, 1.5)]
    return [turned(shade, LAMPSHADE, Material.WOVEN), turned(pole, (0.05, 0.05, 0.05))]


def picture(width: float = 0.62, height: float = 0.46) -> list[Solid]:
    """A framed landscape, to hang with its lower edge at the origin."""
    frame = box((0, height / 2, 0), (width, height, 0.02), (0.06, 0.04, 0.03), Material.WOOD)
    bands: tuple[tuple[float, float, Colour], ...] = (
        (0.10, 0.34, (0.10, 0.17, 0.06)),
        (0.34, 0.55, (0.16, 0.24, 0.30)),
        (0.55, 0.90, (0.45, 0.55, 0.66)),
    )
    panes = [
        box((0, height * (a + b) / 2, 0.011), (width * 0.86, height * (b - a), 0.004), colour)
        for a, b, colour in bands
    ]
    return [frame, *panes]


def sofa(width: float = 1.5, colour: Colour = SOFA) -> list[Solid]:
    def cushion(x: float, y: float, z: float, *size: float) -> Solid:
        return box((x, y, z), size, colour, Material.WOVEN, 0.05)

    half = width / 2 - 0.2
    return [
        cushion(0, 0.20, 0.0, width - 0.1, 0.30, 0.80),
        *(cushion(x, 0.41, 0.06, half, 0.16, 0.66) for x in (-half / 2, half / 2)),
        cushion(0, 0.58, -0.34, width - 0.1, 0.56, 0.18),
        *(arm_rest(x, colour) for x in (-width / 2 + 0.08, width / 2 - 0.08)),
    ]


def arm_rest(x: float, colour: Colour = SOFA, height: float = 0.60) -> Solid:
    """The padded arm of a sofa or an armchair."""
    return box((x, height / 2 + 0.02, 0), (0.17, height, 0.82), colour, Material.WOVEN, 0.06)


def chest(width: float = 1.05, height: float = 0.44, depth: float = 0.46) -> list[Solid]:
    """A low table with drawers, closed down to the floor."""
    body = box((0, height / 2, 0), (width, height, depth), OAK, Material.WOOD, 0.006)
    top = box((0, height, 0), (width + 0.03, 0.026, depth + 0.03), OAK, Material.WOOD, 0.006)
    fronts, knobs = [], []
    for x in (-width / 4, width / 4):
        for y in (height * 0.27, height * 0.70):
            size = (width / 2 - 0.03, height * 0.38, 0.012)
            fronts.append(box((x, y, depth / 2 + 0.004), size, OAK, Material.WOOD, 0.003))
            knobs.append(_knob(np.array([x, y, depth / 2 + 0.02])))
    return [body, top, *fronts, *knobs]


def _knob(at: Array) -> Solid:
    return tube(np.stack([at - 0.05 * X, at, at + 0.05 * X]), 0.006, (0.5, 0.5, 0.5))
