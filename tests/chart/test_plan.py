"""The plan: what can be prescribed, what is said gently, and that no version is ever lost."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.chart import Entry, Kind
from aotrainer.chart.home import SOURCE, advice
from aotrainer.chart.plan import (
    MOST_PRESCRIPTIONS,
    MOST_SETS,
    MOST_WEEKS,
    Plan,
    Prescription,
    new_version,
    plan_in_force,
    prescribed_since,
    training_day,
    versions,
)
from aotrainer.chart.presets import COURSES, course_named, usual
from aotrainer.config import shipped
from aotrainer.errors import PlanError
from aotrainer.exercises import load_exercise
from aotrainer.practice.rules import MOST_REPETITIONS
from aotrainer.protocol import PRESETS

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
RAISE = Prescription("shoulder_abduction", "right")
STAND = Prescription("sit_to_stand", "left", sets=3, repetitions=8, rate=0.5)

prescriptions = st.builds(
    Prescription,
    exercise_id=st.text(min_size=1),
    side=st.sampled_from(("left", "right")),
    sets=st.integers(1, MOST_SETS),
    repetitions=st.none() | st.integers(1, MOST_REPETITIONS),
    protocol_id=st.sampled_from(list(PRESETS)),
    rate=st.floats(0.5, 1.0),
    range_share=st.floats(0.5, 1.0),
)
plans = st.builds(
    Plan,
    st.lists(prescriptions, max_size=MOST_PRESCRIPTIONS, unique_by=lambda each: each.key).map(tuple),
    st.integers(1, 7),
    st.none() | st.integers(1, MOST_WEEKS),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def written(plans, author="Lena"):
    """The chart after these plans were written, a day apart."""
    entries = ()
    for day, plan in enumerate(plans):
        entries = (*entries, new_version(entries, plan, MONDAY + timedelta(days=day), author))
    return entries


class TestJson:
    @given(plans)
    def test_a_plan_comes_back_as_it_was_written(self, plan):
        assert Plan.from_json(json.loads(json.dumps(plan.to_json()))) == plan

    @given(plans, anything)
    def test_what_a_newer_version_adds_is_left_out(self, plan, value):
        data = plan.to_json()
        data["minutes"] = value
        data["prescriptions"] = [{**each, "load_kg": value} for each in data["prescriptions"]]
        assert Plan.from_json(data) == plan

    def test_what_an_older_version_did_not_write_is_as_usual(self):
        data = {"prescriptions": [{"exercise_id": "sit_to_stand", "side": "left"}]}
        assert Plan.from_json(data) == Plan((Prescription("sit_to_stand", "left"),))

    @given(st.dictionaries(st.sampled_from(("prescriptions", "days_a_week", "weeks")), anything))
    def test_what_is_no_plan_is_told_and_never_a_traceback(self, data):
        try:
            Plan.from_json(data)
        except PlanError as error:
            assert error.remedy

    @given(st.sampled_from(("exercise_id", "side", "sets", "protocol_id", "rate", "range_share")), anything)
    def test_nor_is_a_prescription_of_nonsense(self, name, value):
        try:
            plan = Plan.from_json(
                {"prescriptions": [{**Plan((RAISE,)).to_json()["prescriptions"][0], name: value}]}
            )
        except PlanError:
            return
        assert plan.day_s > 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"sets": 0}, "sets: it cannot be 0. Choose a number between 1 and 10."),
        ({"sets": 2.5}, "whole number"),
        ({"repetitions": 0}, "repetitions: it cannot be 0."),
        ({"protocol_id": "new"}, "Choose one of: priming, franceschini, ertelt."),
        ({"rate": 0.4}, "speed: it cannot be 0.4. Choose a number between 0.5 and 1."),
        ({"rate": float("nan")}, "speed: it cannot be nan."),
        ({"range_share": 0.2}, "between 0.5 and 1"),
        ({"side": "up"}, "Choose one of: left, right."),
        ({"exercise_id": ""}, "Choose one."),
    ],
)
def test_what_cannot_be_prescribed_is_told_with_what_can(wrong, words):
    with pytest.raises(PlanError, match=words.replace(".", r"\.")):
        replace(RAISE, **wrong)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"days_a_week": 8}, "days a week: it cannot be 8"),
        ({"times_a_day": 0}, "times a day: it cannot be 0"),
        ({"weeks": 0}, "weeks: it cannot be 0"),
        ({"prescriptions": (RAISE, RAISE)}, "twice"),
        ({"prescriptions": tuple(Prescription(f"e{n}", "left") for n in range(13))}, "Keep to 12"),
    ],
)
def test_nor_can_these_be_planned(wrong, words):
    with pytest.raises(PlanError, match=words):
        replace(Plan(), **wrong)


def test_a_day_is_as_long_as_its_sets_and_the_rests_between_them():
    dose = PRESETS["priming"]
    one = dose.observe_s + dose.get_ready_s + dose.imitate_s + dose.feedback_s
    assert Plan((RAISE,)).day_s == 2 * one + dose.rest_s
    assert Plan((RAISE, STAND)).day_s == 5 * one + 4 * dose.rest_s
    assert Plan((RAISE,), times_a_day=2).day_s == 2 * Plan((RAISE,)).day_s
    assert Plan().day_s == 0


class TestAdvice:
    def test_a_plan_within_what_people_keep_up_needs_no_words(self):
        assert advice(COURSES["home"].applied(Plan((RAISE, STAND)))) == ()
        three = tuple(Prescription(f"e{n}", "left") for n in range(3))
        assert advice(Plan(three, days_a_week=6)) == ()

    def test_either_side_of_an_exercise_is_one_exercise(self):
        both = tuple(Prescription(f"e{n}", side) for n in range(3) for side in ("left", "right"))
        assert all("exercises" not in each.words for each in advice(Plan(both)))

    @pytest.mark.parametrize(
        ("plan", "words"),
        [
            (
                Plan(tuple(Prescription(f"e{n}", "left", sets=1) for n in range(4))),
                "4 exercises; at home up to 3",
            ),
            (
                Plan((Prescription("e", "left", 5, protocol_id="franceschini"),)),
                "31 minutes a day; at home up to 30",
            ),
            (Plan((RAISE,), days_a_week=7), "7 sessions a week; at home up to 6"),
            (Plan((RAISE,), days_a_week=4, times_a_day=2), "8 sessions a week; at home up to 6"),
        ],
    )
    def test_more_is_said_gently_and_with_its_source(self, plan, words):
        told = advice(plan)
        assert [each.words.startswith(words) for each in told] == [True]
        assert told[0].source == SOURCE


class TestPresets:
    @pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
    def test_give_every_exercise_their_dose_and_keep_what_is_personal(self, course):
        plan = course.applied(Plan((RAISE, replace(STAND, range_share=0.6)), days_a_week=7))
        assert {each.dose for each in plan.prescriptions} == {course.dose}
        assert [(each.key, each.repetitions) for each in plan.prescriptions] == [
            (RAISE.key, None),
            (STAND.key, 8),
        ]
        assert plan.prescriptions[1].range_share == 0.6
        assert (plan.days_a_week, plan.weeks) == (course.days_a_week, course.weeks)
        assert course.source

    def test_one_that_is_not_there_is_told(self):
        with pytest.raises(PlanError, match="Choose one of: gentle, home"):
            course_named("fast")

    def test_an_exercise_begins_as_its_file_proposes(self):
        exercise = load_exercise(shipped("exercises", "shoulder_abduction.toml"))
        dose = PRESETS[exercise.dose.protocol]
        assert usual(exercise, "left").dose == dose


class TestVersions:
    def test_each_replaces_the_last_and_all_are_kept_with_their_authors(self):
        first, second = Plan((RAISE,)), Plan((RAISE, STAND), days_a_week=3)
        entries = written([first, second])
        assert [each.plan for each in versions(entries)] == [first, second]
        assert {each.author for each in versions(entries)} == {"Lena"}
        assert plan_in_force(entries).plan == second
        assert entries[1].replaces == entries[0].uid

    def test_there_may_be_none(self):
        note = Entry(Kind.NOTE, MONDAY, "Lena", {"words": "Sleeps well"})
        assert plan_in_force((note,)) is None
        assert versions((note,)) == ()
        assert prescribed_since((note,)) == {}

    def test_an_empty_one_says_that_nothing_is_prescribed_any_more(self):
        entries = written([Plan((RAISE,)), Plan()])
        assert plan_in_force(entries).plan.prescriptions == ()

    def test_of_two_stations_that_did_not_know_of_each_other_the_later_one_counts(self):
        entries = written([Plan((RAISE,))])
        late = new_version(entries, Plan((STAND,)), MONDAY + timedelta(hours=3), "Ben")
        early = new_version(entries, Plan((RAISE, STAND)), MONDAY + timedelta(hours=2), "Lena")
        both = (*entries, late, early)
        assert plan_in_force(both).author == "Ben"
        assert len(versions(both)) == 3
        assert prescribed_since(both) == {STAND.key: late.at}

    def test_one_of_a_newer_aotrainer_is_not_guessed_at(self):
        data = {**Plan((RAISE,)).to_json(), "days_a_week": 9}
        newer = Entry(Kind.PLAN, MONDAY, "Lena", data)
        version = plan_in_force((newer,))
        assert version.plan == Plan()
        assert version.problem.remedy == "Update this one."

    def test_a_withdrawn_page_prescribes_nothing(self):
        entries = written([Plan((RAISE,))])
        withdrawn = Entry(Kind.PLAN, MONDAY, "Lena", {}, replaces=entries[0].uid, withdrawn=True)
        assert plan_in_force((*entries, withdrawn)) is None
        assert versions((*entries, withdrawn))[-1].plan == Plan()

    def test_weeks_pass(self):
        version = versions(written([Plan((RAISE,), weeks=2)]))[0]
        assert not version.is_over(MONDAY + timedelta(days=13))
        assert version.is_over(MONDAY + timedelta(days=14))
        assert not versions(written([Plan((RAISE,))]))[0].is_over(MONDAY + timedelta(days=999))

    def test_each_prescription_stands_since_it_was_last_changed(self):
        entries = written(
            [
                Plan((RAISE, STAND)),
                Plan((RAISE, replace(STAND, rate=0.75))),
                Plan((replace(STAND, rate=0.75), RAISE), days_a_week=2),
                Plan((RAISE,)),
                Plan((RAISE, replace(STAND, rate=0.75))),
            ]
        )
        assert prescribed_since(entries) == {RAISE.key: entries[0].at, STAND.key: entries[4].at}
        assert prescribed_since(entries[:3]) == {RAISE.key: entries[0].at, STAND.key: entries[1].at}


@pytest.mark.parametrize(
    ("trained", "day"),
    [((), 1), ((1,), 1), ((2, 3), 3), ((2, 2), 2), ((4,), 1), ((3, 4, 5), 2), ((-1, 1, 2), 2)],
)
def test_which_day_of_training_of_the_week_today_is(trained, day):
    """March 2026: the 2nd is a Monday, today is Wednesday, the 4th; what was done today does not count."""
    days = [date(2026, 2, 28) + timedelta(days=each) for each in trained]
    assert training_day(days, date(2026, 3, 4)) == day
