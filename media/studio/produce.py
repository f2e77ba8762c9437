"""From an exercise and a person to the files in media/: clip, still, demo and (on demand) the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from .bodies import DEMO_PATIENT, DEMONSTRATOR, Person
from .camera import Camera, View, place_camera
from .contact import seat_under
from .encode import write_webm
from .furniture import chair
from .geometry import Array
from .human import Human, build_human
from .movements import Exercise
from .pose import Angles, joint_centres, stand
from .renderer import Backdrop, Studio
from .skin import cached_skin
from .surfaces import build_surface
from .timeline import Movement, neutral, performed, sample, series
from .wardrobe import dress
from .wheel import Wheel, open_wheel

Image = NDArray[np.uint8]

FPS = 30
CLIP_SIZE, DEMO_SIZE, STILL_SIZE = (1280, 720), (640, 480), (480, 270)
CLIP_CRF, DEMO_CRF, STILL_QUALITY = 32, 34, 85

CLIP_TOLERANCE, DEMO_TOLERANCE = 0.01, 0.5
"""Degrees by which two poses may differ and still share one picture."""

GREY = Backdrop(floor=(0.40, 0.41, 0.43), wall=(0.40, 0.41, 0.43))
ROOM = Backdrop(floor=(0.30, 0.21, 0.14), wall=(0.52, 0.50, 0.42), wall_distance=1.25)

DEMO_REPETITIONS = ((1.13, 0.80), (1.20, 0.84), (1.16, 0.78))
"""Per repetition of the demo patient: tempo (times as long as the model) and share of the model's range."""
DEMO_PAUSES = (3.7, 0.3, 0.2)
"""Seconds at rest before each repetition, beyond the half second within it; the last also ends the video. The
patient waits for the end of the countdown before the first one, as people do."""


@dataclass(frozen=True)
class Job:
    """One video to make."""

    exercise: Exercise
    person: Person
    demo: bool

    @property
    def view(self) -> View:
        return self.exercise.demo_view if self.demo else self.exercise.view

    @property
    def folder(self) -> str:
        return "demo" if self.demo else "clips"

    @property
    def size(self) -> tuple[int, int]:
        return DEMO_SIZE if self.demo else CLIP_SIZE


def jobs(exercises: Sequence[Exercise]) -> list[Job]:
    return [
        Job(exercise, person, demo)
        for person, demo in ((DEMONSTRATOR, False), (DEMO_PATIENT, True))
        for exercise in exercises
    ]


def script(job: Job, movement: Movement) -> list[dict[str, float]]:
    """The pose of every frame."""
    if not job.demo:
        return sample(movement, FPS)
    repetitions = [performed(movement, tempo, excursion) for tempo, excursion in DEMO_REPETITIONS]
    return series(repetitions, DEMO_PAUSES, FPS)


def produce(job: Job, wheel_path: Path, media: Path, cache: Path, truth: Path | None) -> str:
    """Render one job into the media folder, in a process of its own; returns its name."""
    wheel = open_wheel(wheel_path)
    human = build_human(wheel, job.person.targets)
    movement = job.exercise.build(human)
    poses = script(job, movement)
    camera = place_camera(job.view, human.floor, human.stature, job.size)
    studio = open_studio(job, wheel, human, movement, cache)
    frames = _film(studio, human, camera, poses, DEMO_TOLERANCE if job.demo else CLIP_TOLERANCE)
    name = job.exercise.name
    crf = DEMO_CRF if job.demo else CLIP_CRF
    write_webm(media / job.folder / f"{name}.webm", frames, FPS, crf)
    if not job.demo:
        write_still(media / "stills" / f"{name}.jpg", frames[len(frames) // 2])
    if truth is not None:
        write_truth(truth / f"{job.folder}_{name}.npz", human, camera, poses)
    return f"{job.folder}/{name}"


def open_studio(job: Job, wheel: Wheel, human: Human, movement: Movement, cache: Path) -> Studio:
    """The set with the person in it, and a chair that fits if the exercise needs one."""
    outfit = job.person.outfit
    skin = cached_skin(cache, wheel, human, outfit, job.person.complexion)
    seat = chair(seat_under(human, movement.rest)) if job.exercise.seated else ()
    surface = build_surface(human, dress(human, outfit))
    return Studio(human, surface, skin, seat, ROOM if job.demo else GREY)


def _film(studio: Studio, human: Human, camera: Camera, poses: Sequence[Angles], near: float) -> list[Image]:
    """Every frame; a pose that (nearly) returns is not rendered again."""
    channels = sorted({channel for pose in poses for channel in pose})
    angles = np.array([[pose.get(channel, neutral(channel)) for channel in channels] for pose in poses])
    rendered: list[tuple[Array, Image]] = []
    frames = []
    for pose, values in zip(poses, angles, strict=True):
        apart = [float(np.abs(values - known).max()) for known, _ in rendered]
        nearest = int(np.argmin(apart)) if apart else -1
        if nearest < 0 or apart[nearest] > near:
            rendered.append((values, studio.frame(stand(human, pose), camera)))
            nearest = -1
        frames.append(rendered[nearest][1])
    return frames


def write_still(path: Path, image: Image) -> None:
    small = cv2.resize(image, STILL_SIZE, interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(path), cv2.cvtColor(small, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, STILL_QUALITY])


def write_truth(path: Path, human: Human, camera: Camera, poses: Sequence[Angles]) -> None:
    """Joint centres per frame: `NAME_m` (n, 3) metres and `NAME_px` (n, 2) pixels."""
    path.parent.mkdir(parents=True, exist_ok=True)
    centres = [joint_centres(human, stand(human, pose)) for pose in poses]
    columns = {name: np.array([frame[name] for frame in centres]) for name in centres[0]}
    pixels = {f"{name}_px": camera.project(points) for name, points in columns.items()}
    np.savez_compressed(path, fps=FPS, **{f"{name}_m": at for name, at in columns.items()}, **pixels)
