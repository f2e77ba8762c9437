"""Making a damaged encrypted file one that can be read as far as it goes.

SQLCipher refuses a page of which one bit is wrong, and then everything after it. Decrypted all the same, such
a page is right but for 32 bytes, and SQLite reads what it can. So a copy of the file gets a new beginning and
new HMACs over the pages as they are; nothing is ever decrypted onto the disk.

The layout is that of SQLCipher 4: each page ends with 16 bytes of chance (IV) and the HMAC-SHA512 of all
before it and its number; the HMACs' key comes from the record's and the first 16 bytes of the file.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from aotrainer.record_key import KEY_B, Key
from aotrainer.store.dbapi import new_salt

PAGE_B = 4096
HMAC_B = 64
SALT_MASK = 0x3A
"""What each byte of the file's beginning is combined with (XOR), for the HMACs' key."""
ROUNDS = 2
"""Of PBKDF2, from one key that is already by chance to another."""


def reseal(path: Path, key: Key) -> None:
    """Change a file, which has to be a copy, so that every page is taken for what it is now."""
    salt = new_salt(key)
    mac_key = hashlib.pbkdf2_hmac(
        "sha512", bytes.fromhex(key.digits), bytes(byte ^ SALT_MASK for byte in salt), ROUNDS, KEY_B
    )
    with path.open("r+b") as file:
        file.write(salt)
        for number in range(1, path.stat().st_size // PAGE_B + 1):
            start = (number - 1) * PAGE_B
            file.seek(start)
            sealed = file.read(PAGE_B - HMAC_B)[len(salt) if number == 1 else 0 :]
            file.seek(start + PAGE_B - HMAC_B)
            file.write(hmac.digest(mac_key, sealed + number.to_bytes(4, "little"), "sha512"))
