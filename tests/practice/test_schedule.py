import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.practice.schedule import NOTHING, THE_TRIAL, Schedule, Shown, shown

schedules, counts, weeks = st.sampled_from(Schedule), st.integers(1, 40), st.floats(0, 200)


def session(schedule, trials, weeks=0.0):
    """How many trials each feedback of a session is about."""
    return [shown(schedule, done, done == trials, weeks).trials for done in range(1, trials + 1)]


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        (Schedule.EVERY_TRIAL, [1, 1, 1, 1, 1, 1, 1]),
        (Schedule.SUMMARY_3, [0, 0, 3, 0, 0, 3, 1]),
        (Schedule.SUMMARY_5, [0, 0, 0, 0, 5, 0, 2]),
        (Schedule.ON_REQUEST, [0, 0, 0, 0, 0, 0, 0]),
    ],
)
def test_seven_trials(schedule, told):
    assert session(schedule, 7) == told


@pytest.mark.parametrize(("weeks", "every"), [(0, 1), (0.99, 1), (1, 3), (2.99, 3), (3, 5), (52, 5)])
def test_faded_feedback_comes_less_often_with_the_weeks(weeks, every):
    trials = 15
    assert session(Schedule.FADED, trials, weeks) == [0 if n % every else every for n in range(1, trials + 1)]


@given(schedules.filter(lambda one: one is not Schedule.ON_REQUEST), counts, weeks)
def test_every_trial_is_told_once_by_the_end_of_the_session(schedule, trials, weeks):
    assert sum(session(schedule, trials, weeks)) == trials


@given(counts, st.booleans(), weeks, weeks)
def test_fading_never_brings_more_feedback(trials, last, weeks, later):
    first, second = sorted((weeks, later))
    assert len([n for n in session(Schedule.FADED, trials, second) if n]) <= len(
        [n for n in session(Schedule.FADED, trials, first) if n]
    )


@given(schedules, counts, st.booleans(), weeks)
def test_why_a_trial_was_not_judged_is_told_at_once(schedule, done, last, weeks):
    told = shown(schedule, done, last, weeks, judged=False)
    assert not told.nothing
    assert told in (THE_TRIAL, shown(schedule, done, last, weeks))


def test_one_trial_alone_is_no_summary():
    assert (NOTHING.nothing, THE_TRIAL.nothing, Shown(3).nothing) == (True, False, False)
    assert (NOTHING.summary, THE_TRIAL.summary, Shown(3).summary) == (False, False, True)
