"""On which days somebody trained, and how much was watched and done, by weeks from Monday on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from aotrainer.event import What
from aotrainer.records import SessionRecord
from aotrainer.review.kept import Kept
from aotrainer.trial import Ending

WEEK = 7
"""Days."""


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on one day.

    sets, repetitions : done; watched_s, done_s : seconds; whole : whether every session came to its end
    """

    date: date
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
class Week:
    """Seven days from a Monday; those before the first session and after today are in it, and empty.

    number : from 1 on; planned_days : None where nothing was planned
    """

    number: int
    days: tuple[Day, ...]
    planned_days: int | None = None

    @property
    def trained_days(self) -> int:
        """On how many something was done."""
        return sum(day.trained for day in self.days)


def weeks(kept: Kept, today: date, days_a_week: int | None = None) -> tuple[Week, ...]:
    """From the week of the first session to this one; empty if there was none.

    days_a_week : planned; of a week that had less days left, or has not ended, only those that were there
    """
    if not kept.sessions:
        return ()
    done = _days(kept)
    first, last = min(done), max(today, *done)
    monday = first - timedelta(days=first.weekday())
    count = (last - monday).days // WEEK + 1
    mondays = (monday + timedelta(weeks=n) for n in range(count))
    return tuple(_week(n, each, done, (first, last), days_a_week) for n, each in enumerate(mondays, start=1))


def _week(
    n: int, monday: date, done: dict[date, Day], ends: tuple[date, date], days_a_week: int | None
) -> Week:
    dates = [monday + timedelta(days=k) for k in range(WEEK)]
    there = sum(ends[0] <= each <= ends[1] for each in dates)
    planned = None if days_a_week is None else min(days_a_week, there)
    return Week(n, tuple(done.get(each, Day(each)) for each in dates), planned)


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
        day.sets + len(done),
        day.repetitions + sum(each.repetitions for each in done),
        day.watched_s + (sum(doses) if watched else sum(each.observed_s for each in done)),
        day.done_s + sum(each.duration_s for each in done),
        day.whole and session.ending is Ending.COMPLETED,
    )
