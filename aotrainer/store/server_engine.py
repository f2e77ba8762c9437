"""Connections to a PostgreSQL server, set up so that it keeps what a file keeps.

**One writes at a time**, as in the file: each writing transaction begins by taking one lock that all stations
share, and lets go of it when it ends. All that the rooms of the store do is "look whether it is there, then
add it", which two stations at once would otherwise both find missing. A transaction takes milliseconds, and a
clinic saves a few trials a minute. After the lock, READ COMMITTED shows all that was committed before.
Only handing over a session takes a lock of that session alone (`LOCK_SESSION`): it adds nothing that anybody
else could add, and whole sessions from twenty stations would queue up for long after a network failure.

**Whoever reads sees one moment**: REPEATABLE READ, read-only, as a reader of the file does.

**Nobody waits for the dead.** A station that vanished in the middle of a transaction, lock in hand, is
dropped by the server after `IDLE_S`; one that waits for the lock gives up after `LOCK_S`; a server whose
packets no longer arrive is given up after `CONNECT_S` or `SILENT_S`, and one that answers nothing after
`server_patience.ANSWER_S`.
"""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from aotrainer.errors import StoreError
from aotrainer.language import N_
from aotrainer.store.engine import BEGIN

DRIVER = "postgresql+psycopg"
SCHEMES = (DRIVER, "postgresql", "postgres")
LOOPBACK = (None, "", "localhost", "127.0.0.1", "::1")
LOCK = 0x616F7472
"""The number of the lock that whoever writes holds: "aotr", which no other program is likely to use."""

LOCK_SESSION = f"SELECT pg_advisory_xact_lock({LOCK}, hashtext(%(uid)s))"
"""Of whoever hands over the session of a uid; there may be two, as when an answer was lost on the way."""

CONNECT_S = 3
"""How long to try to connect: a server in the same building answers within milliseconds."""
SILENT_S = 5
"""How long what was sent may stay unacknowledged by the server's computer before the line counts as cut."""
LOCK_S = 10
"""How long to wait for another station that writes."""
IDLE_S = 8
"""How long the server waits for a station in the middle of a transaction; less than others wait for it."""
STATEMENT_S = 30
"""How long one statement may take; a history of years takes a second."""

READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""Execution options of transactions that read."""

_SETTINGS = {
    "lock_timeout": f"{LOCK_S}s",
    "idle_in_transaction_session_timeout": f"{IDLE_S}s",
    "statement_timeout": f"{STATEMENT_S}s",
    "timezone": "UTC",
}
_SETUP = (
    "; ".join(f"SET {name} = '{value}'" for name, value in _SETTINGS.items())
    # A server may be told not to wait for its disk; a trial that was kept has to outlive a cut of power. A
    # server that waits for its replicas, too, goes on doing so.
    + "; SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') = 'off'"
)


def server_url(address: str) -> URL:
    """The address of a database on a server; raises `StoreError` for one that is none.

    Beyond this computer TLS is required unless the address says otherwise (`sslmode`).
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in SCHEMES or not url.database:
        raise StoreError(
            N_("AOTRAINER_DATABASE_URL is no address of a PostgreSQL database."),
            N_("Write postgresql://USER:PASSWORD@SERVER/DATABASE there."),
        )
    url = url.set(drivername=DRIVER)
    named = "sslmode" in url.query or "host" in url.query or "PGSSLMODE" in os.environ
    if url.host in LOOPBACK or named:
        return url
    return url.update_query_dict({"sslmode": "require"})


def place_of(url: URL) -> str:
    """Where the record is, for people: never with a password."""
    port = f":{url.port}" if url.port else ""
    return f"{url.host or 'localhost'}{port}/{url.database}"


def server_engine(url: URL) -> Engine:
    """Raises `StoreError` where the driver is not installed. Connects when it is first used."""
    asked = {
        "connect_timeout": CONNECT_S,
        "keepalives_idle": SILENT_S,
        "keepalives_interval": 1,
        "keepalives_count": SILENT_S,
        "tcp_user_timeout": 1000 * SILENT_S,
        "client_encoding": "utf8",
        "application_name": "aotrainer",
    }
    try:
        engine = create_engine(
            url,
            connect_args={name: value for name, value in asked.items() if name not in url.query},
            pool_pre_ping=True,  # after a restart of the server, old connections are replaced unnoticed
            hide_parameters=True,  # names of patients do not belong into logs
        )
    except ModuleNotFoundError as cause:
        raise StoreError(
            N_("What speaks with PostgreSQL is not installed."),
            N_('Run: pip install "psycopg[binary]"'),
        ) from cause
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def _connect(_: Dialect, __: ConnectionPoolEntry, args: list[Any], named: dict[str, Any]) -> Any:
    from aotrainer.store.server_patience import ImpatientConnection  # the driver is there, as is known now

    return ImpatientConnection.connect(*args, **named)


def _connected(connection: Any, _: ConnectionPoolEntry) -> None:
    connection.autocommit = True
    connection.execute(_SETUP)
    connection.autocommit = False


def _begun(connection: Connection) -> None:
    if BEGIN in connection.get_execution_options():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
