"""What may be a PIN or a password, and how it is kept: as an Argon2id hash, which nobody can turn back."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from aotrainer.errors import AccessError
from aotrainer.language import N_

SHORTEST_PIN = 4
SHORTEST_PASSWORD = 8
"""Characters; NIST SP 800-63B asks for at least eight where a person chooses."""
LONGEST = 64
"""Characters; the same source asks that so many may be used."""

_HASHER = PasswordHasher()
"""The library's defaults are RFC 9106's for little memory: 3 passes over 64 MiB. One try takes a twentieth of
a second on a laptop, and as much on a thief's computer."""


def require_good(secret: str) -> None:
    """Raise `AccessError` for what is too short, too long or tried first by anybody."""
    secret = _normal(secret)
    if len(secret) > LONGEST:
        raise AccessError(N_("That is too long."), N_("Use {most} characters at most."), most=LONGEST)
    if secret.isdigit():
        _require_good_pin(secret)
    elif len(secret) < SHORTEST_PASSWORD:
        raise AccessError(
            N_("That is too short."),
            N_("Use {digits} digits or more; with letters, {letters} characters or more."),
            digits=SHORTEST_PIN,
            letters=SHORTEST_PASSWORD,
        )


def _require_good_pin(pin: str) -> None:
    if len(pin) < SHORTEST_PIN:
        raise AccessError(N_("That is too short."), N_("Use {digits} digits or more."), digits=SHORTEST_PIN)
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    if steps in ({0}, {1}, {-1}):
        raise AccessError(N_("Anybody would try that first."), N_("Choose digits that are not in a row."))


def sealed(secret: str) -> str:
    """The hash to keep, with its salt and its costs."""
    return _HASHER.hash(_normal(secret))


def fits(seal: str, secret: str) -> bool:
    """Whether a secret is the one that was sealed; a damaged seal fits nothing."""
    try:
        return _HASHER.verify(seal, _normal(secret))
    except (VerificationError, InvalidHashError):
        return False


def _normal(secret: str) -> str:
    """Keyboards and systems write the same letter in several ways."""
    return unicodedata.normalize("NFKC", secret)
