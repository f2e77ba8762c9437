"""The time of day in a session, whatever becomes of the computer's clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta


class SteadyTime:
    """Says the time in UTC, and never an earlier one than before.

    A clock that is set back in the middle of a session would put its end before its beginning; so the time
    goes on from where it was, by the monotonic clock. That one stands still in some computers while they
    sleep: a clock that has gone further is believed.
    """

    def __init__(self, utc_now: Callable[[], datetime], clock: Callable[[], float]) -> None:
        self._utc_now, self._clock = utc_now, clock
        self._said, self._said_s = utc_now(), clock()

    def __call__(self) -> datetime:
        """Now, timezone-aware."""
        now_s = self._clock()
        due = self._said + timedelta(seconds=now_s - self._said_s)
        self._said, self._said_s = max(due, self._utc_now()), now_s
        return self._said
