"""What people keep up at home, and gentle words where a plan asks for more. It may still be right."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from aotrainer.chart.plan import Plan
from aotrainer.language import N_, _

EXERCISES_AT_HOME = 3
"""Two or three. In the study below, three and more went with giving up: three is the edge, not the aim."""
MINUTES_AT_HOME = 30
"""A day; in the study, 43 and more went with giving up."""
SESSIONS_AT_HOME = 6
"""A week; in the study, seven and more went with giving up."""
SOURCE = N_(
    "After a stroke, 35 of 100 people did their exercises at home as agreed; fewer where there were three "
    "exercises or more, seven sessions a week or more, or 43 minutes or more (tjn.org.tr/full-text/58)."
)
"""Where the three numbers are from. They are no limits: a therapist knows the person."""
MINUTE_S = 60.0


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to think over: in words, and the source, both in the language in use."""

    words: str
    source: str


def minutes_of(seconds: float) -> int:
    """Whole minutes, one that has begun included."""
    return ceil(seconds / MINUTE_S)


def advice(plan: Plan) -> tuple[Advice, ...]:
    """Where a plan asks for more than most people keep up at home; empty where it does not."""
    exercises = len({each.exercise_id for each in plan.prescriptions})
    sessions = plan.days_a_week * plan.times_a_day
    told = (
        (exercises, EXERCISES_AT_HOME, _("{count} exercises; at home up to {limit}")),
        (minutes_of(plan.day_s), MINUTES_AT_HOME, _("{count} minutes a day; at home up to {limit}")),
        (sessions, SESSIONS_AT_HOME, _("{count} sessions a week; at home up to {limit}")),
    )
    return tuple(
        Advice(words.format(count=count, limit=limit), _(SOURCE))
        for count, limit, words in told
        if count > limit
    )
