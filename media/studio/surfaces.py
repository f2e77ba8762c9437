"""The parts of a dressed person as one subdivided surface that follows any pose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from .geometry import Array
from .human import Human
from .parts import Material, Part, Points, points_of
from .subdivide import subdivide

CASTERS = (Material.SKIN, Material.CLOTH, Material.SHOE)
"""Materials that throw shadows."""
COARSE = 0.022  # metres: vertices of one bone that lie closer throw one shadow in the small maps of the sky
HEAD = 0.5  # share of the head's bones in a face that is out of sight for someone who looks out of it


@dataclass(frozen=True, eq=False)
class Patch:
    """One part, ready to draw: its corners point into the fine vertices."""

    part: Part
    corners: NDArray[np.intp]  # (n,) fine vertex of each corner; corners differ where the texture has a seam
    triangles: NDArray[np.int32]  # (t, 3) corners, those of the head last
    below_head: int  # number of triangles that do not belong to the head
    fixed: NDArray[np.float32]  # (n, 6): uv, cover, place on the rest pose (of eyes: from the eye's centre)


@dataclass(frozen=True, eq=False)
class Casters:
    """What throws shadows: some mesh vertices and triangles between them, all and a simplified selection."""

    vertices: NDArray[np.intp]
    fine: NDArray[np.int32]  # (t, 3) into `vertices`
    coarse: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Surface:
    """All parts together."""

    patches: tuple[Patch, ...]
    stencil: sp.csr_matrix  # (fine vertices, mesh vertices)
    quads: NDArray[np.intp]  # (Q, 4)
    around: sp.csr_matrix  # (fine vertices, Q): 1 where a quad touches a vertex
    lift: NDArray[np.float32]  # (fine vertices,) metres along the normal
    anchors: NDArray[np.intp]  # fine vertices at which the light of the sky is gathered
    spread: sp.csr_matrix  # (fine vertices, anchors): from there to all others
    casters: Casters

    def posed(self, vertices: Array) -> NDArray[np.float32]:
        """(V, 3) posed mesh vertices -> (fine vertices, 6) positions in metres and normals."""
        fine = self.stencil @ vertices.astype(np.float32)
        a, b, c, d = (fine[self.quads[:, k]] for k in range(4))
        normal = self.around @ np.cross(c - a, d - b)
        normal /= np.linalg.norm(normal, axis=1, keepdims=True) + 1e-12
        return np.hstack([fine + normal * self.lift[:, None], normal])


def build_surface(human: Human, parts: Sequence[Part]) -> Surface:
    """Subdivide every part once and work out its fields on the fine rest pose."""
    rest = points_of(human)
    patches, stencils, spreads, quads, lifts, anchors = [], [], [], [], [], []
    first = 0
    for part in parts:
        stencil, spread, part_quads, uvs = _fine(human, part)
        fine = Points(*(stencil @ field for field in (rest.at, rest.arm, rest.head)))
        patches.append(_patch(human, part, fine, part_quads, uvs, first))
        stencils.append(stencil)
        spreads.append(spread)
        anchors.append(first + np.arange(spread.shape[1]))
        quads.append(part_quads + first)
        lifts.append(part.lift(fine))
        first += stencil.shape[0]
    all_quads = np.concatenate(quads)
    which = np.repeat(np.arange(len(all_quads)), 4)
    ones = np.ones(4 * len(all_quads), np.float32)
    return Surface(
        tuple(patches),
        sp.vstack(stencils).tocsr().astype(np.float32),
        all_quads,
        sp.csr_matrix((ones, (all_quads.ravel(), which)), (first, len(all_quads))),
        np.concatenate(lifts).astype(np.float32),
        np.concatenate(anchors),
        sp.block_diag(spreads).tocsr().astype(np.float32),
        _casters(human, parts),
    )


def _fine(human: Human, part: Part) -> tuple[sp.csr_matrix, sp.csr_matrix, Array, Array]:
    """Stencil from all mesh vertices, spread from those in use, quads and corner uvs of one part."""
    mesh = human.mesh
    used = np.unique(np.concatenate([mesh.faces[i] for i in part.faces]))
    local = {int(vertex): i for i, vertex in enumerate(used)}
    faces = [[local[vertex] for vertex in mesh.faces[i]] for i in part.faces]
    fine = subdivide(len(used), faces, [mesh.uvs[list(mesh.face_uvs[i])] for i in part.faces])
    ones = np.ones(len(used))
    pick = sp.csr_matrix((ones, (np.arange(len(used)), used)), (len(used), len(mesh.vertices)))
    return fine.stencil @ pick, fine.spread, fine.quads, fine.uvs


def _patch(human: Human, part: Part, fine: Points, quads: Array, uvs: Array, first: int) -> Patch:
    keys = np.c_[quads.reshape(-1, 1), np.round(uvs.reshape(-1, 2), 6)]
    corners, inverse = np.unique(keys, axis=0, return_inverse=True)
    in_head = (fine.head[quads].mean(axis=1) > HEAD) & (part.material is not Material.CLOTH)
    square = inverse.reshape(-1, 4)[np.argsort(in_head, kind="stable")]
    which = corners[:, 0].astype(np.intp)
    rest = part.pattern(fine.at[which])
    if part.material is Material.EYE:
        left = rest[:, :1] > 0
        rest = rest - np.where(left, human.joints["l-eye"], human.joints["r-eye"])
    fixed = np.c_[corners[:, 1], 1 - corners[:, 2], part.cover(fine)[which], rest]
    triangles = square[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)
    return Patch(
        part,
        which + first,
        triangles.astype(np.int32),
        2 * int((~in_head).sum()),
        fixed.astype(np.float32),
    )


def _casters(human: Human, parts: Sequence[Part]) -> Casters:
    casting = [human.mesh.faces[i] for part in parts if part.material in CASTERS for i in part.faces]
    fans = [(face[0], *face[k : k + 2]) for face in casting for k in range(1, len(face) - 1)]
    vertices, triangles = np.unique(fans, return_inverse=True)
    triangles = triangles.reshape(-1, 3).astype(np.int32)
    bone = np.asarray(human.rig.weights[vertices].argmax(axis=1)).ravel()
    cells = np.c_[bone, np.floor(human.mesh.vertices[vertices] / COARSE)]
    _, first, cell = np.unique(cells, axis=0, return_index=True, return_inverse=True)
    merged = first[cell.ravel()][triangles]
    a, b, c = merged.T
    kept = merged[(a != b) & (b != c) & (c != a)]
    return Casters(vertices, triangles, np.unique(kept, axis=0).astype(np.int32))
