"""What is kept of the lock between two starts of the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

IDLE_MINUTES = (2, 5, 15, 60)
"""Choices for how long the area stays open while nobody touches anything."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock of one record.

    sealed : the hash of the PIN or password; empty where none is wished for
    asked : whether somebody decided for or against a PIN
    idle_min : minutes without a touch after which the area locks itself
    only : uid of the only person who is shown (patient mode); empty for everybody
    failed : wrong tries since the last right one
    """

    sealed: str = ""
    asked: bool = False
    idle_min: int = 5
    only: str = ""
    failed: int = 0

    def to_json(self) -> dict[str, Any]:
        """As kept in the record."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Lock:
        """As it was kept; what this version does not know, or is of the wrong type, is as usual."""
        usual = cls()
        known = {
            each.name: kept[each.name]
            for each in fields(cls)
            if type(kept.get(each.name)) is type(getattr(usual, each.name))
        }
        return cls(**known)
