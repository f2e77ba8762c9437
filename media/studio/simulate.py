"""Films the patients of `patients` and writes what is true of them beside each video.

`TITLE.webm` is what a webcam would see, `TITLE.npz` the true joint centres as a `Motion` (see `truth`), and
`TITLE.json` who did what and how, with the beginning, turn and end of every repetition.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from aotrainer.motion.archive import to_bytes
from aotrainer.motion.pose import mirror

from .bodies import PATIENTS
from .camera import Camera, View, place_camera
from .contact import seat_under
from .encode import write_webm
from .figure import Actor
from .furniture import chair
from .geometry import Y, rotation
from .human import Human, build_human
from .movements import EXERCISES, Exercise
from .movements.common import STANDING
from .patients import Attempt, perform
from .pose import Stance, stand
from .props import Placement, placed
from .renderer import Studio
from .rooms import ROOMS
from .skin import cached_skin
from .surfaces import build_surface
from .timeline import Movement
from .truth import projected
from .wardrobe import dress
from .wheel import open_wheel

Image = NDArray[np.uint8]

FPS, SIZE, CRF = 15, (640, 480), 34
"""Half the frames of a good webcam: poses need no more, and an hour of patients becomes half an hour."""
WIDER = 1.06
"""How much more than the model's clip a webcam takes in: patients do not stand on a mark."""
SAME = 0.004
"""Metres by which the joints of two frames may differ and still share one picture."""
HELPER_BODY = "heavy_man"
HELPER_PLACE = (0.62, -0.25, -60.0)
"""Metres to the patient's left and before the body, and degrees by which the helper turns to the patient."""


def simulate(attempt: Attempt, wheel: Path, folder: Path, cache: Path, fps: int = FPS, name: str = "") -> str:
    """Film one attempt with its truth, unless it is there already; returns its title."""
    name = name or attempt.title
    video = folder / f"{name}.webm"
    if video.is_file():
        return name
    folder.mkdir(parents=True, exist_ok=True)
    exercise = EXERCISES[attempt.exercise]
    human = _body(attempt.body, wheel)
    movement = exercise.build(human)
    poses, repetitions = perform(movement, attempt, fps)
    stances = [stand(human, pose) for pose in poses]
    camera = camera_for(attempt, EXERCISES[attempt.asked or attempt.exercise], human, SIZE)
    frames = _film(attempt, exercise, human, movement, stances, camera, wheel, cache)
    truth = projected(human, stances, camera, fps)
    if attempt.side == "left":  # everything is done on the right, and mirrored as a whole
        frames, truth = [cv2.flip(frame, 1) for frame in frames], mirror(truth)
    told = attempt.told() | {"fps": fps, "repetitions_true": [asdict(rep) for rep in repetitions]}
    (folder / f"{name}.npz").write_bytes(to_bytes(truth))
    (folder / f"{name}.json").write_text(json.dumps(told, indent=1) + "\n")
    unfinished = video.with_suffix(".part.webm")
    write_webm(unfinished, frames, fps, CRF)
    unfinished.replace(video)
    return name


def camera_for(attempt: Attempt, asked: Exercise, human: Human, size: tuple[int, int]) -> Camera:
    """The view that what was asked for is judged from, off by what the attempt says."""
    view = asked.views[asked.judged]
    if not isinstance(view, View):
        raise TypeError(f"{asked.name} is judged from nowhere a webcam could be.")
    yaw = attempt.yaw_deg if attempt.side == "right" else -attempt.yaw_deg
    middle, half = (view.top + view.bottom) / 2, (view.top - view.bottom) / 2 * WIDER / attempt.nearness
    off = replace(
        view,
        azimuth=view.azimuth + yaw,
        bottom=middle - half,
        top=middle + half,
        elevation=view.elevation + attempt.lift_deg,
    )
    return place_camera(off, human.floor, human.stature, size)


def _body(name: str, wheel: Path) -> Human:
    return build_human(open_wheel(wheel), PATIENTS[name].targets)


def _actor(name: str, human: Human, wheel: Path, cache: Path) -> Actor:
    person = PATIENTS[name]
    skin = cached_skin(cache, open_wheel(wheel), human, person.outfit, person.complexion)
    return Actor(human, build_surface(human, dress(human, person.outfit)), skin)


def _film(
    attempt: Attempt,
    exercise: Exercise,
    human: Human,
    movement: Movement,
    stances: Sequence[Stance],
    camera: Camera,
    wheel: Path,
    cache: Path,
) -> list[Image]:
    """Every frame, RGB; a stance that nearly returns is not rendered again."""
    me = _actor(attempt.body, human, wheel, cache)
    seat = chair(seat_under(human, movement.rest)) if exercise.seated else ()
    props = exercise.props(human, movement)
    helpers, beside = _helper(attempt, human, wheel, cache)
    room = ROOMS[attempt.room]
    studio = Studio(human, me.surface, me.skin, (*seat, *props), room, helpers)
    grasps = {prop.name: next((s for s in stances if prop.name in s.held), stances[0]) for prop in props}
    kept: list[tuple[NDArray[np.float64], Image]] = []
    frames = []
    for stance in stances:
        values = np.concatenate([stance.positions.ravel(), stance.rotations.ravel() * 0.2])
        shown = next((image for known, image in kept if np.abs(known - values).max() < SAME), None)
        if shown is None:
            where = {prop.name: placed(prop, human, stance, grasps[prop.name]) for prop in props}
            shown = studio.frame(stance, camera, where, beside)
            kept.append((values, shown))
        frames.append(shown)
    return frames


def _helper(
    attempt: Attempt, patient: Human, wheel: Path, cache: Path
) -> tuple[tuple[Actor, ...], tuple[tuple[Stance, Placement], ...]]:
    """A therapist who stands beside the patient, turned to him or her, and keeps still."""
    if not attempt.helper:
        return (), ()
    human = _body(HELPER_BODY, wheel)
    left, before, turn = HELPER_PLACE
    at = np.array([left, patient.floor - human.floor, before])
    return (_actor(HELPER_BODY, human, wheel, cache),), ((stand(human, STANDING), (rotation(Y, turn), at)),)
