"""The report for the chart: tables, what counts as a change, sources, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterator

from aotrainer.chart.measurement import Measurement
from aotrainer.chart.outcomes import Threshold
from aotrainer.language import _, ngettext, number
from aotrainer.review import pieces, words
from aotrainer.review.course import Course
from aotrainer.review.exercise import MEASURES, RANGE_DEG, ExerciseCourse
from aotrainer.review.markup import Markup, Words, element, joined, name
from aotrainer.review.measured import MeasureCourse
from aotrainer.review.progress import FIRST_DAYS, NEWEST_DAYS, Verdict

MOST_PLOTS, MOST_ROWS, MOST_FAULTS, MOST_STOPS, MOST_REASONS = 6, 5, 3, 3, 3
MOST_VALUES, MOST_NOTES, MOST_GOALS, MOST_MEASURES = 3, 2, 2, 3
"""What fits on two sheets; the rest is in the record, and the report says so."""
LONGEST_NOTE, LONGEST_GOAL, LONGEST_AUTHOR = 120, 80, 24
CHANGED = {Verdict.BETTER: "\u00a0▲", Verdict.WORSE: "\u00a0▼"}


def body(course: Course) -> tuple[Words | None, ...]:
    """The parts of the report, in their order."""
    return (
        element("p", _summary(course)),
        pieces.section(_("Adherence"), pieces.calendar(course), element("p", *_dose(course)))
        if course.weeks
        else None,
        _plots(course),
        _progress(course),
        _faults(course),
        _comfort(course),
        _stops(course),
        _not_judged(course),
        _measures(course),
        _goals(course),
        _notes(course),
        pieces.section(_("Method"), element("p", _method(course))),
    )


def _dose(course: Course) -> Iterator[str]:
    yield words.dose(course)
    if course.planned_sessions is not None:
        yield f" {words.sessions(course.done_sessions, course.planned_sessions)}"


def _summary(course: Course) -> str:
    if not course.exercises:
        return _("Nothing was done yet.")
    count = len(course.exercises)
    changed = ngettext(
        "{better} of {count} exercise changed for the better, {worse} for the worse",
        "{better} of {count} exercises changed for the better, {worse} for the worse",
        count,
    ).format(
        better=len(course.better),
        count=count,
        worse=sum(each.total.verdict is Verdict.WORSE for each in course.exercises),
    )
    ended = ngettext(
        "{sessions} session, {stops} ended early", "{sessions} sessions, {stops} ended early", course.sessions
    ).format(sessions=course.sessions, stops=len(course.stops))
    return f"{changed}; {ended}."


def _plots(course: Course) -> Markup | None:
    if not course.exercises:
        return None
    shown = [
        element("div", element("h3", words.title_of(each)), pieces.exercise_plot(course, each, f"plot-{n}"))
        for n, each in enumerate(course.exercises[:MOST_PLOTS])
    ]
    return pieces.section(
        _("Points over the weeks"),
        element("div", *shown, class_="three"),
        pieces.more(len(course.exercises) - MOST_PLOTS),
    )


def _progress(course: Course) -> Markup | None:
    if not course.exercises:
        return None
    measures = [name for name in MEASURES if any(_is_told(each, name) for each in course.exercises)]
    rows = [
        (words.title_of(each), *(_cell(each, measure) for measure in measures))
        for each in course.exercises[:MOST_ROWS]
    ]
    caption = _(
        "Start → now, of {first} and {newest} days; below it what is not yet a change (MDC 95 %), with * "
        "from the person's own scatter. ▲ better, ▼ worse, past it. Points of 100; 100 is the model's."
    ).format(first=FIRST_DAYS, newest=NEWEST_DAYS)
    heads = (_("Exercise"), *(_(words.NAMES[measure]) for measure in measures))
    shown = pieces.table(heads, rows, caption, numbers=len(measures))
    return pieces.section(_("Progress"), shown, pieces.more(len(course.exercises) - MOST_ROWS), whole=False)


def _is_told(each: ExerciseCourse, measure: str) -> bool:
    return measure in each.progress and each.progress[measure].verdict is not Verdict.NOT_TOLD


def _cell(each: ExerciseCourse, measure: str) -> Words:
    """Start, newest and what counts as a change, in two lines."""
    if not _is_told(each, measure):
        return "–"
    progress, start = each.progress[measure], each.progress[measure].start
    if start is None:
        return "–"
    sign = CHANGED.get(progress.verdict, "")
    told = f"{words.number(measure, start.mean)}\u00a0→\u00a0{words.number(measure, progress.now)}{sign}"
    change = f"±{words.number(measure, start.minimal_detectable_change)}{'*' if start.own else ''}"
    if measure == RANGE_DEG:
        model = words.number(measure, each.model_range_deg)
        change = _("{change}, model {degrees}").format(change=change, degrees=model)
        change = change.replace(" ", "\u00a0").replace(",\u00a0", ", ")  # broken there, if at all
    return joined(element("strong", told) if sign else told, element("br"), change)


def _faults(course: Course) -> Markup | None:
    rows = [
        (
            words.title_of(each),
            _(words.FAULTS.get(fault.name, fault.name)),
            _("{count} of {of}").format(count=fault.repetitions, of=fault.of),
            _size(fault.most),
            _size(fault.limit),
        )
        for each in course.exercises
        for fault in each.faults
    ]
    if not rows:
        return None
    left_out = len(rows) - MOST_FAULTS
    heads = (_("Exercise"), _("Compensation"), _("Repetitions"), _("Largest"), _("Limit"))
    caption = _("In the newest attempt, past its limit; in degrees or trunk lengths.")
    shown = pieces.table(heads, rows[:MOST_FAULTS], caption, numbers=3)
    return pieces.section(_("Compensation"), shown, pieces.more(left_out))


def _size(value: float) -> str:
    """Whole degrees, or hundredths of trunk lengths."""
    return number(value, 0 if value >= 1 else 2)


def _comfort(course: Course) -> Markup | None:
    plots = pieces.comfort_plots(course, "three")
    if plots is None:
        return None
    lead = element("p", _("Hollow dots: before training. Full dots: after it."), class_="quiet")
    return pieces.section(_("Pain and tiredness"), lead, plots)


def _stops(course: Course) -> Markup | None:
    if not course.stops:
        return None
    rows = [
        (each.day.isoformat(), joined(_(words.STOPS.get(each.kind, each.kind)), _quoted(each.words)))
        for each in course.stops[-MOST_STOPS:]
    ]
    caption = _("Sessions that ended early, and what the person said; the newest last")
    shown = pieces.table((_("Day"), _("Why")), rows, caption)
    return pieces.section(_("Ended early"), shown, pieces.more(len(course.stops) - MOST_STOPS))


def _quoted(said: str) -> Markup | None:
    return joined(": ", name(words.shortened(said, LONGEST_NOTE))) if said else None


def _not_judged(course: Course) -> Markup | None:
    if not course.not_judged:
        return None
    rows = [
        (each.newest.in_words(), each.days[-1].isoformat(), str(len(each.days)))
        for each in course.not_judged[:MOST_REASONS]
    ]
    shown = pieces.table(
        (_("Why"), _("Newest"), _("Sets")), rows, _("Sets without a score, and what was said"), numbers=2
    )
    return pieces.section(_("Not judged"), shown, pieces.more(len(course.not_judged) - MOST_REASONS))


def _measures(course: Course) -> Markup | None:
    if not course.measures:
        return None
    rows = [_measure(each) for each in course.measures[:MOST_MEASURES]]
    heads = (_("Outcome measure"), _("Values"), _("Difference"), _("What counts as a change, and its source"))
    caption = _("* not read in the source itself. Thresholds hold for the people they were found in.")
    shown = pieces.table(heads, rows, caption)
    return pieces.section(_("Outcome measures"), shown, pieces.more(len(course.measures) - MOST_MEASURES))


def _measure(each: MeasureCourse) -> tuple[Words, ...]:
    unit = _(each.measure.unit)
    first, *rest = map(_value, each.taken)
    first = f"{first} …" if len(rest) >= MOST_VALUES else first
    values = joined(*(element("div", one, class_="date") for one in (first, *rest[1 - MOST_VALUES :])))
    amount = "–" if each.difference is None else words.signed_amount(each.difference.amount)
    passed = () if each.difference is None else each.difference.passed
    known = joined(*(_threshold(one, one in passed, unit) for one in each.measure.thresholds))
    return (joined(name(_(each.measure.name)), f" ({unit})"), values, amount, known or _("none known"))


def _value(taken: Measurement) -> str:
    return f"{taken.on.isoformat()}: {words.amount(taken.value)}"


def _threshold(one: Threshold, passed: bool, unit: str) -> Markup:
    weak = "*" if one.weak else ""
    reached = _("reached") if passed else _("not reached")
    amount = f"{words.amount(one.amount)}\u00a0{unit}"
    return element("div", f"{one.kind} {amount}{weak} ({_(one.whom)}; {_(one.source)}): {reached}")


def _goals(course: Course) -> Markup | None:
    if not course.goals:
        return None
    rows = [
        (
            name(words.shortened(goal.words, LONGEST_GOAL)),
            goal.set_on.isoformat(),
            goal.reached_on.isoformat() if goal.reached_on else "–",
        )
        for goal in course.goals[-MOST_GOALS:]
    ]
    shown = pieces.table(
        (_("Goal"), _("Set on"), _("Reached on")), rows, _("In the person's own words"), numbers=2
    )
    return pieces.section(_("Goals"), shown, pieces.more(len(course.goals) - MOST_GOALS))


def _notes(course: Course) -> Markup | None:
    if not course.notes:
        return None
    rows = [
        (
            note.at.date().isoformat(),
            name(words.shortened(note.author, LONGEST_AUTHOR)),
            name(words.shortened(note.words, LONGEST_NOTE)),
        )
        for note in course.notes[:MOST_NOTES]
    ]
    shown = pieces.table((_("Day"), _("Who"), _("Note")), rows, _("The newest first"))
    return pieces.section(_("Notes"), shown, pieces.more(len(course.notes) - MOST_NOTES))


def _method(course: Course) -> str:
    said = [
        _(
            "Points compare each repetition with the model by dynamic time warping, from one camera; degrees "
            "are rounded to 5. A change is called one only past the minimal detectable change, "
            "1.96 · √2 · SEM from the scatter within the first days (Weir 2005), or 10 points and 10° until "
            "that is known, and never less than 5 points or 10°. The score "
            "was not yet compared with therapists' ratings."
        ),
        _("Algorithm: {names}.").format(names=", ".join(course.algorithms) or "–"),
    ]
    older = max((each.older_days for each in course.exercises), default=0)
    if older:
        said.append(
            ngettext(
                "{count} day was judged by another algorithm or exercise version and is not compared.",
                "{count} days were judged by another algorithm or exercise version and are not compared.",
                older,
            ).format(count=older)
        )
    if course.steps:
        said.append(
            ngettext(
                "Practice was made easier or harder {count} time: points are told at the level of the day.",
                "Practice was made easier or harder {count} times: points are told at the level of the day.",
                course.steps,
            ).format(count=course.steps)
        )
    if course.corrected:
        said.append(
            ngettext(
                "A therapist's word on {count} attempt stands in place of what was computed.",
                "A therapist's word on {count} attempts stands in place of what was computed.",
                course.corrected,
            ).format(count=course.corrected)
        )
    return " ".join(said)
