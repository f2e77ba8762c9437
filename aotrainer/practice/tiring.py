"""Rest after declining repetitions: each smaller, or slower, than the one before.

A single small repetition is nothing: people vary, and so does the tracker. Tiring shows in several that go
the same way. Rest after three declining repetitions is a rule of thumb (a training robot that shows movements
to children rests after three worse ones); by how much they must decline is for the therapist to say.

How often it is wrong: never in the rendered sets of people who do not tire, nor in 3,800 sets of 12 made of
their repetitions in any order; in 4 of 1,000 such sets when people are taken to vary by 1.4 times as much.
With two in a row instead of three it would be 65 of 1,000.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from aotrainer.motion.reps import Repetition
from aotrainer.motion.spans import SCATTER_DEG

SCATTER_S = 0.3
"""Two repetitions of a healthy person, alike to the eye, differ by so much in time as they are tracked (nine
in ten of rendered people's; the rest differ by up to half a second)."""
IN_A_ROW = 3
DECLINE_SHARE = 0.15
"""Together: what a healthy person's repetitions hardly ever differ by. See `Tiring`."""


class Tired(StrEnum):
    """What has declined."""

    SMALLER = "smaller"
    SLOWER = "slower"


@dataclass(frozen=True, slots=True)
class Tiring:
    """When rest is proposed; a therapist sets it.

    in_a_row : so many repetitions, each less than the one before; decline_share : and so much in all
    """

    in_a_row: int = IN_A_ROW
    decline_share: float = DECLINE_SHARE


def tired(repetitions: Sequence[Repetition], tiring: Tiring) -> Tired | None:
    """Whether the newest repetitions of a set decline: in range, or else in speed; None if they do not.

    Each has to differ from the one before by more than the tracker scatters, in the same direction.
    """
    newest = repetitions[-tiring.in_a_row - 1 :]
    if len(newest) <= tiring.in_a_row:
        return None
    if _decline([rep.excursion_deg for rep in newest], SCATTER_DEG, tiring.decline_share):
        return Tired.SMALLER
    if _decline([-rep.duration_s for rep in newest], SCATTER_S, tiring.decline_share):
        return Tired.SLOWER
    return None


def _decline(values: Sequence[float], scatter: float, share: float) -> bool:
    """Whether each is less than the one before, beyond the scatter, and the last by a share in all."""
    each = all(before - after > scatter for before, after in pairwise(values))
    return each and values[0] - values[-1] >= share * abs(values[0])
