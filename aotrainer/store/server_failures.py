"""What a PostgreSQL server says when something fails, in words that help."""

from __future__ import annotations

from aotrainer.errors import ServerGoneError, StoreError
from aotrainer.language import N_

AWAY = (
    N_("The server with the record, {path}, does not answer."),
    N_("See that it runs and that this computer is in the network, then try again."),
)
BUSY = (
    N_("The server with the record, {path}, is busy with something else."),
    N_("Try again in a minute."),
)
_GONE = {
    "08": AWAY,
    "57P0": AWAY,
    "53300": (
        N_("The server with the record, {path}, has no connection left."),
        N_("Close programs that use it, or let whoever looks after it raise max_connections."),
    ),
    "25P03": AWAY,
}
"""By the beginning of an SQLSTATE: what ends a connection, or lets none begin."""
_WORDS = {
    "28": (
        N_("The server {path} does not let this computer in."),
        N_("Check the user and the password in AOTRAINER_DATABASE_URL, and the server's pg_hba.conf."),
    ),
    "3D000": (
        N_("There is no such database on the server: {path}."),
        N_("Check its name in AOTRAINER_DATABASE_URL, or create it there (createdb)."),
    ),
    "42501": (
        N_("The user in AOTRAINER_DATABASE_URL may not do this on {path}."),
        N_("Let whoever looks after the server grant it."),
    ),
    "25006": (
        N_("The record on {path} may only be read."),
        N_("Use the address of the server that may be written to, not that of its copy."),
    ),
    "53100": (
        N_("The disk of the server {path} is full."),
        N_("Make room there; nothing that was saved is lost."),
    ),
    "53": BUSY,
    "55P03": BUSY,
    "57014": BUSY,
    "40": BUSY,
    "58": (
        N_("The disk of the server {path} failed."),
        N_("Tell whoever looks after it."),
    ),
    "XX00": (
        N_("The record on the server {path} is damaged."),
        N_("Tell whoever looks after the server: it has to be restored from a backup."),
    ),
}
"""What PostgreSQL's error codes (SQLSTATE) mean to a person, by their beginning; the longest one counts."""
_AT_THE_DOOR = (
    (("does not support SSL", "server does not support SSL"), (
        N_("The server {path} cannot encrypt what is sent to it."),
        N_("Switch TLS on there; in a network of your own, add ?sslmode=disable to AOTRAINER_DATABASE_URL."),
    )),
    (("certificate",), (
        N_("The certificate of the server {path} is not the one that was expected."),
        N_("Check sslmode and sslrootcert in AOTRAINER_DATABASE_URL."),
    )),
    (("password", "authentication", "pg_hba.conf", "role "), _WORDS["28"]),
    (("does not exist",), _WORDS["3D000"]),
    (("too many clients", "remaining connection slots"), _GONE["53300"]),
)  # fmt: skip
"""What stands in the words of a connection that was refused: it has no code."""


def is_of_a_server(cause: BaseException) -> bool:
    """Whether an error came from the driver, which is not imported for that."""
    return type(cause).__module__.partition(".")[0] == "psycopg"


def in_server_words(place: object, cause: BaseException) -> StoreError:
    """A driver's error for people; `ServerGoneError` where trying again later may help by itself."""
    code = getattr(cause, "sqlstate", None)
    if code is None and _is_of_the_line(cause):
        return _at_the_door(place, cause)
    for beginning in sorted((*_GONE, *_WORDS), key=len, reverse=True):
        if code is not None and code.startswith(beginning):
            if beginning in _GONE:
                return ServerGoneError(*_GONE[beginning], path=place)
            return StoreError(*_WORDS[beginning], path=place)
    return StoreError(
        N_("The record {path} cannot be used: {cause}."),
        N_("Run `aotrainer check`."),
        path=place,
        cause=first_line(cause),
    )


def first_line(cause: BaseException) -> str:
    """What an error says; further lines would hold what was in the row."""
    words = str(cause).splitlines()
    return words[0].rstrip(".") if words else type(cause).__name__


def _is_of_the_line(cause: BaseException) -> bool:
    """Whether it is about the connection; others without a code are about values that cannot be sent."""
    return any(kind.__name__ in ("OperationalError", "InterfaceError") for kind in type(cause).__mro__)


def _at_the_door(place: object, cause: BaseException) -> StoreError:
    for marks, words in _AT_THE_DOOR:
        if any(mark in str(cause) for mark in marks):
            kind = ServerGoneError if words is _GONE["53300"] else StoreError
            return kind(*words, path=place)
    return ServerGoneError(*AWAY, path=place)
