"""Pieces that both reports are built of: tables, the calendar, plots with their captions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aotrainer.language import _, ngettext, pgettext
from aotrainer.review import words
from aotrainer.review.axes import POINTS, RATING, axes_of
from aotrainer.review.calendar import Day, Week
from aotrainer.review.course import Course
from aotrainer.review.exercise import TOTAL, ExerciseCourse
from aotrainer.review.markup import Markup, Words, element
from aotrainer.review.plot import progress_plot, rating_plot
from aotrainer.review.progress import Progress, Verdict
from aotrainer.review.wellbeing import Rating

SHOWN_WEEKS = 12
"""The newest; more columns of a calendar cannot be read on paper."""
SIGNS = {Verdict.BETTER: "▲ ", Verdict.WORSE: "▼ ", Verdict.SAME: "● "}
"""Before the words of a verdict, so that it is not told by colour alone."""


def table(heads: Sequence[Words], rows: Iterable[Sequence[Words]], caption: str, numbers: int = 0) -> Markup:
    """A table with headers of columns and rows; the last `numbers` columns hold numbers."""
    first = len(heads) - numbers
    align = ["number" if n >= first else None for n in range(len(heads))]
    head = element("tr", *(element("th", each, scope="col", class_=align[n]) for n, each in enumerate(heads)))
    body = [
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(element("td", each, class_=align[n]) for n, each in enumerate(row[1:], start=1)),
        )
        for row in rows
    ]
    return element(
        "div",
        element("table", element("caption", caption), element("thead", head), element("tbody", *body)),
        class_="wide",
    )


def calendar(course: Course) -> Markup:
    """Minutes of every day, a column for each week."""
    shown = course.weeks[-SHOWN_WEEKS:]
    head = element(
        "tr",
        element("th", _("Week"), scope="col"),
        *(element("th", str(week.number), scope="col") for week in shown),
    )
    body = [
        element(
            "tr",
            element("th", pgettext("weekday", name), scope="row"),
            *(_day(week.days[n]) for week in shown),
        )
        for n, name in enumerate(words.WEEKDAYS)
    ]
    foot = [element("tr", element("th", _("Days"), scope="row"), *(_days(week) for week in shown))]
    if course.planned_sessions is not None:
        sums = (_of(week.sessions, week.planned_sessions or None) for week in shown)
        foot.append(element("tr", element("th", _("Sessions"), scope="row"), *sums))
    return element(
        "div",
        element(
            "table",
            element("caption", _calendar_caption(course)),
            element("thead", head),
            element("tbody", *body),
            element("tfoot", *foot),
            class_="calendar",
        ),
        class_="wide",
    )


def _calendar_caption(course: Course) -> str:
    told = _("Minutes of watching and doing. A broken frame: the session ended early.")
    left_out = len(course.weeks) - SHOWN_WEEKS
    if left_out <= 0:
        return told
    more = ngettext("{count} earlier week is not shown.", "{count} earlier weeks are not shown.", left_out)
    return f"{told} {more.format(count=left_out)}"


def _day(day: Day) -> Markup:
    if not day.trained:
        return element("td", "·" if day.whole else "–", class_=None if day.whole else "cut")
    told = words.whole_minutes(day.watched_s + day.done_s)
    return element("td", told, class_="done" if day.whole else "done cut")


def _days(week: Week) -> Markup:
    return _of(week.trained_days, week.planned_days)


def _of(done: int, planned: int | None) -> Markup:
    if planned is None:
        return element("td", done)
    return element("td", _("{days} of {planned}").format(days=done, planned=planned))


def exercise_plot(course: Course, each: ExerciseCourse, key: str) -> Markup:
    """Points in all over the weeks."""
    progress = each.total
    title = _("{exercise}: points over the weeks").format(exercise=words.title_of(each))
    return progress_plot(
        title, words.told(TOTAL, progress), progress, axes_of(course, POINTS), POINTS, TOTAL, key
    )


def verdict(progress: Progress) -> Markup:
    """The verdict with its sign, as a paragraph."""
    kind = {Verdict.BETTER: " better", Verdict.WORSE: " worse"}.get(progress.verdict, "")
    return element("p", signed_verdict(progress), class_=f"verdict{kind}")


def signed_verdict(progress: Progress) -> str:
    """The words after the sign."""
    return SIGNS.get(progress.verdict, "") + words.verdict(progress)


def comfort_plots(course: Course, columns: str = "pair") -> Markup | None:
    """Pain and tiredness side by side, in so many columns; None where neither was asked."""
    both = ((_("Pain"), course.pain, "pain"), (_("Tiredness"), course.fatigue, "fatigue"))
    shown = [_comfort_plot(course, *each) for each in both if each[1]]
    return element("div", *shown, class_=columns) if shown else None


def _comfort_plot(course: Course, title: str, ratings: Sequence[Rating], key: str) -> Markup:
    plot = rating_plot(
        _("{what} from 0 to 10, before and after each session").format(what=title),
        words.average_words(ratings),
        ratings,
        axes_of(course, RATING),
        f"plot-{key}",
    )
    return element("div", element("h3", title), plot, element("p", words.average_words(ratings)))


def section(title: str, *children: Words | None, whole: bool = True) -> Markup:
    """A part of a report under its heading; `whole` if it is kept on one sheet."""
    return element("section", element("h2", title), *children, class_="whole" if whole else None)


def more(count: int) -> Markup | None:
    """That not all could be shown; None if all were."""
    if count <= 0:
        return None
    said = ngettext("{count} more is in the record.", "{count} more are in the record.", count)
    return element("p", said.format(count=count), class_="quiet")


def page(title: Words, period: str, kind: str, foot: str, *parts: Words | None) -> Markup:
    """The body of a report; `kind` is that of its style."""
    return element(
        "body",
        element("header", element("h1", title), element("p", period, class_="period")),
        element("main", *parts),
        element("footer", foot),
        class_=kind,
    )
