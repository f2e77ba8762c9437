"""Putting a good copy in a record's place. What was there is set aside under a new name, never deleted."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aotrainer.errors import SchemaMismatchError, StoreError
from aotrainer.language import N_
from aotrainer.record_key import RING
from aotrainer.store.backup import BEFORE_RESTORE, FOLDER, backups_of, free_name, keep_as, stamp, to_disk
from aotrainer.store.copies import contents, copies, is_good, newest_good
from aotrainer.store.daily import suspect
from aotrainer.store.dbapi import is_plain, key_of
from aotrainer.store.engine import create_private, side_files, switch_to_wal
from aotrainer.store.failures import plain_words
from aotrainer.store.integrity import is_in_use, look_through
from aotrainer.store.recoding import recode
from aotrainer.store.upgrade import newest_revision, revisions


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done.

    copy : whose content is in the record now; None where there was no good one and a new record was begun
    set_aside : where the former file is now; None where there was none
    saved : rows by table that were taken over from a damaged file, and `lost`, that could not be
    bare : how many of the sets are without their landmarks
    """

    copy: Path | None
    set_aside: Path | None
    saved: dict[str, int]
    lost: dict[str, int]
    bare: int = 0


def restore(database: Path, migrations: Path, now: datetime, copy: Path | None = None) -> Restored:
    """Put a copy, or else the newest good one, in the record's place.

    From a damaged record, what it has more than the copy is taken over as far as it can be read. A sound one
    becomes one of the copies. Raises `StoreError`, and then nothing has changed: for a record that is in use,
    a copy that is not good, and a disk without room.
    """
    with plain_words(database):
        there = database.exists()
        require_not_in_use(database)
        damaged = there and bool(look_through(database))
        chosen = copy or _newest(database, migrations)
        if chosen is None and there and not damaged:
            raise StoreError(N_("There is no good copy of the record."), N_("The record itself is sound."))
        new = _prepared(database, chosen, migrations)
        try:
            from aotrainer.store.salvage import Salvaged, salvage  # brings Alembic

            more = salvage(database, new, migrations) if damaged else Salvaged()
            to_disk(new)
            aside = set_aside(database, now, damaged=damaged) if there else None
            new.replace(database)
            to_disk(database.parent)
        finally:
            for path in database.parent.glob(f"{new.name}*"):
                path.unlink()
        suspect(database).unlink(missing_ok=True)
        return Restored(chosen, aside, dict(more.saved), dict(more.lost), more.bare)


def set_aside(database: Path, now: datetime, *, damaged: bool) -> Path:
    """Give a record another name, side files included: among its copies or, damaged, beside itself."""
    folder = database.parent if damaged else backups_of(database)
    ending = f"damaged-{stamp(now)}" if damaged else f"{stamp(now)}{BEFORE_RESTORE}"
    target = free_name(folder / f"{database.name}.{ending}")
    keep_as(database, target)
    for side, new in zip(side_files(database), side_files(target), strict=True):
        if side.exists():
            side.rename(new)
    return target


def require_not_in_use(database: Path) -> None:
    """Raises `StoreError` while somebody has the record open."""
    if database.exists() and is_in_use(database):
        raise StoreError(
            N_("The record {path} is in use by another program."),
            N_("Close the other program, then try again."),
            path=database,
        )


def copy_named(database: Path, name: str) -> Path:
    """The copy of that name, or the file at that path; raises `StoreError` where there is none."""
    for path in (database.parent / FOLDER / name, Path(name).expanduser()):
        if path.is_file():
            return path
    raise StoreError("There is no copy {name}.", "`aotrainer db list` shows which there are.", name=name)


def require_good(copy: Path, migrations: Path) -> None:
    """Raises `StoreError` for a file that is no good copy, `SchemaMismatchError` for a newer release's."""
    key_of(copy)
    found = contents(copy)
    if found is None or not is_good(copy):
        raise StoreError(
            "{path} is no good copy of a record.",
            "`aotrainer db list` shows which there are. Nothing was changed.",
            path=copy,
        )
    if found.revision not in revisions(migrations):
        raise SchemaMismatchError(
            "The copy {path} was written by a newer aotrainer.",
            "Install the newest aotrainer. Nothing was changed.",
            path=copy,
        )


def _newest(database: Path, migrations: Path) -> Path | None:
    found = newest_good(database, revisions(migrations))
    if found is None and copies(database) and not database.exists():
        raise StoreError(N_("There is no good copy of the record."), N_("Keep the folder backups."))
    return found.path if found else None


def _write_copy(copy: Path, new: Path, database: Path) -> None:
    """A plain copy is encrypted where it takes the place of an encrypted record."""
    key = None if is_plain(database) else RING.key()
    if key is None or not is_plain(copy):
        shutil.copyfile(copy, new)
        return
    new.unlink()
    recode(copy, new, key)


def _prepared(database: Path, copy: Path | None, migrations: Path) -> Path:
    """A record of this release's schema, under a name of its own, from a copy or an empty one."""
    from aotrainer.store import migrate

    if copy is not None:
        require_good(copy, migrations)
    new = free_name(database.with_name(f"{database.name}.restoring"))
    create_private(new)
    try:
        if copy is not None:
            _write_copy(copy, new, database)
        if copy is None or (found := contents(new)) is None or found.revision != newest_revision(migrations):
            migrate.upgrade(new, migrations)
        switch_to_wal(new)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return new
