"""What a person wants to be able to do, in their own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from aotrainer.chart import text
from aotrainer.errors import ChartError
from aotrainer.language import N_

MAX_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal; raises `ChartError` for one without words, or that was reached before it was set.

    set_on, reached_on : days; reached_on is None as long as it is not
    """

    words: str
    set_on: date
    reached_on: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", text.line(self.words, MAX_LETTERS, "goal"))
        if self.reached_on is not None and self.reached_on < self.set_on:
            raise ChartError(
                N_("A goal cannot be reached before it was set."), N_("Say on which day it was reached.")
            )

    def to_json(self) -> dict[str, Any]:
        """As the content of a page."""
        reached = None if self.reached_on is None else self.reached_on.isoformat()
        return {"words": self.words, "set_on": self.set_on.isoformat(), "reached_on": reached}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` wrote; raises `ChartError` for content that is not a goal."""
        try:
            reached = data.get("reached_on")
            return cls(
                data["words"],
                date.fromisoformat(data["set_on"]),
                None if reached is None else date.fromisoformat(reached),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as cause:
            raise ChartError(N_("A goal cannot be read."), N_("Write it again.")) from cause
