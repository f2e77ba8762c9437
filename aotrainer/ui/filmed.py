"""The films of one session: one for each set, where the therapist wished for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from aotrainer.errors import StoreError
from aotrainer.identity import new_uid
from aotrainer.trial import Trial

if TYPE_CHECKING:
    from aotrainer.store import Store
    from aotrainer.tracking.filming import Filming
    from aotrainer.ui.services import Tracker

log = logging.getLogger(__name__)
ENDING = ".film"


@dataclass(frozen=True, slots=True)
class FilmRoom:
    """Where films are kept, and what makes one of a folder, a key and a name."""

    folder: Path
    begin: Callable[[Path, bytes, str], Filming]


class Filmed:
    """Films the sets of a session.

    room : None where nothing is filmed, whatever was wished for; days : to keep each film, 0 for none
    """

    def __init__(self, room: FilmRoom | None, worker: Tracker, store: Store, days: int) -> None:
        self._room, self._worker, self._store = room, worker, store
        self._kept_for = timedelta(days=days)
        self._filming: Filming | None = None
        self._key: bytes | None = None
        self._made: dict[str, str] = {}

    @property
    def wanted(self) -> bool:
        """Whether sets are filmed."""
        return self._room is not None and bool(self._kept_for)

    def begin(self) -> None:
        """A set begins; one that has waited for its start begins anew."""
        self.abandon()
        if self._room is None or not self.wanted:
            return
        try:
            self._key = self._key or self._store.film_key()
        except StoreError as error:
            log.warning("no film of this set: %s", error)
            return
        self._filming = self._room.begin(self._room.folder, self._key, new_uid())
        self._worker.onlooker = self._filming.take

    def end(self, trial: Trial) -> None:
        """The set is this attempt."""
        if self._filming is not None and self._room is not None:
            self._worker.onlooker = None
            file = trial.uid + ENDING
            self._filming.finish(self._room.folder / file)
            self._filming, self._made[trial.uid] = None, file

    def abandon(self) -> None:
        """Nothing came of the set."""
        self._worker.onlooker = None
        if self._filming is not None:
            self._filming.finish(None)
            self._filming = None

    def saved(self, trial: Trial, trial_id: int) -> None:
        """The attempt is in the record: so is its film from now on, with the day of its end."""
        file = self._made.pop(trial.uid, None)
        if file is not None:
            self._store.keep_film(trial_id, file, self._until(trial.started_at))

    def _until(self, started_at: datetime) -> datetime:
        return started_at + self._kept_for
