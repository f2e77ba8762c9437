"""Who saw, changed, exported or deleted what: kept even when the person it was about is forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

THERAPIST = "therapist"
"""Whoever is in the therapist's area, or tries to get there: the program knows no more of them."""


class Deed(StrEnum):
    """What was done. New deeds need no new schema."""

    OPENED = "opened"
    """The therapist's area, or somebody's review, was opened."""
    REFUSED = "refused"
    """A wrong PIN or password was given."""
    CHANGED = "changed"
    """Something was written into a chart or the settings."""
    EXPORTED = "exported"
    """Something left the record: a report, an export, a backup."""
    IMPORTED = "imported"
    """Something came into it."""
    DELETED = "deleted"
    """A person was forgotten, or a video deleted."""


@dataclass(frozen=True, slots=True)
class Audited:
    """One line of the audit trail.

    at : timezone-aware UTC; who : as they are known to the program
    patient : the uid of the person it was about, never a name: the line outlives them
    """

    deed: Deed
    at: datetime
    who: str
    patient: str | None = None
    details: Mapping[str, str | int | None] = field(default_factory=dict)
