"""The people of the studio: their shape, complexion and clothes."""

from __future__ import annotations

from dataclasses import dataclass, field

from .skin import Complexion
from .wardrobe import Outfit

SMILE = {
    "expression/units/caucasian/mouth-corner-puller": 0.30,
    "expression/units/caucasian/eyebrows-left-inner-up": 0.25,
    "expression/units/caucasian/eyebrows-right-inner-up": 0.25,
}
"""A friendly face: the plain one looks stern."""


@dataclass(frozen=True)
class Person:
    """All that makes one person. `targets` are MPFB2 body-shape targets and their weights."""

    targets: dict[str, float] = field(hash=False)
    complexion: Complexion
    outfit: Outfit


DEMONSTRATOR = Person(
    targets={
        "macrodetails/caucasian-male-young": 0.5,
        "macrodetails/asian-male-young": 0.25,
        "macrodetails/african-male-young": 0.25,
        **SMILE,
    },
    complexion=Complexion(skin=(226, 178, 150), brows=(52, 36, 28)),
    outfit=Outfit(
        shirt=(0.035, 0.16, 0.42),
        trousers=(0.05, 0.05, 0.06),
        shoes=(0.10, 0.11, 0.13),
        hair=(0.055, 0.032, 0.020),
    ),
)

DEMO_PATIENT = Person(
    targets={"macrodetails/caucasian-female-old": 1.0, **SMILE},
    complexion=Complexion(skin=(232, 190, 168), brows=(140, 132, 126), lips=(186, 116, 110)),
    outfit=Outfit(
        shirt=(0.33, 0.055, 0.085),
        trousers=(0.055, 0.075, 0.12),
        shoes=(0.22, 0.16, 0.12),
        hair=(0.42, 0.41, 0.40),
        sleeve=0.70,
        long_trousers=True,
        hair_depth=0.024,
        hair_drop=0.030,
    ),
)
