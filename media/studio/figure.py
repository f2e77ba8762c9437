"""A dressed person on the graphics card: follows a pose, throws shadows, gathers light and is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import moderngl
import numpy as np
from numpy.typing import NDArray

from .geometry import Array
from .gpu import SKIN_UNIT, Palette, bytes_of, set_uniforms
from .human import Human
from .lights import Caster, Lights
from .parts import Material
from .pose import Stance
from .pose import skin as skin_mesh
from .surfaces import Patch, Surface

Image = NDArray[np.uint8]
CLOSED = (Material.SKIN, Material.EYE, Material.HAIR, Material.CURLS)
"""Materials of which only the outside is seen."""
HERE = (np.eye(3), np.zeros(3))

SOLE_HEIGHT = 0.017  # metres: top of the sole of a shoe above the floor


@dataclass(frozen=True, eq=False)
class Actor:
    """Someone to be filmed."""

    human: Human
    surface: Surface
    skin: Image


class Figure:
    """The buffers of one actor."""

    def __init__(self, context: moderngl.Context, palette: Palette, lights: Lights, actor: Actor) -> None:
        self.actor, self.palette, self.lights = actor, palette, lights
        surface = actor.surface
        self.skin = context.texture(actor.skin.shape[1::-1], 3, np.ascontiguousarray(actor.skin).tobytes())
        self.skin.build_mipmaps()
        self.skin.filter = (moderngl.LINEAR_MIPMAP_LINEAR, moderngl.LINEAR)
        self.moving = [context.buffer(reserve=len(patch.corners) * 36) for patch in surface.patches]
        self.arrays = [self._array(context, *pair) for pair in zip(surface.patches, self.moving, strict=True)]
        self.points = context.buffer(reserve=len(surface.anchors) * 24)
        self.light = context.buffer(reserve=len(surface.anchors) * 12)
        self.gathering = context.vertex_array(lights.gather_program, self.points, "position", "normal")
        self.casting = context.buffer(reserve=len(surface.casters.vertices) * 12)
        key, sky = (
            context.vertex_array(
                lights.depth_program, [(self.casting, "3f", "position")], context.buffer(index.tobytes())
            )
            for index in (surface.casters.fine, surface.casters.coarse)
        )
        self.caster = Caster(key, sky, np.eye(4))
        self.posed = np.empty((0, 6), np.float32)
        human = actor.human
        self.origin = (human.joints["l-foot-1"][0], human.floor + SOLE_HEIGHT, 0.0)  # of the pattern of shoes

    def _array(
        self, context: moderngl.Context, patch: Patch, moving: moderngl.Buffer
    ) -> moderngl.VertexArray:
        fixed, index = context.buffer(patch.fixed.tobytes()), context.buffer(patch.triangles.tobytes())
        layout = [
            (moving, "3f 3f 3f", "position", "normal", "sky"),
            (fixed, "2f 1f 3f", "uv", "cover", "rest"),
        ]
        return self.palette.array(patch.part.material, layout, index)

    def move(self, stance: Stance, where: tuple[Array, Array] = HERE) -> None:
        """Take a pose, at a place (rotation, position) in the room."""
        turn, shift = where
        vertices = skin_mesh(self.actor.human, stance) @ turn.T + shift
        surface = self.actor.surface
        self.posed = surface.posed(vertices)
        self.points.write(self.posed[surface.anchors].tobytes())
        self.casting.write(bytes_of(vertices[surface.casters.vertices]))

    def gather(self) -> None:
        """Fetch the light of the sky, once all shadows are cast."""
        surface = self.actor.surface
        self.lights.gather(self.gathering, np.eye(4), self.light)
        sky = surface.spread @ np.frombuffer(self.light.read(), np.float32).reshape(-1, 3)
        everything = np.hstack([self.posed, sky]).astype(np.float32)
        for patch, buffer in zip(surface.patches, self.moving, strict=True):
            buffer.write(everything[patch.corners].tobytes())

    def draw(self, headless: bool = False) -> None:
        """Draw all parts, or those that someone sees who looks out of this head."""
        context = self.palette.context
        self.skin.use(SKIN_UNIT)
        for patch, array in zip(self.actor.surface.patches, self.arrays, strict=True):
            part = patch.part
            set_uniforms(
                array.program,
                model=np.eye(4),
                colour=part.colour,
                shell=part.shell,
                origin=self.origin,
            )
            count = patch.below_head if headless else len(patch.triangles)
            if count:
                (context.enable if part.material in CLOSED else context.disable)(moderngl.CULL_FACE)
                array.render(vertices=3 * count)
        context.disable(moderngl.CULL_FACE)
