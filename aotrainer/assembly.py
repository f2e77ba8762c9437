"""Putting the parts together: the library, the record, and what the scenes need."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aotrainer import check, config
from aotrainer.access import Guard, Lock
from aotrainer.clips import Demonstrator
from aotrainer.comfort import Comfort, Comforts
from aotrainer.errors import ExerciseError
from aotrainer.exercises import Library, load_library
from aotrainer.motion.pose import Side
from aotrainer.playback import Clip
from aotrainer.practice.rules import Rules, read_rules
from aotrainer.protocol import DEFAULT_PROTOCOL, DEFAULT_RATE, PRESETS
from aotrainer.task import ModelClip, Task
from aotrainer.tracking.camera import Source, is_live
from aotrainer.tracking.worker import TrackingWorker

if TYPE_CHECKING:
    from aotrainer.store import Store
    from aotrainer.ui import Services

RULES = ("rules", "grading.toml")
"""Below a folder of exercises: the rules of graded practice."""
COMFORT = "comfort"
"""The name of the settings in the record."""
LOCK = "access"
"""The name of the therapist's lock in the record."""


def make_services(
    store: Store,
    library: Library,
    source: Source,
    rate: float = DEFAULT_RATE,
    demonstrator: Demonstrator | None = None,
) -> Services:
    """Everything the scenes need; the camera stays off until a set begins.

    demonstrator : whom everybody is shown, whoever was chosen for them
    """
    from aotrainer.retention import folder_of
    from aotrainer.tracking.filming import Filming
    from aotrainer.ui import Services, Sounds, Voice  # brings pygame, which most commands do without
    from aotrainer.ui.filmed import FilmRoom

    comforts = kept_comforts(store)
    rules, library = with_rules(library)
    doses = {name: replace(dose, rate=rate) for name, dose in PRESETS.items()}
    return Services(
        library=library,
        store=store,
        make_task=lambda exercise_id, side, wished: _task(library, exercise_id, side, wished),
        open_clip=Clip,
        worker=TrackingWorker(source),
        clock=time.monotonic,
        utc_now=lambda: datetime.now(UTC),
        protocol=doses[DEFAULT_PROTOCOL],
        protocols=doses,
        demonstrator=demonstrator,
        recorded=not is_live(source),
        rules=rules,
        comforts=comforts,
        sounds=Sounds(lambda: comforts.now.sounds),
        voice=Voice(lambda: comforts.now.voice),
        author=config.user_name(),
        guard=kept_guard(store, time.monotonic()),
        films=None if config.server_address() else FilmRoom(folder_of(store.path), Filming),
    )


def with_rules(library: Library) -> tuple[Rules | None, Library]:
    """The rules of graded practice: the therapist's own, or the shipped ones.

    None where their file cannot be used, and then the library tells why.
    """
    own = own_exercises().joinpath(*RULES)
    rules, problems = read_rules(own if own.is_file() else config.shipped("exercises", *RULES))
    told = tuple(ExerciseError(str(problem), "Mend the file.") for problem in problems)
    return rules, replace(library, problems=(*library.problems, *told))


def kept_comforts(store: Store) -> Comforts:
    """What was chosen for this computer, in use from now on; changes are kept in the record."""
    comforts = Comforts(
        Comfort.from_json(store.setting(COMFORT)),
        keep=lambda comfort: store.keep_setting(COMFORT, comfort.to_json()),
    )
    comforts.apply()
    return comforts


def kept_guard(store: Store, now_s: float) -> Guard:
    """The guard of the therapist's area, whose lock is kept in the record; now_s : monotonic seconds."""
    return Guard(
        read=lambda: Lock.from_json(store.setting(LOCK)),
        keep=lambda lock: store.keep_setting(LOCK, lock.to_json()),
        since_s=now_s,
    )


def open_library(own: Path | None = None, data: Path | None = None) -> Library:
    """The shipped exercises and the therapist's own; a folder that was named has to be there.

    own : that folder, instead of the one beside the record in the folder `data`
    """
    named = own or config.named_exercises()
    if named is not None:
        check.require_folder(named)
    return load_library(config.shipped("exercises"), config.shipped("media"), named or own_exercises(data))


def own_exercises(data: Path | None = None) -> Path:
    """The folder of the therapist's own exercises: the one that was named, or the one beside the record."""
    return config.named_exercises() or (data or config.data_folder()) / config.OWN_EXERCISES


def patient_recording(library: Library, exercise_id: str) -> Path:
    """Somebody who does an exercise: its demo patient or, where there is none, the model."""
    patient = config.shipped("media", "demo", f"{exercise_id}.webm")
    if patient.is_file():
        return patient
    judged = library.exercises[exercise_id].showing.judged
    return next(clip.path for clip in library.clips(exercise_id) if clip.view == judged)


@contextmanager
def open_store(database: Path) -> Iterator[Store]:
    """The record, open for a while: the one on the server where there is one, or else a file."""
    address = config.server_address()
    if address is None:
        with open_file(database) as store:
            yield store
        return
    from aotrainer.store.server import ServerStore

    with ServerStore.at(address, config.shipped("migrations")) as shared:
        yield shared


@contextmanager
def open_file(database: Path) -> Iterator[Store]:
    """A record in a file, open for a while, wherever the clinic's own is."""
    from aotrainer.store import Store  # the window is open before this half second

    store = Store.open(database, config.shipped("migrations"), datetime.now(UTC))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def open_for_training(folder: Path) -> Iterator[Store]:
    """The record for the app: where it is on a server, sessions go on when that is lost.

    folder : where the record is, or what this station keeps of the server's
    """
    address, file = config.server_address(), config.own_file(folder)
    if address is None:
        with open_file(file) as store:
            yield store
        return
    from aotrainer.store.station import Station

    migrations = config.shipped("migrations")
    with Station.at(file, address, migrations, lambda: datetime.now(UTC)) as station:
        yield station


def _task(library: Library, exercise_id: str, side: Side, wished: Demonstrator | None) -> Task:
    clips = []
    for file in library.clips(exercise_id, wished):
        with Clip(file.path) as clip:
            clips.append(ModelClip(file, clip.loop_duration_s(rate=1.0)))
    return Task(
        library.exercises[exercise_id],
        side,
        library.reference(exercise_id),
        tuple(clips),
        library.others(exercise_id),
        askew=library.askew(exercise_id),
    )
