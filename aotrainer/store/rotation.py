"""Which of many copies are worth their room: pure arithmetic on days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""How many days, weeks and months keep a copy of their own: the last ones that have any. A slip is noticed
within days, a wrong import within weeks, and what was lost long ago at the yearly review at the latest."""


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """Of copies made at these moments, those to keep: the newest of each day, week and month, as far back."""
    found = sorted(moments)
    return {
        *_newest_of_each(found, _day, DAILY),
        *_newest_of_each(found, _week, WEEKLY),
        *_newest_of_each(found, _month, MONTHLY),
    }


def _newest_of_each(
    moments: list[datetime], period: Callable[[datetime], object], count: int
) -> list[datetime]:
    newest = {period(moment): moment for moment in moments}  # the last one of a period stays
    return sorted(newest.values())[-count:]


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()


def _week(moment: datetime) -> tuple[int, int]:
    return _day(moment).isocalendar()[:2]


def _month(moment: datetime) -> tuple[int, int]:
    return _day(moment).year, _day(moment).month
