"""The people of the studio: their shape, complexion and clothes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .hair import Hair
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
        hair=Hair((0.055, 0.032, 0.020)),
    ),
)

WOMAN = Person(
    targets={
        "macrodetails/african-female-young": 0.9,
        "macrodetails/caucasian-female-young": 0.1,
        **SMILE,
    },
    complexion=Complexion(skin=(122, 83, 64), brows=(34, 24, 20), lips=(206, 124, 116)),
    outfit=Outfit(
        shirt=(0.62, 0.33, 0.045),
        trousers=(0.035, 0.045, 0.075),
        shoes=(0.50, 0.49, 0.46),
        hair=Hair((0.018, 0.012, 0.010), depth=0.038, sides=0.8, curly=True),
        sleeve=0.55,
    ),
)

OLDER_MAN = Person(
    targets={
        "macrodetails/caucasian-male-old": 0.75,
        "macrodetails/caucasian-male-young": 0.25,
        "macrodetails/universal-male-old-averagemuscle-maxweight": 0.25,
        **SMILE,
        "expression/units/caucasian/mouth-corner-puller": 0.45,
    },
    complexion=Complexion(skin=(236, 190, 164), brows=(120, 108, 98), lips=(184, 112, 104)),
    outfit=Outfit(
        shirt=(0.05, 0.20, 0.13),
        collar=(0.035, 0.145, 0.095),
        trousers=(0.17, 0.14, 0.105),
        shoes=(0.12, 0.07, 0.045),
        hair=Hair((0.38, 0.37, 0.355), depth=0.011, recede=0.022),
        sleeve=0.62,
        long_trousers=True,
    ),
)

DEMO_PATIENT = Person(
    targets={"macrodetails/caucasian-female-old": 1.0, **SMILE},
    complexion=Complexion(skin=(232, 190, 168), brows=(140, 132, 126), lips=(186, 116, 110)),
    outfit=Outfit(
        shirt=(0.33, 0.055, 0.085),
        trousers=(0.055, 0.075, 0.12),
        shoes=(0.22, 0.16, 0.12),
        hair=Hair((0.42, 0.41, 0.40), depth=0.022, sides=0.8),
        sleeve=0.70,
        long_trousers=True,
    ),
)

HEAVY_MAN = Person(
    targets={
        "macrodetails/caucasian-male-old": 0.3,
        "macrodetails/asian-male-young": 0.3,
        "macrodetails/african-male-young": 0.4,
        "macrodetails/universal-male-old-minmuscle-maxweight": 0.62,
        "macrodetails/universal-male-old-averagemuscle-maxweight": 0.38,
        **SMILE,
    },
    complexion=Complexion(skin=(176, 126, 98), brows=(40, 30, 26), lips=(182, 104, 96)),
    outfit=Outfit(
        shirt=(0.16, 0.17, 0.19),
        trousers=(0.065, 0.06, 0.05),
        shoes=(0.04, 0.04, 0.045),
        hair=Hair((0.035, 0.027, 0.023), depth=0.006, sides=0.8, recede=0.012),
        sleeve=1.93,
        long_trousers=True,
    ),
)

TALL_WOMAN = Person(
    targets={
        "macrodetails/asian-female-young": 0.4,
        "macrodetails/caucasian-female-young": 0.6,
        "macrodetails/universal-female-young-averagemuscle-minweight": 0.5,
        "macrodetails/height/female-young-averagemuscle-averageweight-maxheight": 0.33,
        **SMILE,
    },
    complexion=Complexion(skin=(234, 196, 172), brows=(96, 62, 42), lips=(196, 110, 108)),
    outfit=Outfit(
        shirt=(0.56, 0.55, 0.52),
        trousers=(0.05, 0.08, 0.17),
        shoes=(0.42, 0.10, 0.09),
        hair=Hair((0.15, 0.075, 0.032), depth=0.010, sides=0.7, knot=0.042),
        sleeve=0.45,
        long_trousers=True,
    ),
)

DEMONSTRATORS: Mapping[str, Person] = {"man": DEMONSTRATOR, "woman": WOMAN, "older_man": OLDER_MAN}
"""Who shows the movements."""

PATIENTS: Mapping[str, Person] = {
    "older_woman": DEMO_PATIENT,
    "heavy_man": HEAVY_MAN,
    "tall_woman": TALL_WOMAN,
}
"""Who does them, for testing."""
