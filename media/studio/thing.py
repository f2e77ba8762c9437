"""A prop on the graphics card."""

from __future__ import annotations

import moderngl
import numpy as np

from .geometry import Array
from .gpu import Palette, bytes_of, set_uniforms
from .lights import Caster, Lights
from .props import Prop
from .solids import Solid, joined


class Thing:
    """The buffers of one prop, one mesh per material and colour."""

    def __init__(self, context: moderngl.Context, palette: Palette, lights: Lights, prop: Prop) -> None:
        self.context, self.palette, self.lights, self.prop = context, palette, lights, prop
        self.solids = joined(prop.solids)
        self.points = [context.buffer(bytes_of(np.hstack([s.points, s.normals]))) for s in self.solids]
        self.light = [context.buffer(reserve=len(solid.points) * 12) for solid in self.solids]
        self.indices = [context.buffer(solid.triangles.astype("i4").tobytes()) for solid in self.solids]
        self.pictures = [self._picture(i, solid) for i, solid in enumerate(self.solids)]
        self.gathering = [
            context.vertex_array(lights.gather_program, [(points, "3f 3f", "position", "normal")])
            for points in self.points
        ]
        self.shadows = [
            context.vertex_array(lights.depth_program, [(points, "3f 12x", "position")], index)
            for points, index in zip(self.points, self.indices, strict=True)
        ]
        self.model = np.eye(4)

    def _picture(self, i: int, solid: Solid) -> moderngl.VertexArray:
        rows = np.hstack([np.zeros((len(solid.points), 2)), np.ones((len(solid.points), 1)), solid.grain])
        layout = [
            (self.points[i], "3f 3f", "position", "normal"),
            (self.light[i], "3f", "sky"),
            (self.context.buffer(bytes_of(rows)), "2f 1f 3f", "uv", "cover", "rest"),
        ]
        return self.palette.array(solid.material, layout, self.indices[i])

    @property
    def casters(self) -> list[Caster]:
        return [Caster(array, array, self.model) for array in self.shadows] if self.prop.casts else []

    def gather(self) -> None:
        for points, light in zip(self.gathering, self.light, strict=True):
            self.lights.gather(points, self.model, light)

    def draw(self) -> None:
        for solid, array in zip(self.solids, self.pictures, strict=True):
            set_uniforms(array.program, model=self.model.T, colour=solid.colour)
            array.render()


def model_of(turn: Array, position: Array) -> Array:
    """(4, 4) of a rotation (3, 3) and a position (3,)."""
    matrix = np.eye(4)
    matrix[:3, :3], matrix[:3, 3] = turn, position
    return matrix
