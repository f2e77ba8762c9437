"""Two kinds of light: a sky of many patches, each with a small shadow map, and one key light.

The maps of the sky lie side by side in one texture. What the sky sends is gathered at points (`gather`), not
at pixels: it changes slowly over a surface.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import moderngl
import numpy as np

from .geometry import Array, X, Y, look_at, orthographic
from .gpu import bytes_of, load_program

SKY_PATCHES, SKY_TILES = 20, (5, 4)
SKY_TEXELS, KEY_TEXELS = 160, 512  # along an edge of one map
LOWEST = 0.55  # sine of the angle below the horizon from which light still comes, off the floor
LIT_CENTRE = np.array([0.0, 0.05, 0.1])  # metres: the middle of the ball in which shadows are thrown


@dataclass(frozen=True, eq=False)
class Caster:
    """What throws shadows, with its place. The sky, whose maps are coarse, may do with fewer triangles."""

    key: moderngl.VertexArray
    sky: moderngl.VertexArray
    model: Array  # (4, 4)


class Lights:
    """The shadow maps of a set, `radius` metres around `LIT_CENTRE`."""

    def __init__(self, context: moderngl.Context, radius: float) -> None:
        self.context, self.radius = context, radius
        self.depth_program = load_program(context, "depth")
        self.gather_program = load_program(context, "gather", varyings=["sky"])
        sky = _sky_directions()
        self.sky_cameras = [self._shadow_camera(direction) for direction in sky]
        self.sky_depth = context.depth_texture(tuple(SKY_TEXELS * n for n in SKY_TILES))
        self.sky_depth.compare_func, self.sky_depth.filter = "", (moderngl.NEAREST, moderngl.NEAREST)
        self.sky_frame = context.framebuffer(depth_attachment=self.sky_depth)
        self.key_depth = context.depth_texture((KEY_TEXELS, KEY_TEXELS))
        self.key_depth.compare_func, self.key_depth.filter = "<=", (moderngl.LINEAR, moderngl.LINEAR)
        self.key_frame = context.framebuffer(depth_attachment=self.key_depth)
        self.gather_program["sky_direction"].write(bytes_of(sky))
        self.gather_program["sky_camera"].write(bytes_of([camera.T for camera in self.sky_cameras]))
        self.gather_program["tiles"].value = SKY_TILES
        self.gather_program["texel"].value = 1 / SKY_TEXELS

    def cast(self, casters: Sequence[Caster], key: Array) -> Array:
        """Draw all shadow maps; the key light shines from direction `key`. Returns its camera (4, 4)."""
        self.sky_frame.use()
        self.sky_frame.clear(depth=1.0)
        for number, camera in enumerate(self.sky_cameras):
            row, column = divmod(number, SKY_TILES[0])
            self.sky_frame.viewport = (column * SKY_TEXELS, row * SKY_TEXELS, SKY_TEXELS, SKY_TEXELS)
            self._depth_pass([(caster.sky, caster.model) for caster in casters], camera)
        camera = self._shadow_camera(key)
        self.key_frame.use()
        self.key_frame.clear(depth=1.0)
        self._depth_pass([(caster.key, caster.model) for caster in casters], camera)
        return camera

    def gather(self, points: moderngl.VertexArray, model: Array, into: moderngl.Buffer) -> None:
        """Write the light of the sky (3 floats) for each point of an array built for `gather_program`."""
        self.sky_depth.use(0)
        self.gather_program["sky_depth"].value = 0
        self.gather_program["model"].write(bytes_of(model.T))
        points.transform(into)

    def _depth_pass(self, things: Sequence[tuple[moderngl.VertexArray, Array]], camera: Array) -> None:
        self.depth_program["camera"].write(bytes_of(camera.T))
        for array, model in things:
            self.depth_program["model"].write(bytes_of(model.T))
            array.render()

    def _shadow_camera(self, direction: Array) -> Array:
        up = X if abs(direction[1]) > 0.95 else Y
        view = look_at(LIT_CENTRE + 3 * direction, LIT_CENTRE, up)
        return orthographic(self.radius, 0.1, 6.0) @ view


def _sky_directions() -> Array:
    """Patches of sky spread evenly (a Fibonacci spiral) from the zenith to a little below the horizon."""
    number = np.arange(SKY_PATCHES)
    height = 1 - (1 + LOWEST) * (number + 0.5) / SKY_PATCHES
    round_about = 2 * np.pi * number / ((1 + 5**0.5) / 2)
    level = np.sqrt(1 - height**2)
    return np.stack([level * np.cos(round_about), height, level * np.sin(round_about)], axis=1)
