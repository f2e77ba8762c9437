"""All that a record holds about one person, under names that mean the same on every computer.

What leaves a record and what comes into one goes through these: they hold uids, and no record's own ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from aotrainer.care import Care
from aotrainer.chart import Entry
from aotrainer.clips import Demonstrator
from aotrainer.event import Event
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.score import Score
from aotrainer.trial import Ending, Trial


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is about.

    added_at : timezone-aware UTC
    """

    uid: str
    name: str
    added_at: datetime
    demonstrator: Demonstrator | None = None
    care: Care = field(default_factory=Care)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session with everything in it, in its order.

    started_at, ended_at : timezone-aware UTC; ended_at and ending are None where the program was killed
    station : the computer on which it was, None if unknown
    trials : with their landmarks, megabytes each once unpacked, so that sittings are taken one at a time
    """

    uid: str
    protocol_id: str
    started_at: datetime
    ended_at: datetime | None
    ending: Ending | None
    app_version: str
    station: str | None
    events: tuple[Event, ...] = ()
    trials: tuple[Trial, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the chart; trial : the uid of the attempt it is about (its own `trial_id` is None)."""

    entry: Entry
    trial: str | None = None


@dataclass(frozen=True, slots=True)
class LaterScore:
    """What another algorithm says of an attempt, named by its uid."""

    trial: str
    algorithm: str
    at: datetime
    outcome: Score | Unscorable
