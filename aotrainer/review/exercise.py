"""How one exercise went on one side: every measure over the days, and what was wrong lately."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from aotrainer.chart.correction import Corrected
from aotrainer.exercises import Exercise
from aotrainer.motion.baseline import DEFAULT_MDC_DEG, DEFAULT_MDC_POINTS
from aotrainer.motion.judging import PARTS
from aotrainer.motion.score import Score
from aotrainer.records import TrialRecord
from aotrainer.review.kept import Kept, Key
from aotrainer.review.progress import LEAST_DEG, LEAST_POINTS, Point, Progress, progress

TOTAL, RANGE_DEG = "total", "range_deg"
MEASURES = (TOTAL, RANGE_DEG, *PARTS)
"""In the order of every list; all in points but for the range in degrees."""
Version = tuple[str, int]
"""Of the algorithm and of the exercise."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A compensation in the newest attempt: in how many repetitions it was past its limit.

    most, limit : in degrees or trunk lengths
    """

    name: str
    repetitions: int
    of: int
    most: float
    limit: float


@dataclass(frozen=True, slots=True)
class ExerciseCourse:
    """An exercise on one side.

    title : in English, as in its file; model_range_deg : None where degrees mean nothing by themselves
    sets, judged, repetitions : done, judged, and of how many repetitions
    progress : by the names of `MEASURES`
    older_days : left out of the comparison, for they were judged by another algorithm or exercise version
    faults : compensations of the newest attempt, those past their limit only
    """

    exercise_id: str
    title: str
    side: str
    model_range_deg: float | None
    sets: int
    judged: int
    repetitions: int
    progress: Mapping[str, Progress]
    older_days: int = 0
    faults: tuple[Fault, ...] = ()

    @property
    def total(self) -> Progress:
        """The one that tells it at a glance."""
        return self.progress[TOTAL]


def exercise_courses(kept: Kept, exercises: Mapping[str, Exercise]) -> tuple[ExerciseCourse, ...]:
    """Every exercise and side, the most practised first; one without a file goes by its id."""
    groups: dict[Key, list[Corrected]] = {}
    for each in kept.trials:
        if not each.all_not_valid:
            groups.setdefault((each.original.exercise_id, each.original.side), []).append(each)
    found = [_course(kept, key, trials, exercises.get(key[0])) for key, trials in groups.items()]
    return tuple(sorted(found, key=lambda course: -course.sets))


def _course(kept: Kept, key: Key, trials: Sequence[Corrected], exercise: Exercise | None) -> ExerciseCourse:
    done = [each.effective for each in trials]
    in_degrees = exercise is not None and exercise.target.judged == "degrees"
    by_day = groupby(done, key=lambda record: kept.day(record.started_at))
    days = [(day, list(records)) for day, records in by_day]
    by_name = {name: _progress(days, name) for name in MEASURES if name != RANGE_DEG or in_degrees}
    return ExerciseCourse(
        key[0],
        key[0] if exercise is None else exercise.title,
        key[1],
        exercise.target.excursion_deg if exercise is not None and in_degrees else None,
        len(done),
        sum(each.total is not None for each in done),
        sum(each.repetitions for each in done),
        by_name,
        sum(not point.comparable for point in by_name[TOTAL].points),
        _faults(kept.latest.get(key)),
    )


def _progress(days: Iterable[tuple[date, Sequence[TrialRecord]]], name: str) -> Progress:
    value = attrgetter(_READ.get(name, name))
    told: list[tuple[date, list[tuple[Version, float]]]] = []
    for day, records in days:
        values = [(_judged_by(record), one) for record in records if (one := value(record)) is not None]
        if values:
            told.append((day, values))
    newest = told[-1][1][-1][0] if told else None
    points = []
    for day, values in told:
        by_newest = tuple(one for version, one in values if version == newest)
        points.append(Point(day, by_newest or tuple(one for _, one in values), bool(by_newest)))
    default, least = (DEFAULT_MDC_DEG, LEAST_DEG) if name == RANGE_DEG else (DEFAULT_MDC_POINTS, LEAST_POINTS)
    return progress(points, default, least)


_READ = {RANGE_DEG: "mean_range_deg"}
"""Of a record, where it is not called like the measure."""


def _judged_by(record: TrialRecord) -> Version:
    return record.algorithm, record.exercise_version


def _faults(score: Score | None) -> tuple[Fault, ...]:
    if score is None:
        return ()
    found: dict[str, list[tuple[float, float]]] = {}
    for rep in score.repetitions:
        for each in rep.compensations:
            if each.counts and math.isfinite(each.size):
                found.setdefault(each.name, []).append((each.size, each.limit))
    of = len(score.repetitions)
    return tuple(Fault(name, len(past), of, *max(past)) for name, past in found.items())
