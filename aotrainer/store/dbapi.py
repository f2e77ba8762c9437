"""Which SQLite opens a file: Python's own, or SQLCipher (extra `encryption`) for one that is encrypted.

SQLCipher encrypts every page with AES-256 and guards it with an HMAC, in the write-ahead log as well. A file
begins with 16 bytes that it leaves to whoever makes the file, to tell its HMACs from other files'. Ours are

    "aotrenc1", 4 bytes that tell the key from others (`Key.mark`), 4 bytes by chance

so that a file says what it is: an encrypted record is never taken for a damaged one, nor a wrong key for
damage. A file is opened as what it is; a new one is encrypted where there is a key.
"""

from __future__ import annotations

import secrets
import sqlite3
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from aotrainer.errors import LockedRecordError
from aotrainer.language import N_
from aotrainer.record_key import MARK_B, RING, Key

HEADER = b"SQLite format 3\0"
"""How every plain file begins."""
SIGN = b"aotrenc1"
"""How every encrypted one does."""
LAYOUT = 4
"""The major version of SQLCipher whose files these are: AES-256-CBC, HMAC-SHA512, pages of 4096 bytes."""


def _cipher() -> ModuleType | None:
    try:
        return import_module("sqlcipher3.dbapi2")
    except ImportError:
        return None


CIPHER = _cipher()
"""SQLCipher; None where it is not installed."""
MODULES: tuple[Any, ...] = (sqlite3,) if CIPHER is None else (sqlite3, CIPHER)
ERRORS: tuple[type[Exception], ...] = tuple(module.Error for module in MODULES)
"""What any of them raises."""
CONNECTIONS: tuple[type[sqlite3.Connection], ...] = tuple(module.Connection for module in MODULES)

DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
"""How the names of errors begin when it is the file's content that is wrong."""
NO_WORDS = "Could not decode to UTF-8"
"""How Python says, without such a code, that it read bytes that are no words."""
NOT_DECRYPTED = "SQL logic error"
"""How SQLCipher says that it cannot decrypt a page. The connection is of no use from then on: it takes what
follows for lack of memory."""


def is_damage(error: object) -> bool:
    """Whether a database failed because its file's content is wrong.

    What SQLite says of a schema that it cannot read has pieces of it, which may be no words either.
    """
    if isinstance(error, UnicodeDecodeError):
        return True
    if getattr(error, "sqlite_errorname", "").startswith(DAMAGED) or str(error).startswith(NO_WORDS):
        return True
    return not isinstance(error, sqlite3.Error) and str(error) == NOT_DECRYPTED


def is_plain(path: Path) -> bool:
    """Whether a file is a record that anybody could read."""
    return _head(path) == HEADER


def is_encrypted(path: Path) -> bool:
    """Whether a file is an encrypted record."""
    return _head(path).startswith(SIGN)


def is_locked(path: Path) -> bool:
    """Whether a file is an encrypted record that this process cannot open."""
    try:
        key_of(path)
    except LockedRecordError:
        return True
    return False


def new_salt(key: Key) -> bytes:
    """How a new file of this key begins."""
    return SIGN + key.mark + secrets.token_bytes(len(HEADER) - len(SIGN) - MARK_B)


def key_of(path: Path, *, encrypted: bool | None = None) -> Key | None:
    """What opens a file; None for one that needs no key, and for one that is not a record.

    encrypted : whether a file that is empty or not there is to be; None: where there is a key

    Raises `LockedRecordError` for an encrypted file where there is no key, or another's.
    """
    head = _head(path)
    if not head:
        return None if encrypted is False else RING.key()
    if not head.startswith(SIGN):
        return None
    key = RING.key()
    if key is None:
        raise no_key(path)
    if head[len(SIGN) :][:MARK_B] != key.mark:
        raise other_key(path)
    return key


def no_key(path: Path) -> LockedRecordError:
    """Nobody gave one."""
    return LockedRecordError(
        N_("The record {path} is encrypted, and its key is not here."),
        N_("Give the key in AOTRAINER_DATABASE_KEY_FILE or AOTRAINER_DATABASE_KEY. Nothing was changed."),
        path=path,
    )


def other_key(path: Path) -> LockedRecordError:
    """The one that was given is another's."""
    return LockedRecordError(
        N_("The record {path} was encrypted with another key."),
        N_("Give the key that was printed when it was encrypted. Nothing was changed."),
        path=path,
    )


def module_for(key: Key | None) -> Any:
    """What opens a file of this key, or of none; raises `LockedRecordError` where it is not installed."""
    return sqlite3 if key is None else sqlcipher()


def sqlcipher() -> Any:
    """Raises `LockedRecordError` where it is not installed."""
    if CIPHER is None:
        raise LockedRecordError(
            N_("An encrypted record needs SQLCipher, which is not installed."),
            N_("Run: pip install sqlcipher3-wheels"),
        )
    return CIPHER


def connect(path: Path, mode: str, *, encrypted: bool | None = None, **how: Any) -> sqlite3.Connection:
    """A connection to a file, with its key where it needs one. Nothing begins a transaction by itself.

    mode : of the URI, such as "mode=rw"
    """
    key = key_of(path, encrypted=encrypted)
    uri = f"{path.absolute().as_uri()}?{mode}"
    connection: sqlite3.Connection = module_for(key).connect(uri, uri=True, isolation_level=None, **how)
    if key is not None:
        use_key(connection, key, None if _head(path) else new_salt(key))
    return connection


def use_key(connection: sqlite3.Connection, key: Key | None, salt: bytes | None = None) -> None:
    """Set up a connection of SQLCipher's; salt : how a new file is to begin."""
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
    connection.execute(f"PRAGMA cipher_default_compatibility = {LAYOUT}")
    if key is not None:
        connection.execute(f"PRAGMA key = {key_words(key, salt)}")


def key_words(key: Key, salt: bytes | None = None) -> str:
    """A key as SQLCipher takes one as it is, rather than words from which one is derived."""
    return f"\"x'{key.digits}{salt.hex() if salt else ''}'\""


def _head(path: Path) -> bytes:
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(len(HEADER))
