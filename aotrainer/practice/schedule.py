"""When feedback is shown: after every trial, as a summary of several, less and less often, or on request.

Feedback comes after the movement only, never during it. Showing it after every trial helps at once, but who
gets less of it keeps more: van Vliet and Wulf (*Disabil Rehabil* 28:831, 2006) found, after stroke, reason to
prefer less than every trial, summaries and averages; they call the evidence limited, and most of it is from
healthy people. Feedback that a physiotherapist faded kept a gait target (PMC7969478, nine people).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FADED: tuple[tuple[float, int], ...] = ((1.0, 1), (3.0, 3))
"""Up to so many weeks since the first session, a summary after so many trials. No study tells the numbers:
they are a start that a therapist may leave by choosing another schedule."""
FADED_LATER = 5
"""... and after so many from then on."""


class Schedule(StrEnum):
    """How often a patient is shown how it went; the therapist sees every trial at any time."""

    EVERY_TRIAL = "every_trial"
    SUMMARY_3 = "summary_3"
    SUMMARY_5 = "summary_5"
    FADED = "faded"
    ON_REQUEST = "on_request"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown now: of the newest so many trials, none, one by itself, or several as a summary."""

    trials: int

    @property
    def nothing(self) -> bool:
        """Whether practice goes on without feedback."""
        return self.trials == 0

    @property
    def summary(self) -> bool:
        """Whether it is about several trials."""
        return self.trials > 1


NOTHING, THE_TRIAL = Shown(0), Shown(1)


def shown(schedule: Schedule, done: int, last: bool, weeks: float, *, judged: bool = True) -> Shown:
    """What to show after a trial.

    done : trials of this session so far, the newest included, from 1
    last : whether no other trial follows; then what was not shown yet is
    weeks : since the person's first session
    judged : whether the newest trial has a score. Why it has none is told at once on every schedule: who
        stands outside the picture should not learn so after three sets

    On request, nothing is shown unasked, not even at the end: what is asked for is the newest trial.
    """
    every = _every(schedule, weeks)
    told = 0 if every is None or not done else _waiting(done, every, last)
    return Shown(told) if told or judged else THE_TRIAL


def _waiting(done: int, every: int, last: bool) -> int:
    """How many trials are to be shown now: a whole group of them, or what is left over at the end."""
    over = done % every
    if over == 0:
        return every
    return over if last else 0


def _every(schedule: Schedule, weeks: float) -> int | None:
    """After how many trials; None for never."""
    match schedule:
        case Schedule.EVERY_TRIAL:
            return 1
        case Schedule.SUMMARY_3:
            return 3
        case Schedule.SUMMARY_5:
            return 5
        case Schedule.FADED:
            return next((every for until, every in FADED if weeks < until), FADED_LATER)
        case Schedule.ON_REQUEST:
            return None
