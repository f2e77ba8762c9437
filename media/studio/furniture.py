"""Chairs, tables and a stand. In metres; what has no `Seat` stands on its origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .geometry import X, Y, rotation
from .parts import Colour, Material
from .props import HERE, Placement, Prop
from .rooms import SINK
from .solids import Solid, box, turned

BEECH: Colour = (0.42, 0.25, 0.115)
LAMINATE: Colour = (0.55, 0.47, 0.36)
STEEL: Colour = (0.30, 0.31, 0.32)
UPHOLSTERY: Colour = (0.075, 0.10, 0.13)
LEG = 0.034  # metres across
TABLE_HEIGHT, TABLE_TOP = 0.72, 0.024
BACK_LEAN = 7.0  # degrees
SUPPORT_SEAT, SUPPORT_BACK, RAIL = 0.46, 0.44, 0.05
RAIL_HEIGHT = SUPPORT_SEAT + SUPPORT_BACK - 0.03 + RAIL / 2
"""Of the top of the chair to hold on to, above the floor."""


@dataclass(frozen=True)
class Seat:
    """Where a chair must be for someone to sit on it, in metres."""

    height: float  # of the top of the cushion, in the coordinates of the body
    front: float  # z of the front edge
    back: float  # z of the person's back
    floor: float


def chair(seat: Seat, width: float = 0.44, back_height: float = 0.42) -> tuple[Prop, ...]:
    """A beech chair without arms: a cushion, and a padded back rest that leaves the loins free."""
    rear, floor = seat.back - 0.035, seat.floor - SINK
    depth, middle, apron = seat.front - rear, (seat.front + rear) / 2, seat.height - 0.062
    inside = width / 2 - LEG * 0.75
    solids: list[Solid] = [
        box((0, seat.height - 0.024, middle), (width, 0.052, depth), UPHOLSTERY, Material.WOVEN, 0.022),
        *_rails((width - 0.03, 0.05, depth - 0.03), (0, apron, middle)),
    ]
    for x in (-inside, inside):
        solids += [
            _leg((x, floor, seat.front - LEG), apron),
            _leg((x, floor, rear + LEG * 0.5), apron),
            _leaning(
                (x, seat.height + back_height / 2 - 0.03, rear - 0.02), (LEG, back_height + 0.08, 0.024)
            ),
        ]
    rest = (0, seat.height + back_height * 0.68, rear - 0.006)
    solids.append(_leaning(rest, (width - 0.02, 0.22, 0.040), UPHOLSTERY, Material.WOVEN, 0.018))
    return (Prop("chair", tuple(solids)),)


def support_chair(rest: Placement = HERE, name: str = "support chair", height: float = 0.895) -> Prop:
    """A chair to hold on to, seen from behind: it looks away from whoever stands at its back (at +z)."""
    seat = Seat(height=0.46, front=0.42, back=0.035, floor=SINK)
    (plain,) = chair(seat, back_height=height - seat.height + 0.005)
    turn = rotation(Y, 180)
    top = _leaning((0, height - 0.025, -0.032), (0.44, 0.05, 0.026))
    return Prop(name, tuple(solid.moved(turn, (0, 0, 0)) for solid in (*plain.solids, top)), rest)


def table(
    rest: Placement = HERE,
    width: float = 1.10,
    depth: float = 0.60,
    name: str = "table",
    top: Colour = LAMINATE,
) -> Prop:
    """A thin top on four slim legs, 72 cm high."""
    under = TABLE_HEIGHT - TABLE_TOP
    legs = [
        _leg((x, 0.0, z), under, 0.038, STEEL, Material.PLAIN)
        for x in (-width / 2 + 0.05, width / 2 - 0.05)
        for z in (-depth / 2 + 0.05, depth / 2 - 0.05)
    ]
    plate = box((0, TABLE_HEIGHT - TABLE_TOP / 2, 0), (width, TABLE_TOP, depth), top, Material.WOOD, 0.006)
    rails = _rails((width - 0.14, 0.035, depth - 0.14), (0, under - 0.0175, 0), STEEL, Material.PLAIN)
    return Prop(name, (plate, *rails, *legs), rest)


def narrow_table(rest: Placement = HERE, name: str = "table") -> Prop:
    """A table that leaves the picture of the person free on both sides."""
    return table(rest, width=0.62, depth=0.42, name=name)


def stand(rest: Placement = HERE, height: float = 0.60, radius: float = 0.19, name: str = "stand") -> Prop:
    """A small round table on one foot."""
    foot = [(0, 0), (0.15, 0), (0.15, 0), (0.15, 0.010), (0.14, 0.016), (0.03, 0.028), (0.019, 0.06)]
    shaft = [(0.019, height / 2), (0.019, height - 0.03), (0.03, height - 0.022)]
    edge = [(radius - 0.004, height - 0.022), (radius, height - 0.018), (radius, height - 0.004)]
    plate = [(radius - 0.003, height), (radius - 0.003, height), (radius / 2, height), (0, height)]
    solids = (
        turned([*foot, *shaft], STEEL),
        turned([(0.03, height - 0.022), *edge, *plate], LAMINATE, Material.WOOD),
    )
    return Prop(name, solids, rest)


def _leg(
    foot: Sequence[float],
    top: float,
    across: float = LEG,
    colour: Colour = BEECH,
    material: Material = Material.WOOD,
) -> Solid:
    """An upright bar from its foot to a height."""
    x, floor, z = foot
    return box((x, (floor + top) / 2, z), (across, top - floor, across), colour, material, 0.006)


def _leaning(
    centre: Sequence[float],
    size: Sequence[float],
    colour: Colour = BEECH,
    material: Material = Material.WOOD,
    edge: float = 0.006,
) -> Solid:
    return box((0, 0, 0), size, colour, material, edge).moved(rotation(X, -BACK_LEAN), centre)


def _rails(
    size: Sequence[float],
    centre: Sequence[float],
    colour: Colour = BEECH,
    material: Material = Material.WOOD,
    thick: float = 0.018,
) -> list[Solid]:
    """Four boards standing on edge in a rectangle."""
    width, height, depth = size
    at = np.asarray(centre, float)
    across = [(width, height, thick), (thick, height, depth)]
    shifts = [(0, 0, (depth - thick) / 2), ((width - thick) / 2, 0, 0)]
    return [
        box(at + sign * np.array(shift), bar, colour, material, 0.004)
        for bar, shift in zip(across, shifts, strict=True)
        for sign in (-1, 1)
    ]
