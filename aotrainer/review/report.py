"""A course as one HTML file that needs nothing else: no script, no network, no other file.

For two readers: the patient, in plain words, and the chart, with tables and sources. It prints on two sheets
of A4. Whatever is in a name or a note stays words (`markup`); should that ever fail, the page's own policy
forbids the browser to run or load anything.
"""

from __future__ import annotations

from typing import Literal, get_args

from aotrainer.fonts import font_faces
from aotrainer.language import N_, _, spoken
from aotrainer.review import for_chart, for_patient, pieces, words
from aotrainer.review.course import Course
from aotrainer.review.markup import Markup, element, joined, name
from aotrainer.review.style import STYLE

Reader = Literal["patient", "chart"]
READERS: tuple[Reader, ...] = get_args(Reader)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
TITLES = {"patient": N_("Your training"), "chart": N_("Report on training by action observation")}
BODIES = {"patient": for_patient.body, "chart": for_chart.body}
LONGEST_NAME = 48


def report(course: Course, reader: Reader, version: str) -> str:
    """The whole page, in the language in use; `version` is that of the program."""
    shown = words.shortened(course.name, LONGEST_NAME)
    title = joined(_(TITLES[reader]), ": ", name(shown))
    body = pieces.page(title, _period(course), reader, _foot(course, version), *BODIES[reader](course))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content=f"aotrainer {version}"),
        element("title", f"{_(TITLES[reader])}: {shown}"),
        element("style", Markup(font_faces() + STYLE)),
    )
    page = element("html", head, body, lang=spoken())
    return f"<!DOCTYPE html>\n{page}\n"


def _period(course: Course) -> str:
    if not course.weeks:
        return words.day_words(course.today)
    first = min(day.date for week in course.weeks for day in week.days if day.trained or not day.whole)
    return _("{first} to {last}").format(first=words.day_words(first), last=words.day_words(course.today))


def _foot(course: Course, version: str) -> str:
    said = _(
        "Written by aotrainer {version} on {day}. A training aid, not a medical device; it does not diagnose."
    )
    return said.format(version=version, day=words.day_words(course.today))
