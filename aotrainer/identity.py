"""Names for what is kept that are the same on every computer."""

from __future__ import annotations

import uuid


def new_uid() -> str:
    """32 hexadecimal digits that nobody else will ever draw (a random UUID, RFC 9562)."""
    return uuid.uuid4().hex
