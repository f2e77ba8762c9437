"""From takes to files: clips, stills, their true motions, and a list of what was filmed from what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from aotrainer.motion.archive import to_bytes

from .bodies import DEMONSTRATORS
from .camera import Camera
from .encode import write_webm
from .geometry import Array
from .pose import Stance
from .props import Placement
from .renderer import Studio
from .scene import FPS, Scene, Take, build_scene
from .truth import projected

Image = NDArray[np.uint8]

CLIP_SIZE, STILL_SIZE = (1280, 720), (480, 270)
CLIP_CRF, STILL_QUALITY = 32, 85


@dataclass(frozen=True)
class Sameness:
    """How much two frames may differ and still share one picture.

    turn_deg, shift_m : of a bone or a thing; face : share of a blink or a breath
    """

    turn_deg: float
    shift_m: float
    face: float


UNSEEN = Sameness(turn_deg=0.02, shift_m=0.0001, face=0.02)
"""So little that nobody could tell."""


def film(
    takes: Sequence[Take], wheel: Path, media: Path, cache: Path, truth: Path, known: Mapping[str, str]
) -> list[tuple[str, str, bool]]:
    """Film the takes of one exercise with one person, but for those whose fingerprint is known.

    Returns name, fingerprint and whether it was filmed, of each.
    """
    scene = build_scene(takes[0].exercise, DEMONSTRATORS[takes[0].demonstrator], wheel)
    return list(_film(scene, takes, wheel, media, cache, truth, known))


def _film(
    scene: Scene,
    takes: Sequence[Take],
    wheel: Path,
    media: Path,
    cache: Path,
    truth: Path,
    known: Mapping[str, str],
) -> Iterator[tuple[str, str, bool]]:
    studio: Studio | None = None
    truth.mkdir(parents=True, exist_ok=True)
    for take in takes:
        camera = scene.camera(take.view, CLIP_SIZE)
        key = scene.key(camera)
        true = projected(scene.human, scene.stances, camera, FPS)
        (truth / f"{take.name}.npz").write_bytes(to_bytes(true))
        clip = media / "clips" / f"{take.name}.webm"
        new = key != known.get(take.name) or not clip.is_file()
        if new:
            studio = studio or scene.studio(wheel, cache)
            frames = pictures(scene, studio, camera)
            save(frames, clip, FPS, CLIP_CRF)
            if take.is_reference:
                write_still(media / "stills" / f"{take.exercise.name}.jpg", frames[scene.peak])
        yield take.name, key, new


def save(frames: Sequence[Image], clip: Path, fps: int, crf: int) -> None:
    """Write a clip; what was broken off is never taken for one."""
    unfinished = clip.with_suffix(".part.webm")
    write_webm(unfinished, frames, fps, crf)
    unfinished.replace(clip)


def pictures(
    scene: Scene,
    studio: Studio,
    camera: Camera,
    same: Sameness = UNSEEN,
    helpers: Sequence[tuple[Stance, Placement]] = (),
) -> list[Image]:
    """Every frame, RGB; a stance that returns is not rendered again."""
    rendered: list[tuple[Array, Image]] = []
    frames = []
    for stance, places in zip(scene.stances, scene.placements, strict=True):
        values = _values(stance, places, same)
        shown = next((picture for known, picture in rendered if np.abs(known - values).max() < 1), None)
        if shown is None:
            shown = studio.frame(stance, camera, places, helpers)
            rendered.append((values, shown))
        frames.append(shown)
    return frames


def _values(stance: Stance, places: Mapping[str, Placement], same: Sameness) -> Array:
    """All that changes a picture, in units of what may differ unseen."""
    turns = [stance.rotations, *(turn for turn, _ in places.values())]
    shifts = [stance.positions, *(at for _, at in places.values())]
    face = np.array([stance.blink, stance.breath]) / same.face
    return np.concatenate(
        [
            *(np.ravel(turn) / np.radians(same.turn_deg) for turn in turns),
            *(np.ravel(at) / same.shift_m for at in shifts),
            face,
        ]
    )


def write_still(path: Path, image: Image) -> None:
    small = cv2.resize(image, STILL_SIZE, interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(path), cv2.cvtColor(small, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, STILL_QUALITY])


class Filmed:
    """Fingerprints of the clips on disk, written after each: a broken run goes on where it was."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.keys: dict[str, str] = json.loads(path.read_text()) if path.is_file() else {}

    def note(self, name: str, key: str) -> None:
        self.keys[name] = key
        self._write()

    def forget_all_but(self, names: Sequence[str]) -> None:
        """Drop what is no longer in the library."""
        self.keys = {name: key for name, key in self.keys.items() if name in names}
        self._write()

    def _write(self) -> None:
        self.path.write_text(json.dumps(dict(sorted(self.keys.items())), indent=1) + "\n")
