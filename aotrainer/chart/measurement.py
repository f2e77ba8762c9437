"""One value of an outcome measure, as a therapist took it on one day, and whether two differ."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from aotrainer.chart import text
from aotrainer.chart.outcomes import MEASURES, OWN, OutcomeMeasure, Threshold
from aotrainer.errors import ChartError
from aotrainer.language import N_, Words

MAX_NAME, MAX_UNIT = 60, 20
"""Letters of a measure of one's own, so that it fits a column."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """A value; raises `ChartError` for what cannot be.

    measure : an id of `outcomes.MEASURES`, or "own"; on : the day on which it was taken
    name, unit, higher_is_better : of a measure of one's own; the others have theirs
    """

    measure: str
    value: float
    on: date
    name: str = ""
    unit: str = ""
    higher_is_better: bool = True

    def __post_init__(self) -> None:
        if self.measure == OWN:
            object.__setattr__(self, "name", text.line(self.name, MAX_NAME, "name"))
            object.__setattr__(self, "unit", text.line(self.unit, MAX_UNIT, "unit"))
        elif self.measure not in MEASURES:
            raise ChartError(
                N_("There is no outcome measure “{name}”."),
                N_("Choose one of: {choices}."),
                name=self.measure,
                choices=", ".join([*MEASURES, OWN]),
            )
        _check(self.value, self.of)

    @property
    def of(self) -> OutcomeMeasure:
        """The measure of which this is a value."""
        if self.measure != OWN:
            return MEASURES[self.measure]
        return OutcomeMeasure(OWN, self.name, self.unit, None, None, self.higher_is_better)

    def to_json(self) -> dict[str, Any]:
        """As the content of a page."""
        return asdict(self) | {"on": self.on.isoformat()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` wrote; raises `ChartError` for content that is not one."""
        try:
            values = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
            return cls(**values | {"on": date.fromisoformat(data["on"]), "value": float(data["value"])})
        except (KeyError, TypeError, ValueError, AttributeError) as cause:
            raise ChartError(N_("A measurement cannot be read."), N_("Type it in again.")) from cause


@dataclass(frozen=True, slots=True)
class Difference:
    """From the first value to the newest one, in the measure's unit.

    better : None when nothing changed at all; passed : the thresholds that it reached
    """

    amount: float
    better: bool | None
    passed: tuple[Threshold, ...]


def difference(taken: Sequence[Measurement]) -> Difference | None:
    """Of values of one measure in the order of their days; None if there is only one."""
    if len(taken) < 2:
        return None
    amount, measure = taken[-1].value - taken[0].value, taken[-1].of
    better = None if amount == 0 else (amount > 0) == measure.higher_is_better
    passed = tuple(each for each in measure.thresholds if abs(amount) >= each.amount)
    return Difference(amount, better, passed)


def _check(value: float, measure: OutcomeMeasure) -> None:
    fits = math.isfinite(value) and not (measure.whole and value != round(value))
    low, high = measure.lowest, measure.highest
    if fits and (low is None or value >= low) and (high is None or value <= high):
        return
    raise ChartError(
        N_("{name}: it cannot be {value}."),
        N_("Choose a number between {low} and {high}.") if low is not None else N_("Choose a number."),
        name=Words(measure.name),
        value=value,
        low=low,
        high=high,
    )
