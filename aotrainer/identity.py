"""Names for what is kept that are the same on every computer."""

from __future__ import annotations

import uuid

SHORTEST, UID_LENGTH = 8, 32
"""Digits: of a uid in a pseudonym, at least, and of a whole one."""


def new_uid() -> str:
    """32 hexadecimal digits that nobody else will ever draw (a random UUID, RFC 9562)."""
    return uuid.uuid4().hex


def pseudonym(uid: str, digits: int = SHORTEST) -> str:
    """What somebody is called where their name must not stand: `sub-` and the first digits of their uid."""
    return f"sub-{uid[:digits]}"
