"""Change against a person's own first sessions, called change only when it is more than the person varies by.

The standard error of measurement (SEM) is how much a person's own repeated measures scatter within a session,
pooled over the first sessions. The minimal detectable change at 95 % is 1.96 * sqrt(2) * SEM: of two measures
of an unchanged person, one in twenty differ by more (Weir, *J Strength Cond Res* 19:231, 2005).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from aotrainer.errors import InvalidMotionError

Direction = Literal["better", "worse", "no change"]

CONFIDENCE_95 = 1.96
ENOUGH_REPEATS = 5
"""Measures beyond one in each session that are needed before a scatter of one's own is believed."""
DEFAULT_MDC_DEG = 10.0
"""Of a joint angle from one camera (field notes: change only from 10 degrees on), until one's own is
known."""
DEFAULT_MDC_POINTS = 10.0
"""Of a score or one of its parts."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A person's own start in one measure: the mean of the first sessions, and what counts as a change.

    own : whether the change was worked out from the person's own scatter, or is the usual one
    """

    mean: float
    minimal_detectable_change: float
    own: bool


@dataclass(frozen=True, slots=True)
class Change:
    """How far later measures are from the baseline, in its unit, and what to call it."""

    amount: float
    direction: Direction


def baseline(sessions: Sequence[Sequence[float]], default: float) -> Baseline:
    """The baseline in one measure from the trials of the first sessions, each with its values.

    default : what counts as a change while there are too few measures to tell

    Raises `InvalidMotionError` when there is no value, or one that is no number.
    """
    values = [np.asarray(session, float) for session in sessions if len(session)]
    if not values or not all(np.isfinite(session).all() for session in values):
        raise InvalidMotionError("There is nothing to begin with.", "Give the numbers of at least one trial.")
    mean = float(np.concatenate(values).mean())
    repeats = sum(len(session) - 1 for session in values)
    if repeats < ENOUGH_REPEATS:
        return Baseline(mean, default, own=False)
    squares = sum(float(((session - session.mean()) ** 2).sum()) for session in values)
    return Baseline(mean, minimal_detectable_change(math.sqrt(squares / repeats)), own=True)


def minimal_detectable_change(sem: float) -> float:
    """At 95 %, from the standard error of measurement, in its unit."""
    return CONFIDENCE_95 * math.sqrt(2) * sem


def change_since(start: Baseline, later: float, higher_is_better: bool = True) -> Change:
    """A later measure against the baseline: no change unless it is past the minimal detectable change."""
    amount = later - start.mean
    if abs(amount) <= start.minimal_detectable_change:
        return Change(amount, "no change")
    return Change(amount, "better" if (amount > 0) == higher_is_better else "worse")
