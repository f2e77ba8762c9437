"""The parts of a dressed person as one subdivided surface that follows any pose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from .geometry import Array
from .human import Human
from .subdivide import subdivide
from .wardrobe import Material, Part, Points, points_of

CASTERS = (Material.SKIN, Material.CLOTH, Material.SHOE)
"""Materials that throw shadows."""


@dataclass(frozen=True, eq=False)
class Patch:
    """One part, ready to draw: its corners point into the fine vertices."""

    part: Part
    corners: NDArray[np.intp]  # (n,) fine vertex of each corner; corners differ where the texture has a seam
    triangles: NDArray[np.int32]  # (t, 3) corners
    fixed: NDArray[np.float32]  # (n, 6): uv, cover, place on the rest pose (of eyes: from the eye's centre)


@dataclass(frozen=True, eq=False)
class Surface:
    """All parts together."""

    patches: tuple[Patch, ...]
    stencil: sp.csr_matrix  # (fine vertices, mesh vertices)
    quads: NDArray[np.intp]  # (Q, 4)
    lift: NDArray[np.float32]  # (fine vertices,) metres along the normal
    casters: NDArray[np.int32]  # (t, 3) mesh vertices of the triangles that throw shadows

    def posed(self, vertices: Array) -> NDArray[np.float32]:
        """(V, 3) posed mesh vertices -> (fine vertices, 6) positions in metres and normals."""
        fine = self.stencil @ vertices.astype(np.float32)
        corners = fine[self.quads]
        across = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
        which = self.quads.ravel()
        normals = [np.bincount(which, np.repeat(across[:, k], 4), len(fine)) for k in range(3)]
        normal = np.stack(normals, axis=1)
        normal /= np.linalg.norm(normal, axis=1, keepdims=True) + 1e-12
        return np.hstack([fine + normal * self.lift[:, None], normal]).astype(np.float32)


def build_surface(human: Human, parts: Sequence[Part]) -> Surface:
    """Subdivide every part once and work out its fields on the fine rest pose."""
    rest = points_of(human)
    patches, stencils, quads, lifts = [], [], [], []
    first = 0
    for part in parts:
        stencil, part_quads, uvs = _fine(human, part)
        fine = Points(*(stencil @ field for field in (rest.at, rest.arm, rest.head)))
        patches.append(_patch(human, part, fine, part_quads, uvs, first))
        stencils.append(stencil)
        quads.append(part_quads + first)
        lifts.append(part.lift(fine))
        first += stencil.shape[0]
    return Surface(
        tuple(patches),
        sp.vstack(stencils).tocsr().astype(np.float32),
        np.concatenate(quads),
        np.concatenate(lifts).astype(np.float32),
        _casting_triangles(human, parts),
    )


def _fine(human: Human, part: Part) -> tuple[sp.csr_matrix, Array, Array]:
    """Stencil from all mesh vertices, quads and corner uvs of one part."""
    mesh = human.mesh
    used = np.unique(np.concatenate([mesh.faces[i] for i in part.faces]))
    local = {int(vertex): i for i, vertex in enumerate(used)}
    faces = [[local[vertex] for vertex in mesh.faces[i]] for i in part.faces]
    fine = subdivide(len(used), faces, [mesh.uvs[list(mesh.face_uvs[i])] for i in part.faces])
    ones = np.ones(len(used))
    pick = sp.csr_matrix((ones, (np.arange(len(used)), used)), (len(used), len(mesh.vertices)))
    return fine.stencil @ pick, fine.quads, fine.uvs


def _patch(human: Human, part: Part, fine: Points, quads: Array, uvs: Array, first: int) -> Patch:
    keys = np.c_[quads.reshape(-1, 1), np.round(uvs.reshape(-1, 2), 6)]
    corners, inverse = np.unique(keys, axis=0, return_inverse=True)
    square = inverse.reshape(-1, 4)
    which = corners[:, 0].astype(np.intp)
    rest = fine.at[which]
    if part.material is Material.EYE:
        left = rest[:, :1] > 0
        rest = rest - np.where(left, human.joints["l-eye"], human.joints["r-eye"])
    fixed = np.c_[corners[:, 1], 1 - corners[:, 2], part.cover(fine)[which], rest]
    triangles = np.concatenate([square[:, [0, 1, 2]], square[:, [0, 2, 3]]])
    return Patch(part, which + first, triangles.astype(np.int32), fixed.astype(np.float32))


def _casting_triangles(human: Human, parts: Sequence[Part]) -> NDArray[np.int32]:
    casting = [human.mesh.faces[i] for part in parts if part.material in CASTERS for i in part.faces]
    fans = [(face[0], *face[k : k + 2]) for face in casting for k in range(1, len(face) - 1)]
    return np.array(fans, dtype=np.int32)
