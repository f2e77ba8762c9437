"""One Catmull-Clark step as a sparse stencil: the fine vertices are `stencil @ coarse vertices`, in any pose.

Source: E. Catmull and J. Clark, Computer-Aided Design 10(6), 1978, with the usual boundary rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from .geometry import Array

Faces = Sequence[Sequence[int]]
Edge = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Fine:
    """The subdivided surface."""

    stencil: sp.csr_matrix  # (fine vertices, coarse vertices)
    spread: sp.csr_matrix  # the same shape: straight interpolation, for what is known at the coarse vertices
    quads: Array  # (Q, 4) fine vertex numbers
    uvs: Array  # (Q, 4, 2) of the corners


def subdivide(count: int, faces: Faces, uvs: Sequence[Array]) -> Fine:
    """Subdivide polygons over `count` vertices; `uvs` holds one (corners, 2) array per face."""
    edges = _edges(faces)
    number = {edge: i for i, edge in enumerate(edges)}
    centres = _face_points(count, faces)
    middles = _edge_points(count, edges, centres)
    corners = _vertex_points(count, faces, edges, centres)
    stencil = sp.vstack([corners, middles, centres]).tocsr()
    halves = _matrix([dict.fromkeys(edge, 0.5) for edge in edges], count)
    spread = sp.vstack([sp.eye(count), halves, centres]).tocsr()
    quads, quad_uvs = [], []
    for f, face in enumerate(faces):
        ring = [count + number[_edge(a, b)] for a, b in _sides(face)]
        uv, uv_centre = uvs[f], uvs[f].mean(axis=0)
        uv_ring = (uv + np.roll(uv, -1, axis=0)) / 2
        for k, vertex in enumerate(face):
            quads.append([vertex, ring[k], count + len(edges) + f, ring[k - 1]])
            quad_uvs.append([uv[k], uv_ring[k], uv_centre, uv_ring[k - 1]])
    return Fine(stencil, spread, np.array(quads), np.array(quad_uvs))


def _edge(a: int, b: int) -> Edge:
    return (a, b) if a < b else (b, a)


def _sides(face: Sequence[int]) -> list[Edge]:
    return list(zip(face, (*face[1:], face[0]), strict=True))


def _edges(faces: Faces) -> dict[Edge, list[int]]:
    """Each edge with the faces that share it."""
    edges: dict[Edge, list[int]] = {}
    for f, face in enumerate(faces):
        for a, b in _sides(face):
            edges.setdefault(_edge(a, b), []).append(f)
    return edges


def _matrix(rows: list[dict[int, float]], width: int) -> sp.csr_matrix:
    at = [(i, j, w) for i, row in enumerate(rows) for j, w in row.items()]
    i, j, w = (list(column) for column in zip(*at, strict=True))
    return sp.csr_matrix((w, (i, j)), shape=(len(rows), width))


def _face_points(count: int, faces: Faces) -> sp.csr_matrix:
    return _matrix([dict.fromkeys(face, 1 / len(face)) for face in faces], count)


def _edge_points(count: int, edges: dict[Edge, list[int]], centres: sp.csr_matrix) -> sp.csr_matrix:
    """Middles of the edges, drawn halfway to the neighbouring faces where there are two."""
    inner = [len(shared) == 2 for shared in edges.values()]
    ends = [dict.fromkeys(e, 0.25 if two else 0.5) for e, two in zip(edges, inner, strict=True)]
    beside = [
        dict.fromkeys(shared, 0.25) if two else {shared[0]: 0.0}
        for shared, two in zip(edges.values(), inner, strict=True)
    ]
    return _matrix(ends, count) + _matrix(beside, centres.shape[0]) @ centres


def _vertex_points(
    count: int, faces: Faces, edges: dict[Edge, list[int]], centres: sp.csr_matrix
) -> sp.csr_matrix:
    around: list[list[int]] = [[] for _ in range(count)]
    for f, face in enumerate(faces):
        for vertex in face:
            around[vertex].append(f)
    near: list[list[int]] = [[] for _ in range(count)]
    rim: list[list[int]] = [[] for _ in range(count)]
    for (a, b), shared in edges.items():
        for here, there in ((a, b), (b, a)):
            near[here].append(there)
            if len(shared) != 2:
                rim[here].append(there)
    own = [_own_weights(v, len(around[v]), near[v], rim[v]) for v in range(count)]
    inner = [not rim[v] and len(around[v]) >= 3 for v in range(count)]
    from_faces = [
        dict.fromkeys(fs, 1 / len(fs) ** 2) if ok else {0: 0.0} for fs, ok in zip(around, inner, strict=True)
    ]
    return _matrix(own, count) + _matrix(from_faces, centres.shape[0]) @ centres


def _own_weights(v: int, faces: int, near: list[int], rim: list[int]) -> dict[int, float]:
    """The share of the coarse vertices in a moved vertex; a rim follows only the rim."""
    if len(rim) >= 2:
        return {v: 0.75, rim[0]: 0.125, rim[1]: 0.125}
    if rim or faces < 3:
        return {v: 1.0}
    return {v: (faces - 2) / faces} | dict.fromkeys(near, 1 / (faces * len(near)))
