"""Things around a person: what they are made of, where they stand, and how a hand carries them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from .geometry import Array, frame
from .human import Human
from .pose import Stance
from .solids import Solid

Placement = tuple[Array, Array]  # rotation (3, 3) and position (3,) in metres

HERE: Placement = (np.eye(3), np.zeros(3))


@dataclass(frozen=True, eq=False)
class Prop:
    """A thing in the picture, modelled about its own origin."""

    name: str
    solids: tuple[Solid, ...]
    rest: Placement = HERE
    carried_by: tuple[str, ...] = ()  # bones, as ("wrist.R",), or both wrists for what needs two hands
    casts: bool = True  # a shadow

    @property
    def fingerprint(self) -> str:
        """The same for things that look the same and lie at the same place."""
        total = hashlib.sha256(f"{self.name} {self.carried_by} {self.casts}".encode())
        for solid in self.solids:
            total.update(f"{solid.material} {solid.colour}".encode())
        for array in (
            *self.rest,
            *(part for solid in self.solids for part in (solid.points, solid.triangles)),
        ):
            total.update(np.round(array, 6).astype("f4").tobytes())
        return total.hexdigest()[:16]


def placed(prop: Prop, human: Human, stance: Stance, grasp: Stance) -> Placement:
    """Where a thing is: at rest, or as far from there as its carriers have come since they grasped it."""
    if prop.name not in stance.held:
        return prop.rest
    before, now = (_carrier(prop.carried_by, human, one) for one in (grasp, stance))
    turn = now[0] @ before[0].T
    return turn @ prop.rest[0], now[1] + turn @ (prop.rest[1] - before[1])


def _carrier(bones: tuple[str, ...], human: Human, stance: Stance) -> Placement:
    """The frame of one bone, or that between two of them: along the line from the first to the second."""
    first, last = (human.rig.index[bone] for bone in (bones[0], bones[-1]))
    if len(bones) == 1:
        return stance.rotations[first], stance.positions[first]
    along = stance.positions[last] - stance.positions[first]
    forward = (stance.rotations[first] + stance.rotations[last]) @ human.rest.hand_axis
    return frame(along, forward), (stance.positions[first] + stance.positions[last]) / 2
