"""Deletes films on their day: at each start of the program, and each hour while it runs."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from aotrainer.audit import Audited, Deed
from aotrainer.care import VIDEO_RANGE_DAYS
from aotrainer.errors import StoreError
from aotrainer.records import FilmRecord
from aotrainer.store import Store
from aotrainer.store.forgetting import wipe

FOLDER = "videos"
"""Beside the record; readable by its owner only."""
PROGRAM = "aotrainer"
"""Who deletes, in the audit trail."""
UNDER_WAY_S = 3600.0
"""A file without a line in the record that was written to so lately may be a film that is being made."""
LONGEST = timedelta(days=VIDEO_RANGE_DAYS[1] + 1)
"""Nothing is kept for longer: a day further away was set by a clock that was wrong."""

log = logging.getLogger(__name__)


def folder_of(database: Path) -> Path:
    """Where a record's films are."""
    return database.parent / FOLDER


def delete_due(store: Store, now: datetime) -> Sequence[FilmRecord]:
    """Delete the films whose time is over, and files that belong to none; returns the former.

    now : by the clock. One that was set back does not lengthen any film's life: what counts is the latest
    time ever seen. A file that cannot be deleted keeps its line, and is tried again.
    """
    latest = store.latest_time(now)
    due = [film for film in store.films() if film.delete_at <= latest or film.delete_at > now + LONGEST]
    gone = [film for film in due if delete_film(store, film, PROGRAM, now)]
    known = {film.file for film in store.films()}
    for path in sorted(folder_of(store.path).glob("*")):
        if path.name not in known and abs(now.timestamp() - path.stat().st_mtime) > UNDER_WAY_S:
            _deleted(path)
    return gone


def delete_film(store: Store, film: FilmRecord, who: str, now: datetime) -> bool:
    """Delete one film, file first; whether that worked."""
    if not _deleted(folder_of(store.path) / film.file):
        return False
    store.drop_film(film.trial_id)
    store.audit(Audited(Deed.DELETED, now, who, film.patient, {"what": "video", "attempt": film.trial_id}))
    return True


def tidy(store: Store, now: datetime) -> None:
    """The same for where nobody waits: what goes wrong is logged, and tried again the next time."""
    try:
        delete_due(store, now)
    except StoreError as error:
        log.warning("films could not be looked through: %s", error)


def _deleted(path: Path) -> bool:
    try:
        if path.is_file():
            wipe(path)
    except OSError:
        log.warning("the film %s could not be deleted", path.name, exc_info=True)
        return False
    return True
