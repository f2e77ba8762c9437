"""From nothing to a session, by keyboard alone and by mouse alone."""

from dataclasses import replace

import pygame
import pytest

from aotrainer.care import Care
from aotrainer.ui.running import Running
from aotrainer.ui.scene import Pop, Push, Quit
from aotrainer.ui.scenes import VIEWS, home_scene
from aotrainer.ui.scenes.choices import AddPersonScene, DoseScene, PeopleScene
from aotrainer.ui.scenes.choosing import DemonstratorScene, RegionScene
from aotrainer.ui.scenes.message import NoteScene, QuitScene
from aotrainer.ui.scenes.questions import CheckInScene
from tests.ui.stage import DOSE, clicked, photograph, pressed, resized, task, unasked


def typed(words):
    return [pygame.event.Event(pygame.TEXTINPUT, text=letter) for letter in words]


def tab_to(scene, key):
    """Press Tab until a button has the focus, as a person would."""
    for _ in range(60):
        if scene.focus.key == key:
            return
        scene.handle(pressed(pygame.K_TAB))
    pytest.fail(f"{key} cannot be reached")


def by_keyboard(scene, key):
    tab_to(scene, key)
    return scene.handle(pressed(pygame.K_RETURN))


def by_mouse(scene, key):
    scene.handle(resized((1024, 600)))
    button = next(button for button in scene.buttons() if button.key == key)
    return [scene.handle(event) for event in clicked(button.rect.center)][-1]


@pytest.fixture
def home(services):
    return home_scene(services)


@pytest.mark.parametrize("press", [by_keyboard, by_mouse])
def test_a_first_session_can_be_started(home, press, store):
    people = press(home, "who").scene
    assert isinstance(people, PeopleScene)
    add = press(people, "add").scene
    assert isinstance(add, AddPersonScene)
    assert press(add, "add") == Pop(2)
    assert [person.name for person in store.patients()] == ["Person 1"]
    assert press(home, "side:shoulder_abduction:right") is None
    doses = press(home, "dose").scene
    assert isinstance(doses, DoseScene)
    assert press(doses, "dose:tiny") == Pop()
    started = press(home, "start")
    assert isinstance(started, Push)
    assert isinstance(started.scene, CheckInScene), "pain and fatigue are asked by default"
    session = started.scene.running.session
    assert [(task.exercise.id, task.side) for task in session.tasks] == [("shoulder_abduction", "right")]


def test_start_waits_for_a_person_and_an_exercise(home, store, clock):
    start = lambda: next(button for button in home.buttons() if button.key == "start")  # noqa: E731
    assert not start().enabled
    home.plan.patient = store.add_patient("Anna", clock.utc())
    assert not start().enabled
    by_keyboard(home, "side:sit_to_stand:left")
    assert start().enabled
    by_keyboard(home, "side:sit_to_stand:left")
    assert not start().enabled


def test_both_sides_make_two_tasks_in_the_order_of_the_list(home, store, clock):
    home.plan.patient = store.add_patient("Anna", clock.utc())
    for key in ("side:hand_to_mouth:right", "side:elbow_flexion:right", "side:elbow_flexion:left"):
        by_keyboard(home, key)
    session = by_keyboard(home, "start").scene.running.session
    assert [(task.exercise.id, task.side) for task in session.tasks] == [
        ("elbow_flexion", "left"),
        ("elbow_flexion", "right"),
        ("hand_to_mouth", "right"),
    ]


def test_the_only_person_is_chosen_already_but_of_two_nobody_is(services, store, clock):
    anna = store.add_patient("Anna", clock.utc())
    assert home_scene(services).plan.patient == anna
    store.add_patient("Ben", clock.utc())
    assert home_scene(services).plan.patient is None


def test_a_typed_name_replaces_the_proposed_one(services, home, store):
    scene = AddPersonScene(services, home.plan, 0)
    for event in (*typed("Annna"), pressed(pygame.K_BACKSPACE), pressed(pygame.K_BACKSPACE), *typed("a B.")):
        scene.handle(event)
    assert scene.typed == "Anna B."
    assert scene.handle(pressed(pygame.K_RETURN)) == Pop(2)
    assert home.plan.patient == store.patients()[0]


def test_a_name_that_is_taken_is_explained_in_place(services, home, store, clock, printer):
    store.add_patient("Anna", clock.utc())
    scene = AddPersonScene(services, home.plan, 1)
    for event in typed("anna"):
        scene.handle(event)
    assert scene.handle(pressed(pygame.K_RETURN)) is None
    assert scene.problem
    assert photograph(scene, (1024, 600), printer).overflows == []


def test_an_empty_name_cannot_be_added(services, home):
    scene = AddPersonScene(services, home.plan, 0)
    scene.handle(pressed(pygame.K_BACKSPACE))
    assert scene.handle(pressed(pygame.K_RETURN)) is None


def test_many_people_are_paged(services, home, store, clock):
    for number in range(11):
        store.add_patient(f"Person {number}", clock.utc())
    scene = PeopleScene(services, home.plan)
    assert sum(button.key.startswith("person:") for button in scene.buttons()) == 8
    by_mouse(scene, "more")
    assert sum(button.key.startswith("person:") for button in scene.buttons()) == 3
    assert by_mouse(scene, "person:9") == Pop()
    assert home.plan.patient == scene.people[9]


def test_problems_of_exercise_files_are_shown_calmly(home, printer):
    note = by_mouse(home, "problems").scene
    assert isinstance(note, NoteScene)
    assert "squat.toml" in note.words
    assert by_keyboard(note, "back") == Pop()


def test_escape_and_leave_ask_before_they_end_the_training(home):
    for transition in (home.handle(pressed(pygame.K_ESCAPE)), by_mouse(home, "leave")):
        assert isinstance(transition.scene, QuitScene)
    question = home.handle(pressed(pygame.K_ESCAPE)).scene
    assert by_keyboard(question, "quit") == Quit()
    assert by_mouse(question, "stay") == Pop()
    assert question.handle(pressed(pygame.K_ESCAPE)) == Pop()


def test_closing_the_window_at_home_ends_the_program(home):
    assert home.handle(pygame.event.Event(pygame.QUIT)) == Quit()


@pytest.fixture
def full_home(services, forty):
    return home_scene(replace(services, library=forty))


def picks(scene):
    return [button.key for button in scene.buttons() if button.key.startswith("side:")]


def test_what_fits_on_one_page_needs_no_pages(home):
    assert len(picks(home)) == 2 * 4
    assert not {"before", "region", "after"} & {button.key for button in home.buttons()}


@pytest.mark.parametrize("press", [by_keyboard, by_mouse])
def test_forty_exercises_are_paged_by_region_and_all_can_be_reached(full_home, forty, press):
    seen = []
    for _ in full_home.pages:
        assert len({forty.exercises[key.split(":")[1]].region for key in picks(full_home)}) == 1
        seen += picks(full_home)
        press(full_home, "after")
    assert len(set(seen)) == len(seen) == 80
    assert full_home.page == 0, "after the last page comes the first"
    press(full_home, "before")
    assert full_home.pages[full_home.page].title == "Balance, 2 of 2"


@pytest.mark.parametrize("press", [by_keyboard, by_mouse])
def test_a_region_can_be_gone_to_at_once(full_home, press):
    by_mouse(full_home, "side:shoulder_0:left")
    regions = press(full_home, "region").scene
    assert isinstance(regions, RegionScene)
    captions = {button.label: button.caption for button in regions.buttons()}
    assert (captions["Shoulder"], captions["Leg"]) == ("5 exercises, 1 chosen", "5 exercises")
    assert press(regions, "region:leg") == Pop()
    assert full_home.pages[full_home.page].title == "Leg, 1 of 2"


@pytest.mark.parametrize(
    ("event", "page"),
    [
        (pressed(pygame.K_PAGEDOWN), 1),
        (pressed(pygame.K_PAGEUP), -1),
        (pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-1), 1),
        (pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=1), -1),
    ],
)
def test_page_keys_and_the_wheel_turn_the_page(full_home, event, page):
    full_home.focus.key = "side:shoulder_0:left"
    full_home.handle(event)
    assert full_home.page == page % len(full_home.pages)
    assert full_home.focus.key in {button.key for button in full_home.buttons()}


def test_what_was_chosen_stays_chosen_on_other_pages(full_home, store, clock):
    full_home.plan.patient = store.add_patient("Anna", clock.utc())
    by_mouse(full_home, "side:shoulder_0:left")
    by_mouse(full_home, "after")
    by_mouse(full_home, "after")
    by_mouse(full_home, "side:elbow_1:right")
    assert full_home._hint().startswith("2 exercises")


class TestDemonstrator:
    @pytest.fixture
    def anna(self, store, clock):
        return store.add_patient("Anna", clock.utc())

    @pytest.fixture
    def settings(self, services, anna):
        """What a therapist sets, on the page of the demonstrator."""
        scene = by_mouse(home_scene(services), "care").scene
        by_mouse(scene, "more")
        return scene

    def shown(self, settings):
        return next(button for button in settings.buttons() if button.key == "shower")

    @pytest.mark.parametrize("press", [by_keyboard, by_mouse])
    def test_is_chosen_for_a_person_and_kept_with_them(self, settings, store, press):
        assert self.shown(settings).label == "As filmed"
        scene = press(settings, "shower").scene
        assert isinstance(scene, DemonstratorScene)
        labels = [button.label for button in scene.buttons()]
        assert labels == ["As filmed", "Man", "Woman", "Older man", "Back"]
        assert press(scene, "older_man") == Pop()
        assert self.shown(settings).label == "Older man"
        assert store.patient("Anna").demonstrator == "older_man"
        assert press(press(settings, "shower").scene, "as filmed") == Pop()
        assert store.patient("Anna").demonstrator is None

    def test_back_changes_nothing(self, settings, store, anna):
        settings.plan.patient = store.choose_demonstrator(anna, "woman")
        assert by_mouse(by_mouse(settings, "shower").scene, "back") == Pop()
        assert store.patient("Anna").demonstrator == "woman"

    def test_of_the_command_line_counts_for_everybody(self, services, settings, store, anna):
        settings.plan.patient = store.choose_demonstrator(anna, "woman")
        settings.services = replace(services, demonstrator="man")
        assert self.shown(settings).label == "Man"

    def test_shows_the_exercises(self, services, store, anna):
        store.choose_demonstrator(anna, "woman")
        home = home_scene(services)
        by_mouse(home, "side:shoulder_abduction:right")
        session = by_mouse(home, "start").scene.running.session
        assert session.task.judged_clip.file.demonstrator == "woman"


def test_what_a_therapist_sets_waits_for_a_person(home, store, clock):
    enabled = lambda: next(button for button in home.buttons() if button.key == "care").enabled  # noqa: E731
    assert not enabled()
    home.plan.patient = store.add_patient("Anna", clock.utc())
    assert enabled()


def test_the_only_person_is_offered_what_they_did_last_time(services, store, clock, exercises):
    anna = unasked(store, "Anna", clock)
    for sides in (["left"], ["left", "right"]):
        tasks = [task(exercises, "elbow_flexion", side) for side in sides]
        done_by(services, anna, tasks, clock)
    assert home_scene(services).plan.picked == {("elbow_flexion", "left"), ("elbow_flexion", "right")}
    people = by_mouse(home_scene(services), "who").scene
    people.plan.picked.clear()
    by_mouse(people, "person:0")
    assert people.plan.picked == {("elbow_flexion", "left"), ("elbow_flexion", "right")}


def done_by(services, patient, tasks, clock):
    """One set of each task, to the summary."""
    running = Running(services, patient, tasks, replace(DOSE, sets=1), VIEWS)
    while running.phase != "summary":
        clock.now_s += 1
        running.advance(clock())


class TestGuest:
    @pytest.mark.parametrize("press", [by_keyboard, by_mouse])
    def test_may_just_try(self, home, store, press):
        people = press(home, "who").scene
        assert press(people, "guest") == Pop()
        assert home.plan.patient.name == "Guest"
        press(home, "side:shoulder_abduction:right")
        assert isinstance(press(home, "start").scene, CheckInScene)

    def test_is_one_name_in_the_record(self, home, store):
        for _ in range(2):
            by_mouse(by_mouse(home, "who").scene, "guest")
        assert [person.name for person in store.patients()] == ["Guest"]


class TestWhoMayFall:
    @pytest.fixture
    def whole(self, services, exercises):
        """The first screen, with all exercises."""
        return replace(services, library=replace(services.library, exercises=exercises))

    @pytest.fixture
    def home(self, whole, store, clock):
        store.keep_care(unasked(store, "Anna", clock), Care(ratings=False, fall_risk=True))
        return home_scene(whole)

    def begun(self, home, *picked):
        home.plan.picked = {(name, "right") for name in picked}
        return home.press("start").scene.running.session

    def test_does_the_seated_version(self, home):
        session = self.begun(home, "shoulder_abduction", "elbow_flexion")
        assert {task.exercise.id: task.in_place_of and task.in_place_of.id for task in session.tasks} == {
            "seated_shoulder_abduction": "shoulder_abduction",
            "elbow_flexion": None,
        }

    def test_does_it_once_whatever_it_takes_the_place_of(self, home):
        session = self.begun(home, "mini_squat", "hip_extension", "knee_extension")
        assert [task.exercise.id for task in session.tasks] == ["knee_extension"]
        assert home._hint().startswith("1 exercise,")

    def test_is_told_what_is_done_standing_and_what_seated_instead(self, home, printer):
        said = {}
        for _ in home.pages:
            cards = zip(home.pages[home.page].exercises, captions(home, printer), strict=True)
            said |= {exercise.id: caption for exercise, caption in cards}
            home.press("after")
        assert said["shoulder_abduction"] == "Done seated"
        assert said["elbow_flexion"] == "Standing: not alone"
        assert said["sit_to_stand"] == "Standing up: not alone"
        assert said["knee_extension"] == ""

    def test_is_told_as_soon_as_it_is_set(self, whole, store, clock, printer):
        anna = unasked(store, "Anna", clock)
        home = home_scene(whole)
        before = captions(home, printer)
        care = home.press("care").scene
        care.press("fall_risk")
        assert store.care(anna).fall_risk
        assert before == []
        assert captions(home, printer) != []


def captions(home, printer):
    """What is said below the titles on the page."""
    from aotrainer.ui.falling import risk_words

    written = [word.words for word in photograph(home, (1024, 600), printer).written]
    said = [risk_words(home.services.library, one) for one in home.pages[home.page].exercises]
    return said if all(words in written for words in said) else []
