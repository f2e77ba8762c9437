"""Numbers and findings of a review in plain words, in the language in use."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from aotrainer import language
from aotrainer.language import N_, NP_, _, ngettext, pgettext
from aotrainer.review.course import Course
from aotrainer.review.exercise import RANGE_DEG, TOTAL, ExerciseCourse
from aotrainer.review.progress import Progress, Verdict
from aotrainer.review.wellbeing import Rating

MONTHS = (
    NP_("month", "January"),
    NP_("month", "February"),
    NP_("month", "March"),
    NP_("month", "April"),
    NP_("month", "May"),
    NP_("month", "June"),
    NP_("month", "July"),
    NP_("month", "August"),
    NP_("month", "September"),
    NP_("month", "October"),
    NP_("month", "November"),
    NP_("month", "December"),
)
WEEKDAYS = (
    NP_("weekday", "Mon"),
    NP_("weekday", "Tue"),
    NP_("weekday", "Wed"),
    NP_("weekday", "Thu"),
    NP_("weekday", "Fri"),
    NP_("weekday", "Sat"),
    NP_("weekday", "Sun"),
)
VERDICTS = {
    Verdict.NOT_TOLD: N_("Not measured yet"),
    Verdict.TOO_EARLY: N_("Too early to tell"),
    Verdict.SAME: N_("Not yet changed"),
    Verdict.BETTER: N_("Changed: better"),
    Verdict.WORSE: N_("Changed: lower"),
}
MEANING = {
    Verdict.NOT_TOLD: N_("No attempt could be measured so far."),
    Verdict.SAME: N_("The difference from your start may still be chance."),
    Verdict.BETTER: N_("You are further than at your start, by more than you vary from day to day."),
    Verdict.WORSE: N_("The points are lower than at your start. Talk about it with your therapist."),
}
NAMES = {
    TOTAL: N_("Points in all"),
    RANGE_DEG: N_("Range in degrees"),
    "shape": N_("Path"),
    "range": N_("Range"),
    "tempo": N_("Speed"),
    "hold": N_("Hold"),
    "smoothness": N_("Smoothness"),
    "posture": N_("Posture"),
    "symmetry": N_("Symmetry"),
}
FAULTS = {
    "trunk_lean": N_("trunk leans"),
    "trunk_turn": N_("trunk turns"),
    "shoulder_hike": N_("shoulder goes up"),
    "elbow_bend": N_("elbow bends"),
    "weight_shift": N_("weight shifts to one side"),
    "pelvic_drop": N_("pelvis drops"),
    "neck_bend": N_("neck bends"),
}
STOPS = {
    "pain": N_("Something hurts"),
    "fatigue": N_("I am tired"),
    "dizzy": N_("I feel dizzy or unwell"),
    "other": N_("Something else"),
    "checklist": N_("A question before the start was answered with no"),
    "pain_limit": N_("Pain was above the agreed limit"),
    "not_said": N_("No reason was given"),
    "not_ended": N_("The session has no end: the computer stopped, or it is still going on"),
}
SIDES = {"left": N_("left"), "right": N_("right")}
LONGEST_TITLE = 60
"""Letters; a therapist's own exercise may have more."""
TO_FIVE = 5
"""Degrees: what a camera can tell; finer would pretend."""


def day_words(day: date) -> str:
    """`22 November 2026`."""
    return _("{day} {month} {year}").format(
        day=day.day, month=pgettext("month", MONTHS[day.month - 1]), year=day.year
    )


def verdict(progress: Progress) -> str:
    """Two or three words."""
    return _(VERDICTS[progress.verdict])


def meaning(progress: Progress) -> str:
    """A sentence that says what the verdict means."""
    if progress.verdict is Verdict.TOO_EARLY:
        lacking = progress.days_lacking
        return ngettext(
            "After {count} more day with this exercise, a change can be told.",
            "After {count} more days with this exercise, a change can be told.",
            lacking,
        ).format(count=lacking)
    return _(MEANING[progress.verdict])


def title_of(each: ExerciseCourse) -> str:
    """The exercise and the side."""
    return titled(each.title, each.side)


def titled(title: str, name: str) -> str:
    """The same of an exercise that was never judged; name : of the side, which stays to be read."""
    exercise = shortened(_(title), LONGEST_TITLE)
    return _("{exercise}, {side}").format(exercise=exercise, side=side(name))


def told(name: str, progress: Progress) -> str:
    """A measure over the days in a sentence: at the start, now, and what is not yet a change."""
    if progress.start is None:
        return verdict(progress)
    sentence = _("At the start {start} of 100 points, now {now}; less than {change} points is not a change.")
    if name == RANGE_DEG:
        sentence = _("At the start {start}, now {now}; less than {change} is not a change.")
    return sentence.format(
        start=number(name, progress.start.mean),
        now=number(name, progress.now),
        change=number(name, progress.start.minimal_detectable_change),
    )


def side(name: str) -> str:
    """Left or right."""
    return _(SIDES.get(name, name))


def number(name: str, value: float | None) -> str:
    """A value of a measure: whole points, degrees to the nearest five; a dash where it was not told."""
    if value is None or not math.isfinite(value):
        return "–"
    if name == RANGE_DEG:
        return f"{to_five(value)}°"
    return f"{value:.0f}"


def signed(name: str, value: float | None) -> str:
    """The same of a difference, with its sign."""
    if value is None:
        return "–"
    told = number(name, abs(value))
    return told if told in ("0", "0°") else f"{'+' if value > 0 else '−'}{told}"


def newest(name: str, progress: Progress) -> str:
    """The value of the newest days; of the first ones as long as there are no others."""
    first = None if progress.start is None else progress.start.mean
    return number(name, first if progress.now is None else progress.now)


def past_chance(name: str, progress: Progress) -> str:
    """By how much a measure has changed, with its sign; nothing where that may be chance."""
    if progress.change is None or progress.verdict not in (Verdict.BETTER, Verdict.WORSE):
        return ""
    return signed(name, progress.change.amount)


def to_five(degrees: float) -> int:
    """To the nearest five degrees."""
    return TO_FIVE * math.floor(degrees / TO_FIVE + 0.5)


def whole_minutes(seconds: float) -> int:
    """To the nearest one; whatever was done at all is at least one."""
    return max(round(seconds / 60), 1 if seconds > 0 else 0)


def minutes(seconds: float) -> str:
    """`45 min`, or `5 h 20 min` from two hours on."""
    whole = whole_minutes(seconds)
    if whole < 120:
        return _("{minutes} min").format(minutes=whole)
    return _("{hours} h {minutes} min").format(hours=whole // 60, minutes=whole % 60)


def dose(course: Course) -> str:
    """Days, watched, done and repetitions, over all weeks."""
    planned = course.planned_days
    of_plan = "" if not planned else _("of {planned} planned").format(planned=planned)
    said = _(
        "Days trained: {days} {of_plan}. Watched: {watched}. Done: {done}. Repetitions: {repetitions}."
    ).format(
        days=len(course.days),
        of_plan=of_plan,
        watched=minutes(course.watched_s),
        done=minutes(course.done_s),
        repetitions=course.repetitions,
    )
    return said.replace("  ", " ").replace(" .", ".")


def sessions(done: int, planned: int) -> str:
    """How often somebody practised who was to do so more than once a day."""
    return _("Sessions: {done} of {planned} planned.").format(done=done, planned=planned)


def average_words(ratings: Sequence[Rating]) -> str:
    """Means before and after, over all sessions in which both were asked."""
    asked = ((each.before, each.after) for each in ratings)
    both = [(before, after) for before, after in asked if before is not None and after is not None]
    if not both:
        return _("It was not asked both before and after.")
    before, after = (sum(values) / len(both) for values in zip(*both, strict=True))
    return _("On average {before} before and {after} after a session.").format(
        before=language.number(before, 1), after=language.number(after, 1)
    )


def amount(value: float) -> str:
    """A value of an outcome measure: as it was typed."""
    return language.number(value)


def signed_amount(value: float) -> str:
    """The same of a difference, with its sign; none at zero."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{amount(abs(value))}"


def shortened(text: str, most: int) -> str:
    """At most so many letters, the cut marked."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
