"""Draws posed people without a screen (moderngl on EGL), in the soft light of a sky and one key light."""

from __future__ import annotations

import weakref
from collections.abc import Mapping, Sequence

import cv2
import moderngl
import numpy as np
from numpy.typing import NDArray

from .camera import Camera
from .figure import HERE, Actor, Figure
from .geometry import Array
from .gpu import KEY_UNIT, SCENE_BINDING, Palette, bytes_of
from .human import Human
from .lights import Lights
from .pose import Stance
from .props import Placement, Prop
from .rooms import Backdrop, ground, key_direction, set_of
from .surfaces import Surface
from .thing import Thing, model_of

Image = NDArray[np.uint8]

LIT_RADIUS, LIT_RADIUS_WIDE = 1.35, 1.75  # metres: the ball in which shadows are thrown, alone or in company
SUPERSAMPLING = 1.5


class Studio:
    """One dressed person, with things and perhaps helpers, in one set. Call `frame` for each pose."""

    def __init__(
        self,
        human: Human,
        surface: Surface,
        skin: Image,
        props: Sequence[Prop],
        backdrop: Backdrop,
        helpers: Sequence[Actor] = (),
    ) -> None:
        self.backdrop = backdrop
        self.floor = ground(human)
        self.context = moderngl.create_standalone_context(backend="egl")
        weakref.finalize(self, self.context.release)  # a studio holds some 100 MB
        self.context.enable(moderngl.DEPTH_TEST)
        self.palette = Palette(self.context)
        self.lights = Lights(self.context, LIT_RADIUS_WIDE if helpers or backdrop.decor else LIT_RADIUS)
        gpu = (self.context, self.palette, self.lights)
        self.figures = [Figure(*gpu, actor) for actor in (Actor(human, surface, skin), *helpers)]
        self.things = [Thing(*gpu, prop) for prop in props]
        self.set = [Thing(*gpu, prop) for prop in set_of(backdrop)]
        self.scene = self.context.buffer(reserve=4 * (2 * 16 + 5 * 4), dynamic=True)
        self.canvas: moderngl.Framebuffer | None = None

    def frame(
        self,
        stance: Stance,
        camera: Camera,
        placed: Mapping[str, Placement] | None = None,
        helpers: Sequence[tuple[Stance, Placement]] = (),
    ) -> Image:
        """(height, width, 3) RGB picture; `placed` tells where the props are that are not at their rest."""
        with self.context:
            self._arrange(stance, camera, placed or {}, helpers)
            self._light(camera)
            self._draw(camera)
            return self._read(camera.size)

    def _arrange(
        self,
        stance: Stance,
        camera: Camera,
        placed: Mapping[str, Placement],
        helpers: Sequence[tuple[Stance, Placement]],
    ) -> None:
        """Put people and things where they are in this frame."""
        for figure, (pose, where) in zip(self.figures, [(stance, HERE), *helpers], strict=True):
            figure.move(pose, where)
        for thing in self.things:
            thing.model = model_of(*placed.get(thing.prop.name, thing.prop.rest))
        for thing in self.set:
            turn, shift = thing.prop.rest
            thing.model = model_of(camera.turn @ turn, camera.turn @ shift + (0, self.floor, 0))

    def _light(self, camera: Camera) -> None:
        things = (*self.things, *self.set)
        casters = [figure.caster for figure in self.figures]
        casters += [caster for thing in things for caster in thing.casters]
        key = key_direction(self.backdrop.light, camera)
        self.context.enable(moderngl.CULL_FACE)
        key_camera = self.lights.cast(casters, key)
        self.context.disable(moderngl.CULL_FACE)
        for lit in (*self.figures, *things):
            lit.gather()
        self._set_scene(camera, key, key_camera)

    def _set_scene(self, camera: Camera, key: Array, key_camera: Array) -> None:
        """The uniform block of shaders/scene.glsl."""
        light, wall = self.backdrop.light, self.backdrop.wall
        tint = np.array(light.tint)
        melting = 1.0 if self.backdrop.wall_distance is None else 0.0
        vectors = [
            (*camera.eye, 1),
            (*key, 0),
            (*light.key * tint, 1),
            (*light.sky * tint, 1),
            (*wall, melting),
        ]
        self.scene.write(
            bytes_of(np.concatenate([camera.matrix.T.ravel(), key_camera.T.ravel(), np.ravel(vectors)]))
        )
        self.scene.bind_to_uniform_block(SCENE_BINDING)

    def _draw(self, camera: Camera) -> None:
        size = tuple(round(SUPERSAMPLING * n) for n in camera.size)
        if self.canvas is None or self.canvas.size != size:
            colour, depth = self.context.renderbuffer(size, 3), self.context.depth_renderbuffer(size)
            self.canvas = self.context.framebuffer([colour], depth)
        self.canvas.use()
        self.canvas.clear(*(np.array(self.backdrop.wall) ** (1 / 2.2)), 1.0)
        self.lights.key_depth.use(KEY_UNIT)
        for number, figure in enumerate(self.figures):
            figure.draw(headless=camera.headless and number == 0)
        for thing in (*self.things, *self.set):
            thing.draw()

    def _read(self, size: tuple[int, int]) -> Image:
        width, height = (round(SUPERSAMPLING * n) for n in size)
        data = np.frombuffer(self.canvas.read(components=3, alignment=1), np.uint8)
        return cv2.resize(data.reshape(height, width, 3)[::-1], size, interpolation=cv2.INTER_AREA)
