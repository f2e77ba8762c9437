"""The key of an encrypted record: what it looks like, and the one that this process was given.

It is drawn by chance, so that there is nothing to guess: no password, and nothing that is derived from one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256

from aotrainer.errors import LockedRecordError
from aotrainer.language import N_

KEY_B = 32
"""As AES-256 wants it, bytes."""
GROUP = 8
"""Digits that stand together on a sheet of paper, as far as an eye can follow."""
MARK_B = 4
"""What a file tells of its key, bytes: of four thousand million wrong keys, one is not recognised as such."""
_DIGITS = re.compile(rf"[0-9a-f]{{{2 * KEY_B}}}")
_BETWEEN = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Key:
    """64 hexadecimal digits, which no message and no log repeats."""

    digits: str = field(repr=False)

    @classmethod
    def drawn(cls) -> Key:
        """A new one."""
        return cls(secrets.token_hex(KEY_B))

    @classmethod
    def read(cls, words: str) -> Key:
        """As somebody typed it off a sheet of paper; raises `LockedRecordError` for what cannot be a key."""
        digits = _BETWEEN.sub("", words).lower()
        if not _DIGITS.fullmatch(digits):
            raise LockedRecordError(
                N_("That is not the key of a record."), N_("It has 64 digits and letters from a to f.")
            )
        return cls(digits)

    @property
    def in_groups(self) -> str:
        """For a sheet of paper."""
        return "-".join(self.digits[start : start + GROUP] for start in range(0, len(self.digits), GROUP))

    @property
    def mark(self) -> bytes:
        """Tells this key from others, and nothing of what it is."""
        return sha256(b"mark of " + bytes.fromhex(self.digits)).digest()[:MARK_B]


class KeyRing:
    """The key of this process. It is asked for when a file needs it, and not again once it was there."""

    def __init__(self) -> None:
        self._ask: Callable[[], str | None] = lambda: None
        self._key: Key | None = None

    def ask(self, ask: Callable[[], str | None]) -> None:
        """Whom to ask; what was known before is forgotten."""
        self._ask, self._key = ask, None

    @contextmanager
    def put_away(self) -> Iterator[None]:
        """No key for a while, and nobody is asked for one."""
        ask, key = self._ask, self._key
        self.hold(None)
        try:
            yield
        finally:
            self._ask, self._key = ask, key

    def hold(self, key: Key | None) -> None:
        """Use this key, or none, from now on."""
        self._ask, self._key = lambda: None, key

    def key(self) -> Key | None:
        """The key; raises `LockedRecordError` for words that cannot be one."""
        if self._key is None and (words := self._ask()):
            self._key = Key.read(words)
        return self._key


RING = KeyRing()
"""One process works on one record with its copies, and these have one key."""
