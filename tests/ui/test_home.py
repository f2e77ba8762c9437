"""From nothing to a session, by keyboard alone and by mouse alone."""

import pygame
import pytest

from aotrainer.ui.scene import Pop, Push, Quit
from aotrainer.ui.scenes import home_scene
from aotrainer.ui.scenes.choices import AddPersonScene, DoseScene, PeopleScene
from aotrainer.ui.scenes.home import HomeScene
from aotrainer.ui.scenes.introduce import IntroduceScene
from aotrainer.ui.scenes.message import NoteScene, QuitScene
from tests.ui.stage import clicked, photograph, pressed, resized


def typed(words):
    return [pygame.event.Event(pygame.TEXTINPUT, text=letter) for letter in words]


def tab_to(scene, key):
    """Press Tab until a button has the focus, as a person would."""
    for _ in range(40):
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
    assert isinstance(started.scene, IntroduceScene)
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
    for key in ("side:shoulder_abduction:right", "side:elbow_flexion:right", "side:elbow_flexion:left"):
        by_keyboard(home, key)
    session = by_keyboard(home, "start").scene.running.session
    assert [(task.exercise.id, task.side) for task in session.tasks] == [
        ("elbow_flexion", "left"),
        ("elbow_flexion", "right"),
        ("shoulder_abduction", "right"),
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
    assert scene.name == "Anna B."
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


def test_more_exercises_than_fit_are_paged(services, home, exercises, clock):
    from dataclasses import replace

    many = {f"{name}{n}": replace(e, id=f"{name}{n}") for n in range(2) for name, e in exercises.items()}
    scene = HomeScene(replace(services, exercises=many), lambda *_: home)
    first = {button.key for button in scene.buttons()}
    by_mouse(scene, "more")
    second = {button.key for button in scene.buttons()}
    sides = {key for key in first | second if key.startswith("side:")}
    assert len(sides) == 16
