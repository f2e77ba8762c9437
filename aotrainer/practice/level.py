"""How hard an exercise is practised, and the single steps that make it easier or harder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Self, get_args

from aotrainer.motion.judging import Judging

Easier = Literal["slower", "smaller", "part", "fewer"]
Harder = Literal["faster", "larger", "whole", "more"]
Step = Literal[Easier, Harder]
Field = Literal["rate", "range_share", "repetitions"]
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
    return _moved(level, *STEPS[step], sizes, limits)


def _moved(level: Level, field: Field, way: int, sizes: Sizes, limits: Limits) -> Level | None:
    """One field a step up or down, no further than its limit; None if that would lead nowhere or back."""
    least, most = getattr(limits, field)
    now, size = getattr(level, field), getattr(sizes, field)
    new = round(now + way * size, DECIMALS)
    new = min(most, new) if way > 0 else max(least, new)
    return replace(level, **{field: new}) if way * (new - now) > 0 else None


STEPS: Mapping[Step, tuple[Field, int]] = {
    "slower": ("rate", -1),
    "faster": ("rate", 1),
    "smaller": ("range_share", -1),
    "larger": ("range_share", 1),
    "fewer": ("repetitions", -1),
    "more": ("repetitions", 1),
}
"""What each step changes, and which way."""
