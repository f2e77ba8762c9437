"""Free words of a therapist about a person or one attempt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from aotrainer.chart import text
from aotrainer.errors import ChartError
from aotrainer.language import N_

MAX_LETTERS = 4000


@dataclass(frozen=True, slots=True)
class Note:
    """A note of one or several lines; raises `ChartError` when there are no words, or too many."""

    words: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", text.lines(self.words, MAX_LETTERS, "note"))

    def to_json(self) -> dict[str, Any]:
        """As the content of a page."""
        return {"words": self.words}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` wrote; raises `ChartError` for content that is not a note."""
        try:
            return cls(data["words"])
        except (KeyError, TypeError, AttributeError) as cause:
            raise ChartError(N_("A note cannot be read."), N_("Write it again.")) from cause
