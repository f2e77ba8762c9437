"""Lines of the audit trail about what was done by a command."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aotrainer.audit import Audited, Deed
from aotrainer.config import user_name
from aotrainer.trial import Patient

if TYPE_CHECKING:
    from aotrainer.store import Store

NOBODY = "unknown account"


def note(store: Store, deed: Deed, patient: Patient | None = None, **details: str | int | None) -> None:
    """Note what the owner of this computer account did; details : by name, without names of persons."""
    about = patient.uid if patient else None
    store.audit(Audited(deed, datetime.now(UTC), account(), about, details))


def account() -> str:
    """Who is logged in."""
    return user_name() or NOBODY
