"""Eight weeks of a rendered patient who improves: the review tells them in the record's own numbers."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import numpy as np
import pytest

from aotrainer.chart import Entry, Kind
from aotrainer.chart.correction import Correction, Ruling
from aotrainer.chart.plan import Plan, Prescription
from aotrainer.motion.score import Score
from aotrainer.review import course_of
from aotrainer.review.exercise import MEASURES
from aotrainer.review.flaws import flaw_words, flaws
from aotrainer.review.kept import with_corrections
from aotrainer.review.progress import FIRST_DAYS, NEWEST_DAYS, Verdict
from tests.review import eight_weeks
from tests.review.builders import NOON


def of(course, exercise):
    return next(each for each in course.exercises if each.exercise_id == exercise)


def test_two_exercises_are_better_and_the_third_is_not_yet(course):
    verdicts = {each.exercise_id: each.total.verdict for each in course.exercises}
    assert verdicts == {
        "seated_shoulder_flexion": Verdict.BETTER,
        "reach_forward": Verdict.BETTER,
        "hand_to_mouth": Verdict.SAME,
    }


def test_what_was_made_better_is_what_is_told(course):
    higher, upright = of(course, "seated_shoulder_flexion"), of(course, "reach_forward")
    assert higher.progress["range_deg"].verdict is Verdict.BETTER
    assert upright.progress["range_deg"].verdict is Verdict.SAME
    assert upright.progress["posture"].verdict is Verdict.BETTER
    assert upright.progress["tempo"].verdict is Verdict.SAME


def test_degrees_are_told_only_where_they_mean_something(course):
    library = eight_weeks.library()
    for each in course.exercises:
        in_degrees = library.exercises[each.exercise_id].target.judged == "degrees"
        assert ("range_deg" in each.progress) == (each.model_range_deg is not None) == in_degrees


def test_days_and_plan_are_those_of_the_calendar(course):
    trained = eight_weeks.WEEKS * eight_weeks.DAYS_A_WEEK - len(eight_weeks.MISSED)
    assert len(course.days) == course.sessions == trained
    assert course.planned_days == eight_weeks.WEEKS * eight_weeks.DAYS_A_WEEK


def test_what_was_done_before_there_was_a_plan_is_not_held_against_one(ada):
    late = Entry(
        Kind.PLAN,
        datetime.combine(eight_weeks.LAST_DAY - timedelta(days=16), time.min, UTC),
        "Mia",
        Plan((Prescription("drink", "right"),), days_a_week=3, times_a_day=2).to_json(),
    )
    course = course_of(replace(ada, entries=[late]), {}, eight_weeks.LAST_DAY)
    assert [week.planned_days for week in course.weeks] == [None] * 5 + [3] * 3
    assert course.planned_days is None
    assert course.planned_sessions is None
    assert [stop.kind for stop in course.stops] == ["fatigue"]


@pytest.mark.parametrize("name", MEASURES)
def test_the_numbers_are_those_of_the_history(course, ada, name):
    column = {"range_deg": "mean_range_deg"}.get(name, name)
    for each in course.exercises:
        if name not in each.progress or each.progress[name].start is None:
            continue
        by_day: dict = {}
        for trial in ada.trials:
            record = trial.effective
            value = getattr(record, column)
            if record.exercise_id == each.exercise_id and value is not None:
                by_day.setdefault(ada.day(record.started_at), []).append(value)
        days = [by_day[day] for day in sorted(by_day)]
        progress = each.progress[name]
        assert progress.start.mean == pytest.approx(np.mean(np.concatenate(days[:FIRST_DAYS])))
        assert progress.now == pytest.approx(np.mean([np.mean(day) for day in days[-NEWEST_DAYS:]]))


def test_sets_and_repetitions_are_those_of_the_history(course, ada, record):
    history = record.history(record.patient("Ada Lovelace"))
    assert [each.original for each in ada.trials] == list(history)
    spoilt = sum(each.all_not_valid for each in ada.trials)
    assert sum(each.sets for each in course.exercises) == len(history) - spoilt
    done = sum(each.effective.repetitions for each in ada.trials)
    assert sum(each.repetitions for each in course.exercises) == done
    assert sum(day.repetitions for day in course.days) == done


def test_what_happened_is_read_in_one_question_and_is_the_same(ada, record):
    assert ada.events == {each.session_id: record.events(each.session_id) for each in ada.sessions}


def test_what_the_therapist_wrote_is_there(course):
    assert [each.measure.id for each in course.measures] == ["fma_ue", "bbt", "nprs", "own"]
    assert [each.value for each in course.measures[0].taken] == [31, 36, 42]
    assert [goal.reached_on is not None for goal in course.goals] == [True, False]
    assert course.notes[0].words.startswith("Leans less")
    assert course.corrected == 2


def test_every_repetition_has_its_flaw(record, ada):
    first = next(each for each in ada.trials if each.original.exercise_id == "reach_forward")
    trial = record.load_trial(first.original.trial_id)
    assert isinstance(trial.outcome, Score)
    told = [flaw_words(cue) for cue in flaws(trial.outcome, trial.judging)]
    assert told == ["trunk leans"] * len(trial.outcome.repetitions)


def test_a_correction_of_one_repetition_is_worked_out_from_the_record(record, ada):
    scored = next(each.original for each in ada.trials if each.original.total is not None)
    page = Correction(Ruling.NOT_VALID, repetition=1).to_json()
    entry = Entry(Kind.CORRECTION, NOON, "Mia", page, scored.trial_id)
    (told,) = with_corrections(record, [scored], [entry])
    outcome = record.load_trial(scored.trial_id).outcome
    assert told.effective.total == pytest.approx(np.mean([rep.total for rep in outcome.repetitions[1:]]))
    assert told.original == scored


def test_an_exercise_whose_file_is_gone_goes_by_its_id(ada):
    from aotrainer.review import course_of

    bare = course_of(ada, {}, eight_weeks.LAST_DAY)
    assert {each.title for each in bare.exercises} == {each.exercise for each in eight_weeks.PRACTICE}
    assert not any(re.search("range_deg", name) for each in bare.exercises for name in each.progress)
