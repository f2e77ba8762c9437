"""Which days, how many of the plan, how much was watched and done."""

from datetime import date, timedelta

from aotrainer.chart.correction import Correction, Ruling, corrected
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
