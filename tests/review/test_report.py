"""The report: one page that needs nothing, tells the review's numbers, and is not broken by what is in it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aotrainer.chart import Entry, Kind
from aotrainer.chart.goal import Goal
from aotrainer.chart.measurement import Measurement
from aotrainer.chart.note import Note
from aotrainer.chart.outcomes import MEASURES, OutcomeMeasure
from aotrainer.chart.plan import Plan, Prescription
from aotrainer.errors import ChartError
from aotrainer.event import Event, What
from aotrainer.language import DECIMAL_COMMA, LANGUAGES, speak
from aotrainer.motion.score import ALGORITHM
from aotrainer.review import READERS, course_of, report
from aotrainer.review.kept import Kept
from aotrainer.review.measured import MeasureCourse, goals, measure_courses, notes
from aotrainer.review.words import minutes
from tests.review import eight_weeks
from tests.review.builders import NOON, kept, record_of, session
from tests.review.pages import harmless, read, text
from tests.review.test_markup import HOSTILE
from tests.store.builders import scored

VERSION = "9.8.7"
TWICE_A_DAY = Entry(
    Kind.PLAN, NOON, "Mia", Plan((Prescription("drink", "right"),), days_a_week=5, times_a_day=2).to_json()
)


@pytest.fixture(params=READERS)
def reader(request):
    return request.param


@pytest.fixture
def page(course, reader):
    return read(report(course, reader, VERSION))


def test_it_is_one_page_that_runs_and_loads_nothing(page):
    harmless(page)


def test_it_has_what_a_screen_reader_needs(page):
    assert page.attrib["lang"] == "en"
    assert page.findtext("head/title").endswith(": Ada Lovelace")
    assert len(page.findall(".//h1")) == 1
    ids = [each.attrib["id"] for each in page.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    for svg in page.iter("svg"):
        assert svg.attrib["role"] == "img"
        assert svg.find("title").text
        assert svg.find("desc").text
        assert set(svg.attrib["aria-labelledby"].split()) <= set(ids)
    for table in page.iter("table"):
        assert table.find("caption").text
        assert all("scope" in each.attrib for each in table.iter("th"))


@pytest.mark.parametrize("reader", READERS)
def test_where_it_was_to_be_done_twice_a_day_the_sessions_are_told(ada, reader):
    twice = replace(ada, entries=[*ada.entries, TWICE_A_DAY])
    course = course_of(twice, eight_weeks.library().exercises, eight_weeks.LAST_DAY)
    told = text(read(report(course, reader, VERSION)))
    assert "Sessions 5 of 10 4 of 10" in told
    assert "35 of 80 planned" in told


def test_the_story_of_eight_weeks_is_told_at_a_glance(course):
    told = text(read(report(course, "patient", VERSION)))
    assert "You trained on 35 of 40 planned days." in told
    assert "Clearly better than at your start: Raise your arm to the front, sitting, right; Reach for" in told
    assert "Drink from a cup, right ● Not yet changed" in told
    assert "Drink from my own cup – reached on 13 November 2026" in told
    assert "Fugl-Meyer Assessment, arm (points) better, by more than chance 31 42" in told


def test_the_chart_tells_sources_and_what_went_wrong(course):
    told = text(read(report(course, "chart", VERSION)))
    assert "2 of 3 exercises changed for the better, 0 for the worse; 35 sessions, 1 ended early." in told
    assert "2026-10-15 I am tired" in told
    assert "That looked like another exercise" in told
    assert "MCID 9 points (stroke, subacute; Arya et al. 2011" in told
    assert "MCID 4.25 points* (stroke, chronic" in told
    assert f"Algorithm: {ALGORITHM}." in told


def test_the_numbers_are_those_of_the_course(course, page):
    told = text(page)
    for each in course.exercises:
        assert f"{each.total.now:.0f}" in told
        desc = f"now {each.total.now:.0f}; less than {each.total.start.minimal_detectable_change:.0f} points"
        assert desc in told


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_speaks_every_language(course, reader, code):
    speak(code)
    page = read(report(course, reader, VERSION))
    assert page.attrib["lang"] == code
    harmless(page)
    english = "Your exercises" if reader == "patient" else "Outcome measures"
    assert (english in text(page)) == (code == "en")


@pytest.mark.parametrize("code", sorted(DECIMAL_COMMA))
def test_every_number_has_the_decimal_sign_of_the_language(course, reader, code):
    """But for citations, which stay as they are."""
    speak(code)
    told = text(read(report(course, reader, VERSION)).find("body"))
    for cited in (VERSION, "10.1177/15459683231186985"):
        told = told.replace(cited, "")
    assert re.findall(r"\d+\.\d+", told) == []


def test_where_a_threshold_comes_from_is_told_in_the_language(course):
    measure = OutcomeMeasure("arat", "", "points", 0, 57, True, MEASURES["arat"].thresholds)
    taken = (Measurement("arat", 30, eight_weeks.LAST_DAY),)
    speak("it")
    told = text(
        read(report(replace(course, measures=(MeasureCourse(measure, taken, None),)), "chart", VERSION))
    )
    assert "MCID 5,7 punti* (ictus, cronico; uso comune; fonte non letta)" in told
    assert "Lang et al. 2008, Arch Phys Med Rehabil" in told


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "0 min"), (3, "1 min"), (100, "2 min"), (7500, "2 h 5 min")]
)
def test_whatever_was_done_took_at_least_a_minute(seconds, told):
    assert minutes(seconds) == told


def test_one_short_set_is_told_as_one_and_as_in_the_calendar():
    one = record_of(scored()[1], duration_s=12.0, repetitions=1)
    short = replace(kept([session(1)], [one]), events={1: [Event(What.WATCHED, NOON, {"seconds": 10})]})
    course = course_of(short, {}, NOON.date(), days_a_week=1)
    told = text(read(report(course, "patient", VERSION)))
    assert "You trained on 1 of 1 planned day." in told
    assert "You watched for 1 min and moved for 1 min: 1 repetition." in told
    assert "1 set, 1 repetition." in told
    charted = text(read(report(course, "chart", VERSION)))
    assert "0 of 1 exercise changed for the better, 0 for the worse; 1 session, 0 ended early." in charted


def test_somebody_new_gets_a_page_as_well(reader):
    new = course_of(Kept("Bo", [], []), {}, eight_weeks.LAST_DAY)
    page = read(report(new, reader, VERSION))
    assert "Bo" in text(page)
    assert page.find(".//svg") is None


def written_by(words):
    """A chart in which everything that can hold words holds these."""

    def page(kind, content):
        return Entry(kind, NOON, words, content)

    day = NOON.date()
    for make in (
        lambda: page(Kind.NOTE, Note(words[:300]).to_json()),
        lambda: page(Kind.GOAL, Goal(words[:200], day).to_json()),
        lambda: page(Kind.MEASUREMENT, Measurement("own", 3, day, words[:60], words[:20]).to_json()),
    ):
        try:
            yield make()
        except ChartError:
            continue


def hostile(course, words):
    entries = list(written_by(words))
    stop = replace(course.stops[0], kind="checklist", words=words)
    exercises = tuple(replace(each, title=words) for each in course.exercises)
    return replace(
        course,
        name=words,
        exercises=exercises,
        stops=(stop,),
        algorithms=(words,),
        notes=notes(entries),
        goals=goals(entries),
        measures=measure_courses(entries),
    )


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("reader", READERS)
def test_no_name_and_no_note_breaks_out(course, words, reader):
    harmless(read(report(hostile(course, words), reader, VERSION)))


@settings(max_examples=150)
@given(words=st.text(), reader=st.sampled_from(READERS))
def test_nor_does_any_other(course, words, reader):
    page = report(hostile(course, words), reader, VERSION)
    harmless(read(page))
    page.encode()


def crowded(ada):
    """A year's worth of everything, with names as long as they come."""
    ids = list(eight_weeks.library().exercises)[:10]
    trials = []
    for each in ada.trials:
        for name in ids:
            done = replace(each.effective, exercise_id=name, symmetry=80.0)
            trials.append(replace(each, original=done, effective=done))
    entries = list(ada.entries)
    day = NOON.date()
    for n in range(12):
        entries += [
            Entry(Kind.NOTE, NOON, "W" * 60, Note("long words " * 300).to_json()),
            Entry(Kind.GOAL, NOON, "Mia", Goal("long words " * 18, day).to_json()),
            Entry(
                Kind.MEASUREMENT,
                NOON,
                "Mia",
                Measurement("own", n, day, "M" * 55 + str(n), "m" * 18).to_json(),
            ),
        ]
        for name, measure in MEASURES.items():
            taken = Measurement(name, min(n, measure.highest) or measure.lowest, day + timedelta(days=n))
            entries.append(Entry(Kind.MEASUREMENT, NOON, "Mia", taken.to_json()))
    entries.append(TWICE_A_DAY)
    kept = replace(ada, name="Wolfeschlegelsteinhausenbergerdorff " * 3, trials=trials, entries=entries)
    return course_of(kept, eight_weeks.library().exercises, eight_weeks.LAST_DAY + timedelta(weeks=6))
