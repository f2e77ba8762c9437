"""What the app does for its record before the first screen and beside the sessions."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

from aotrainer import config
from aotrainer.assembly import COMFORT, make_services, open_file
from aotrainer.comfort import Comfort, Comforts
from aotrainer.errors import AotrainerError, LockedRecordError
from aotrainer.exercises import Library
from aotrainer.record_key import RING
from aotrainer.tracking.camera import Source

if TYPE_CHECKING:
    from aotrainer.store import Store
    from aotrainer.store.first_look import Damage
    from aotrainer.ui import Rescue, Services

log = logging.getLogger(__name__)


def can_be_opened(database: Path, library: Library, source: Source, *, fullscreen: bool) -> bool:
    """Whether the record is sound; if not, somebody is asked what to do, and it is mended if they wish.

    For the key of an encrypted one they are asked until it is there, or they leave.
    """
    from aotrainer.store.first_look import find_damage

    while True:
        try:
            damage = find_damage(database, config.shipped("migrations"))
            break
        except LockedRecordError as error:
            log.warning("The record is locked: %s", error)
            if not _again(error, library, source, fullscreen=fullscreen):
                return False
            RING.ask(config.record_key)  # another stick may have another key
    if damage is None:
        return True
    log.error("The record %s is damaged: %s", database, "; ".join(damage.words)[:1000])
    return _settled(damage, library, source, fullscreen=fullscreen)


def was_left_open(database: Path) -> bool:
    """Whether the record was not closed in order the last time, or is open just now."""
    wal = database.with_name(f"{database.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


@contextmanager
def daily_copy(database: Path, *, again: bool) -> Iterator[None]:
    """Beside what is done meanwhile, today's copy is made; what fails is logged and stops nobody.

    At the end a copy under way is waited for. A station of a server makes none: what it keeps is the
    server's already or will be within seconds, and copies would keep people longer than it may know them.

    again : even if there is one of today
    """
    if config.server_address() is not None:
        yield
        return
    thread = Thread(target=_copy, args=(database, again), name="copy of the day")
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _copy(database: Path, again: bool) -> None:
    from aotrainer.store.daily import keep_copy_of_the_day

    try:
        made = keep_copy_of_the_day(database, datetime.now(UTC), again=again)
    except AotrainerError as error:
        log.error("There is no copy of today: %s", error, exc_info=error)
    except Exception:
        log.exception("There is no copy of today.")
    else:
        log.info("The copy of today: %s", made or "is there already")


def _settled(damage: Damage, library: Library, source: Source, *, fullscreen: bool) -> bool:
    from aotrainer.ui import App, DamagedScene, Loss, show_welcome

    with _record_of_nobody() as nobodys:
        services = _as_comfortable_as_before(make_services(nobodys, library, source), damage)
        loss = Loss(damage.gone, damage.copy.at if damage.copy else None)
        scene = DamagedScene(loss, lambda: _mend(damage.database))
        App(services, scene, fullscreen=fullscreen).run()
    if scene.settled:
        show_welcome(fullscreen=fullscreen)
    return scene.settled


def _again(error: AotrainerError, library: Library, source: Source, *, fullscreen: bool) -> bool:
    from aotrainer.ui import App, LockedScene, show_welcome

    with _record_of_nobody() as nobodys:
        scene = LockedScene(error)
        App(make_services(nobodys, library, source), scene, fullscreen=fullscreen).run()
    if scene.again:
        show_welcome(fullscreen=fullscreen)
    return scene.again


@contextmanager
def _record_of_nobody() -> Iterator[Store]:
    """Scenes that come before the record need one all the same, and no key for it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / config.DATABASE
        with RING.put_away(), open_file(file):
            pass  # it is made, and plain
        with open_file(file) as store:
            yield store


def _mend(database: Path) -> Rescue:
    from aotrainer.store.restoring import restore
    from aotrainer.ui import Rescue

    done = restore(database, config.shipped("migrations"), datetime.now(UTC))
    log.warning("The record is back: %s", done)
    return Rescue(done.saved.get("trial", 0), done.lost.get("trial", 0), done.bare)


def _as_comfortable_as_before(services: Services, damage: Damage) -> Services:
    """Language, letters and switches as the copy knows them, for whoever cannot do without."""
    from aotrainer.store.first_look import setting_in

    kept = setting_in(damage.copy.path, COMFORT) if damage.copy else None
    with suppress(ValueError, TypeError):
        comforts = Comforts(Comfort.from_json(json.loads(kept or "{}")))
        comforts.apply()
        services = replace(services, comforts=comforts)
    return services
