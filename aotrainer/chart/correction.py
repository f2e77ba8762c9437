"""What a therapist says of an attempt, or of one of its repetitions, beside what was computed.

The original stays; `corrected` gives the numbers that count instead:

- *count*: so many repetitions were done
- *assisted*: somebody helped; it counts as done, but tells nothing of what the person can do alone
- *not_valid*: it counts for nothing
- *note*: words only

Where a repetition is left out of the score, the attempt's numbers are the means over the others, as
`score_motion` takes them over all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

import numpy as np

from aotrainer.chart import text
from aotrainer.chart.entry import Entry, Kind, in_force
from aotrainer.errors import ChartError
from aotrainer.language import N_
from aotrainer.motion.judging import PARTS
from aotrainer.motion.parts import ScoredRepetition, mean_parts
from aotrainer.records import TrialRecord

MAX_LETTERS = 400
MAX_COUNT = 999
"""Repetitions of one attempt that anybody could have counted."""


class Ruling(StrEnum):
    """What a therapist can say."""

    COUNT = "count"
    ASSISTED = "assisted"
    NOT_VALID = "not_valid"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Correction:
    """One ruling; raises `ChartError` for one that makes no sense.

    repetition : its number from 1 on, None for the whole attempt; count : how many there really were
    """

    ruling: Ruling
    repetition: int | None = None
    count: int | None = None
    words: str = ""

    def __post_init__(self) -> None:
        if self.words or self.ruling is Ruling.NOTE:
            object.__setattr__(self, "words", text.line(self.words, MAX_LETTERS, "note"))
        if (self.ruling is Ruling.COUNT) != (self.count is not None):
            raise ChartError(N_("Only a count has a number."), N_("Say how many repetitions there were."))
        if self.count is not None and (self.repetition is not None or not 0 <= self.count <= MAX_COUNT):
            raise ChartError(
                N_("That is no count of an attempt."), N_("Choose a number up to {most}."), most=MAX_COUNT
            )
        if self.repetition is not None and self.repetition < 1:
            raise ChartError(N_("There is no such repetition."), N_("The first one has the number 1."))

    def to_json(self) -> dict[str, Any]:
        """As the content of a page."""
        return {
            "ruling": self.ruling.value,
            "repetition": self.repetition,
            "count": self.count,
            "words": self.words,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` wrote; raises `ChartError` for content that is not a correction."""
        try:
            return cls(
                Ruling(data["ruling"]), data.get("repetition"), data.get("count"), data.get("words") or ""
            )
        except (KeyError, TypeError, ValueError, AttributeError) as cause:
            raise ChartError(N_("A correction cannot be read."), N_("Write it again.")) from cause


@dataclass(frozen=True, slots=True)
class Corrected:
    """An attempt with what a therapist said of it.

    original : as it was computed; effective : the numbers that count
    assisted, not_valid : the repetitions of which that was said; all_assisted, all_not_valid : of all
    """

    original: TrialRecord
    effective: TrialRecord
    assisted: frozenset[int] = frozenset()
    not_valid: frozenset[int] = frozenset()
    all_assisted: bool = False
    all_not_valid: bool = False
    notes: tuple[str, ...] = ()


def corrections_of(entries: Iterable[Entry]) -> dict[int, tuple[Correction, ...]]:
    """Those in force, by attempt, in the order in which they were written."""
    found: dict[int, list[Correction]] = {}
    for entry in in_force(entries, Kind.CORRECTION):
        if entry.trial_id is not None:
            found.setdefault(entry.trial_id, []).append(Correction.from_json(entry.content))
    return {trial: tuple(corrections) for trial, corrections in found.items()}


def needs_repetitions(corrections: Iterable[Correction]) -> bool:
    """Whether the numbers can only be told from the single repetitions."""
    return any(each.repetition is not None and each.ruling is not Ruling.NOTE for each in corrections)


def corrected(
    record: TrialRecord, corrections: Sequence[Correction], scored: Sequence[ScoredRepetition] = ()
) -> Corrected:
    """The numbers that count; `scored` are the attempt's repetitions, if `needs_repetitions`.

    Raises `ChartError` for a repetition that the attempt does not have.
    """
    if not corrections:
        return Corrected(record, record)
    highest = max((each.repetition or 0 for each in corrections), default=0)
    if highest > record.repetitions:
        raise ChartError(
            N_("Repetitions of the attempt: {count}."), N_("Choose one of them."), count=record.repetitions
        )
    assisted, not_valid = (_named(corrections, ruling) for ruling in (Ruling.ASSISTED, Ruling.NOT_VALID))
    whole = {each.ruling for each in corrections if each.repetition is None}
    effective = _without(record, assisted | not_valid, scored)
    effective = replace(effective, repetitions=record.repetitions - len(not_valid))
    if whole & {Ruling.ASSISTED, Ruling.NOT_VALID}:
        effective = _unscored(effective)
    if Ruling.NOT_VALID in whole:
        effective = replace(effective, repetitions=0)
    else:
        counts = [each.count for each in corrections if each.count is not None]
        effective = replace(effective, repetitions=counts[-1]) if counts else effective
    return Corrected(
        record,
        effective,
        assisted,
        not_valid,
        Ruling.ASSISTED in whole,
        Ruling.NOT_VALID in whole,
        tuple(each.words for each in corrections if each.words),
    )


def _named(corrections: Iterable[Correction], ruling: Ruling) -> frozenset[int]:
    return frozenset(each.repetition for each in corrections if each.ruling is ruling and each.repetition)


def _without(
    record: TrialRecord, left_out: frozenset[int], scored: Sequence[ScoredRepetition]
) -> TrialRecord:
    """With the means over the other repetitions; without a score when none is left, or none is known."""
    if not left_out or record.total is None:
        return record
    kept = [rep for number, rep in enumerate(scored, start=1) if number not in left_out]
    if not kept:
        return _unscored(record)
    parts = mean_parts([rep.parts for rep in kept])
    means: dict[str, Any] = {part: _known(getattr(parts, part)) for part in PARTS}
    ranges = [rep.repetition.excursion_deg for rep in kept]
    return replace(
        record,
        total=float(np.mean([rep.total for rep in kept])),
        best_range_deg=max(ranges),
        mean_range_deg=float(np.mean(ranges)),
        **means,
    )


def _unscored(record: TrialRecord) -> TrialRecord:
    nothing: dict[str, Any] = dict.fromkeys((*PARTS, "total", "best_range_deg", "mean_range_deg"))
    return replace(record, **nothing)


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None
