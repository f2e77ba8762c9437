"""How long the next try has to wait after so many wrong ones.

Waits are counted by the clock that only goes on (monotonic seconds) and begin anew with the program: neither
a restart nor a changed time of day shortens them. At the longest wait, ten thousand PINs of four digits take
a hundred days of trying without a break.
"""

from __future__ import annotations

FREE_TRIES = 4
"""So many wrong ones cost nothing: fingers slip, more often with a tremor."""
FIRST_WAIT_S = 30.0
LONGEST_WAIT_S = 900.0
"""A quarter of an hour: a therapist who comes after somebody's guessing has to wait it, too."""


def wait_s(failed: int) -> float:
    """Seconds between the last of so many wrong tries in a row and the next one; doubles each time."""
    beyond = failed - FREE_TRIES
    return min(FIRST_WAIT_S * 2.0 ** min(beyond, 30), LONGEST_WAIT_S) if beyond >= 0 else 0.0


def wait_left_s(failed: int, since_s: float, now_s: float) -> float:
    """What is left of that wait; since_s : of the last wrong try, or of the program's start."""
    return max(0.0, wait_s(failed) - max(0.0, now_s - since_s))
