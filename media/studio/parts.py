"""What a dressed person is made of: parts of the mesh, each in one material, lifted and cut by fields.

A field is a number at every place of the rest pose. The cover of a part is positive where there is some of
it, zero at its edge, in metres; faces near the positive part are lifted off the body and the shader cuts them
at zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from .geometry import Array
from .human import Human

HEAD_ROOT = "neck02"
"""The bone above which all is head."""

Colour = tuple[float, float, float]  # linear light


class Material(StrEnum):
    """Each has a shader of its name in shaders/."""

    SKIN = "skin"
    EYE = "eye"
    HAIR = "hair"
    CURLS = "curls"
    CLOTH = "cloth"
    SHOE = "shoe"
    GROUND = "ground"
    PLAIN = "plain"
    WOOD = "wood"
    CERAMIC = "ceramic"
    CARDBOARD = "cardboard"
    WOVEN = "woven"


@dataclass(frozen=True, eq=False)
class Points:
    """Places on the rest pose: positions (n, 3) in metres, and their share (n,) of an arm or the head."""

    at: Array
    arm: Array
    head: Array


Field = Callable[[Points], Array]


def everywhere(points: Points) -> Array:
    return np.ones(len(points.at))


def nowhere_lifted(points: Points) -> Array:
    return np.zeros(len(points.at))


def where_it_is(at: Array) -> Array:
    return at


@dataclass(frozen=True, eq=False)
class Part:
    """Some faces of the mesh with how they are lifted (metres), cut and shaded."""

    material: Material
    faces: list[int]
    colour: Colour = (1.0, 1.0, 1.0)
    lift: Field = nowhere_lifted
    cover: Field = everywhere
    shell: float = 0.0  # for hair: 0 at the scalp, 1 at the outermost layer
    pattern: Callable[[Array], Array] = where_it_is  # from places on the rest pose to those of a pattern


def bone_share(human: Human, prefixes: tuple[str, ...]) -> Array:
    """(V,) share of the skin weights that belongs to bones whose names begin so."""
    return _share(human, [i for i, name in enumerate(human.rig.names) if name.startswith(prefixes)])


def _share(human: Human, bones: Sequence[int]) -> Array:
    return np.asarray(human.rig.weights[:, bones].sum(axis=1)).ravel()


def _branch(human: Human, root: str) -> list[int]:
    """A bone and all that hang on it; parents come first."""
    found = [human.rig.index[root]]
    for i, parent in enumerate(human.rig.parents):
        if parent in found:
            found.append(i)
    return found


def vertex_normals(human: Human) -> Array:
    """(V, 3) unit normals of the body's rest pose; zero elsewhere."""
    mesh = human.mesh
    normals = np.zeros_like(mesh.vertices)
    for i in mesh.faces_of("body"):
        a, b, c, d = mesh.vertices[list((*mesh.faces[i], mesh.faces[i][-1])[:4])]
        normals[list(mesh.faces[i])] += np.cross(c - a, d - b)
    return np.asarray(normals / (np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12))


def points_of(human: Human) -> Points:
    """All mesh vertices."""
    arm = bone_share(human, ("upperarm", "lowerarm", "wrist", "metacarpal", "finger"))
    return Points(human.mesh.vertices, arm, _share(human, _branch(human, HEAD_ROOT)))
