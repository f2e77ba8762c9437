"""Films the patients of `patients` and writes what is true of them beside each video.

`TITLE.webm` is what a webcam would see, `TITLE.npz` the true joint centres as a `Motion` (see `truth`), and
`TITLE.json` who did what and how, with the beginning, turn and end of every repetition.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import cv2
import numpy as np

from aotrainer.motion.archive import to_bytes
from aotrainer.motion.comparison import SIZE_PERCENTILE
from aotrainer.motion.compensation import MEASURED, signal
from aotrainer.motion.pose import mirror

from .bodies import PATIENTS
from .camera import Camera, place_camera
from .figure import Actor
from .filming import Sameness, pictures, save
from .geometry import Y, rotation
from .human import Human
from .movements import EXERCISES, Exercise
from .movements.common import STANDING
from .patients import Attempt, perform
from .pose import Stance, stand
from .props import Placement
from .rooms import ROOMS
from .scene import Scene, actor, build_scene, judged_view
from .truth import projected

FPS, SIZE, CRF = 15, (640, 480), 34
"""Half the frames of a good webcam: poses need no more, and an hour of patients becomes half an hour."""
WIDER = 1.06
"""How much more than the model's clip a webcam takes in: patients do not stand on a mark."""
ALIKE = Sameness(turn_deg=1.15, shift_m=0.004, face=float("inf"))
"""Patients need not be smooth to the last degree; they keep their eyes open and hold their breath."""
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
    scene = build_scene(EXERCISES[attempt.exercise], PATIENTS[attempt.body], wheel)
    poses, repetitions = perform(scene.movement, attempt, fps)
    scene = replace(scene, poses=poses)
    camera = camera_for(attempt, EXERCISES[attempt.asked or attempt.exercise], scene.human, SIZE)
    actors, beside = _helper(attempt, scene.human, wheel, cache)
    studio = scene.studio(wheel, cache, ROOMS[attempt.room], actors)
    frames = pictures(scene, studio, camera, ALIKE, beside)
    truth = projected(scene.human, scene.stances, camera, fps)
    if attempt.side == "left":  # everything is done on the right, and mirrored as a whole
        frames, truth = [cv2.flip(frame, 1) for frame in frames], mirror(truth)
    told = attempt.told() | {"fps": fps, "repetitions_true": [asdict(rep) for rep in repetitions]}
    if attempt.compensations:
        told["sizes_true"] = true_sizes(attempt, scene, camera, fps)
    (folder / f"{name}.npz").write_bytes(to_bytes(truth))
    (folder / f"{name}.json").write_text(json.dumps(told, indent=1) + "\n")
    save(frames, video, fps, CRF)
    return name


def true_sizes(attempt: Attempt, scene: Scene, camera: Camera, fps: int) -> dict[str, float]:
    """How large the compensations truly are in the picture, beside the same movement without any.

    In the units of `aotrainer.motion.compensation`: a spine that bends by 20 degrees carries the line from
    hips to shoulders along by 12.
    """
    plain = replace(scene, poses=perform(scene.movement, replace(attempt, compensations={}), fps)[0])
    with_them, without = (projected(one.human, one.stances, camera, fps) for one in (scene, plain))
    away = {
        name: np.abs(signal(name, with_them, "right") - signal(name, without, "right")) for name in MEASURED
    }
    return {
        name: round(float(np.percentile(one, SIZE_PERCENTILE)), 2)
        for name, one in away.items()
        if np.isfinite(one).all()
    }


def camera_for(attempt: Attempt, asked: Exercise, human: Human, size: tuple[int, int]) -> Camera:
    """The view that what was asked for is judged from, off by what the attempt says."""
    view = judged_view(asked)
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


def _helper(
    attempt: Attempt, patient: Human, wheel: Path, cache: Path
) -> tuple[tuple[Actor, ...], tuple[tuple[Stance, Placement], ...]]:
    """A therapist who stands beside the patient, turned to him or her, and keeps still."""
    if not attempt.helper:
        return (), ()
    helper = actor(PATIENTS[HELPER_BODY], wheel, cache)
    left, before, turn = HELPER_PLACE
    at = np.array([left, patient.floor - helper.human.floor, before])
    return (helper,), ((stand(helper.human, STANDING), (rotation(Y, turn), at)),)
