"""The judged view from further round, for patients whose camera stands askew: filmed only to be tracked.

Nobody is shown these films: they stay in a working folder, and the motions alone are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from aotrainer.errors import InvalidMotionError
from aotrainer.exercises import Exercise as Filed
from aotrainer.exercises.media import ASKEW
from aotrainer.motion.clean import clean
from aotrainer.motion.packing import pack
from aotrainer.motion.pose import Motion
from aotrainer.motion.segmentation import model_repetition

from .bodies import DEMONSTRATORS
from .camera import Camera, place_camera
from .filming import CLIP_CRF, pictures, save
from .movements import EXERCISES
from .renderer import Studio
from .scene import FPS, Scene, build_scene, judged_view

YAW_DEG = dict(zip(ASKEW, (20.0, -20.0), strict=True))
SIZE = (960, 540)


def film_askew(
    name: str, wheel: Path, folder: Path, cache: Path, known: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Film an exercise from both sides, but for films whose fingerprint is known; names and fingerprints."""
    return list(_film(name, wheel, folder, cache, known))


def _film(
    name: str, wheel: Path, folder: Path, cache: Path, known: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    exercise = EXERCISES[name]
    scene = build_scene(exercise, DEMONSTRATORS[exercise.demonstrator], wheel)
    studio: Studio | None = None
    for where, yaw_deg in YAW_DEG.items():
        camera, title = camera_askew(scene, yaw_deg), f"{name}.{where}"
        key, film = scene.key(camera), folder / f"{title}.webm"
        if key != known.get(title) or not film.is_file():
            studio = studio or scene.studio(wheel, cache)
            save(pictures(scene, studio, camera), film, FPS, CLIP_CRF)
        yield title, key


def camera_askew(scene: Scene, yaw_deg: float) -> Camera:
    """The camera of the judged view, so many degrees further round to the person's left."""
    view = judged_view(scene.exercise)
    return place_camera(
        replace(view, azimuth=view.azimuth + yaw_deg), scene.human.floor, scene.human.stature, SIZE
    )


def keep(motion: Motion, filed: Filed, path: Path) -> bool:
    """Write a film's motion, or remove it where the movement does not show from there; whether it does."""
    try:
        model_repetition(clean(motion), filed.judging)
    except InvalidMotionError:
        path.unlink(missing_ok=True)
        return False
    path.write_bytes(pack(motion))
    return True
