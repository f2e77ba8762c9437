"""What a session gives to the record, and what waits until the record can take it.

A trial that cannot be saved is not lost while the program runs: it waits here, and is saved before anything
that came later. Everything is saved once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from aotrainer.errors import RecordGoneError, StoreError
from aotrainer.event import Event
from aotrainer.trial import Ending, Trial

if TYPE_CHECKING:
    from aotrainer.store import Store

log = logging.getLogger(__name__)


def tell_nobody(_trial: Trial, _trial_id: int) -> None:
    """For where nobody waits for an attempt to be saved."""


class Keeping:
    """The record's page of one session.

    problem : why a trial or the session's end could not be saved, until somebody was told; what cannot be
        noted down is no reason to interrupt a patient, and is only logged
    ended : whether the end was given, saved or not
    """

    def __init__(
        self, store: Store, session_id: int, saved: Callable[[Trial, int], None] = tell_nobody
    ) -> None:
        """`saved` is told of each attempt, with its id, when it is in the record."""
        self.problem: StoreError | None = None
        self.ended = False
        self._store, self._id, self._saved = store, session_id, saved
        self._trials: list[Trial] = []
        self._events: list[Event] = []
        self._end: tuple[datetime, Ending] | None = None

    @property
    def unsaved(self) -> bool:
        """Whether a trial or the end of the session waits."""
        return bool(self._trials) or self._end is not None

    def trial(self, trial: Trial) -> None:
        """Keep an attempt."""
        self._trials.append(trial)
        self.save()

    def event(self, event: Event) -> None:
        """Keep what happened; what cannot be written now is written with the next."""
        self._events.append(event)
        try:
            self._write()
        except StoreError as error:
            log.warning("%s not kept yet: %s", event.what.value, error)

    def end(self, at: datetime, ending: Ending) -> None:
        """Keep when and how the session ended."""
        self._end, self.ended = (at, ending), True
        self.save()

    def save(self) -> None:
        """Write all that waits; `problem` says why if that does not work."""
        try:
            self._write()
        except StoreError as error:
            log.warning("not saved yet: %s", error)
            self.problem = error if self.unsaved else None

    def again(self) -> None:
        """Try to save once more, after somebody did something about it."""
        gone, self.problem = isinstance(self.problem, RecordGoneError), None
        try:
            if gone:
                self._store.bring_back()
        except StoreError as error:
            log.warning("the record does not come back: %s", error)
            self.problem = error
        else:
            self.save()

    def postpone(self) -> None:
        """Whoever was told goes on; what waits is saved with what comes next."""
        self.problem = None

    def _write(self) -> None:
        while self._trials:
            trial_id = self._store.save_trial(self._id, self._trials[0])
            self._saved(self._trials.pop(0), trial_id)
        while self._events:
            self._store.save_event(self._id, self._events[0])
            self._events.pop(0)
        if self._end is not None:
            self._store.end_session(self._id, *self._end)
            self._end = None
