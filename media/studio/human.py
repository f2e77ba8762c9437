"""One person: the base mesh bent into shape, the rig fitted to it, and the frames of its rest pose.

Source: MakeHuman base mesh (base.obj, CC0 since September 2020) and the MPFB2 default rig (CC0).
The mesh is in decimetres on disk and in metres here; the origin is at the pelvis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp

from .geometry import Array, X, Y, Z, frame, unit
from .life import Morph, blink, breath
from .wheel import Wheel

METRES_PER_UNIT = 0.1
BODY_VERTICES = 13380
"""Vertices below this number are the body; those above are helpers (clothes, eyes, joint cubes)."""

TRUNK = ("spine", "clavicle", "shoulder", "breast", "root", "pelvis")
"""Beginnings of the names of the bones that breathe."""


@dataclass(frozen=True, eq=False)
class Mesh:
    """Polygons with texture coordinates; every face belongs to a named group."""

    vertices: Array  # (V, 3) metres
    uvs: Array  # (T, 2)
    faces: tuple[tuple[int, ...], ...]
    face_uvs: tuple[tuple[int, ...], ...]
    groups: tuple[str, ...]

    def faces_of(self, *groups: str) -> list[int]:
        return [i for i, group in enumerate(self.groups) if group in groups]


@dataclass(frozen=True, eq=False)
class Rig:
    """Bones in an order in which parents come first."""

    names: tuple[str, ...]
    parents: tuple[int, ...]  # -1 for the root
    heads: Array  # (B, 3) metres, rest pose
    tails: Array  # (B, 3)
    weights: sp.csr_matrix  # (V, B), rows sum to 1
    index: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class RestFrames:
    """Rotations (3, 3) that bring the left limbs from the A-shaped rest pose to the anatomical one."""

    upper_arm: Array
    forearm: Array
    hand: Array
    thigh: Array
    shank: Array
    hand_axis: Array  # (3,) wrist to middle knuckle, rest pose
    knuckle_axis: Array  # (3,) little to index knuckle, rest pose


@dataclass(frozen=True, eq=False)
class Human:
    """A body in its rest pose."""

    mesh: Mesh
    rig: Rig
    joints: Mapping[str, Array]  # "l-elbow" -> (3,) metres, centres of the joint cubes
    rest: RestFrames
    morphs: Mapping[str, Morph]  # "blink", "breath"

    @property
    def floor(self) -> float:
        return float(self.mesh.vertices[:BODY_VERTICES, 1].min())

    @property
    def stature(self) -> float:
        return float(np.ptp(self.mesh.vertices[:BODY_VERTICES, 1]))


def build_human(wheel: Wheel, targets: Mapping[str, float]) -> Human:
    """The base human with each named target added at its weight."""
    mesh = _shaped(_parse_obj(wheel.text("3dobjs/base.obj")), wheel, targets)
    cubes = wheel.json("mesh_metadata/basemesh_vertex_groups.json")
    joints = {
        name.removeprefix("joint-"): mesh.vertices[spans[0][0] : spans[0][1] + 1].mean(axis=0)
        for name, spans in cubes.items()
        if name.startswith("joint-")
    }
    rig = _fit_rig(wheel, mesh.vertices, cubes)
    trunk = np.asarray(
        rig.weights[:, [i for i, n in enumerate(rig.names) if n.startswith(TRUNK)]].sum(axis=1)
    )
    morphs = {
        "blink": blink(wheel, METRES_PER_UNIT),
        "breath": breath(mesh.vertices, joints, trunk.ravel()),
    }
    return Human(mesh, rig, joints, _rest_frames(joints), morphs)


def _parse_obj(text: str) -> Mesh:
    vertices, uvs, faces, face_uvs, groups = [], [], [], [], []
    group = ""
    for line in text.splitlines():
        kind, *fields = line.split() or [""]
        if kind == "v":
            vertices.append([float(field) for field in fields])
        elif kind == "vt":
            uvs.append([float(field) for field in fields[:2]])
        elif kind == "g":
            group = fields[0]
        elif kind == "f":
            corners = [field.split("/") for field in fields]
            faces.append(tuple(int(corner[0]) - 1 for corner in corners))
            face_uvs.append(tuple(int(corner[1]) - 1 for corner in corners))
            groups.append(group)
    return Mesh(np.array(vertices), np.array(uvs), tuple(faces), tuple(face_uvs), tuple(groups))


def _shaped(mesh: Mesh, wheel: Wheel, targets: Mapping[str, float]) -> Mesh:
    vertices = mesh.vertices.copy()
    for name, weight in targets.items():
        which, shift = wheel.target(name)
        vertices[which] += weight * shift
    vertices *= METRES_PER_UNIT
    return Mesh(vertices, mesh.uvs, mesh.faces, mesh.face_uvs, mesh.groups)


def _fit_rig(wheel: Wheel, vertices: Array, cubes: Mapping[str, Any]) -> Rig:
    bones = wheel.json("rigs/standard/rig.default.json")
    names = _parents_first(bones)
    index = {name: i for i, name in enumerate(names)}
    ends = {
        end: np.array([_bone_end(bones[name][end], vertices, cubes) for name in names])
        for end in ("head", "tail")
    }
    weights = np.zeros((len(vertices), len(names)))
    for name, pairs in wheel.json("rigs/standard/weights.default.json")["weights"].items():
        for vertex, weight in pairs:
            weights[int(vertex), index[name]] += weight
    weights /= weights.sum(axis=1, keepdims=True)
    parents = tuple(index.get(bones[name]["parent"], -1) for name in names)
    return Rig(names, parents, ends["head"], ends["tail"], sp.csr_matrix(weights), index)


def _parents_first(bones: Mapping[str, Any]) -> tuple[str, ...]:
    ordered: dict[str, None] = {}

    def visit(name: str) -> None:
        if name and name not in ordered:
            visit(bones[name]["parent"])
            ordered[name] = None

    for name in bones:
        visit(name)
    return tuple(ordered)


def _bone_end(end: Mapping[str, Any], vertices: Array, cubes: Mapping[str, Any]) -> Array:
    """Where a bone begins or ends: in a joint cube, at a vertex, or amid some vertices."""
    if end["strategy"] == "CUBE":
        first, last = cubes[end["cube_name"]][0]
        return vertices[first : last + 1].mean(axis=0)
    if end["strategy"] == "VERTEX":
        return vertices[end["vertex_index"]]
    return vertices[end["vertex_indices"]].mean(axis=0)


def _rest_frames(joints: Mapping[str, Array]) -> RestFrames:
    """Each segment is aligned by its long axis and its hinge axis, so no body needs its own table."""
    upper_arm = unit(joints["l-elbow"] - joints["l-shoulder"])
    forearm = unit(joints["l-hand"] - joints["l-elbow"])
    hinge = np.cross(upper_arm, forearm)
    hand = unit(joints["l-finger-3-1"] - joints["l-hand"])
    knuckles = unit(joints["l-finger-2-1"] - joints["l-finger-5-1"])
    thigh = joints["l-knee"] - joints["l-upper-leg"]
    shank = joints["l-ankle"] - joints["l-knee"]
    return RestFrames(
        upper_arm=frame(-Y, -X) @ frame(upper_arm, hinge).T,
        forearm=frame(-Y, -X) @ frame(forearm, hinge).T,
        hand=frame(-Y, Z) @ frame(hand, knuckles).T,
        thigh=frame(-Y, X) @ frame(thigh, X).T,
        shank=frame(-Y, X) @ frame(shank, X).T,
        hand_axis=hand,
        knuckle_axis=knuckles,
    )
