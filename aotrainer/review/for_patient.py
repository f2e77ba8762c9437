"""The report for the patient: plain words, large letters, no abbreviation."""

from __future__ import annotations

from collections.abc import Iterator

from aotrainer.chart.measurement import Difference
from aotrainer.chart.outcomes import OutcomeMeasure
from aotrainer.language import N_, _, ngettext
from aotrainer.motion.judging import PARTS
from aotrainer.review import pieces, words
from aotrainer.review.course import Course
from aotrainer.review.exercise import RANGE_DEG, ExerciseCourse
from aotrainer.review.markup import Markup, Words, element, joined, name
from aotrainer.review.measured import MeasureCourse
from aotrainer.review.progress import Verdict

MOST_CARDS, MOST_MEASURES, MOST_GOALS = 4, 5, 3
"""What fits on two sheets; the most practised come first."""
LONGEST_GOAL = 80
PASSED = {"MDC": N_("{better}, by more than chance"), "MCID": N_("{better}, by as much as people feel")}
MEANINGS = {True: N_("better"), False: N_("less good"), None: N_("the same")}


def body(course: Course) -> tuple[Words | None, ...]:
    """The parts of the report, in their order."""
    return (
        element("ul", *(element("li", each) for each in _glance(course)), class_="glance"),
        pieces.section(_("Your days"), pieces.calendar(course)) if course.weeks else None,
        _exercises(course),
        _comfort(course),
        _measures(course),
        _goals(course),
        pieces.section(_("How to read this"), *(element("p", _(each)) for each in EXPLAINED)),
    )


EXPLAINED = (
    N_("100 points are the model's own movement. Nobody has to get there."),
    N_(
        "The grey band is your own start, as far as it varies from day to day. Only what is above or below "
        "it is called a change."
    ),
    N_("The points are about the movement before the camera. Your therapist knows more about your health."),
)


def _glance(course: Course) -> Iterator[Words]:
    days, planned = len(course.days), course.planned_days
    if not days:
        yield _("You have not trained yet.")
        return
    if planned is None:
        said = ngettext("You trained on {days} day.", "You trained on {days} days.", days)
    else:
        said = ngettext(
            "You trained on {days} of {planned} planned day.",
            "You trained on {days} of {planned} planned days.",
            planned,
        )
    yield said.format(days=days, planned=planned)
    if course.planned_sessions is not None:
        yield _("That makes {done} of {planned} planned times.").format(
            done=course.done_sessions, planned=course.planned_sessions
        )
    yield ngettext(
        "You watched for {watched} and moved for {done}: {repetitions} repetition.",
        "You watched for {watched} and moved for {done}: {repetitions} repetitions.",
        course.repetitions,
    ).format(
        watched=words.minutes(course.watched_s),
        done=words.minutes(course.done_s),
        repetitions=course.repetitions,
    )
    if course.better:
        yield joined(
            element("strong", _("Clearly better than at your start:")),
            " ",
            "; ".join(words.title_of(each) for each in course.better),
            ".",
        )
    elif course.exercises:
        yield _("No exercise is clearly different from your start yet. That takes time: keep going.")


def _exercises(course: Course) -> Markup | None:
    if not course.exercises:
        return None
    shown = course.exercises[:MOST_CARDS]
    cards = [_card(course, each, f"plot-{n}") for n, each in enumerate(shown)]
    lead = element(
        "p",
        _("A dot is a day. The grey band is your own start, the broken line is the model."),
        class_="quiet",
    )
    return pieces.section(
        _("Your exercises"), lead, *cards, pieces.more(len(course.exercises) - MOST_CARDS), whole=False
    )


def _card(course: Course, each: ExerciseCourse, key: str) -> Markup:
    sets = ngettext("{count} set", "{count} sets", each.sets).format(count=each.sets)
    repetitions = ngettext("{count} repetition", "{count} repetitions", each.repetitions)
    done = f"{sets}, {repetitions.format(count=each.repetitions)}."
    said = element(
        "div",
        element("h3", words.title_of(each)),
        pieces.verdict(each.total),
        element("p", words.meaning(each.total)),
        _gain(each),
        _range(each),
        element("p", done, class_="quiet"),
    )
    return element("div", pieces.exercise_plot(course, each, key), said, class_="card")


def _gain(each: ExerciseCourse) -> Markup | None:
    """The part that brought most, where all in all it is better; how far has a line of its own."""
    told = [(name, each.progress[name]) for name in PARTS if name != "range"]
    gains = {name: one.change.amount for name, one in told if one.change and one.verdict is Verdict.BETTER}
    best = max(gains, key=lambda name: gains[name], default=None)
    if each.total.verdict is not Verdict.BETTER or best is None:
        return None
    part = each.progress[best]
    said = _("What helped: {part}, from {start} to {now} points.").format(
        part=_(words.NAMES[best]),
        start=words.number(best, part.start.mean if part.start else None),
        now=words.number(best, part.now),
    )
    return element("p", said)


def _range(each: ExerciseCourse) -> Markup | None:
    """How far the movement goes, in degrees or as a share of the model's."""
    degrees = each.progress.get(RANGE_DEG)
    if degrees is not None and degrees.start is not None and each.model_range_deg is not None:
        if degrees.now is None:
            return None
        said = _("How far: about {start}° at your start, about {now}° now. The model: {model}°.").format(
            start=words.to_five(degrees.start.mean),
            now=words.to_five(degrees.now),
            model=words.to_five(each.model_range_deg),
        )
        return element("p", said)
    share = each.progress["range"]
    if share.start is None or share.now is None:
        return None
    said = _("How far: about {start} % of the model's movement at your start, about {now} % now.").format(
        start=words.to_five(share.start.mean), now=words.to_five(share.now)
    )
    return element("p", said)


def _comfort(course: Course) -> Markup | None:
    plots = pieces.comfort_plots(course)
    if plots is None:
        return None
    lead = element("p", _("Hollow dots: before training. Full dots: after it."), class_="quiet")
    return pieces.section(_("Pain and tiredness"), lead, plots)


def _measures(course: Course) -> Markup | None:
    if not course.measures:
        return None
    rows = [_measure(each) for each in course.measures[:MOST_MEASURES]]
    heads = (_("Test"), _("What it says"), _("First value"), _("Newest value"))
    shown = pieces.table(heads, rows, _("What your therapist measured"), numbers=2)
    return pieces.section(_("Tests"), shown, pieces.more(len(course.measures) - MOST_MEASURES))


def _measure(each: MeasureCourse) -> tuple[Words, ...]:
    first, newest = each.taken[0], each.taken[-1]
    unit = _(each.measure.unit)
    title = joined(name(_(each.measure.name)), f" ({unit})")
    values = (words.amount(first.value), words.amount(newest.value))
    if each.difference is None:
        return (title, _("measured once"), "–", values[1])
    return (title, _meaning(each.measure, each.difference), *values)


def _meaning(measure: OutcomeMeasure, difference: Difference) -> str:
    """In words; it is said to be more only when it is for all kinds of people it was looked at in."""
    better = _(MEANINGS[difference.better])
    for kind, words_of in PASSED.items():
        known = [each for each in measure.thresholds if each.kind == kind]
        if known and all(each in difference.passed for each in known):
            return _(words_of).format(better=better)
    return better


def _goals(course: Course) -> Markup | None:
    if not course.goals:
        return None
    rows = []
    for goal in course.goals[-MOST_GOALS:]:
        words_of = name(words.shortened(goal.words, LONGEST_GOAL))
        reached = _("reached on {day}") if goal.reached_on else _("set on {day}")
        day = words.day_words(goal.reached_on or goal.set_on)
        rows.append(element("li", words_of, " – ", reached.format(day=day)))
    return pieces.section(_("Your goals"), element("ul", *rows), pieces.more(len(course.goals) - MOST_GOALS))
