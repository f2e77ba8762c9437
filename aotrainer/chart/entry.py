"""One page of the chart: who wrote what and when. A page is never changed, only replaced by a newer one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from aotrainer.identity import new_uid


class Kind(StrEnum):
    """What a page is about. New kinds need no new schema."""

    PLAN = "plan"
    """What to practise; each version is a page, and the newest is in force."""
    MEASUREMENT = "measurement"
    """The value of an outcome measure."""
    GOAL = "goal"
    """What the person wants to be able to do."""
    NOTE = "note"
    """Free words."""
    CORRECTION = "correction"
    """What a therapist says of an attempt or one of its repetitions, beside what was computed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page.

    at : timezone-aware UTC; author : who wrote it, as they call themselves
    content : by name, with units in the names; what is in it is said by the module of its kind
    trial_id : the attempt it is about, None for one that is about the person
    replaces : the uid of the page in whose place it stands; that one is kept
    withdrawn : nothing stands in the place of the page it replaces any more
    uid : the same everywhere, so that a page that arrives twice is kept once
    """

    kind: Kind
    at: datetime
    author: str
    content: Mapping[str, Any]
    trial_id: int | None = None
    replaces: str | None = None
    withdrawn: bool = False
    uid: str = field(default_factory=new_uid)


def in_force(entries: Iterable[Entry], kind: Kind) -> tuple[Entry, ...]:
    """The pages of one kind that none stands in place of, in their order."""
    entries = tuple(entries)
    replaced = {entry.replaces for entry in entries}
    return tuple(
        entry for entry in entries if entry.kind is kind and entry.uid not in replaced and not entry.withdrawn
    )
