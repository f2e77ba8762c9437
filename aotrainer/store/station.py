"""One of several computers that write into one record on a server, and trains on when the server is away.

**A session is written here first**, into `station.db` beside where a record would be: the same tables, the
same care for every commit. A thread carries it on to the server (`errand`), each session in transactions that
keep everything exactly once (`parcels`). So neither a slow nor a lost server ever delays somebody who trains,
and a power cut at any moment loses nothing: what the server has not confirmed is still here. It is deleted
here as soon as it is confirmed.

**Everything else is read from the server and written there**: people, charts, settings, reviews. While it is
away, what the station knows of those who trained here stands in (`acquaintance`), so that they can go on
training; what therapists write waits until the server is back, and they are told so. Lines of the audit trail
are kept here meanwhile.

People have the same id here and on the server. Sessions, attempts and events get ids here that no server
reaches, so that nothing of one can be taken for something of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy.orm import Session, sessionmaker

from aotrainer.audit import Audited
from aotrainer.errors import ServerGoneError, StoreError
from aotrainer.event import Event
from aotrainer.identity import new_uid
from aotrainer.language import N_
from aotrainer.store import acquaintance
from aotrainer.store.errand import OWN, Errand
from aotrainer.store.store import Store
from aotrainer.store.transactions import BY_TIME
from aotrainer.trial import Ending, Patient, Trial

FIRST_ID = 2**40
"""Of sessions, attempts, events and pages at a station; a server's are 32-bit numbers."""
_NUMBER_FROM = (
    "INSERT INTO sqlite_sequence (name, seq) SELECT '{table}', {before}"
    " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = '{table}')"
)


class Station(Store):
    """The record on a server, as one station sees it; `path` is the station's own file.

    Raises `ServerGoneError` for what cannot be done without the server.
    """

    def __init__(self, local: Store, errand: Errand) -> None:
        super().__init__(local.path, local._engine)
        self._readers = sessionmaker(local._engine, expire_on_commit=False, info=dict(BY_TIME))
        self._local, self._errand = local, errand

    @classmethod
    def at(cls, file: Path, address: str, migrations: Path, utc_now: Callable[[], datetime]) -> Self:
        """Begin work at a station.

        With the server away, those known here can go on; `alone` then says why. Raises `ServerGoneError`
        where nobody is known here, and `SchemaMismatchError` for a server's record of another release.
        """
        local = Store.open(file, migrations, utc_now())
        try:
            errand = errand_of(local, address, migrations, utc_now)
            try:
                errand.connect()
            except ServerGoneError:
                if not local.patients():
                    raise
        except StoreError:
            local.close()
            raise
        errand.start()
        return cls(local, errand)

    @property
    def place(self) -> str:
        """Which record this is, for people."""
        server = self._errand.server
        return server.place if server else f"away; this station's own in {self.path}"

    @property
    def alone(self) -> StoreError | None:
        """Why the station does without the server just now; None while the server is there."""
        return None if self._errand.server else self._errand.trouble

    def close(self) -> None:
        """Hand over what can be handed over now, and let go of server and file."""
        self._errand.close()
        super().close()

    def begin_session(
        self, patient: Patient, protocol_id: str, started_at: datetime, uid: str | None = None
    ) -> int:
        """Begin a session here; the server learns of it at once, or when it is back."""
        with self._local._writing() as session:
            acquaintance.greet(session, patient, started_at)
        number = self._local.begin_session(patient, protocol_id, started_at, uid or new_uid())
        self._errand.go()
        return number

    def end_session(self, session_id: int, ended_at: datetime, ending: Ending) -> None:
        """Note here when and how it ended."""
        self._local.end_session(session_id, ended_at, ending)
        self._errand.go()

    def save_trial(self, session_id: int, trial: Trial) -> int:
        """Keep an attempt here: when this returns, it outlives a cut of power, whatever the server does."""
        number = self._local.save_trial(session_id, trial)
        self._errand.go()
        return number

    def save_event(self, session_id: int, event: Event) -> None:
        """Keep here what happened; it goes to the server with the next attempt, or the end."""
        self._local.save_event(session_id, event)

    def audit(self, audited: Audited) -> None:
        """Add a line to the server's trail; while it is away, to the station's, which is handed over."""
        try:
            super().audit(audited)
        except ServerGoneError:
            self._local.audit(audited)

    def setting(self, name: str) -> Mapping[str, Any]:
        """What was set for all stations, or for this one where it is about the computer."""
        return self._local.setting(name) if name in OWN else super().setting(name)

    def keep_setting(self, name: str, value: Mapping[str, Any]) -> None:
        """Set it anew; what is for all stations holds for this one only while the server is away."""
        if name in OWN:
            self._local.keep_setting(name, value)
            return
        try:
            super().keep_setting(name, value)
        except ServerGoneError:
            self._local.keep_setting(name, value)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the station's file or how the server keeps the record."""
        server = self._errand.server
        return (*super().check(), *(server.check() if server else ()))

    def backup(self, now: datetime) -> Path:
        """Raises `StoreError`: a server's record is copied by the server's own means."""
        return self._server_or_raise().backup(now)

    def bring_back(self) -> None:
        """Go on with the station's file after it was moved or deleted."""
        self._local.bring_back()

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        server, began = self._errand.server, False
        try:
            with ExitStack() as stack:
                session = stack.enter_context((server._reading if server else super()._reading)())
                began = True
                yield session
        except ServerGoneError as error:
            self._errand.lost(error)
            if began:
                raise
        if not began:
            with super()._reading() as session:
                yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        server = self._server_or_raise()
        try:
            with server._writing() as session:
                yield session
        except ServerGoneError as error:
            self._errand.lost(error)
            raise

    def _server_or_raise(self) -> Store:
        server = self._errand.server
        if server is None:
            raise ServerGoneError(
                N_("This cannot be changed while the server with the record is away."),
                N_("Sessions are kept at this station until it is back; try the change again then."),
            )
        return server


def errand_of(local: Store, address: str, migrations: Path, utc_now: Callable[[], datetime]) -> Errand:
    """What carries a station's sessions to the server; its file is made ready for that."""
    with local._writing() as session:
        for table in ("session", "trial", "event", "entry"):
            statement = _NUMBER_FROM.format(table=table, before=FIRST_ID - 1)
            session.connection().exec_driver_sql(statement)
    return Errand(local, address, migrations, utc_now)
