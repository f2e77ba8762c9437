"""A clock that only tests move, a scripted camera, and what a person does at the keyboard and the mouse."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Event

import numpy as np
import pygame

from aotrainer.care import Care
from aotrainer.clips import ClipFile, Demonstrator, View
from aotrainer.config import shipped
from aotrainer.errors import AotrainerError, ExerciseError
from aotrainer.exercises import REGIONS, Exercise, Library, Media
from aotrainer.motion.placement import Surroundings
from aotrainer.motion.pose import BODY, Motion, PoseFrame, Side
from aotrainer.protocol import Protocol
from aotrainer.store import Store
from aotrainer.task import ModelClip, Task
from aotrainer.tracking.camera import Picture
from aotrainer.trial import Patient
from aotrainer.ui.canvas import Canvas, Printer
from aotrainer.ui.scene import Scene
from aotrainer.ui.services import Services

FPS = 30.0
CLIP_S = 4.0
DOSE = Protocol(
    "tiny", "Tiny: 5 s watching, 9 s doing, twice", observe_s=5, imitate_s=9, sets=2, source="test", rest_s=4
)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s

    def utc(self) -> datetime:
        return datetime(2026, 1, 2, 9, 0, tzinfo=UTC) + timedelta(seconds=self.now_s)


def arm_raise(time_s: float, side: Side = "right", top_deg: float = 90.0) -> PoseFrame:
    """A person who faces the camera, one trunk 0.3 picture heights long, and raises one arm in the picture
    plane from 10 degrees to `top_deg` and back once in `CLIP_S`."""
    sign = -1.0 if side == "right" else 1.0
    raised = np.radians(10 + (top_deg - 10) * (1 - np.cos(2 * np.pi * time_s / CLIP_S)) / 2)
    points = {f"{s}_{n}": (x * k, y) for s, k in (("left", 1), ("right", -1)) for n, x, y in BODY_AT_REST}
    for joint, reach in (("elbow", 0.16), ("wrist", 0.3)):
        points[f"{side}_{joint}"] = (sign * (0.1 + reach * np.sin(raised)), -0.2 + reach * np.cos(raised))
    image = np.array([points.get(name, (0.0, -0.3)) for name in BODY.landmarks])
    world = np.column_stack([image, np.zeros(len(image))])
    return PoseFrame(time_s, image, world, np.ones(len(image)))


BODY_AT_REST = (
    ("shoulder", 0.1, -0.2),
    ("elbow", 0.12, -0.04),
    ("wrist", 0.13, 0.1),
    ("hip", 0.07, 0.1),
    ("knee", 0.07, 0.27),
    ("ankle", 0.07, 0.44),
)


@cache
def reference() -> Motion:
    """One repetition, at the movement's own speed."""
    return Motion.from_frames([arm_raise(n / FPS) for n in range(int(CLIP_S * FPS) + 1)])


def task(
    exercises: Mapping[str, Exercise],
    name: str,
    side: Side,
    wished: Demonstrator | None = None,
    views: tuple[View, ...] = (),
) -> Task:
    """Any exercise, judged as if it were an arm raise, which is what the scripted person does."""
    judging = exercises["shoulder_abduction"].judging
    exercise, who = exercises[name], wished or "man"
    rule = exercise.judging.side_rule
    files = [ClipFile(Path(f"{name}.{view}.{who}"), view, who) for view in views or exercise.showing.views]
    return Task(
        replace(exercise, judging=replace(judging, side_rule=rule)),
        side,
        reference(),
        tuple(ModelClip(file, CLIP_S) for file in files),
    )


class FakeWorker:
    """A camera that gives 30 poses a second of the clock's time while it is open; `pose` makes each."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.pose = clock, arm_raise
        self.error: AotrainerError | None = None
        self.frozen, self.several = False, True
        self.exhausted, self.news = Event(), Event()
        self.calls: list[str] = []
        self.delay_s = 0.0
        self.around = Surroundings(brightness=0.5, people=1)
        self.stays_on, self.onlooker = False, None
        self._opened_s: float | None = None
        self._drained_s = 0.0
        self.image = np.full((360, 640, 3), 90, np.uint8)

    @property
    def picture(self) -> Picture | None:
        return Picture(self.clock(), self.image) if self._gives_pictures() else None

    @property
    def surroundings(self) -> Surroundings:
        return self.around

    @property
    def newest(self) -> PoseFrame | None:
        return replace(self.pose(self.clock()), time_s=self.clock()) if self._gives_pictures() else None

    def choose(self, x: float, y: float) -> None:
        self.calls.append(f"choose {x:.2f} {y:.2f}")

    def stay_on(self, wanted: bool) -> None:
        self.stays_on = wanted
        if wanted and self._opened_s is None:
            self.open()

    def start(self) -> None:
        self.calls.append("start")

    def open(self) -> None:
        self.calls.append("open")
        self.error = None
        self.exhausted.clear()
        self._opened_s = self._drained_s = self.clock() + self.delay_s

    def open_other(self) -> None:
        self.calls.append("other")
        self.open()

    def close(self) -> None:
        self.calls.append("close")
        if not self.stays_on:
            self._opened_s = None

    def stop(self) -> None:
        self.calls.append("stop")

    def drain(self) -> list[PoseFrame]:
        if self._opened_s is None or not self._gives_pictures():
            return []
        first, last = math.floor(self._drained_s * FPS) + 1, math.floor(self.clock() * FPS)
        self._drained_s = self.clock()
        times = [n / FPS for n in range(first, last + 1)]
        return [replace(self.pose(t - self._opened_s), time_s=t) for t in times]

    def _gives_pictures(self) -> bool:
        return self._opened_s is not None and self.error is None and self.clock() > self._opened_s


@dataclass
class FakeClip:
    """Grey pictures whose brightness is their number."""

    fps: float = FPS
    frames: int = int(CLIP_S * FPS)
    closed: bool = False

    def image(self, index: int) -> np.ndarray:
        return np.full((90, 160, 3), index, np.uint8)

    def close(self) -> None:
        self.closed = True


FOUR = ("shoulder_abduction", "elbow_flexion", "hand_to_mouth", "sit_to_stand")
LONG_TITLES = (
    "Bend and stretch your elbow",
    "Lift your hand to your mouth and back",
    "Reach across the table and put the cup back",
    "Turn your palm up and down, elbow at your side",
    "Step up and down",
)


def few(exercises: Mapping[str, Exercise]) -> Library:
    """Four of them, which fit the first screen, and a file that is wrong."""
    problem = ExerciseError("squat.toml [view]: 'azimuth_deg' is missing.", "Mend the file.")
    four = {name: exercises[name] for name in FOUR}
    return Library(four, (problem,), dict.fromkeys(exercises, Media.shipped(shipped("media"))))


def many(exercises: Mapping[str, Exercise]) -> Library:
    """Forty exercises, five of each region, with long titles."""
    arm = exercises["shoulder_abduction"]
    made = {
        f"{region}_{n}": replace(arm, id=f"{region}_{n}", region=region, title=LONG_TITLES[n])
        for region in REGIONS
        for n in range(5)
    }
    return Library(made, (), dict.fromkeys(made, Media.shipped(shipped("media"))))


def staged(
    library: Library, exercises: Mapping[str, Exercise], store: Store, clock: Clock, worker: FakeWorker
) -> Services:
    """Everything real but time, the camera and the clips."""
    return Services(
        library=library,
        store=store,
        make_task=lambda name, side, wished: task(exercises, name, side, wished),
        open_clip=lambda _path: FakeClip(),
        worker=worker,
        clock=clock,
        utc_now=clock.utc,
        protocol=DOSE,
    )


def unasked(store: Store, name: str, clock: Clock) -> Patient:
    """Somebody new who is asked nothing before and after."""
    patient = store.add_patient(name, clock.utc())
    store.keep_care(patient, Care(ratings=False))
    return patient


SIZES = ((1024, 600), (1366, 768), (1920, 1080))


def resized(size: tuple[int, int]) -> pygame.event.Event:
    return pygame.event.Event(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1])


def pressed(key: int, mod: int = 0) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, unicode="")


def clicked(place: tuple[int, int]) -> list[pygame.event.Event]:
    return [
        pygame.event.Event(kind, pos=place, button=1)
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP)
    ]


def photograph(scene: Scene, size: tuple[int, int], printer: Printer, **comfort) -> Canvas:
    scene.handle(resized(size))
    canvas = Canvas(pygame.Surface(size), printer, **comfort)
    scene.draw(canvas)
    return canvas
