"""Small helpers around moderngl: loading shaders, one program per material, and packing numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import moderngl
import numpy as np
from numpy.typing import ArrayLike

SHADERS = Path(__file__).parent / "shaders"
SCENE_BINDING = 0
KEY_UNIT, SKIN_UNIT = 1, 2  # texture units


def bytes_of(numbers: ArrayLike) -> bytes:
    """Floats as a graphics card takes them."""
    return np.ascontiguousarray(numbers, np.float32).tobytes()


def source_of(name: str) -> str:
    """A shader with the files that it includes put in their places."""
    text = (SHADERS / name).read_text()
    return re.sub(r'#include "(.+)"', lambda found: source_of(found[1]), text)


def load_program(context: moderngl.Context, name: str, varyings: Sequence[str] = ()) -> moderngl.Program:
    """The program of NAME.vert and, unless it only gives `varyings`, NAME.frag."""
    fragment = {} if varyings else {"fragment_shader": source_of(f"{name}.frag")}
    return context.program(vertex_shader=source_of(f"{name}.vert"), varyings=varyings, **fragment)


class Palette:
    """One program per material, made when first asked for.

    Separate programs, because a software renderer computes every branch of a shader that does all.
    """

    def __init__(self, context: moderngl.Context) -> None:
        self.context = context
        self.vertex = source_of("surface.vert")
        self.programs: dict[str, moderngl.Program] = {}

    def program(self, material: str) -> moderngl.Program:
        if material not in self.programs:
            program = self.context.program(
                vertex_shader=self.vertex, fragment_shader=source_of(f"{material}.frag")
            )
            program["Scene"].binding = SCENE_BINDING
            for sampler, unit in (("key_depth", KEY_UNIT), ("skin", SKIN_UNIT)):
                if sampler in program:
                    program[sampler].value = unit
            self.programs[material] = program
        return self.programs[material]

    def array(
        self,
        material: str,
        content: Sequence[tuple[Any, ...]],
        index: moderngl.Buffer,
    ) -> moderngl.VertexArray:
        """A vertex array for the program of a material, which may leave attributes unused."""
        return self.context.vertex_array(self.program(material), content, index, skip_errors=True)


def set_uniforms(program: moderngl.Program, **values: Any) -> None:
    """Set the uniforms that the program uses; the others do not matter to it."""
    for name, value in values.items():
        if name in program:
            program[name].write(bytes_of(value))
