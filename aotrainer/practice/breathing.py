"""A pace to breathe by, to settle before practice: in, and longer out.

Five to six breaths a minute with a longer breath out is what many people settle down by. A few minutes of it
are a routine to arrive, not a treatment: the trials in which slow breathing changed mood, blood pressure or
heart rate took 15 to 20 minutes (Steffen et al., *Front Public Health* 5:222, 2017; PMC8924557, four weeks).
No effect is measured here, and none is claimed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from aotrainer.errors import ProtocolError
from aotrainer.language import N_

TITLE = N_("Settle")
INVITATION = N_("Breathe with the circle, if you like. Stop whenever it feels uncomfortable.")
NOT_A_TREATMENT = N_("This is a way to settle before you begin. It is not a treatment.")

BREATH_S = (2.0, 8.0)
"""Seconds in which a breath can be taken in, or let out, without effort."""
PER_MINUTE = (4.0, 12.0)
"""Slower is hard to do untrained (people's own slow pace is 4.5 to 7); faster does not settle anybody."""
ROUNDING_S = 1e-9
"""A rounding error short of a breath's end is its end."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds of breathing in and out; raises `ProtocolError` outside `BREATH_S` and `PER_MINUTE`."""

    in_s: float = 4.0
    out_s: float = 6.0

    def __post_init__(self) -> None:
        shortest, longest = BREATH_S
        if not (shortest <= self.in_s <= longest and shortest <= self.out_s <= longest):
            raise ProtocolError(
                f"Nobody breathes well {self.in_s:g} s in and {self.out_s:g} s out.",
                f"Give each between {shortest:g} and {longest:g} seconds.",
            )
        fewest, most = PER_MINUTE
        if not fewest <= self.per_minute <= most:
            raise ProtocolError(
                f"{self.per_minute:.1f} breaths a minute are too few or too many.",
                f"Choose a pace of {fewest:g} to {most:g}.",
            )
        if self.out_s < self.in_s:
            raise ProtocolError(
                "Breathing out is shorter than breathing in.", "Take at least as long to breathe out."
            )

    @property
    def breath_s(self) -> float:
        """Seconds of a whole breath."""
        return self.in_s + self.out_s

    @property
    def per_minute(self) -> float:
        """Breaths a minute."""
        return 60.0 / self.breath_s


@dataclass(frozen=True, slots=True)
class Breath:
    """A moment of breathing.

    inward : breathing in, or out; share : how much of that is over, 0-1
    count : which breath it is, from 1; left_s : seconds until the other way
    """

    inward: bool
    share: float
    count: int
    left_s: float

    @property
    def size(self) -> float:
        """How full the lungs are, 0-1: slow at both ends, as breath is."""
        full = (1 - math.cos(math.pi * self.share)) / 2
        return full if self.inward else 1 - full


def phase_at(elapsed_s: float, pace: Pace) -> Breath:
    """Where in its breath somebody is who follows the pace; before the beginning, at the beginning."""
    whole, within_s = divmod(max(0.0, elapsed_s) + ROUNDING_S, pace.breath_s)
    count = int(whole) + 1
    if within_s < pace.in_s:
        return Breath(True, within_s / pace.in_s, count, pace.in_s - within_s)
    return Breath(False, (within_s - pace.in_s) / pace.out_s, count, pace.breath_s - within_s)


def settling_s(breaths: int, pace: Pace) -> float:
    """Seconds that so many whole breaths take."""
    return breaths * pace.breath_s
