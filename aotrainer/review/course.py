"""A person's whole course of training, worked out once, for screens and reports alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from aotrainer.chart.goal import Goal
from aotrainer.event import What
from aotrainer.exercises import Exercise
from aotrainer.review import calendar, measured, wellbeing
from aotrainer.review.calendar import Day, Week
from aotrainer.review.exercise import ExerciseCourse, exercise_courses
from aotrainer.review.kept import Kept
from aotrainer.review.measured import MeasureCourse, SignedNote
from aotrainer.review.progress import Verdict
from aotrainer.review.wellbeing import NotJudged, Rating, Stop


@dataclass(frozen=True, slots=True)
class Course:
    """Everything a review shows; see the modules of its parts for units.

    steps : how often practice was made easier or harder by the rules
    corrected : how many attempts a therapist has said something of
    algorithms : by which attempts were scored, oldest first
    """

    name: str
    today: date
    weeks: tuple[Week, ...]
    exercises: tuple[ExerciseCourse, ...]
    pain: tuple[Rating, ...]
    fatigue: tuple[Rating, ...]
    stops: tuple[Stop, ...]
    not_judged: tuple[NotJudged, ...]
    measures: tuple[MeasureCourse, ...]
    goals: tuple[Goal, ...]
    notes: tuple[SignedNote, ...]
    sessions: int = 0
    steps: int = 0
    corrected: int = 0
    algorithms: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[Day, ...]:
        """Those on which something was done."""
        return tuple(day for week in self.weeks for day in week.days if day.trained)

    @property
    def watched_s(self) -> float:
        """On all days together."""
        return sum(day.watched_s for day in self.days)

    @property
    def done_s(self) -> float:
        """On all days together."""
        return sum(day.done_s for day in self.days)

    @property
    def repetitions(self) -> int:
        """On all days together."""
        return sum(day.repetitions for day in self.days)

    @property
    def planned_days(self) -> int | None:
        """Over all weeks; None where in some week something was done that no plan had asked for."""
        if not self.weeks or any(week.asked is None and week.sessions for week in self.weeks):
            return None
        return sum(week.planned_days or 0 for week in self.weeks)

    @property
    def done_sessions(self) -> int:
        """In which something was done."""
        return sum(week.sessions for week in self.weeks)

    @property
    def planned_sessions(self) -> int | None:
        """Over all weeks; None where nobody was to practise more than once a day: the days say it all."""
        if self.planned_days is None or not any(week.asked and week.asked.times > 1 for week in self.weeks):
            return None
        return sum(week.planned_sessions for week in self.weeks)

    @property
    def better(self) -> tuple[ExerciseCourse, ...]:
        """The exercises whose total is past the minimal detectable change, upwards."""
        return tuple(each for each in self.exercises if each.total.verdict is Verdict.BETTER)


def course_of(
    kept: Kept, exercises: Mapping[str, Exercise], today: date, days_a_week: int | None = None
) -> Course:
    """Work it out; `days_a_week` takes the place of what the plans ask for."""
    log = [event for events in kept.events.values() for event in events]
    return Course(
        kept.name,
        today,
        calendar.weeks(kept, today, days_a_week),
        exercise_courses(kept, exercises),
        wellbeing.ratings(kept, What.PAIN),
        wellbeing.ratings(kept, What.FATIGUE),
        wellbeing.stops(kept),
        wellbeing.not_judged(kept),
        measured.measure_courses(kept.entries),
        measured.goals(kept.entries),
        measured.notes(kept.entries),
        len(kept.sessions),
        sum(event.what is What.GRADED and bool(event.details.get("applied")) for event in log),
        sum(each.original != each.effective or bool(each.notes) for each in kept.trials),
        tuple(dict.fromkeys(each.original.algorithm for each in kept.trials)),
    )
