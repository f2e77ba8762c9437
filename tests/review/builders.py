"""Small things to review: records, sessions, and what is kept of somebody."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np

from aotrainer.chart.correction import Corrected, corrected
from aotrainer.motion.judging import PARTS
from aotrainer.motion.score import Score
from aotrainer.records import SessionRecord, TrialRecord
from aotrainer.review.kept import Kept
from aotrainer.trial import Ending

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday."""


def record_of(score: Score, days: float = 0.0, **changes) -> TrialRecord:
    """What the record lists of an attempt with this score."""
    ranges = [rep.repetition.excursion_deg for rep in score.repetitions]
    parts = {part: getattr(score.parts, part) for part in PARTS}
    record = TrialRecord(
        trial_id=1,
        session_id=1,
        exercise_id="shoulder_abduction",
        exercise_version=2,
        protocol_id="priming",
        set_number=1,
        side="right",
        started_at=NOON + timedelta(days=days),
        duration_s=60.0,
        ending=Ending.COMPLETED,
        total=score.total,
        confidence=score.confidence,
        reason=None,
        words=None,
        repetitions=len(ranges),
        best_range_deg=max(ranges),
        mean_range_deg=float(np.mean(ranges)),
        algorithm=score.algorithm,
        rate=0.75,
        observed_s=45.0,
        **{part: None if math.isnan(value) else value for part, value in parts.items()},
    )
    return replace(record, **changes)


def session(number: int, days: float = 0.0, ending: Ending | None = Ending.COMPLETED) -> SessionRecord:
    """A session so many days after the first."""
    at = NOON + timedelta(days=days)
    return SessionRecord(number, "priming", at, at if ending else None, ending, "0.4.0", 1)


def kept(sessions, records, **more) -> Kept:
    """What is kept of Anna."""
    trials: list[Corrected] = [
        each if isinstance(each, Corrected) else corrected(each, ()) for each in records
    ]
    return Kept("Anna", sessions, trials, zone=UTC, **more)
