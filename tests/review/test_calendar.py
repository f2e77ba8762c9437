"""Which days, how many of the plan, how much was watched and done."""

from dataclasses import replace
from datetime import date, timedelta

from aotrainer.chart.correction import Correction, Ruling, corrected
from aotrainer.chart.entry import Entry, Kind
from aotrainer.chart.plan import Plan, Prescription
from aotrainer.event import Event, What
from aotrainer.review.calendar import weeks
from aotrainer.trial import Ending
from tests.review.builders import NOON, kept, record_of, session
from tests.store.builders import scored

SCORE = scored()[1]
MONDAY = date(2026, 3, 2)


def test_without_a_session_there_is_no_week():
    assert weeks(kept([], []), MONDAY, 5) == ()


def test_a_week_runs_from_monday_and_counts_the_days_with_something_done():
    sessions = [session(1, 0), session(2, 2), session(3, 2.2), session(4, 3)]
    records = [record_of(SCORE, days, session_id=n) for n, days in ((1, 0), (2, 2), (3, 2.2))]
    (week,) = weeks(kept(sessions, records), date(2026, 3, 8), 5)
    assert [day.sets for day in week.days] == [1, 0, 2, 0, 0, 0, 0]
    assert (week.trained_days, week.planned_days) == (2, 5)
    assert week.days[2].repetitions == 6
    assert week.days[2].done_s == 120


def test_of_a_week_that_began_late_or_has_not_ended_only_its_days_were_planned():
    found = weeks(kept([session(1, 4)], []), MONDAY + timedelta(days=8), 5)
    assert [week.planned_days for week in found] == [3, 2]


def plan(days_from_monday, **asked):
    """A page with a plan that holds from the evening of a day on."""
    what = Plan((Prescription("drink", "right", sets=2),), **asked)
    return Entry(Kind.PLAN, NOON + timedelta(days=days_from_monday, hours=6), "Mia", what.to_json())


def test_each_week_is_held_against_the_plan_of_its_time():
    first = plan(1, days_a_week=5)
    second = replace(plan(8, days_a_week=3, weeks=1), replaces=first.uid)
    third = replace(plan(20, days_a_week=7), replaces=second.uid)
    course = kept([session(1)], [], entries=[first, second, third])
    planned = [week.planned_days for week in weeks(course, MONDAY + timedelta(days=27))]
    assert planned == [5, 3, 3, 7], "a Sunday's plan is for the next week, and one that is over still leads"


def test_before_the_first_plan_nothing_was_planned():
    (week, _) = weeks(kept([session(1)], [], entries=[plan(9)]), MONDAY + timedelta(days=13))
    assert week.planned_days is None


def test_an_empty_plan_asks_for_nothing():
    empty = Entry(Kind.PLAN, NOON, "Mia", Plan().to_json())
    assert weeks(kept([session(1)], [], entries=[empty]), MONDAY)[0].asked is None


def test_where_a_plan_asks_for_it_twice_a_day_sessions_are_counted():
    sessions = [session(n, days) for n, days in ((1, 0), (2, 0.2), (3, 1), (4, 2))]
    records = [record_of(SCORE, days, session_id=n) for n, days in ((1, 0), (2, 0.2), (3, 1))]
    course = kept(sessions, records, entries=[plan(0, days_a_week=5, times_a_day=2)])
    (week,) = weeks(course, MONDAY + timedelta(days=6))
    assert (week.sessions, week.planned_sessions) == (3, 10)
    assert (week.trained_days, week.planned_days) == (2, 5)


def test_what_was_watched_is_what_the_log_says_or_else_the_dose_of_each_attempt():
    records = [record_of(SCORE, session_id=1)]
    log = {1: [Event(What.WATCHED, NOON, {"seconds": 30.5}), Event(What.PAIN, NOON, {"rating": 1})]}
    assert weeks(kept([session(1)], records), MONDAY)[0].days[0].watched_s == 45
    assert weeks(kept([session(1)], records, events=log), MONDAY)[0].days[0].watched_s == 30.5


def test_a_session_that_ended_early_shows():
    sessions = [session(1, 0, Ending.STOPPED), session(2, 1, None), session(3, 2)]
    records = [record_of(SCORE, n - 1, session_id=n) for n in (1, 2, 3)]
    (week,) = weeks(kept(sessions, records), MONDAY)
    assert [day.whole for day in week.days[:3]] == [False, False, True]
    assert week.planned_days is None


def test_what_a_therapist_says_is_what_counts():
    said = [
        corrected(record_of(SCORE), [Correction(ruling)]) for ruling in (Ruling.NOT_VALID, Ruling.ASSISTED)
    ]
    said.append(corrected(record_of(SCORE), [Correction(Ruling.COUNT, count=9)]))
    day = weeks(kept([session(1)], said), MONDAY)[0].days[0]
    assert (day.sets, day.repetitions) == (2, 3 + 9)
