"""How hard an exercise is practised, and the single steps that make it easier or harder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Self, get_args

from aotrainer.motion.judging import Judging

Easier = Literal["slower", "smaller", "part", "fewer"]
Harder = Literal["faster", "larger", "whole", "more"]
Step = Literal[Easier, Harder]
EASIER: tuple[Easier, ...] = get_args(Easier)
HARDER: tuple[Harder, ...] = get_args(Harder)

RANGE_SHARES = (0.5, 1.0)
"""Less than half of a movement is another movement: `part` is there for that."""
DECIMALS = 3
"""To which rates and shares are rounded, so that steps there and back end where they began."""


@dataclass(frozen=True, slots=True)
class Level:
    """How hard an exercise is practised.

    rate : how fast the model is shown, 1.0 being its own speed
    range_share : share of the model's range to aim at
    whole : the whole movement, or the exercise that is its part
    repetitions : asked for in a set
    """

    rate: float
    range_share: float
    whole: bool
    repetitions: int

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """A level from the fields of one, among others; raises KeyError or ValueError without them."""
        return cls(
            rate=float(data["rate"]),
            range_share=float(data["range_share"]),
            whole=bool(data["whole"]),
            repetitions=int(data["repetitions"]),
        )

    def judging(self, judging: Judging) -> Judging:
        """What an attempt on this level is judged by."""
        return judging.aiming_at(self.range_share)


@dataclass(frozen=True, slots=True)
class Limits:
    """How far levels may go, the ends included; part : whether a step to or from the part may be taken."""

    rate: tuple[float, float]
    range_share: tuple[float, float]
    repetitions: tuple[int, int]
    part: bool

    def allow(self, level: Level) -> bool:
        """Whether a level is within them; either of whole and part is."""
        return (
            self.rate[0] <= level.rate <= self.rate[1]
            and self.range_share[0] <= level.range_share <= self.range_share[1]
            and self.repetitions[0] <= level.repetitions <= self.repetitions[1]
        )

    def within(self, wider: Limits) -> bool:
        """Whether nothing is allowed here that is not allowed there."""
        pairs = (
            (self.rate, wider.rate),
            (self.range_share, wider.range_share),
            (self.repetitions, wider.repetitions),
        )
        inside = all(far[0] <= near[0] and near[1] <= far[1] for near, far in pairs)
        return inside and (wider.part or not self.part)


@dataclass(frozen=True, slots=True)
class Sizes:
    """By how much one step changes a level."""

    rate: float
    range_share: float
    repetitions: int


def stepped(level: Level, step: Step, sizes: Sizes, limits: Limits, has_part: bool) -> Level | None:
    """The level after a step, or None where it cannot be taken.

    A step ends at the limit. From beyond a limit none leads further out, and none leads to a part that does
    not exist.
    """
    if step in ("part", "whole"):
        whole = step == "whole"
        possible = limits.part and has_part and whole != level.whole
        return replace(level, whole=whole) if possible else None
    return STEPS[step](level, sizes, limits)


def _slower(level: Level, sizes: Sizes, limits: Limits) -> Level | None:
    rate = max(limits.rate[0], round(level.rate - sizes.rate, DECIMALS))
    return replace(level, rate=rate) if rate < level.rate else None


def _faster(level: Level, sizes: Sizes, limits: Limits) -> Level | None:
    rate = min(limits.rate[1], round(level.rate + sizes.rate, DECIMALS))
    return replace(level, rate=rate) if rate > level.rate else None


def _smaller(level: Level, sizes: Sizes, limits: Limits) -> Level | None:
    share = max(limits.range_share[0], round(level.range_share - sizes.range_share, DECIMALS))
    return replace(level, range_share=share) if share < level.range_share else None


def _larger(level: Level, sizes: Sizes, limits: Limits) -> Level | None:
    share = min(limits.range_share[1], round(level.range_share + sizes.range_share, DECIMALS))
    return replace(level, range_share=share) if share > level.range_share else None


def _fewer(level: Level, sizes: Sizes, limits: Limits) -> Level | None:
    count = max(limits.repetitions[0], level.repetitions - sizes.repetitions)
    return replace(level, repetitions=count) if count < level.repetitions else None


def _more(level: Level, sizes: Sizes, limits: Limits) -> Level | None:
    count = min(limits.repetitions[1], level.repetitions + sizes.repetitions)
    return replace(level, repetitions=count) if count > level.repetitions else None


STEPS: Mapping[Step, Callable[[Level, Sizes, Limits], Level | None]] = {
    "slower": _slower,
    "faster": _faster,
    "smaller": _smaller,
    "larger": _larger,
    "fewer": _fewer,
    "more": _more,
}
