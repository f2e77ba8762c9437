"""The skin, painted in texture space from where each texel lies on the rest pose.

The masks of lips and nails come from MPFB2 (CC0); the rest is our own work.

Colours are sRGB 0..255, in RGB order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from .geometry import Array, unit
from .hair import hair_field, scalp_paint
from .human import Human
from .parts import bone_share, vertex_normals
from .wardrobe import Outfit
from .wheel import Wheel

Image = NDArray[np.uint8]
Tone = tuple[int, int, int]

SIZE = 2048
FAIR: Tone = (226, 178, 150)
"""The tone for which the colours of lips, nails and cheeks are given; they are scaled to the person's own."""
PALM: Tone = (222, 160, 136)
"""Palms stay light, whatever the tone of the skin."""
BLOTCHES = ((256, 4.0), (64, 3.0), (16, 2.0))  # size in texels and strength of the unevenness of skin


@dataclass(frozen=True)
class Complexion:
    """Colours of a face."""

    skin: Tone
    brows: Tone
    lips: Tone = (178, 98, 92)


def texel_map(human: Human, values: Array, faces: Sequence[int], size: int) -> Array:
    """(size, size, 3): values (V, 3) of the vertices carried over to texels; NaN where there is no skin."""
    mesh = human.mesh
    texels = np.full((size, size, 3), np.nan, np.float32)
    uvs = mesh.uvs * (size, -size) + (0, size)
    for i in faces:
        corners, at = values[list(mesh.faces[i])], uvs[list(mesh.face_uvs[i])]
        for k in range(1, len(corners) - 1):
            _fill(texels, at[[0, k, k + 1]], corners[[0, k, k + 1]])
    return texels


def _fill(texels: Array, at: Array, corners: Array) -> None:
    """Interpolate one triangle, a texel and a half beyond its edges so that seams do not show."""
    low = np.maximum(np.floor(at.min(axis=0)).astype(int) - 1, 0)
    high = np.minimum(np.ceil(at.max(axis=0)).astype(int) + 2, texels.shape[0])
    area = np.linalg.det(np.c_[at, np.ones(3)])
    if (high <= low).any() or abs(area) < 1e-9:
        return
    xs, ys = np.meshgrid(*(np.arange(a, b) + 0.5 for a, b in zip(low, high, strict=True)))
    shares = np.stack([xs, ys, np.ones_like(xs)], axis=-1) @ np.linalg.inv(np.c_[at, np.ones(3)])
    inside = (shares > -0.02 - 1.5 / np.sqrt(abs(area))).all(axis=-1)
    texels[low[1] : high[1], low[0] : high[0]][inside] = (shares @ corners)[inside]


def paint_skin(wheel: Wheel, human: Human, outfit: Outfit, complexion: Complexion) -> Image:
    """(SIZE, SIZE, 3) texture."""
    body = human.mesh.faces_of("body")
    at = np.nan_to_num(texel_map(human, human.mesh.vertices, body, SIZE))
    canvas = _uneven(np.asarray(complexion.skin, np.float32))
    tint = np.asarray(complexion.skin) / np.asarray(FAIR)
    palms = np.nan_to_num(texel_map(human, np.repeat(_palms(human)[:, None], 3, axis=1), body, SIZE))
    _mix(canvas, palms[..., 0], np.asarray(PALM) * tint**0.4, 0.75 * float(1 - tint.mean()) + 0.1)
    eye = human.joints["l-eye"]
    _mix(canvas, _mask(wheel, "mpfb_lips"), np.asarray(complexion.lips) * tint, 0.7)
    _mix(canvas, _mask(wheel, "mpfb_fingernails"), np.array((238, 196, 180)) * tint, 0.7)
    _mix(canvas, _cheeks(at, eye), np.array((214, 140, 120)) * tint, 0.3)
    _mix(canvas, _brows(at, eye), np.asarray(complexion.brows), 0.75)
    scalp = scalp_paint(hair_field(human, outfit.hair)(at.reshape(-1, 3))).reshape(SIZE, SIZE)
    _mix(canvas, scalp, 255 * np.asarray(outfit.hair.colour) ** (1 / 2.2), 0.85)
    return np.clip(canvas, 0, 255).astype(np.uint8)


def cached_skin(cache: Path, wheel: Wheel, human: Human, outfit: Outfit, complexion: Complexion) -> Image:
    """The painted skin, kept in the cache folder under a name made from all that decides it."""
    key = f"{human.mesh.vertices.sum():.9f} {outfit} {complexion} {Path(__file__).read_text()}"
    path = cache / f"skin-{hashlib.sha256(key.encode()).hexdigest()[:16]}.png"
    if path.is_file():
        return cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
    image = paint_skin(wheel, human, outfit, complexion)
    cache.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), cv2.cvtColor(image, cv2.COLOR_RGB2BGR))
    return image


def _palms(human: Human) -> Array:
    """(V,) 1 where the skin of a hand looks the way the palm does, 0 elsewhere."""
    hand = bone_share(human, ("wrist", "metacarpal", "finger"))
    palm = unit(np.cross(human.rest.hand_axis, human.rest.knuckle_axis))
    facing = vertex_normals(human) @ np.stack([palm, palm * (-1, 1, 1)], axis=1)
    own = np.where(human.mesh.vertices[:, 0] > 0, facing[:, 0], facing[:, 1])
    return np.asarray(hand * np.clip(own * 1.6 - 0.1, 0, 1))


def _uneven(tone: Array) -> Array:
    canvas = np.ones((SIZE, SIZE, 3), np.float32) * tone
    chance = np.random.default_rng(0)
    for texels, strength in BLOTCHES:
        coarse = chance.normal(size=(SIZE // texels + 1,) * 2).astype(np.float32)
        fine = cv2.resize(coarse, (SIZE, SIZE), interpolation=cv2.INTER_CUBIC)
        canvas += strength * fine[..., None] * (1.0, 0.9, 0.7)
    return canvas


def _mix(canvas: Array, mask: Array, colour: Array, strength: float) -> None:
    share = np.clip(mask, 0, 1)[..., None] * strength
    canvas += share * (colour.astype(np.float32) - canvas)


def _mask(wheel: Wheel, name: str) -> Array:
    data = np.frombuffer(wheel.image(f"textures/{name}.jpg"), np.uint8)
    mask = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    return cv2.resize(mask, (SIZE, SIZE)).astype(np.float32) / 255


def _cheeks(at: Array, eye: Array) -> Array:
    aside, down = np.abs(at[..., 0]) - 0.045, at[..., 1] - eye[1] + 0.045
    return np.exp(-(aside**2 + down**2) / 0.022**2) * (at[..., 2] > eye[2] - 0.01)


def _brows(at: Array, eye: Array) -> Array:
    """An arc above each eye that thins outwards, with hairs."""
    share = (np.abs(at[..., 0]) - eye[0] + 0.019) / 0.042
    arc = eye[1] + 0.0205 + 0.006 * np.sin(np.clip(share, 0, 1) * np.pi * 0.75)
    half = 0.0042 * (1 - 0.55 * np.clip(share, 0, 1))
    soft = np.clip(1.3 - np.abs(at[..., 1] - arc) / half, 0, 1)
    hairs = 0.75 + 0.25 * np.random.default_rng(1).random(soft.shape)
    return soft * hairs * ((share > 0) & (share < 1)) * (at[..., 2] > eye[2] - 0.02)
