"""What the scenes need from the rest of the program, put together once by the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

from aotrainer.errors import AotrainerError, ExerciseError
from aotrainer.exercises import Exercise
from aotrainer.motion.pose import PoseFrame, Side
from aotrainer.protocol import PRESETS
from aotrainer.protocol import Protocol as Dose

if TYPE_CHECKING:
    from aotrainer.playback import Clip
    from aotrainer.session import Task
    from aotrainer.store import Store
    from aotrainer.tracking.camera import Picture


class Tracker(Protocol):
    """The side of `TrackingWorker` that scenes use; tests give a scripted one."""

    error: AotrainerError | None
    exhausted: Event
    news: Event

    @property
    def picture(self) -> Picture | None:
        """The newest picture."""

    def start(self) -> None:
        """Begin to load the landmarker."""

    def open(self) -> None:
        """Switch the camera on."""

    def close(self) -> None:
        """Switch the camera off."""

    def stop(self) -> None:
        """End for good."""

    def drain(self) -> list[PoseFrame]:
        """All poses since the last drain."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a scene may use.

    problems : exercise files that could not be read
    media : the folder with `stills/<exercise id>.jpg`
    clock : monotonic seconds, the same as the worker's; utc_now : timezone-aware
    protocol : the dose chosen at first; protocols : those to choose from
    """

    exercises: Mapping[str, Exercise]
    problems: tuple[ExerciseError, ...]
    store: Store
    media: Path
    make_task: Callable[[str, Side], Task]
    open_clip: Callable[[str], Clip]
    worker: Tracker
    clock: Callable[[], float]
    utc_now: Callable[[], datetime]
    protocol: Dose
    protocols: Mapping[str, Dose] = field(default_factory=lambda: PRESETS)
