"""The same record on a PostgreSQL server, for several stations of one clinic.

The rooms are those of the file; what differs is told in `server_engine` (locking, waiting), `server_schema`
(nobody upgrades it by himself) and `server_failures` (its words). What two stations do at the same time:

- each session is a row of its own, so two on one patient are both kept;
- of two steps or two pages of a chart, the later one *by its time* is in force, not the one that arrived
  last: what a station kept while it was alone arrives late;
- of two people of the same name, the second is refused in words, as in a file;
- settings that somebody else has changed meanwhile are not overwritten (`People.keep_care`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlalchemy import URL
from sqlalchemy.orm import Session, sessionmaker

from aotrainer.errors import StoreError
from aotrainer.language import N_
from aotrainer.store.failures import plain_words
from aotrainer.store.server_engine import LOCK_SESSION, READING, place_of, server_engine, server_url
from aotrainer.store.server_schema import change_schema, require_schema
from aotrainer.store.store import Store
from aotrainer.store.transactions import BY_TIME

_DAMAGE = "SELECT coalesce(checksum_failures, 0) FROM pg_stat_database WHERE datname = current_database()"


class ServerStore(Store):
    """A record on a server. `path` is its place there, for people: it has no file.

    Raises `ServerGoneError` where the server does not answer.
    """

    def __init__(self, url: URL) -> None:
        engine = server_engine(url)
        super().__init__(Path(place_of(url)), engine)
        self._hands = sessionmaker(engine, expire_on_commit=False)
        self._readers = sessionmaker(
            engine.execution_options(**READING), expire_on_commit=False, info=dict(BY_TIME)
        )

    @classmethod
    def at(cls, address: str, migrations: Path) -> Self:
        """Open the record at an address; raises `SchemaMismatchError` where it is not of this release."""
        store = cls(server_url(address))
        try:
            require_schema(store._engine, store.path, migrations)
        except StoreError:
            store.close()
            raise
        return store

    @property
    def place(self) -> str:
        """Which record this is, for people; without user and password."""
        return f"on the server {self.path}"

    def check(self) -> tuple[str, ...]:
        """What is wrong with how the server keeps the record, in words; empty when nothing is."""
        with plain_words(self._path), self._engine.connect() as connection:
            fsync = connection.exec_driver_sql("SHOW fsync").scalar()
            damaged = connection.exec_driver_sql(_DAMAGE).scalar() or 0
        return (
            *(("The server does not wait for its disk (fsync is off).",) if fsync != "on" else ()),
            *((f"The server has found {damaged} damaged pages.",) if damaged else ()),
        )

    def backup(self, now: datetime) -> Path:  # noqa: ARG002 (as of a file)
        """A server's record is copied by the server's own means: raises `StoreError` that names them."""
        raise StoreError(
            N_("The record is on the server {path}, which is backed up there."),
            N_('Run: pg_dump --format custom --file aotrainer.dump "$AOTRAINER_DATABASE_URL"'),
            path=self._path,
        )

    def bring_back(self) -> None:
        """Drop connections to a server that has gone; the next use makes new ones."""
        self._engine.dispose()

    def _require_file(self) -> None:
        """There is none."""

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with super()._reading() as session:
            session.connection()  # whoever reads is told at once that the server is away
            yield session

    @contextmanager
    def handing_over(self, uid: str) -> Iterator[Session]:
        """A transaction that adds to the session of a uid, beside whoever writes anything else."""
        with plain_words(self._path), self._hands.begin() as session:
            session.connection().exec_driver_sql(LOCK_SESSION, {"uid": uid})
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with super()._writing() as session:
            session.connection()
            yield session


def upgrade_server(address: str, migrations: Path, revision: str = "head") -> tuple[str, str]:
    """Bring the record at an address to this release's schema; returns the revisions before and after."""
    store = ServerStore(server_url(address))
    try:
        return change_schema(store._engine, store.path, migrations, revision)
    finally:
        store.close()
