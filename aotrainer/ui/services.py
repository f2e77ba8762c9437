"""What the scenes need from the rest of the program, put together once by the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

from aotrainer.clips import Demonstrator
from aotrainer.errors import AotrainerError
from aotrainer.exercises import Library
from aotrainer.motion.pose import PoseFrame, Side
from aotrainer.protocol import PRESETS
from aotrainer.protocol import Protocol as Dose
from aotrainer.trial import Patient

if TYPE_CHECKING:
    from aotrainer.playback import Clip
    from aotrainer.store import Store
    from aotrainer.task import Task
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

    make_task : an exercise on one side, shown by whom is wished for
    clock : monotonic seconds, the same as the worker's; utc_now : timezone-aware
    protocol : the dose chosen at first; protocols : those to choose from
    demonstrator : whom everybody is shown this time, whoever was chosen for them
    """

    library: Library
    store: Store
    make_task: Callable[[str, Side, Demonstrator | None], Task]
    open_clip: Callable[[Path], Clip]
    worker: Tracker
    clock: Callable[[], float]
    utc_now: Callable[[], datetime]
    protocol: Dose
    protocols: Mapping[str, Dose] = field(default_factory=lambda: PRESETS)
    demonstrator: Demonstrator | None = None

    def shown_to(self, patient: Patient | None) -> Demonstrator | None:
        """Whom a person is shown, where there is a clip of them; None for whoever was filmed."""
        return self.demonstrator or (patient.demonstrator if patient else None)
