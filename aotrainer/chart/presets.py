"""Courses to begin with, as data: which dose, how many sets, how often, how long. Exercises are chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aotrainer.chart.plan import Plan, Prescription
from aotrainer.errors import PlanError
from aotrainer.exercises import Exercise
from aotrainer.language import N_
from aotrainer.motion.pose import Side
from aotrainer.protocol import DEFAULT_PROTOCOL, PRESETS, Protocol


@dataclass(frozen=True, slots=True)
class Course:
    """A way to fill in a plan.

    protocol_id : one of `protocol.PRESETS`, whose sets and speed are taken, too
    sets : instead of the protocol's
    source : where the numbers are from, and in what the course differs
    """

    id: str
    title: str
    protocol_id: str
    days_a_week: int
    weeks: int
    source: str
    sets: int | None = None
    times_a_day: int = 1

    @property
    def dose(self) -> Protocol:
        """Of each exercise."""
        usual = PRESETS[self.protocol_id]
        return replace(usual, sets=self.sets or usual.sets)

    def applied(self, plan: Plan) -> Plan:
        """The plan's exercises, with this dose, so often."""
        dosed = tuple(map(self.dosed, plan.prescriptions))
        return Plan(dosed, self.days_a_week, self.weeks, self.times_a_day)

    def dosed(self, prescription: Prescription) -> Prescription:
        """An exercise with this dose; what is said of its repetitions and its range stays."""
        dose = self.dose
        return replace(prescription, protocol_id=dose.id, sets=dose.sets, rate=dose.rate)


COURSES: dict[str, Course] = {
    course.id: course
    for course in (
        Course(
            "gentle",
            N_("Gentle start: one short set, 3 days a week"),
            "priming",
            days_a_week=3,
            weeks=2,
            sets=1,
            source=N_("Common sense for who tires soon; no study."),
        ),
        Course(
            "home",
            N_("At home: two short sets, 5 days a week"),
            "priming",
            days_a_week=5,
            weeks=4,
            source=N_("With two exercises, within what people keep up at home; no study of this very dose."),
        ),
        Course(
            "franceschini",
            N_("Clinic: 3 min watching, 2 min doing, three times, 2 × 5 days a week"),
            "franceschini",
            days_a_week=5,
            weeks=4,
            times_a_day=2,
            source=N_("As Franceschini et al. 2012, who trained a new task on each of 20 days."),
        ),
        Course(
            "ertelt",
            N_("Clinic: 6 min watching, 6 min doing, 5 days a week"),
            "ertelt",
            days_a_week=5,
            weeks=4,
            source=N_("After Ertelt et al. 2007, who trained 90 minutes on each of 18 working days."),
        ),
    )
}
"""Those to choose from, by their id."""


def course_named(name: str) -> Course:
    """The course of that id; raises `PlanError` where there is none."""
    if name not in COURSES:
        raise PlanError(
            N_("There is no preset “{name}”."),
            N_("Choose one of: {choices}."),
            name=name,
            choices=", ".join(COURSES),
        )
    return COURSES[name]


def usual(exercise: Exercise, side: Side) -> Prescription:
    """An exercise as its file proposes to begin with; sets end by their time."""
    name = exercise.dose.protocol if exercise.dose.protocol in PRESETS else DEFAULT_PROTOCOL
    dose = PRESETS[name]
    return Prescription(exercise.id, side, dose.sets, protocol_id=name, rate=dose.rate)
