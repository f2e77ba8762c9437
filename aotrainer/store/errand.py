"""The way between a station and its server: what waits is carried over, what a station may know is brought.

In a thread of its own, so that nobody who trains ever waits for the server. It goes when something was kept
at the station, and every `AGAIN_S` while the server is away or something could not be handed over.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event as Signal
from threading import Lock, Thread

from aotrainer.errors import ServerGoneError, StoreError
from aotrainer.store import acquaintance, parcels
from aotrainer.store.copies import delete_copies_before
from aotrainer.store.models import AuditRow, SettingRow
from aotrainer.store.server import ServerStore
from aotrainer.store.server_schema import require_schema
from aotrainer.store.store import Store

AGAIN_S = 5.0
"""How long after a failure it is tried again; a server that restarts takes some seconds."""
LEAVING_S = 10.0
"""How long the program waits at its end for what is under way; the rest goes with the next start."""
GIVEN_UP = timedelta(days=1)
"""A session without an end that began so long ago: the program was killed in it."""
OWN = frozenset({"comfort"})
"""Settings of one computer, which the server does not learn: how it shows and sounds."""

log = logging.getLogger(__name__)


class Errand:
    """Between the file of a station and the server at an address.

    trouble : why the server was not reached, or why a session could not be handed over, at the last try
    """

    def __init__(self, local: Store, address: str, migrations: Path, utc_now: Callable[[], datetime]) -> None:
        self.trouble: StoreError | None = None
        self._local, self._address, self._migrations = local, address, migrations
        self._utc_now = utc_now
        self._opened: ServerStore | None = None
        self._away = True
        self._to_ask_for: set[str] = set()
        self._news, self._leaving = Signal(), Signal()
        self._one_at_a_time = Lock()
        self._thread: Thread | None = None

    @property
    def server(self) -> ServerStore | None:
        """The server's record; None while it is away."""
        return None if self._away else self._opened

    def connect(self) -> ServerStore:
        """Reach the server and see that its schema is this release's; raises `StoreError`."""
        try:
            if self._opened is None:
                self._opened = ServerStore.at(self._address, self._migrations)
            elif self._away:
                require_schema(self._opened._engine, self._opened.path, self._migrations)
        except StoreError as error:
            self.lost(error)
            raise
        if self._away:
            log.info("the server %s is there", self._opened.path)
            with self._local._reading() as session:
                self._to_ask_for.update(acquaintance.known(session))
        self._away = False
        return self._opened

    def lost(self, error: StoreError) -> None:
        """Somebody noticed that the server is away: from now on without it, until it is there again."""
        if not self._away:
            log.warning("going on without the server: %s", error)
            self._news.set()
        self._away, self.trouble = True, error

    def start(self) -> None:
        """Go, now and whenever there is something to carry."""
        self._thread = Thread(target=self._keep_going, name="errand", daemon=True)
        self._thread.start()
        self._news.set()

    def go(self) -> None:
        """Something was kept."""
        self._news.set()

    def close(self) -> None:
        """Carry what can be carried now, and stop."""
        self._leaving.set()
        self._news.set()
        if self._thread is not None:
            self._thread.join(LEAVING_S)
        if self._opened is not None:
            self._opened.close()

    def run(self) -> int:
        """Go once; returns how many sessions wait afterwards. Raises `StoreError` where that was in vain."""
        with self._one_at_a_time:
            server = self.connect()
            try:
                self.trouble = self._hand_over(server)
                self._catch_up(server)
            except ServerGoneError as error:
                self.lost(error)
                raise
        return sessions_waiting(self._local)

    def _keep_going(self) -> None:
        again = False
        while not self._leaving.is_set():
            self._news.wait(AGAIN_S if again else None)
            self._news.clear()
            try:
                self.run()
            except StoreError as error:
                self.trouble = error
            except Exception:
                log.exception("nothing could be handed over")
                again = True
            else:
                again = False
            again = again or self.trouble is not None

    def _hand_over(self, server: ServerStore) -> StoreError | None:
        """All that waits. A session that the server does not take does not hold up the others."""
        trouble: StoreError | None = None
        with self._local._reading() as session:
            numbers = parcels.waiting(session)
        for number in numbers:
            try:
                self._hand_over_one(server, number)
            except ServerGoneError:
                raise
            except StoreError as error:
                if str(error) != str(self.trouble):
                    log.warning("session %s is not handed over: %s", number, error)
                trouble = error
        self._hand_over_trail(server)
        return trouble

    def _hand_over_one(self, server: ServerStore, number: int) -> None:
        with self._local._reading() as session:
            parcel = parcels.pack(session, number)
        if parcel is None:
            return
        if parcel.session["ended_at"] is not None:
            self._to_ask_for.add(parcel.owner["uid"])
        try:
            with server.handing_over(parcel.session["uid"]) as session:
                parcels.deliver(session, parcel)
        except parcels.ForgottenError:
            with self._local._writing() as session:
                acquaintance.forget(session, parcel.owner["uid"], with_sessions=True)
            return
        given_up = parcel.session["started_at"] < self._utc_now() - GIVEN_UP
        with self._local._writing() as session:
            parcels.clear(session, parcel, given_up=given_up)

    def _hand_over_trail(self, server: ServerStore) -> None:
        with self._local._reading() as session:
            lines = parcels.rows(session, AuditRow)
        if lines:
            with server._writing() as session:
                parcels.hand_over_trail(session, lines)
            with self._local._writing() as session:
                for line in lines:
                    session.delete(session.get_one(AuditRow, line["id"]))

    def _catch_up(self, server: ServerStore) -> None:
        """Bring what the station may know of those it knows; forget who is long gone or deleted."""
        if not self._to_ask_for:
            return
        for uid in tuple(self._to_ask_for):
            with server._reading() as session:
                told = acquaintance.ask(session, uid)
            with self._local._writing() as session:
                if told is None:
                    acquaintance.forget(session, uid)
                else:
                    acquaintance.remember(session, told)
            self._to_ask_for.discard(uid)
        with server._reading() as session:
            settings = parcels.rows(session, SettingRow)
        with self._local._writing() as session:
            acquaintance.remember_settings(session, settings, OWN)
            for uid in acquaintance.long_gone(session, self._utc_now()):
                acquaintance.forget(session, uid)
        delete_copies_before(self._local.path, self._utc_now() - acquaintance.KNOWN_FOR)


def sessions_waiting(local: Store) -> int:
    """How many sessions in a station's file are not wholly on the server, the one under way included."""
    with local._reading() as session:
        return len(parcels.waiting(session))
