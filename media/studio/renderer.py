"""Draws a posed person without a screen (moderngl on EGL), in the soft light of a sky and one key light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import moderngl
import numpy as np
from numpy.typing import NDArray

from .camera import Camera
from .furniture import Box, box_quads, floor_quads, wall_quads
from .geometry import Array, X, Y, look_at, orthographic, unit
from .human import Human
from .pose import Stance
from .pose import skin as skin_mesh
from .surfaces import Surface
from .wardrobe import Colour, Material

Image = NDArray[np.uint8]

SKY_PATCHES, SKY_TEXELS, KEY_TEXELS = 20, 256, 1024
LIT_CENTRE, LIT_RADIUS = np.array([0.0, 0.05, 0.1]), 1.35  # metres: the ball in which shadows are thrown
KEY_DIRECTION = unit((-0.55, 0.75, 0.75))  # seen from the camera: from above its left shoulder
SUPERSAMPLING = 2
SOLE_HEIGHT, SINK = 0.017, 0.009  # metres: top of the sole; how far soles reach below the bare foot
SHADERS = Path(__file__).parent / "shaders"


@dataclass(frozen=True)
class Backdrop:
    """What is around the person. Colours are linear; without a wall the floor melts into the background."""

    floor: Colour
    wall: Colour
    wall_distance: float | None = None  # metres behind the person


@dataclass(frozen=True, eq=False)
class Drawn:
    """A piece of the still life: its vertex arrays for the picture and for shadows."""

    picture: moderngl.VertexArray
    shadow: moderngl.VertexArray
    material: Material
    colour: Colour
    casts: bool = True


class Studio:
    """One dressed person in one set. Call `frame` for each pose."""

    def __init__(
        self, human: Human, surface: Surface, skin: Image, boxes: Sequence[Box], backdrop: Backdrop
    ) -> None:
        self.human, self.surface, self.backdrop = human, surface, backdrop
        self.context = moderngl.create_standalone_context(backend="egl")
        self.context.enable(moderngl.DEPTH_TEST)
        self.program = self._program("surface")
        self.depth_program = self._program("depth")
        self._hang_lights()
        self._upload_person(skin)
        self.still_life = [self._drawn(*box_quads(box), Material.WOOD, box.colour) for box in boxes]
        self.still_life.append(
            self._drawn(*floor_quads(human.floor - SINK), Material.GROUND, backdrop.floor, casts=False)
        )
        self.walls: list[Drawn] = []
        self.canvas: moderngl.Framebuffer | None = None

    def frame(self, stance: Stance, camera: Camera) -> Image:
        """(height, width, 3) RGB picture."""
        vertices = skin_mesh(self.human, stance)
        self.caster_buffer.write(vertices[self.caster_vertices].astype("f4").tobytes())
        moving = self.surface.posed(vertices)
        for patch, buffer in zip(self.surface.patches, self.moving_buffers, strict=True):
            buffer.write(moving[patch.corners].tobytes())
        key = camera.turn @ KEY_DIRECTION
        key_matrix = self._shadow_camera(key)
        self._cast_shadows(key_matrix)
        self._open_canvas(camera)
        self._set_scene(camera, key, key_matrix)
        self._draw_all()
        return self._read(camera.size)

    # ---- what is built once

    def _program(self, name: str) -> moderngl.Program:
        vertex, fragment = ((SHADERS / f"{name}.{kind}").read_text() for kind in ("vert", "frag"))
        return self.context.program(vertex_shader=vertex, fragment_shader=fragment)

    def _hang_lights(self) -> None:
        """Patches of sky spread evenly (a Fibonacci spiral) from the zenith to a little below the horizon."""
        number = np.arange(SKY_PATCHES)
        height = 1 - 1.55 * (number + 0.5) / SKY_PATCHES
        round_about = 2 * np.pi * number / ((1 + 5**0.5) / 2)
        level = np.sqrt(1 - height**2)
        sky = np.stack([level * np.cos(round_about), height, level * np.sin(round_about)], axis=1)
        self.sky_matrices = [self._shadow_camera(direction) for direction in sky]
        self.program["sky_direction"].write(sky.astype("f4").tobytes())
        self.program["sky_camera"].write(np.stack([m.T for m in self.sky_matrices]).astype("f4").tobytes())
        nearest = (moderngl.NEAREST, moderngl.NEAREST)
        self.sky_depth = self.context.texture_array((SKY_TEXELS, SKY_TEXELS, SKY_PATCHES), 1, dtype="f4")
        self.sky_depth.filter = nearest
        self.sky_target = self.context.depth_texture((SKY_TEXELS, SKY_TEXELS))
        self.sky_frame = self.context.framebuffer(depth_attachment=self.sky_target)
        self.key_depth = self.context.depth_texture((KEY_TEXELS, KEY_TEXELS))
        self.key_depth.compare_func = ""
        self.key_frame = self.context.framebuffer(depth_attachment=self.key_depth)

    @staticmethod
    def _shadow_camera(direction: Array) -> Array:
        up = X if abs(direction[1]) > 0.95 else Y
        view = look_at(LIT_CENTRE + 3 * direction, LIT_CENTRE, up)
        return orthographic(LIT_RADIUS, 0.1, 6.0) @ view

    def _upload_person(self, skin: Image) -> None:
        self.skin = self.context.texture(skin.shape[1::-1], 3, np.ascontiguousarray(skin).tobytes())
        self.skin.build_mipmaps()
        self.skin.filter = (moderngl.LINEAR_MIPMAP_LINEAR, moderngl.LINEAR)
        self.moving_buffers, self.person = [], []
        for patch in self.surface.patches:
            moving = self.context.buffer(reserve=len(patch.corners) * 24, dynamic=True)
            fixed = self.context.buffer(patch.fixed.tobytes())
            layout = [(moving, "3f 3f", "position", "normal"), (fixed, "2f 1f 3f", "uv", "cover", "rest")]
            index = self.context.buffer(patch.triangles.tobytes())
            self.moving_buffers.append(moving)
            self.person.append(self.context.vertex_array(self.program, layout, index, skip_errors=True))
        self.caster_vertices, triangles = np.unique(self.surface.casters, return_inverse=True)
        self.caster_buffer = self.context.buffer(reserve=len(self.caster_vertices) * 12, dynamic=True)
        index = self.context.buffer(triangles.astype("i4").tobytes())
        self.casters = self.context.vertex_array(
            self.depth_program, [(self.caster_buffer, "3f", "position")], index
        )

    def _drawn(
        self, quads: Array, normals: Array, material: Material, colour: Colour, casts: bool = True
    ) -> Drawn:
        corners, numbers = np.unique(
            np.c_[quads.reshape(-1, 3), np.repeat(normals, 4, axis=0)].astype("f4"),
            axis=0,
            return_inverse=True,
        )
        index = self.context.buffer(numbers.reshape(-1, 4)[:, [0, 1, 2, 0, 2, 3]].astype("i4").tobytes())
        rows = np.c_[corners, np.zeros((len(corners), 2)), np.ones(len(corners)), corners[:, :3]]
        picture = self.context.buffer(rows.astype("f4").tobytes())
        shadow = self.context.buffer(corners[:, :3].tobytes())
        names = ("position", "normal", "uv", "cover", "rest")
        return Drawn(
            self.context.vertex_array(
                self.program, [(picture, "3f 3f 2f 1f 3f", *names)], index, skip_errors=True
            ),
            self.context.vertex_array(self.depth_program, [(shadow, "3f", "position")], index),
            material,
            colour,
            casts,
        )

    # ---- what is done for every frame

    def _cast_shadows(self, key_matrix: Array) -> None:
        for layer, matrix in enumerate(self.sky_matrices):
            self._depth_pass(self.sky_frame, matrix)
            area = (0, 0, layer, SKY_TEXELS, SKY_TEXELS, 1)
            self.sky_depth.write(self.sky_target.read(), viewport=area)
        self._depth_pass(self.key_frame, key_matrix)

    def _depth_pass(self, target: moderngl.Framebuffer, matrix: Array) -> None:
        target.use()
        target.clear(depth=1.0)
        self.depth_program["camera"].write(matrix.T.astype("f4").tobytes())
        self.casters.render()
        for thing in self.still_life:
            if thing.casts:
                thing.shadow.render()

    def _open_canvas(self, camera: Camera) -> None:
        size = tuple(SUPERSAMPLING * n for n in camera.size)
        if self.canvas is None or self.canvas.size != size:
            colour, depth = self.context.renderbuffer(size, 3), self.context.depth_renderbuffer(size)
            self.canvas = self.context.framebuffer([colour], depth)
            self.walls = self._build_walls(camera)
        self.canvas.use()
        self.canvas.clear(*(np.array(self.backdrop.wall) ** (1 / 2.2)), 1.0)

    def _build_walls(self, camera: Camera) -> list[Drawn]:
        """The wall with its skirting board; it stands square to the camera."""
        distance = self.backdrop.wall_distance
        if distance is None:
            return []
        floor = self.human.floor - SINK
        wall = wall_quads(floor, distance, camera.turn, 0.0, 4.0)
        board = wall_quads(floor, distance - 0.015, camera.turn, 0.0, 0.09)
        colours = (self.backdrop.wall, (0.62, 0.60, 0.56))
        return [
            self._drawn(*quads, Material.GROUND, colour, casts=False)
            for quads, colour in zip((wall, board), colours, strict=True)
        ]

    def _set_scene(self, camera: Camera, key: Array, key_matrix: Array) -> None:
        program = self.program
        program["camera"].write(camera.matrix.T.astype("f4").tobytes())
        program["key_camera"].write(key_matrix.T.astype("f4").tobytes())
        program["eye"].value = tuple(camera.eye)
        program["key"].value = tuple(key)
        program["background"].value = self.backdrop.wall
        program["fade"].value = 1.0 if self.backdrop.wall_distance is None else 0.0
        program["sole"].value = self.human.floor + SOLE_HEIGHT
        for unit_number, (name, texture) in enumerate(
            (("sky_depth", self.sky_depth), ("key_depth", self.key_depth), ("skin", self.skin))
        ):
            texture.use(unit_number)
            program[name].value = unit_number

    def _draw_all(self) -> None:
        for thing in (*self.still_life, *self.walls):
            self._paint(thing.picture, thing.material, thing.colour)
        for patch, vertex_array in zip(self.surface.patches, self.person, strict=True):
            self.program["shell"].value = patch.part.shell
            self.program["crown"].value = tuple(self._origin_of(patch.part.material))
            self._paint(vertex_array, patch.part.material, patch.part.colour)

    def _origin_of(self, material: Material) -> Array:
        """Where on the rest pose a pattern is measured from: the crown, or the middle of the foot."""
        if material is Material.HAIR:
            eye = self.human.joints["l-eye"]
            return np.array([0.012, eye[1] + 0.10, eye[2] - 0.14])
        return self.human.joints["l-foot-1"]

    def _paint(self, vertex_array: moderngl.VertexArray, material: Material, colour: Colour) -> None:
        self.program["material"].value = int(material)
        self.program["colour"].value = colour
        vertex_array.render()

    def _read(self, size: tuple[int, int]) -> Image:
        width, height = (SUPERSAMPLING * n for n in size)
        data = np.frombuffer(self.canvas.read(components=3, alignment=1), np.uint8)
        return cv2.resize(data.reshape(height, width, 3)[::-1], size, interpolation=cv2.INTER_AREA)
