"""What the scenes need from the rest of the program, put together once by the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

from aotrainer.access import Guard
from aotrainer.audit import THERAPIST, Audited, Deed
from aotrainer.clips import Demonstrator
from aotrainer.comfort import Comforts
from aotrainer.errors import AotrainerError
from aotrainer.exercises import Library
from aotrainer.motion.placement import Surroundings
from aotrainer.motion.pose import PoseFrame, Side
from aotrainer.practice.rules import Rules
from aotrainer.protocol import PRESETS
from aotrainer.protocol import Protocol as Dose
from aotrainer.trial import Patient
from aotrainer.ui.filmed import FilmRoom
from aotrainer.ui.sound import Sounds
from aotrainer.ui.voice import Voice

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
    stays_on: bool
    newest: PoseFrame | None
    onlooker: Callable[[Picture], None] | None

    def stay_on(self, wanted: bool) -> None:
        """Keep the camera on between sets, or no longer."""

    @property
    def picture(self) -> Picture | None:
        """The newest picture."""

    @property
    def surroundings(self) -> Surroundings | None:
        """What a picture of the last second tells besides landmarks; None before the first."""

    def choose(self, x: float, y: float) -> None:
        """Whoever is at this point of the picture (as `PoseFrame.image`) is the patient."""

    @property
    def frozen(self) -> bool:
        """Whether the camera has given the very same picture for a while."""

    @property
    def several(self) -> bool:
        """Whether there may be other cameras to choose."""

    def start(self) -> None:
        """Begin to load the landmarker."""

    def open(self) -> None:
        """Switch the camera on."""

    def open_other(self) -> None:
        """Switch the next camera on, where there are `several`."""

    def close(self) -> None:
        """Switch the camera off."""

    def stop(self) -> None:
        """End for good."""

    def drain(self) -> list[PoseFrame]:
        """All poses since the last drain."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a scene may use.

    make_task : an exercise on one side, shown by whom is wished for
    clock : monotonic seconds, the same as the worker's; utc_now : timezone-aware
    protocol : the dose chosen at first; protocols : those to choose from
    demonstrator : whom everybody is shown this time, whoever was chosen for them
    recorded : a recording takes the place of the camera, and is played for each set from its beginning
    rules : by which practice becomes easier or harder; None where their file cannot be used
    comforts : language, looks, sounds and switches, as chosen for this computer
    sounds, voice : what is heard; silent unless they are given
    author : under which name a therapist writes into a chart; nobody in particular unless it is given
    films : where films of sets are kept; None for nowhere, and then there are none
    guard : of the therapist's area; lets everybody in unless one is given
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
    recorded: bool = False
    rules: Rules | None = None
    comforts: Comforts = field(default_factory=Comforts)
    sounds: Sounds = field(default_factory=lambda: Sounds(_never))
    voice: Voice = field(default_factory=lambda: Voice(_never))
    author: str = ""
    guard: Guard = field(default_factory=Guard)
    films: FilmRoom | None = None

    def people(self) -> tuple[Patient, ...]:
        """Everybody in the record, the latest first; in patient mode, the only one who is shown."""
        only, everybody = self.guard.now.only, self.store.patients()
        return tuple(each for each in everybody if each.uid == only) if only else everybody

    def audited(self, deed: Deed, patient: Patient | None = None, **details: str | int | None) -> None:
        """Note in the audit trail what somebody at the screen did in the therapist's area."""
        about = patient.uid if patient else None
        self.store.audit(Audited(deed, self.utc_now(), THERAPIST, about, details))

    def shown_to(self, patient: Patient | None) -> Demonstrator | None:
        """Whom a person is shown, where there is a clip of them; None for whoever was filmed."""
        return self.demonstrator or (patient.demonstrator if patient else None)
