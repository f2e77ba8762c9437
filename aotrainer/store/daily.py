"""The copy of the day: made unasked when the app starts, read through, and older ones thinned out.

It is also how damage to landmarks is found: they are too large to be read before the first screen, and a copy
has to be read anyway before it counts as good.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aotrainer.errors import DamagedRecordError, StoreError
from aotrainer.language import N_
from aotrainer.store.backup import AUTOMATIC, back_up, backups_of
from aotrainer.store.copies import Copy, copies
from aotrainer.store.failures import plain_words
from aotrainer.store.rotation import kept

ROOM_LEFT_B = 500_000_000
"""What a copy leaves free on the disk, bytes: some four thousand sets with their landmarks. Today's sets come
before copies of yesterday's."""
FEWEST = 2
"""Automatic copies that are never deleted to make room for a newer one."""
ABANDONED = timedelta(days=1)
"""A half-made copy of this age is nobody's work any more."""


def keep_copy_of_the_day(database: Path, now: datetime, *, again: bool = False) -> Path | None:
    """Make today's copy unless there is one, and thin out the older automatic ones.

    Whoever made copies by hand, or before an upgrade, keeps them. Raises `StoreError` where none can be made;
    `DamagedRecordError` when the record turns out to be damaged, which is remembered until the next start.

    again : even if there is one of today; so after an end that was no proper one
    """
    with plain_words(database):
        _sweep(backups_of(database), now)
        if not again and any(copy.at.date() == now.astimezone(UTC).date() for copy in _automatic(database)):
            return None
        _make_room(database)
        try:
            made = back_up(database, now, AUTOMATIC)
        except DamagedRecordError:
            suspect(database).touch(mode=0o600)
            raise
        _thin_out(database, made)
        return made


def suspect(database: Path) -> Path:
    """The file that says that a record is to be read through at the next start."""
    return database.with_name(f"{database.name}.suspect")


def _automatic(database: Path) -> list[Copy]:
    return [copy for copy in copies(database) if copy.automatic]


def _thin_out(database: Path, made: Path) -> None:
    """Delete the automatic copies that are not worth their room.

    Never the one just made, even if a clock that was set back has dated it before others.
    """
    found = _automatic(database)
    worth_it = kept(copy.at for copy in found)
    for copy in found:
        if copy.at not in worth_it and copy.path != made:
            copy.path.unlink(missing_ok=True)


def _make_room(database: Path) -> None:
    """Delete the oldest automatic copies, as far as it takes; raises `StoreError` if that is not enough."""
    needed = database.stat().st_size + ROOM_LEFT_B
    spare = _automatic(database)[FEWEST:]
    while shutil.disk_usage(database.parent).free < needed:
        if not spare:
            raise StoreError(
                N_("There is no room on the disk for today's copy of the record."),
                N_("Make room on the disk; the record itself is safe."),
            )
        spare.pop().path.unlink(missing_ok=True)


def _sweep(folder: Path, now: datetime) -> None:
    """Remove what is left of copies whose making was killed."""
    for partial in folder.glob("*.partial*"):
        with suppress(FileNotFoundError):
            if datetime.fromtimestamp(partial.stat().st_mtime, UTC) < now - ABANDONED:
                partial.unlink()
