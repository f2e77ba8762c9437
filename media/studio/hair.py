"""Hair: shells over the scalp, which the shader thins outwards into strands or curls.

A hairline runs round the head from the forehead over the temple, before the ear, over it and behind it down
to the nape; hair is where the field above that line is positive, in metres.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .geometry import Array, rotation
from .human import BODY_VERTICES, Human
from .parts import Colour

SHELLS, CURLY_SHELLS = 6, 16
HAIRLINE = {
    0.00: 0.070, 0.22: 0.071, 0.42: 0.067, 0.62: 0.052, 0.74: 0.030, 0.82: 0.006, 0.94: 0.002,
    1.10: 0.010, 1.35: 0.012, 1.70: 0.010, 2.00: -0.004, 2.25: -0.034, 2.55: -0.058, 3.00: -0.080,
}  # fmt: skip
"""Metres of the line above the eyes, on the way back: 0 forehead, 1 front of the ear, 2 its back, 3 occiput.
Over the ear (1..2) it is measured from the top of the ear."""
RECEDED = {0.0: 0.5, 0.22: 0.9, 0.42: 1.0, 0.62: 0.7, 0.74: 0.3, 0.82: 0.0}
"""Place on the way back -> how much of `recede` the line goes up there."""
FOREHEAD = 0.02  # metres before the eyes, where the way back begins
FULL = 0.040  # metres above the line at which hair has its full depth
FADE = 0.005  # metres above the hairline in which the painted scalp shows through
CROWN = (0.012, 0.10, -0.14)  # metres from the middle of the eyes
KNOT_UP, KNOT_RADIUS = 0.035, 0.036  # metres above the eyes, on the occiput, where gathered hair is tied


@dataclass(frozen=True)
class Hair:
    """How someone wears their hair. Lengths in metres."""

    colour: Colour
    depth: float = 0.016  # at the crown
    sides: float = 0.6  # depth at the sides, as a share of that at the crown
    recede: float = 0.0  # of the line over forehead and temples
    nape: float = 0.0  # by which it falls lower at the back
    curly: bool = False
    knot: float = 0.0  # height of a knot into which all hair is drawn back; 0: none

    @property
    def shares(self) -> Array:
        """Of the shells: 0 at the scalp, 1 outermost."""
        return np.linspace(0, 1, CURLY_SHELLS if self.curly else SHELLS)


def hair_field(human: Human, hair: Hair) -> Callable[[Array], Array]:
    """Metres above the hairline at places (n, 3) on the rest pose."""
    eyes, ear = _eyes(human), _ear(human)
    way, line = np.array(list(HAIRLINE.items())).T
    line = line + hair.recede * np.interp(way, list(RECEDED), list(RECEDED.values()))
    line = line - hair.nape * np.clip((way - 2.2) / 0.3, 0, 1)
    line = line + ear.top * ((way > 1) & (way < 2))

    def field(at: Array) -> Array:
        _, y, z = (at - eyes).T
        back = np.interp(z, [ear.occiput, ear.back, ear.front, FOREHEAD], [3, 2, 1, 0])
        return np.where(y > -0.16, y - np.interp(back, way, line), -1.0)

    return field


def hair_lift(human: Human, hair: Hair, share: float) -> Callable[[Array], Array]:
    """Metres of one shell above the scalp."""
    field, eyes, occiput = hair_field(human, hair), _eyes(human), _ear(human).occiput

    def lift(at: Array) -> Array:
        full = np.clip(field(at) / FULL, 0, 1) ** (0.45 if hair.curly else 0.7)
        up = np.clip((at[:, 1] - eyes[1] - 0.02) / 0.06, 0, 1)
        depth = hair.depth * (hair.sides + (1 - hair.sides) * up) * full
        away = np.linalg.norm(at - eyes - (0, KNOT_UP, occiput), axis=1) / KNOT_RADIUS
        knot = hair.knot * np.sqrt(np.clip(1 - away**2, 0, 1))
        return 0.0012 + share * depth + (0.3 + 0.7 * share) * knot

    return lift


def strand_place(human: Human, hair: Hair, at: Array) -> Array:
    """Places (n, 3) from where the strands begin; +y is the axis round which they run."""
    if hair.knot:
        return (at - _eyes(human) - (0, KNOT_UP, _ear(human).occiput)) @ rotation((1, 0, 0), 90).T
    return at - _eyes(human) - CROWN


def scalp_paint(field: Array) -> Array:
    """How much of the colour of the hair the scalp has (0..1), from metres above the hairline."""
    return np.clip(0.5 + field / (2 * FADE), 0, 1)


@dataclass(frozen=True)
class _Ear:
    """Landmarks in metres from the middle of the eyes: heights of the ear and places on the way back."""

    top: float
    front: float
    back: float
    occiput: float


def _ear(human: Human) -> _Ear:
    """The ear is what stands out most at the side of the head."""
    _, y, z = at = (human.mesh.vertices[:BODY_VERTICES] - _eyes(human)).T
    beside = (np.abs(y + 0.02) < 0.08) & (z < -0.04) & (z > -0.14) & (np.abs(at[0]) < 0.11)
    outer = beside & (at[0] > at[0][beside].max() - 0.006)
    middle = (np.abs(at[0]) < 0.01) & (y > -0.02)
    return _Ear(float(y[outer].max()), float(z[outer].max()), float(z[outer].min()), float(z[middle].min()))


def _eyes(human: Human) -> Array:
    return (human.joints["l-eye"] + human.joints["r-eye"]) / 2
