"""The one who lets in: knows whether the therapist's area is open, and what a try is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from aotrainer.access.lock import Lock
from aotrainer.access.secret import fits, require_good, sealed
from aotrainer.access.waits import wait_left_s

MINUTE_S = 60.0


def keep_nothing(_lock: Lock) -> None:
    """For where nothing is kept: what is changed lasts as long as the program runs."""


class Guard:
    """Guards the therapist's area of one running program; times are monotonic seconds.

    now : the lock as it was read or kept last
    """

    def __init__(
        self,
        read: Callable[[], Lock] | None = None,
        keep: Callable[[Lock], None] = keep_nothing,
        since_s: float = 0.0,
    ) -> None:
        """Without `read` nobody is asked for anything; since_s : when the program began."""
        self.now = Lock(asked=True) if read is None else read()
        self._read, self._keep = read, keep
        self._since_s = since_s
        self._touched_s: float | None = None

    def look(self, now_s: float) -> Lock:
        """The lock as it is now, whoever kept it: another program's wrong tries make this one wait, too."""
        failed = self.now.failed
        if self._read is not None:
            self.now = self._read()
        if self.now.failed != failed:
            self._since_s = now_s
        return self.now

    def is_open(self, now_s: float) -> bool:
        """Whether the area may be seen: always without a PIN, else until nobody touched it for a while."""
        if not self.now.sealed:
            return True
        return self._touched_s is not None and now_s - self._touched_s < self.now.idle_min * MINUTE_S

    def touched(self, now_s: float) -> None:
        """Somebody did something; what has locked itself stays locked."""
        if self._touched_s is not None and self.is_open(now_s):
            self._touched_s = now_s

    def close(self) -> None:
        """Lock the area."""
        self._touched_s = None

    def wait_s(self, now_s: float) -> float:
        """Seconds until the next try."""
        return wait_left_s(self.now.failed, self._since_s, now_s)

    def admits(self, secret: str, now_s: float) -> bool:
        """Whether this opens the area; while there is a wait nothing does.

        A try counts as wrong before it is looked at: ending the program meanwhile does not undo it.
        """
        lock = self.look(now_s)
        if self.wait_s(now_s) > 0:
            return False
        self._change(replace(lock, failed=lock.failed + 1))
        self._since_s = now_s
        if not fits(lock.sealed, secret):
            return False
        self._change(replace(lock, failed=0))
        self._touched_s = now_s
        return True

    def seal(self, secret: str, now_s: float) -> None:
        """Ask for this from now on, after who is inside now; raises `AccessError` for what is too easy."""
        require_good(secret)
        self._change(replace(self.look(now_s), sealed=sealed(secret), asked=True, failed=0))
        self._touched_s = now_s

    def unseal(self, now_s: float) -> None:
        """Ask for nothing any more; then everybody is shown, too."""
        self._change(replace(self.look(now_s), sealed="", asked=True, failed=0, only=""))

    def change(self, now_s: float, **changes: Any) -> None:
        """Keep some of the lock's values anew."""
        self._change(replace(self.look(now_s), **changes))

    def _change(self, lock: Lock) -> None:
        self._keep(lock)
        self.now = lock
