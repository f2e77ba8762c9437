"""From the therapist's plan to the session that follows it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aotrainer.audit import Deed
from aotrainer.care import Care
from aotrainer.chart.plan import MOST_PRESCRIPTIONS, Plan, Prescription, new_version, plan_in_force, versions
from aotrainer.chart.presets import COURSES
from aotrainer.event import Event, What
from aotrainer.practice.level import Level
from aotrainer.protocol import PRESETS
from aotrainer.ui.scene import Pop
from aotrainer.ui.scenes import home_scene
from aotrainer.ui.scenes.home import HomeScene
from aotrainer.ui.scenes.planning import WEEKS, PlanScene, UnkeptScene
from aotrainer.ui.scenes.prescribing import CHOICES, AddingScene, PrescriptionScene
from aotrainer.ui.scenes.summary import SummaryScene
from tests.ui.gallery import RULES
from tests.ui.stage import task, unasked
from tests.ui.test_home import by_keyboard, by_mouse, done_by
from tests.ui.test_whole_session import Mouse, begin, comforts  # noqa: F401 (fixtures)

RAISE = Prescription("shoulder_abduction", "right", 3, rate=0.5)
STAND = Prescription("sit_to_stand", "left", 1, repetitions=5)
PLAN = Plan((STAND, RAISE), days_a_week=2)
"""Not in the order of the library."""
SAME_SEATED = (("mini_squat", 2), ("hip_extension", 5))
"""Who may fall does the same exercise in the place of both."""
MONDAY = timedelta(days=3)
"""The stage's clock begins on a Friday."""


@pytest.fixture
def anna(store, clock):
    return unasked(store, "Anna", clock)


@pytest.fixture
def write(store, anna, clock):
    """A therapist keeps another version."""

    def keep(plan, author="Lena"):
        store.keep_entry(anna, new_version(store.entries(anna), plan, clock.utc(), author))

    return keep


@pytest.fixture
def planning(services, anna):
    return PlanScene(replace(services, author="Lena"), anna)


def label(scene, key):
    return next(button.label for button in scene.buttons() if button.key == key)


def enabled(scene, key):
    return next(button.enabled for button in scene.buttons() if button.key == key)


def keys(session):
    return [(each.exercise.id, each.side) for each in session.tasks]


def in_force(store, patient):
    return plan_in_force(store.entries(patient)).plan


class TestHome:
    def test_begins_with_the_plan_rather_than_with_last_time(self, services, anna, write, exercises, clock):
        done_by(services, anna, [task(exercises, "elbow_flexion", "left")], clock)
        write(PLAN)
        home = home_scene(services)
        assert home.plan.picked == {STAND.key, RAISE.key}
        people = by_mouse(home_scene(services), "who").scene
        by_mouse(people, "person:0")
        assert people.plan.picked == {STAND.key, RAISE.key}

    def test_says_which_day_of_the_weeks_days_it_is(self, services, anna, write, exercises, clock):
        write(PLAN)
        clock.now_s += MONDAY.total_seconds()
        home, said = home_scene(services), []
        for _day in range(3):
            home.step(clock())
            said.append(label(home, "dose"))
            done_by(services, anna, [task(exercises, "elbow_flexion", "left")], clock)
            clock.now_s += timedelta(days=1).total_seconds()
        assert said == ["Day 1 of 2 this week", "Day 2 of 2 this week", "2 of 2 days done this week"]
        clock.now_s += timedelta(days=4).total_seconds()
        home.step(clock())
        assert label(home, "dose") == "Day 1 of 2 this week"

    def test_says_which_time_of_the_day_it_is_and_when_all_is_done(
        self, services, anna, write, exercises, clock
    ):
        write(replace(PLAN, times_a_day=2))
        said = []
        for _ in range(3):
            said.append(label(home_scene(services), "dose"))
            done_by(services, anna, [task(exercises, "elbow_flexion", "left")], clock)
        assert [words.removeprefix("Day 1 of 2 this week  •  ") for words in said] == [
            "time 1 of 2 today", "time 2 of 2 today", "done for today",
        ]  # fmt: skip

    @pytest.mark.parametrize("press", [by_keyboard, by_mouse])
    def test_starts_a_session_as_planned_in_the_order_of_the_plan(self, services, write, press):
        write(PLAN)
        session = press(home_scene(services), "start").scene.running.session
        assert keys(session) == [STAND.key, RAISE.key]
        assert (session.protocol.sets, session.rate, session.goal) == (1, 0.75, 5)
        session.course.skip()
        assert (session.protocol.sets, session.rate, session.goal) == (3, 0.5, None)

    def test_lets_a_person_change_it_for_today(self, services, write, store, anna, clock):
        write(PLAN)
        home = home_scene(services)
        by_mouse(home, "side:sit_to_stand:left")
        by_mouse(home, "side:elbow_flexion:left")
        session = by_mouse(home, "start").scene.running.session
        assert keys(session) == [RAISE.key, ("elbow_flexion", "left")]
        assert session.protocol.sets == 3
        session.course.skip()
        assert session.protocol == services.protocol, "what the plan does not name has the usual dose"
        home.step(clock())
        assert home.plan.picked == {RAISE.key, ("elbow_flexion", "left")}, "today's changes stay for today"
        clock.now_s += timedelta(days=1).total_seconds()
        home.step(clock())
        assert home.plan.picked == {STAND.key, RAISE.key}
        assert in_force(store, anna) == PLAN

    def test_another_dose_may_be_chosen_for_today_and_the_plans_again(self, services, write):
        write(PLAN)
        home = home_scene(services)
        doses = by_mouse(home, "dose").scene
        assert doses.focus.key == "today's plan"
        by_mouse(doses, "dose:priming")
        assert label(home, "dose") == PRESETS["priming"].title
        session = by_mouse(home, "start").scene.running.session
        assert (session.protocol, session.goal) == (PRESETS["priming"], None)
        by_mouse(by_mouse(home, "dose").scene, "today's plan")
        assert by_mouse(home, "start").scene.running.session.goal == 5

    def test_tells_how_long_the_plan_takes(self, services, write):
        write(PLAN)
        assert home_scene(services)._hint() == f"2 exercises, about {-(-PLAN.day_s // 60):.0f} minutes"

    def test_follows_a_plan_that_is_changed_meanwhile(self, services, write, clock):
        write(PLAN)
        home = home_scene(services)
        by_mouse(home, "care")
        write(Plan((RAISE,)))
        home.step(clock())
        assert home.plan.picked == {RAISE.key}
        by_mouse(home, "care")
        write(Plan())
        home.step(clock())
        assert home.plan.today is None

    def test_nobody_goes_on_with_somebody_elses_plan(self, services, write):
        write(PLAN)
        home = home_scene(services)
        by_mouse(by_mouse(by_mouse(home, "who").scene, "add").scene, "add")
        assert (home.plan.patient.name, home.plan.today, home.plan.picked) == ("Person 2", None, set())

    def test_the_plan_has_the_first_page(self, services, write, forty):
        write(Plan((Prescription("leg_0", "left"), Prescription("shoulder_4", "left"))))
        home = home_scene(replace(services, library=forty))
        assert home.pages[0].title == "Today's plan"
        assert [each.id for each in home.pages[0].exercises] == ["leg_0", "shoulder_4"]
        regions = by_mouse(home, "region").scene
        assert label(regions, "region:today's plan") == "Today's plan"
        by_mouse(regions, "region:elbow")
        by_mouse(by_mouse(home, "region").scene, "region:today's plan")
        assert home.page == 0

    def test_an_exercise_that_is_not_on_this_computer_is_left_out(self, services, write):
        write(Plan((Prescription("my_own", "left"), RAISE)))
        session = by_mouse(home_scene(services), "start").scene.running.session
        assert keys(session) == [RAISE.key]

    def test_who_may_fall_does_the_seated_version_as_it_was_prescribed(
        self, services, write, store, anna, exercises
    ):
        write(Plan((RAISE,)))
        store.keep_care(anna, Care(ratings=False, fall_risk=True))
        home = home_scene(replace(services, library=replace(services.library, exercises=exercises)))
        session = by_mouse(home, "start").scene.running.session
        assert keys(session) == [("seated_shoulder_abduction", "right")]
        assert session.task.in_place_of == exercises["shoulder_abduction"]
        assert (session.protocol.sets, session.rate) == (3, 0.5)

    def test_what_takes_the_place_of_several_is_done_once_as_the_first_was_prescribed(
        self, services, write, store, anna, exercises
    ):
        squat, extend = (Prescription(name, "left", sets) for name, sets in SAME_SEATED)
        write(Plan((squat, extend)))
        store.keep_care(anna, Care(ratings=False, fall_risk=True))
        home = home_scene(replace(services, library=replace(services.library, exercises=exercises)))
        assert home._hint() == f"1 exercise, about {-(-Plan((squat,)).day_s // 60):.0f} minutes"
        session = by_mouse(home, "start").scene.running.session
        assert keys(session) == [("knee_extension", "left")]
        assert session.protocol.sets == 2

    def test_a_plan_of_a_newer_aotrainer_is_told_and_not_guessed_at(
        self, services, store, anna, write, clock
    ):
        write(PLAN)
        page = new_version(store.entries(anna), PLAN, clock.utc(), "Lena")
        store.keep_entry(anna, replace(page, content={**page.content, "days_a_week": 9}))
        home = home_scene(services)
        assert home._hint() == "The plan cannot be read here: update aotrainer."
        assert not enabled(home, "start")


@pytest.mark.parametrize(("days", "rate"), [(-1, 0.5), (1, 1.0)])
def test_steps_of_graded_practice_count_from_the_prescription_on(
    services, store, anna, write, clock, days, rate
):
    store.keep_care(anna, Care(ratings=False, grading="apply"))
    write(Plan((RAISE,)))
    session_id = store.begin_session(anna, "priming", clock.utc())
    step = {"exercise": RAISE.exercise_id, "side": "right", "step": "faster", "applied": True}
    level = {"rate": 1.0, "range_share": 1.0, "whole": True, "repetitions": 8}
    store.save_event(session_id, Event(What.GRADED, clock.utc() + timedelta(days=days), {**step, **level}))
    assert store.levels(anna) == {RAISE.key: Level(**level)}
    home = home_scene(replace(services, rules=RULES))
    assert by_mouse(home, "start").scene.running.session.rate == rate


class TestPlanning:
    @pytest.mark.parametrize("press", [by_keyboard, by_mouse])
    def test_a_plan_is_made_and_kept_as_a_version(self, services, store, anna, press):
        care = press(home_scene(replace(services, author="Lena")), "care").scene
        assert label(care, "plan") == "Nothing is prescribed"
        scene = press(care, "plan").scene
        assert not enabled(scene, "keep")
        adding = press(scene, "add").scene
        assert isinstance(adding, AddingScene)
        press(adding, "side:elbow_flexion:left")
        assert press(adding, "done") == Pop()
        press(scene, "days")
        assert press(scene, "keep") == Pop()
        [version] = versions(store.entries(anna))
        assert version.plan == Plan((Prescription("elbow_flexion", "left"),), days_a_week=6)
        assert version.author == "Lena"
        care.step(0.0)
        assert label(care, "plan") == "1 exercise  •  6 days a week"
        line = store.audit_trail()[-1]
        assert (line.deed, line.patient, dict(line.details)) == (Deed.CHANGED, anna.uid, {"chart": "plan"})

    def test_nothing_is_in_the_chart_before_it_is_kept(self, planning, store, anna):
        by_mouse(planning, "days")
        assert versions(store.entries(anna)) == ()
        leaving = by_mouse(planning, "back").scene
        assert isinstance(leaving, UnkeptScene)
        assert by_mouse(leaving, "back") == Pop()
        assert by_mouse(leaving, "drop") == Pop(2)
        assert versions(store.entries(anna)) == ()
        assert by_mouse(leaving, "keep") == Pop(2)
        assert in_force(store, anna).days_a_week == 6
        assert by_mouse(planning, "back") == Pop()

    def test_times_days_and_weeks_step_through_all_choices(self, planning):
        times, days, weeks = [], [], []
        for _n in range(4):
            planning.press("times")
            times.append(planning.draft.plan.times_a_day)
        assert times == [2, 3, 4, 1]
        for _n in range(7):
            planning.press("days")
            days.append(planning.draft.plan.days_a_week)
        assert days == [6, 7, 1, 2, 3, 4, 5]
        for _n in WEEKS:
            planning.press("weeks")
            weeks.append(planning.draft.plan.weeks)
        assert weeks == [*WEEKS[1:], None]

    @pytest.mark.parametrize("name", CHOICES)
    def test_each_value_steps_through_its_choices_and_says_which(self, services, planning, name):
        planning.draft.toggle(Prescription("shoulder_abduction", "right"))
        each = by_mouse(planning, "item:0").scene
        assert isinstance(each, PrescriptionScene)
        seen = {}
        for _n in CHOICES[name]:
            by_mouse(each, name)
            seen[getattr(planning.draft.plan.prescriptions[0], name)] = label(each, name)
        assert set(seen) == set(CHOICES[name])
        assert len(set(seen.values())) == len(CHOICES[name]), "two choices look alike"

    def test_the_side_changes_unless_both_are_planned(self, planning):
        planning.draft.plan = Plan((RAISE, STAND))
        each = by_mouse(planning, "item:0").scene
        by_mouse(each, "side")
        assert planning.draft.plan.prescriptions[0].key == ("shoulder_abduction", "left")
        planning.draft.toggle(RAISE)
        by_mouse(each, "side")
        assert len(planning.draft.plan.prescriptions) == 3
        assert each.note() == "The other side is in the plan already."

    def test_an_exercise_is_taken_out_where_it_is_or_on_the_shelf(self, planning):
        planning.draft.plan = PLAN
        assert by_mouse(by_mouse(planning, "item:0").scene, "remove") == Pop()
        assert planning.draft.plan.prescriptions == (RAISE,)
        by_mouse(by_mouse(planning, "add").scene, "side:shoulder_abduction:right")
        assert planning.draft.plan.prescriptions == ()

    def test_a_full_plan_takes_no_more(self, planning):
        planning.draft.plan = Plan(tuple(Prescription(f"e{n}", "left") for n in range(MOST_PRESCRIPTIONS)))
        adding = by_mouse(planning, "add").scene
        by_mouse(adding, "side:shoulder_abduction:right")
        assert len(planning.draft.plan.prescriptions) == MOST_PRESCRIPTIONS

    def test_every_prescription_can_be_reached(self, planning):
        planning.draft.plan = Plan(tuple(Prescription(f"e{n}", "left") for n in range(8)))
        seen = []
        for _page in range(3):
            seen += [button.key for button in planning.buttons() if button.key.startswith("item:")]
            by_mouse(planning, "more")
        assert seen == [f"item:{n}" for n in range(8)]

    @pytest.mark.parametrize("name", COURSES)
    def test_a_preset_fills_in_the_dose(self, planning, name):
        planning.draft.plan = PLAN
        assert by_mouse(by_mouse(planning, "preset").scene, name) == Pop()
        assert planning.draft.plan == COURSES[name].applied(PLAN)
        by_mouse(by_mouse(planning, "add").scene, "side:elbow_flexion:left")
        assert planning.draft.plan.prescriptions[-1].dose == COURSES[name].dose, "what is added later, too"

    def test_more_than_people_keep_up_is_said_and_why(self, planning):
        assert "why" not in [button.key for button in planning.buttons()]
        for _n in range(2):
            by_mouse(planning, "days")
        assert "7 sessions a week; at home up to 6" in planning._notes()
        note = by_mouse(planning, "why").scene
        assert "tjn.org.tr" in note.words

    def test_weeks_that_are_over_are_told(self, services, anna, write, clock):
        write(Plan((RAISE,), weeks=1))
        scene = PlanScene(services, anna)
        assert not any("over" in note for note in scene._notes())
        clock.now_s += timedelta(weeks=1).total_seconds()
        assert "The weeks of this plan are over. Look at it again." in scene._notes()

    def test_an_earlier_version_can_be_taken_up_again_as_a_new_one(self, services, anna, write, store, clock):
        write(PLAN, "Ben")
        clock.now_s += 60
        write(Plan())
        scene = PlanScene(replace(services, author="Lena"), anna)
        listed = by_mouse(scene, "versions").scene
        captions = [button.caption for button in listed.buttons() if button.key.startswith("version:")]
        assert ["Lena" in captions[0], "Ben" in captions[1]] == [True, True]
        by_mouse(listed, "version:1")
        by_mouse(scene, "keep")
        assert [each.plan for each in versions(store.entries(anna))] == [PLAN, Plan(), PLAN]


def test_from_the_plan_to_the_last_word(begin, clock, store, anna):  # noqa: F811
    """A therapist plans, the first screen follows, and the session does what was planned; by mouse."""
    person = Mouse(begin(), clock, None)
    for key in ("en", "care", "plan", "add", "side:shoulder_abduction:right", "done"):
        person.press(key)
    person.press("item:0")
    for key in ("repetitions", "rate", "rate", "sets", "back", "preset", "gentle", "keep", "back"):
        person.press(key)
    assert isinstance(person.app.scene, HomeScene)
    assert label(person.app.scene, "dose") == "Day 1 of 3 this week"
    [page] = store.entries(anna)
    planned = in_force(store, anna)
    assert planned == Plan((Prescription("shoulder_abduction", "right", 1, 5),), 3, 2)
    for key in ("start", "watch"):
        person.press(key)
    person.until(lambda: person.app.scene.__class__ is SummaryScene)
    [trial] = store.history(anna)
    assert (trial.exercise_id, trial.side, trial.set_number) == ("shoulder_abduction", "right", 1)
    assert (trial.protocol_id, trial.rate, trial.repetitions) == ("priming", 0.75, 5)
    assert trial.observed_s >= PRESETS["priming"].observe_s
    assert trial.duration_s < PRESETS["priming"].imitate_s
    [began] = [each for each in store.events(trial.session_id) if each.what is What.BEGAN]
    assert began.details["plan"] == page.uid
    person.press("home")
    assert label(person.app.scene, "dose") == "Day 1 of 3 this week  •  done for today"
