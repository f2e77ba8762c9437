"""Dresses a person: clothes and shoes are cut out of the mesh's `helper-tights`, hair grows on the scalp.

Body faces that lie deep under a garment are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .garments import (
    collar_field,
    placket_field,
    shirt_field,
    shirt_lift,
    shoe_field,
    shoe_lift,
    trouser_lift,
    trousers_field,
)
from .hair import Hair, hair_field, hair_lift, strand_place
from .human import Human
from .parts import Colour, Field, Material, Part, Points, bone_share, points_of

HEM_MARGIN = 0.06  # metres of cloth kept beyond the hem, for the shader to cut
HIDE_DEPTH = 0.035  # metres under a garment from which the body cannot show
PLACKET_LIFT, COLLAR_LIFT = 0.0015, 0.006  # metres above the shirt
LASHES: Colour = (0.045, 0.028, 0.022)


@dataclass(frozen=True)
class Outfit:
    """What a person wears. Colours are linear."""

    shirt: Colour
    trousers: Colour
    shoes: Colour
    hair: Hair
    sleeve: float = 0.62  # share of the upper arm; 1..2: to a share of the forearm
    long_trousers: bool = False
    collar: Colour | None = None  # of a polo shirt; None: a T-shirt


def dress(human: Human, outfit: Outfit) -> list[Part]:
    """All visible parts of a dressed person, the outermost first, so that little is drawn in vain."""
    points = points_of(human)
    shirt = shirt_field(human, outfit.sleeve, "polo" if outfit.collar else "round")
    trousers, shoes = trousers_field(human, outfit.long_trousers), shoe_field(human)
    garments = [
        Part(Material.CLOTH, _near(human, points, shirt), outfit.shirt, shirt_lift(human), shirt),
        Part(
            Material.CLOTH,
            _near(human, points, trousers),
            outfit.trousers,
            trouser_lift(human, outfit.long_trousers),
            trousers,
        ),
        Part(Material.SHOE, _near(human, points, shoes), outfit.shoes, shoe_lift(human), shoes),
        *_polo(human, outfit, points),
    ]
    deep = np.max([field(points) for field in (shirt, trousers, shoes)], axis=0) > HIDE_DEPTH
    body = [i for i in human.mesh.faces_of("body") if not deep[list(human.mesh.faces[i])].all()]
    return [
        *_hair(human, outfit.hair, points, body),
        *reversed(garments),
        Part(Material.SKIN, body),
        Part(Material.EYE, human.mesh.faces_of("helper-l-eye", "helper-r-eye")),
        Part(Material.PLAIN, human.mesh.faces_of("helper-l-eyelashes-2", "helper-r-eyelashes-2"), LASHES),
    ]


def _polo(human: Human, outfit: Outfit, points: Points) -> list[Part]:
    """Placket and collar, as layers upon the shirt."""
    if outfit.collar is None:
        return []
    layers = (
        (placket_field(human), PLACKET_LIFT, outfit.shirt),
        (collar_field(human), COLLAR_LIFT, outfit.collar),
    )
    return [
        Part(Material.CLOTH, _near(human, points, field), colour, shirt_lift(human, lift), field)
        for field, lift, colour in layers
    ]


def _near(human: Human, points: Points, field: Field) -> list[int]:
    wanted = field(points) > -HEM_MARGIN
    tights = human.mesh.faces_of("helper-tights")
    return [i for i in tights if wanted[list(human.mesh.faces[i])].all()]


def _hair(human: Human, hair: Hair, points: Points, body: list[int]) -> list[Part]:
    """The shells."""
    field = hair_field(human, hair)
    grown = (field(points.at) > -0.012) & (points.head > 0.5)
    scalp = [i for i in body if grown[list(human.mesh.faces[i])].any()]

    def shell(share: float) -> Part:
        lift = hair_lift(human, hair, share)
        return Part(
            Material.CURLS if hair.curly else Material.HAIR,
            scalp,
            hair.colour,
            lambda p: lift(p.at),
            lambda p: field(p.at),
            share,
            lambda at: strand_place(human, hair, at),
        )

    return [shell(float(share)) for share in reversed(hair.shares)]


__all__ = ["Outfit", "bone_share", "dress"]
