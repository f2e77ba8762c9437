"""Things to handle: a cup, a cardboard box, a folded cloth. Each stands on its origin; in metres."""

from __future__ import annotations

import numpy as np

from .geometry import X, Y, Z, rotation
from .parts import Colour, Material
from .props import HERE, Placement, Prop
from .solids import Solid, box, tube, turned

CUP_RADIUS, CUP_HEIGHT = 0.040, 0.095
CUP_WALL = 0.0035
BOX_SIZE = (0.30, 0.18, 0.22)
LID_HEIGHT, LID_OVERHANG = 0.045, 0.004
CLOTH_SIZE, CLOTH_LAYERS = (0.26, 0.009, 0.20), 3

WHITE_GLAZE: Colour = (0.72, 0.70, 0.64)
CARDBOARD: Colour = (0.44, 0.29, 0.16)
TOWEL: Colour = (0.55, 0.60, 0.50)


def cup(
    rest: Placement = HERE, carried_by: tuple[str, ...] = (), colour: Colour = WHITE_GLAZE, name: str = "cup"
) -> Prop:
    """A mug 8 cm wide and 9.5 cm high; its handle points to +x."""
    r, h, wall = CUP_RADIUS, CUP_HEIGHT, CUP_WALL
    foot = [(0.0, 0.004), (r - 0.012, 0.004), (r - 0.010, 0.0), (r - 0.006, 0.0)]
    outside = [(r - 0.003, 0.002), (r - 0.0008, 0.007), (r, 0.016), (r, 0.04), (r, 0.07), (r, h - wall)]
    rim = [
        (r - wall * (1 - np.cos(a)) / 2, h - wall + wall * np.sin(a) * 0.6) for a in np.linspace(0.4, 2.7, 5)
    ]
    inside = [(r - wall, h - wall), (r - wall, 0.05), (r - wall, 0.018), (r - 0.010, 0.009), (0.0, 0.008)]
    angle = np.linspace(np.radians(94), np.radians(-94), 17)
    ear = (
        np.array([r - 0.002, 0.052, 0])
        + np.outer(np.cos(angle), X * 0.026)
        + np.outer(np.sin(angle), Y * 0.028)
    )
    solids = (
        turned([*foot, *outside, *rim, *inside], colour, Material.CERAMIC),
        tube(ear, 0.0052, colour, Material.CERAMIC),
    )
    return Prop(name, solids, rest, carried_by)


def cardboard_box(rest: Placement = HERE, carried_by: tuple[str, ...] = (), name: str = "box") -> Prop:
    """A light box of 30 x 22 x 18 cm (width, depth, height) with a lid that reaches over its edge."""
    width, height, depth = BOX_SIZE
    lid = (width + LID_OVERHANG, LID_HEIGHT, depth + LID_OVERHANG)
    solids = (
        box(
            (0, (height - 0.003) / 2, 0), (width, height - 0.003, depth), CARDBOARD, Material.CARDBOARD, 0.002
        ),
        box((0, height - LID_HEIGHT / 2, 0), lid, CARDBOARD, Material.CARDBOARD, 0.002),
    )
    return Prop(name, solids, rest, carried_by)


def folded_cloth(
    rest: Placement = HERE, carried_by: tuple[str, ...] = (), colour: Colour = TOWEL, name: str = "cloth"
) -> Prop:
    """A towel folded flat, 26 x 20 cm."""
    width, thick, depth = CLOTH_SIZE
    layers = [_layer(i, width, thick, depth, colour) for i in range(CLOTH_LAYERS)]
    return Prop(name, tuple(layers), rest, carried_by)


def _layer(i: int, width: float, thick: float, depth: float, colour: Colour) -> Solid:
    """The layers do not lie quite on each other."""
    aside, ahead = 0.003 * np.sin(2.0 * i + 1), 0.003 * np.cos(2.4 * i)
    size = (width - 0.004 * i, thick * 1.08, depth - 0.003 * i)
    flat = box((0, 0, 0), size, colour, Material.WOVEN, thick / 2)
    return flat.moved(rotation(Y, 0.6 * i - 0.5), (aside, thick * (i + 0.5), 0) + ahead * Z)
