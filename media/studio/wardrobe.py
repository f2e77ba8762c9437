"""Clothes, shoes and hair, cut out of the base mesh.

A garment is a field over the rest pose, in metres: positive where there is cloth, zero at the hem. Faces of
`helper-tights` (or of the scalp, for hair) near the positive part are lifted off the body, the shader cuts
them at zero, and body faces that lie deep under a garment are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from .geometry import Array, unit
from .human import Human

Colour = tuple[float, float, float]  # linear light

HEM_MARGIN = 0.06  # metres of cloth kept beyond the hem, for the shader to cut
HIDE_DEPTH = 0.035  # metres under a garment from which the body cannot show
HAIR_SHELLS = 6


class Material(IntEnum):
    """Numbers known to shaders/surface.frag."""

    SKIN, EYE, CLOTH, GROUND, HAIR, SHOE, LASH, WOOD = range(8)


@dataclass(frozen=True)
class Outfit:
    """What a person wears. Colours are linear."""

    shirt: Colour
    trousers: Colour
    shoes: Colour
    hair: Colour
    sleeve: float = 0.62  # share of the upper arm
    long_trousers: bool = False
    hair_depth: float = 0.016  # metres at the crown
    hair_drop: float = 0.0  # metres by which the hair falls below a short cut at the sides and the nape


@dataclass(frozen=True, eq=False)
class Points:
    """Places on the rest pose: positions (n, 3) in metres, and their share (n,) of an arm or the head."""

    at: Array
    arm: Array
    head: Array


@dataclass(frozen=True, eq=False)
class Part:
    """Some faces of the mesh with how they are lifted, cut and shaded. Fields take Points and give (n,)."""

    material: Material
    faces: list[int]
    colour: Colour
    lift: Callable[[Points], Array]
    cover: Callable[[Points], Array]
    shell: float = 0.0  # for hair: 0 at the scalp, 1 at the outermost layer


def bone_share(human: Human, prefixes: tuple[str, ...]) -> Array:
    """(V,) share of the skin weights that belongs to bones whose names begin so."""
    chosen = [i for i, name in enumerate(human.rig.names) if name.startswith(prefixes)]
    return np.asarray(human.rig.weights[:, chosen].sum(axis=1)).ravel()


def points_of(human: Human) -> Points:
    arm = bone_share(human, ("upperarm", "lowerarm", "wrist", "metacarpal", "finger"))
    head = bone_share(
        human, ("head", "jaw", "neck02", "neck03", "oculi", "special", "temporalis", "levator", "oris")
    )
    return Points(human.mesh.vertices, arm, head)


def dress(human: Human, outfit: Outfit) -> list[Part]:
    """All visible parts of a dressed person, the body first."""
    points = points_of(human)
    shirt, trousers, shoes = shirt_field(human, outfit), trousers_field(human, outfit), shoe_field(human)
    garments = [
        Part(Material.CLOTH, _near(human, points, shirt), outfit.shirt, shirt_lift(human), shirt),
        Part(
            Material.CLOTH,
            _near(human, points, trousers),
            outfit.trousers,
            trouser_lift(human, outfit),
            trousers,
        ),
        Part(Material.SHOE, _near(human, points, shoes), outfit.shoes, shoe_lift(human), shoes),
    ]
    deep = np.max([field(points) for field in (shirt, trousers, shoes)], axis=0) > HIDE_DEPTH
    body = [i for i in human.mesh.faces_of("body") if not deep[list(human.mesh.faces[i])].all()]
    eyes = human.mesh.faces_of("helper-l-eye", "helper-r-eye")
    lashes = human.mesh.faces_of("helper-l-eyelashes-2", "helper-r-eyelashes-2")
    return [
        Part(Material.SKIN, body, (1.0, 1.0, 1.0), _flat(0.0), _everywhere),
        *garments,
        *_hair(human, outfit, points, body),
        Part(Material.EYE, eyes, (1.0, 1.0, 1.0), _flat(0.0), _everywhere),
        Part(Material.LASH, lashes, (0.02, 0.012, 0.01), _flat(0.0), _everywhere),
    ]


def _everywhere(points: Points) -> Array:
    return np.ones(len(points.at))


def _flat(metres: float) -> Callable[[Points], Array]:
    return lambda points: np.full(len(points.at), metres)


def _near(human: Human, points: Points, field: Callable[[Points], Array]) -> list[int]:
    wanted = field(points) > -HEM_MARGIN
    tights = human.mesh.faces_of("helper-tights")
    return [i for i in tights if wanted[list(human.mesh.faces[i])].all()]


def shirt_field(human: Human, outfit: Outfit) -> Callable[[Points], Array]:
    """A T-shirt: sleeves to a share of the upper arm, a round collar, a hem below the hips' height."""
    joints = human.joints
    shoulder, elbow, neck = joints["l-shoulder"], joints["l-elbow"], joints["neck"]
    hem = joints["l-upper-leg"][1] - 0.035
    length = np.linalg.norm(elbow - shoulder)

    def field(points: Points) -> Array:
        left = points.at * np.sign(points.at[:, :1] + 1e-9) ** np.array([1, 0, 0])
        along = (left - shoulder) @ unit(elbow - shoulder)
        sleeve = np.where(points.arm > 0.3, outfit.sleeve * length - along, 1.0)
        x, y, z = (points.at - neck).T
        below = np.clip(-0.028 - 0.5 * z - y, 0, None)
        collar = 0.08 * (np.sqrt((x / 0.078) ** 2 + ((z - 0.018) / 0.086) ** 2 + (below / 0.05) ** 2) - 1)
        above_chin = np.where(points.head > 0.9, -1.0, 1.0)
        return np.min([sleeve, points.at[:, 1] - hem, collar, above_chin], axis=0)

    return field


def shirt_lift(human: Human) -> Callable[[Points], Array]:
    """Cloth hangs looser from the chest down."""
    chest, shoulder = human.joints["spine-3"][1], human.joints["l-shoulder"][0]

    def lift(points: Points) -> Array:
        trunk = (np.abs(points.at[:, 0]) < shoulder + 0.03) & (points.arm < 0.5)
        fall = np.clip((chest + 0.05 - points.at[:, 1]) / 0.25, 0, 1)
        return 0.006 + 0.012 * fall * trunk + 0.005 * np.clip(points.arm, 0, 1)

    return lift


def trousers_field(human: Human, outfit: Outfit) -> Callable[[Points], Array]:
    joints = human.joints
    waist = joints["l-upper-leg"][1] + 0.09
    hem = joints["l-ankle"][1] + 0.015 if outfit.long_trousers else joints["l-knee"][1] + 0.075

    def field(points: Points) -> Array:
        y = points.at[:, 1]
        return np.where(points.arm > 0.3, -1.0, np.minimum(y - hem, waist - y))

    return field


def trouser_lift(human: Human, outfit: Outfit) -> Callable[[Points], Array]:
    """Wider towards the hem, but not on the inner side where the legs would meet."""
    crotch, hip = human.joints["l-upper-leg"][1] - 0.06, human.joints["l-upper-leg"][0]
    reach = 0.8 if outfit.long_trousers else 0.3

    def lift(points: Points) -> Array:
        outer = np.clip((np.abs(points.at[:, 0]) - hip * 0.7) / 0.06, 0, 1)
        low = np.clip((crotch - points.at[:, 1]) / reach, 0, 1)
        return 0.004 + 0.014 * low * (0.25 + 0.75 * outer)

    return lift


def shoe_field(human: Human) -> Callable[[Points], Array]:
    """A low shoe: the collar is higher at the heel than over the instep."""
    ankle = human.joints["l-ankle"]

    def field(points: Points) -> Array:
        collar = ankle[1] + 0.012 - 0.25 * np.clip(points.at[:, 2] - ankle[2], -0.06, 0.06)
        return np.where(points.arm > 0.3, -1.0, collar - points.at[:, 1])

    return field


def shoe_lift(human: Human) -> Callable[[Points], Array]:
    """The sole stands out from the upper."""

    def lift(points: Points) -> Array:
        height = points.at[:, 1] - human.floor
        return 0.005 + 0.005 * np.clip((0.026 - height) / 0.008, 0, 1)

    return lift


def hair_field(human: Human, outfit: Outfit) -> Callable[[Points], Array]:
    """Height above the hairline; the line runs from the forehead over the temple and the ear to the nape."""
    eye = human.joints["l-eye"]
    front, back = eye[2] + 0.02, eye[2] - 0.17
    way = [0, 0.12, 0.24, 0.32, 0.39, 0.46, 0.53, 0.62, 0.70, 1.0]
    line = np.array([0.066, 0.070, 0.064, 0.048, 0.010, 0.012, 0.030, 0.030, -0.01, -0.075])
    drop = outfit.hair_drop * np.array([0.1, 0.2, 0.4, 0.7, 1.0, 0.6, 0.3, 0.4, 1.0, 0.7])

    def field(points: Points) -> Array:
        _, y, z = points.at.T
        share = np.clip((front - z) / (front - back), 0, 1)
        above = y - eye[1] - np.interp(share, way, line - drop)
        return np.where(y > eye[1] - 0.16, above, -1.0)

    return field


def _hair(human: Human, outfit: Outfit, points: Points, body: list[int]) -> list[Part]:
    """Shells over the scalp; the shader thins them outwards into strands."""
    field = hair_field(human, outfit)
    grown = field(points) > -0.012
    ear = np.zeros(len(points.at), dtype=bool)
    ear[list(human.ears)] = True
    faces = [list(human.mesh.faces[i]) for i in body]
    scalp = [i for i, face in zip(body, faces, strict=True) if grown[face].any() and not ear[face].all()]

    def lift_to(share: float) -> Callable[[Points], Array]:
        def lift(at: Points) -> Array:
            full = np.clip(field(at) / 0.045, 0, 1) ** 0.6
            return 0.002 + share * outfit.hair_depth * (0.25 + 0.75 * full)

        return lift

    shares = np.linspace(0, 1, HAIR_SHELLS)
    return [Part(Material.HAIR, scalp, outfit.hair, lift_to(s), field, float(s)) for s in shares]
