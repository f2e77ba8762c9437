"""A film on the disk, encrypted picture by picture: none of it ever lies there in the clear.

The file begins with a mark and a salt. Its own key is derived from the record's key and the salt (HKDF with
SHA-256), so counters may serve as nonces. Then come the pictures, each sealed with AES-256-GCM and preceded
by its length: a film that was cut short by a power cut can be read to there. The last one is empty.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from aotrainer.errors import VideoError
from aotrainer.language import N_

MARK = b"aofilm1\0"
SALT_BYTES, KEY_BYTES, NONCE_BYTES, TAG_BYTES = 16, 32, 12, 16
LENGTH, TIME = struct.Struct(">I"), struct.Struct(">d")
LARGEST = 16 * 1024 * 1024
"""Bytes of one sealed picture; a larger number is damage."""


def new_key() -> bytes:
    """For a record whose first film is made."""
    return AESGCM.generate_key(8 * KEY_BYTES)


class FilmWriter:
    """Writes a new film that only its owner may read; raises `OSError` where that is not possible."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._head = MARK + os.urandom(SALT_BYTES)
        self._cipher, self._count = _cipher(self._head, key), 0
        self._file = os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
        self._file.write(self._head)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # what could not be written was said when it was
            if kind is None:
                self._seal(b"")
        self._file.close()

    def add(self, time_s: float, picture: bytes) -> None:
        """One more picture, in any format; time_s : seconds of any clock that only goes on."""
        self._seal(TIME.pack(time_s) + picture)

    def _seal(self, content: bytes) -> None:
        sealed = self._cipher.encrypt(_nonce(self._count), content, self._head)
        self._file.write(LENGTH.pack(len(sealed)) + sealed)
        self._count += 1


def read_film(path: Path, key: bytes) -> Iterator[tuple[float, bytes]]:
    """Times and pictures in their order, as far as the film goes.

    Raises `VideoError` for a file that is no film, was changed, or was sealed with another key.
    """
    if not path.is_file():
        raise VideoError(N_("There is no file {path}."), path=path)
    with path.open("rb") as file:
        head = file.read(len(MARK) + SALT_BYTES)
        if not head.startswith(MARK) or len(head) < len(MARK) + SALT_BYTES:
            raise VideoError(N_("{file} is no film of aotrainer."), file=path.name)
        cipher, count = _cipher(head, key), 0
        while len(length := file.read(LENGTH.size)) == LENGTH.size:
            sealed = file.read(min(LENGTH.unpack(length)[0], LARGEST))
            if len(sealed) < LENGTH.unpack(length)[0]:
                return  # cut short while it was written
            content = _unsealed(cipher, count, sealed, head, path)
            if not content:
                return
            yield TIME.unpack_from(content)[0], content[TIME.size :]
            count += 1


def _unsealed(cipher: AESGCM, count: int, sealed: bytes, head: bytes, path: Path) -> bytes:
    try:
        return cipher.decrypt(_nonce(count), sealed, head)
    except (InvalidTag, ValueError) as cause:
        raise VideoError(
            N_("{file} was changed, or belongs to another record."),
            N_("Look for its copy in a backup of the whole folder."),
            file=path.name,
        ) from cause


def _cipher(head: bytes, key: bytes) -> AESGCM:
    salt = head[len(MARK) :]
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt, b"aotrainer film").derive(key))


def _nonce(count: int) -> bytes:
    return count.to_bytes(NONCE_BYTES, "big")
