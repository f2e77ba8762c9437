"""Simple bodies as triangle meshes with smooth normals: rounded boxes, turned bodies, tubes. In metres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .geometry import Array, Y
from .parts import Colour, Material

ROUND = 28  # corners of a turned body
SIDES = 12  # corners of a tube
EDGE = (0.0, 0.45, 1.0)  # where a rounded edge is divided, in shares of its radius
LARGEST_CELL = 0.12  # metres: sides are divided so finely, since light is computed at the corners


@dataclass(frozen=True, eq=False)
class Solid:
    """A surface in one material."""

    points: Array  # (n, 3)
    normals: Array  # (n, 3)
    triangles: Array  # (t, 3)
    grain: Array  # (n, 3) where a pattern is measured; x along the grain
    material: Material
    colour: Colour

    def moved(self, turn: Array, shift: ArrayLike) -> Solid:
        points, normals = self.points @ turn.T + np.asarray(shift), self.normals @ turn.T
        return Solid(points, normals, self.triangles, self.grain, self.material, self.colour)


def box(
    centre: ArrayLike,
    size: ArrayLike,
    colour: Colour,
    material: Material = Material.PLAIN,
    edge: float = 0.003,
) -> Solid:
    """A block with edges rounded to a radius of `edge`."""
    half = np.asarray(size, float) / 2
    core = half - min(edge, half.min())
    points, triangles = [], []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        us, vs = (_divided(half[k], half[k] - core[k]) for k in (u, v))
        for sign in (-1.0, 1.0):
            grid = np.empty((len(us), len(vs), 3))
            grid[..., axis], grid[..., u], grid[..., v] = sign * half[axis], us[:, None], vs[None, :]
            triangles.append(_cells(len(us), len(vs), sign < 0) + sum(map(len, points)))
            points.append(grid.reshape(-1, 3))
    square = np.concatenate(points)
    inner = np.clip(square, -core, core)
    normals = square - inner
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    at = inner + normals * (half - core)
    order = np.argsort(-half, kind="stable")
    return Solid(at + centre, normals, np.concatenate(triangles), at[:, order] + centre, material, colour)


def turned(profile: ArrayLike, colour: Colour, material: Material = Material.PLAIN) -> Solid:
    """A body turned on a lathe about the vertical.

    The profile holds (radius, height) from the bottom up the outside (and down the inside); a point that
    comes twice is a sharp edge.
    """
    outline = np.asarray(profile, float)
    along = _tangents(outline)
    angle = np.linspace(0, 2 * np.pi, ROUND + 1)
    across = np.stack([np.sin(angle), np.zeros_like(angle), np.cos(angle)], axis=1)
    points = outline[:, None, :1] * across + outline[:, None, 1:] * Y
    normals = along[:, None, 1:] * across - along[:, None, :1] * Y
    flat = points.reshape(-1, 3)
    return Solid(
        flat,
        normals.reshape(-1, 3),
        _cells(len(outline), len(angle), True),
        flat[:, [1, 0, 2]],
        material,
        colour,
    )


def tube(path: ArrayLike, radius: float, colour: Colour, material: Material = Material.PLAIN) -> Solid:
    """A round bar along points (n, 3) that lie in one plane."""
    middle = np.asarray(path, float)
    along = np.gradient(middle, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    beside = np.linalg.svd(middle - middle.mean(axis=0))[2][2]
    angle = np.linspace(0, 2 * np.pi, SIDES + 1)
    up = np.cross(along, beside)
    normals = np.cos(angle)[:, None] * beside + np.sin(angle)[:, None] * up[:, None]
    points = middle[:, None] + radius * normals
    flat = points.reshape(-1, 3)
    return Solid(flat, normals.reshape(-1, 3), _cells(len(middle), len(angle), True), flat, material, colour)


def sheet(grid: Array, colour: Colour, material: Material = Material.GROUND) -> Solid:
    """A smooth surface through a grid (rows, columns, 3) of points; it looks to rows x columns."""
    rows, columns = np.gradient(grid, axis=0), np.gradient(grid, axis=1)
    normals = np.cross(rows, columns)
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    flat = grid.reshape(-1, 3)
    cells = _cells(grid.shape[0], grid.shape[1], False)
    return Solid(flat, normals.reshape(-1, 3), cells, flat, material, colour)


def _divided(half: float, edge: float) -> Array:
    """Places along one side of a box: close together over the rounded edges."""
    bend = half - edge + edge * np.array(EDGE)
    inside = half - edge
    count = max(2, int(np.ceil(2 * inside / LARGEST_CELL)) + 1)
    return np.unique(np.round(np.concatenate([-bend, np.linspace(-inside, inside, count), bend]), 7))


def _cells(rows: int, columns: int, flipped: bool) -> Array:
    """Two triangles for each cell of a grid of points."""
    number = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:]
    quads = np.stack([a, d, c, b] if flipped else [a, b, c, d], axis=-1).reshape(-1, 4)
    return quads[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)


def _tangents(outline: Array) -> Array:
    """Unit direction (n, 2) along a profile at each point; at a doubled point, that of its own side."""
    steps = np.diff(outline, axis=0)
    length = np.linalg.norm(steps, axis=1, keepdims=True)
    steps = np.divide(steps, length, out=np.zeros_like(steps), where=length > 0)
    sums = np.zeros_like(outline)
    sums[:-1] += steps
    sums[1:] += steps
    return sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-12)


def joined(solids: Sequence[Solid]) -> list[Solid]:
    """Solids of the same material and colour made one, which draws faster."""
    kinds = dict.fromkeys((solid.material, solid.colour) for solid in solids)
    return [_merged([s for s in solids if (s.material, s.colour) == kind]) for kind in kinds]


def _merged(solids: Sequence[Solid]) -> Solid:
    starts = np.cumsum([0, *(len(solid.points) for solid in solids[:-1])])
    points, normals, grain = (
        np.concatenate([getattr(solid, name) for solid in solids]) for name in ("points", "normals", "grain")
    )
    triangles = np.concatenate([solid.triangles + start for solid, start in zip(solids, starts, strict=True)])
    return Solid(points, normals, triangles, grain, solids[0].material, solids[0].colour)
