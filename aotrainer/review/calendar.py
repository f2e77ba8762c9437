"""On which days somebody trained, and how much was watched and done, by weeks from Monday on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from aotrainer.chart import Entry, Kind
from aotrainer.chart.plan import Plan, plan_at
from aotrainer.event import What
from aotrainer.records import SessionRecord
from aotrainer.review.kept import Kept
from aotrainer.trial import Ending

WEEK = 7
"""Days."""


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on one day.

    sessions : in which something was done; sets, repetitions : done; watched_s, done_s : seconds
    whole : whether every session came to its end
    """

    date: date
    sessions: int = 0
    sets: int = 0
    repetitions: int = 0
    watched_s: float = 0.0
    done_s: float = 0.0
    whole: bool = True

    @property
    def trained(self) -> bool:
        """Whether anything was done."""
        return self.sets > 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a plan asks for in a week: on how many days, and how often on each of them."""

    days: int
    times: int = 1


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday; those before the first session and after today are in it, and empty.

    number : from 1 on; asked : None where nothing was planned
    """

    number: int
    days: tuple[Day, ...]
    asked: Asked | None = None

    @property
    def planned_days(self) -> int | None:
        """None where nothing was planned."""
        return None if self.asked is None else self.asked.days

    @property
    def planned_sessions(self) -> int:
        """0 where nothing was planned."""
        return 0 if self.asked is None else self.asked.days * self.asked.times

    @property
    def sessions(self) -> int:
        """In how many something was done."""
        return sum(day.sessions for day in self.days)

    @property
    def trained_days(self) -> int:
        """On how many something was done."""
        return sum(day.trained for day in self.days)


def weeks(kept: Kept, today: date, days_a_week: int | None = None) -> tuple[Week, ...]:
    """From the week of the first session to this one; empty if there was none.

    What was planned is what the plan in force on most days of each week asked for; of a week that had less
    days left, or has not ended, or of which some had no plan, only those that were there and had one.

    days_a_week : in the place of what the plans say
    """
    if not kept.sessions:
        return ()
    done = _days(kept)
    first, last = min(done), max(today, *done)
    monday = first - timedelta(days=first.weekday())
    count = (last - monday).days // WEEK + 1
    mondays = (monday + timedelta(weeks=n) for n in range(count))
    pages = [entry for entry in kept.entries if entry.kind is Kind.PLAN]
    found = []
    for n, each in enumerate(mondays, start=1):
        dates = [each + timedelta(days=k) for k in range(WEEK)]
        there = [day for day in dates if first <= day <= last]
        asked = (
            _asked(pages, there, kept.zone) if days_a_week is None else Asked(min(days_a_week, len(there)))
        )
        found.append(Week(n, tuple(done.get(day, Day(day)) for day in dates), asked))
    return tuple(found)


def _asked(pages: Sequence[Entry], dates: Sequence[date], zone: tzinfo | None) -> Asked | None:
    """By the plan that held on most of these days; None where none did that prescribed anything."""
    held = [plan for day in dates if (plan := _plan_on(pages, day, zone)) is not None]
    if not held:
        return None
    plan, _ = Counter(held).most_common(1)[0]
    return Asked(min(plan.days_a_week, len(held)), plan.times_a_day)


def _plan_on(pages: Sequence[Entry], day: date, zone: tzinfo | None) -> Plan | None:
    """The plan in force at the end of a day; None without one that can be read and prescribes something."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, zone)
    version = plan_at(pages, midnight.astimezone(UTC))
    return version.plan if version is not None and version.plan.prescriptions else None


def _days(kept: Kept) -> dict[date, Day]:
    """By date, every day on which a session began."""
    by_session: dict[int, list[int]] = {}
    for n, each in enumerate(kept.trials):
        by_session.setdefault(each.original.session_id, []).append(n)
    found: dict[date, Day] = {}
    for session in kept.sessions:
        at = kept.day(session.started_at)
        found[at] = _with(found.get(at, Day(at)), kept, session, by_session.get(session.session_id, []))
    return found


def _with(day: Day, kept: Kept, session: SessionRecord, numbers: Iterable[int]) -> Day:
    """The day with one session more. An attempt that is not valid is not counted."""
    done = [kept.trials[n].effective for n in numbers if not kept.trials[n].all_not_valid]
    watched = [each for each in kept.events.get(session.session_id, ()) if each.what is What.WATCHED]
    told = [each.details.get("seconds") for each in watched]
    doses = [float(each) for each in told if isinstance(each, int | float)]
    return Day(
        day.date,
        day.sessions + bool(done),
        day.sets + len(done),
        day.repetitions + sum(each.repetitions for each in done),
        day.watched_s + (sum(doses) if watched else sum(each.observed_s for each in done)),
        day.done_s + sum(each.duration_s for each in done),
        day.whole and session.ending is Ending.COMPLETED,
    )
