"""Plans in words, for the therapist's screens."""

from __future__ import annotations

from aotrainer.chart.plan import Plan, Prescription, Version
from aotrainer.exercises import Library
from aotrainer.language import _, ngettext, number
from aotrainer.protocol import Protocol
from aotrainer.ui.words import dotted, minutes_words, side_words

MINUTE_S = 60.0


def exercise_words(library: Library, each: Prescription) -> str:
    """Its title and side; its id where this computer does not have it."""
    exercise = library.exercises.get(each.exercise_id)
    if exercise is None:
        return _("{exercise}: not on this computer").format(exercise=each.exercise_id)
    return dotted((_(exercise.title), side_words(exercise, each.side)))


def prescription_words(each: Prescription) -> str:
    """How it is practised, in one line: `3 × (3 min + 2 min)`, up to how often, and the speed."""
    watching, doing = duration_words(each.dose.observe_s), duration_words(each.dose.imitate_s)
    parts = [_("{sets} × ({watching} + {doing})").format(sets=each.sets, watching=watching, doing=doing)]
    if each.repetitions is not None:
        parts.append(repetitions_words(each.repetitions))
    return dotted([*parts, _("speed {share} %").format(share=percent(each.rate))])


def sets_words(sets: int) -> str:
    """`2 sets`."""
    return ngettext("{count} set", "{count} sets", sets).format(count=sets)


def repetitions_words(repetitions: int | None) -> str:
    """`up to 10 times`; how a set ends."""
    if repetitions is None:
        return _("As long as the set lasts")
    return ngettext("up to {count} time", "up to {count} times", repetitions).format(count=repetitions)


def dose_words(dose: Protocol) -> str:
    """`45 s and 60 s`: watching and doing."""
    watching, doing = duration_words(dose.observe_s), duration_words(dose.imitate_s)
    return _("watch {watching}, do {doing}").format(watching=watching, doing=doing)


def duration_words(seconds: float) -> str:
    """`45 s`, or `3 min`."""
    if seconds < MINUTE_S or seconds % MINUTE_S:
        return _("{count} s").format(count=number(seconds))
    return _("{count} min").format(count=number(seconds / MINUTE_S))


def share_words(share: float) -> str:
    """`75 %`: of the model's own speed, or of its range."""
    return _("{share} %").format(share=percent(share))


def percent(share: float) -> int:
    """Whole percents of a share."""
    return round(100 * share)


def plan_words(plan: Plan) -> str:
    """How much it is: `2 exercises, 5 days a week`."""
    count = len(plan.prescriptions)
    if not count:
        return _("Nothing is prescribed")
    exercises = ngettext("{count} exercise", "{count} exercises", count).format(count=count)
    return dotted((exercises, often_words(plan)))


def day_words(plan: Plan) -> str:
    """How long one day is; without the questions and finding one's place."""
    return _("One day: {length}").format(length=minutes_words(plan.day_s))


def days_words(days: int) -> str:
    """`5 days a week`."""
    return ngettext("{count} day a week", "{count} days a week", days).format(count=days)


def often_words(plan: Plan) -> str:
    """`5 days a week`; `10 times a week` where it is more than once a day."""
    if plan.times_a_day == 1:
        return days_words(plan.days_a_week)
    return _("{count} times a week").format(count=plan.days_a_week * plan.times_a_day)


def times_words(times: int) -> str:
    """`once a day`, or how often."""
    if times == 1:
        return _("once a day")
    return ngettext("{count} time a day", "{count} times a day", times).format(count=times)


def weeks_words(weeks: int | None) -> str:
    """`4 weeks`, or until somebody changes it."""
    if weeks is None:
        return _("Until changed")
    return ngettext("{count} week", "{count} weeks", weeks).format(count=weeks)


def version_words(version: Version) -> str:
    """When it was written, and by whom."""
    return dotted((moment_words(version), version.author or _("a therapist")))


def moment_words(version: Version) -> str:
    """When it was written, in the local time zone."""
    return f"{version.at.astimezone():%Y-%m-%d %H:%M}"


def whole_words(plan: Plan) -> str:
    """How much it is, with the length of a day."""
    if not plan.prescriptions:
        return plan_words(plan)
    return dotted((plan_words(plan), minutes_words(plan.day_s)))
