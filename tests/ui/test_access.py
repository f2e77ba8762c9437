"""The door of the therapist's area: by keyboard, mouse and one switch; covered when it was left open."""

from dataclasses import replace

import pygame
import pytest

from aotrainer.access import Guard
from aotrainer.access.waits import FREE_TRIES
from aotrainer.assembly import kept_guard
from aotrainer.audit import Deed
from aotrainer.ui.announcing import words_of
from aotrainer.ui.app import App
from aotrainer.ui.scanning import SWITCH
from aotrainer.ui.scene import Pop, Push
from aotrainer.ui.scenes import home_scene
from aotrainer.ui.scenes.access import AccessScene
from aotrainer.ui.scenes.care import CareScene
from aotrainer.ui.scenes.choices import PeopleScene
from aotrainer.ui.scenes.entrance import OfferScene, UnlockScene, cover
from aotrainer.ui.scenes.pin import AgainScene, NewPinScene
from tests.ui.stage import clicked, pressed, resized

PIN = "2580"


@pytest.fixture
def guarded(services, store, clock):
    """Services whose lock is kept in the record."""
    return replace(services, guard=kept_guard(store, clock()))


@pytest.fixture
def locked(guarded, clock):
    guarded.guard.seal(PIN, clock())
    guarded.guard.close()
    return guarded


@pytest.fixture
def anna(store, clock):
    return store.add_patient("Anna", clock.utc())


def by_keyboard(pad, secret):
    for letter in secret:
        pad.handle(pygame.event.Event(pygame.TEXTINPUT, text=letter))
    return pad.handle(pressed(pygame.K_RETURN))


def by_mouse(pad, secret):
    pad.handle(resized((1024, 600)))
    for key in (*(f"digit:{digit}" for digit in secret), "ok"):
        place = next(button.rect.center for button in pad.buttons() if button.key == key)
        asked = [pad.handle(event) for event in clicked(place)][-1]
    return asked


def by_switch(pad, secret):
    """The button in focus is pressed by whatever the switch is."""
    for key in (*(f"digit:{digit}" for digit in secret), "ok"):
        pad.focus.key = key
        asked = pad.handle(pygame.event.Event(SWITCH))
    return asked


def trail(store):
    return [(line.deed, line.patient, dict(line.details)) for line in store.audit_trail()]


class TestFirstTime:
    def test_a_pin_is_offered_and_may_be_done_without_for_good(self, guarded, anna):
        offer = home_scene(guarded).press("care").scene
        assert isinstance(offer, OfferScene)
        assert isinstance(offer.press("open").scene, CareScene)
        assert isinstance(home_scene(guarded).press("care").scene, CareScene)

    def test_who_goes_back_is_asked_again(self, guarded, anna):
        assert home_scene(guarded).press("care").scene.cancel() == Pop()
        assert isinstance(home_scene(guarded).press("care").scene, OfferScene)

    @pytest.mark.parametrize("types", [by_keyboard, by_mouse, by_switch])
    def test_a_pin_is_typed_twice_and_leads_in(self, guarded, anna, types, store):
        new = home_scene(guarded).press("care").scene.press("pin").scene
        assert isinstance(new, NewPinScene)
        again = types(new, PIN).scene
        assert isinstance(again, AgainScene)
        assert isinstance(types(again, PIN).scene, CareScene)
        assert (Deed.CHANGED, None, {"access": "PIN set"}) in trail(store)

    def test_two_that_differ_are_not_taken(self, guarded, anna):
        new = home_scene(guarded).press("care").scene.press("pin").scene
        anew = by_keyboard(by_keyboard(new, PIN).scene, "2581").scene
        assert isinstance(anew, NewPinScene)
        assert "not the same" in anew.told()
        assert not guarded.guard.now.sealed

    def test_one_that_anybody_would_try_is_not_taken(self, guarded):
        new = NewPinScene(guarded, Pop)
        assert by_keyboard(new, "1234") is None
        assert "Anybody" in new.told()
        new.handle(pygame.event.Event(pygame.TEXTINPUT, text="7"))
        assert new.told() == ""


class TestTheDoor:
    @pytest.fixture
    def door(self, locked, anna):
        door = home_scene(locked).press("care").scene
        assert isinstance(door, UnlockScene)
        return door

    @pytest.mark.parametrize("types", [by_keyboard, by_mouse, by_switch])
    def test_the_pin_opens_it_and_that_is_noted(self, door, types, anna, store):
        assert isinstance(types(door, PIN).scene, CareScene)
        assert trail(store)[-1] == (Deed.OPENED, anna.uid, {"what": "therapist's area"})

    def test_it_stays_open_for_a_while_and_is_locked_when_a_session_starts(self, door, locked, clock):
        by_keyboard(door, PIN)
        home = home_scene(locked)
        assert isinstance(home.press("care").scene, CareScene)
        home.plan.picked = {("shoulder_abduction", "right")}
        home.press("start")
        assert isinstance(home.press("care").scene, UnlockScene)

    def test_a_wrong_one_is_said_and_noted(self, door, store):
        assert by_keyboard(door, "0815") is None
        assert "not the right one" in door.told()
        assert door.typed == ""
        assert trail(store)[-1] == (Deed.REFUSED, None, {"failed": 1})

    def test_after_many_there_is_a_wait_also_after_a_restart(self, door, locked, store, clock):
        for _ in range(FREE_TRIES):
            by_keyboard(door, "0815")
        by_keyboard(door, PIN)
        assert "Time left" in door.told()
        assert not door.able()
        assert isinstance(home_scene(locked).press("care").scene, UnlockScene)
        restarted = replace(locked, guard=kept_guard(store, clock()))
        door = home_scene(restarted).press("care").scene
        door.step(clock())
        assert "0:30" in door.told() or "30" in door.told()
        clock.now_s += 30
        door.step(clock())
        assert isinstance(by_keyboard(door, PIN).scene, CareScene)

    def test_back_and_escape_lead_out(self, door):
        assert door.press("back") == door.handle(pressed(pygame.K_ESCAPE)) == Pop()

    def test_nothing_that_is_typed_is_said_or_is_a_key_of_a_remote(self, door):
        for letter, key in (("b", pygame.K_b), (".", pygame.K_PERIOD)):
            assert door.handle(pressed(key)) is None
            door.handle(pygame.event.Event(pygame.TEXTINPUT, text=letter))
        assert door.typed == "b."
        assert "b." not in words_of(door)

    def test_space_is_a_switch_unless_a_password_is_spelled(self, door):
        door.focus.key = "digit:7"
        door.handle(pressed(pygame.K_SPACE))
        door.handle(pygame.event.Event(pygame.TEXTINPUT, text=" "))
        assert door.typed == "7"
        door.handle(pygame.event.Event(pygame.TEXTINPUT, text="x"))
        door.handle(pressed(pygame.K_SPACE))
        door.handle(pygame.event.Event(pygame.TEXTINPUT, text=" "))
        assert door.typed == "7x "

    def test_backspace_and_delete_take_the_last_one_back(self, door):
        by_switch_free = pygame.event.Event(pygame.TEXTINPUT, text="12")
        door.handle(by_switch_free)
        door.handle(pressed(pygame.K_BACKSPACE))
        assert door.typed == "1"
        door.press("delete")
        assert door.typed == ""
        assert not door.able()


class TestPatientMode:
    @pytest.fixture
    def ben(self, store, clock):
        return store.add_patient("Ben", clock.utc())

    @pytest.fixture
    def alone(self, locked, anna, ben, clock):
        locked.guard.change(clock(), only=anna.uid)
        return locked

    def test_shows_only_that_person(self, alone, anna):
        assert home_scene(alone).plan.patient == anna
        assert alone.people() == (anna,)

    def test_others_are_behind_the_pin_and_whoever_is_chosen_there_is_then_the_only_one(self, alone, ben):
        home = home_scene(alone)
        door = home.press("who").scene
        assert isinstance(door, UnlockScene)
        people = by_keyboard(door, PIN).scene
        assert isinstance(people, PeopleScene)
        assert people.private
        people.press(f"person:{people.people.index(ben)}")
        assert home.plan.patient == ben
        assert home_scene(alone).plan.patient == ben

    def test_without_it_everybody_is_shown(self, locked, anna, ben):
        assert isinstance(home_scene(locked).press("who").scene, PeopleScene)


class TestAccessScene:
    @pytest.fixture
    def scene(self, locked, anna, clock):
        locked.guard.admits(PIN, clock())
        opened = CareScene(locked, home_scene(locked).plan).press("access").scene
        assert isinstance(opened, AccessScene)
        return opened

    def label(self, scene, key):
        return next(button.label for button in scene.buttons() if button.key == key)

    def test_steps_through_the_times_and_notes_it(self, scene, store):
        seen = set()
        for _ in range(4):
            scene.press("idle_min")
            seen.add(self.label(scene, "idle_min"))
        assert len(seen) == 4
        assert trail(store)[-1] == (Deed.CHANGED, None, {"access": "idle_min"})

    def test_patient_mode_is_for_the_person_who_was_chosen(self, scene, anna, locked):
        scene.press("only")
        assert locked.guard.now.only == anna.uid
        scene.press("only")
        assert locked.guard.now.only == ""

    def test_locks_at_once(self, scene, locked, clock):
        assert scene.press("close") == Pop(2)
        assert not locked.guard.is_open(clock())

    def test_the_pin_can_be_changed_and_removed(self, scene, locked, anna):
        new = scene.press("pin").scene
        assert by_keyboard(by_keyboard(new, "4711").scene, "4711") == Pop()
        assert scene.press("pin").scene.press("remove") == Pop()
        assert isinstance(home_scene(locked).press("care").scene, CareScene)

    def test_what_needs_a_pin_asks_for_one_first(self, services, anna):
        services = replace(services, guard=Guard())
        for key in ("only", "close", "idle_min"):
            asked = AccessScene(services, anna).press(key)
            assert isinstance(asked, Push)
            assert isinstance(asked.scene, NewPinScene)


class TestLeftOpen:
    @pytest.fixture
    def stack(self, locked, anna, clock):
        """Somebody is three screens deep."""
        locked.guard.admits(PIN, clock())
        home = home_scene(locked)
        care = home.press("care").scene
        return [home, care, care.press("checklist").scene]

    def test_the_area_is_covered_and_what_was_on_the_screen_is_there_again(self, stack, locked, clock):
        assert cover(locked, stack, clock()) is None
        clock.now_s += 5 * 60
        covered = cover(locked, stack, clock())
        assert isinstance(covered, UnlockScene)
        assert cover(locked, [*stack, covered], clock()) is None
        assert by_keyboard(covered, PIN) == Pop()

    def test_who_does_not_know_the_pin_gets_to_the_first_screen(self, stack, locked, clock):
        clock.now_s += 5 * 60
        assert cover(locked, stack, clock()).press("back") == Pop(3)

    def test_a_plan_is_covered_as_well(self, stack, locked, clock):
        clock.now_s += 5 * 60
        plan = stack[1].press("plan").scene
        assert isinstance(cover(locked, [stack[0], plan], clock()), UnlockScene)

    def test_the_first_screen_is_never_covered(self, stack, locked, clock):
        clock.now_s += 5 * 60
        assert cover(locked, stack[:1], clock()) is None

    def test_in_the_app_every_touch_puts_it_off(self, locked, anna, clock):
        locked.guard.admits(PIN, clock())
        app = App(locked, home_scene(locked))
        app._apply(Push(CareScene(locked, home_scene(locked).plan)))
        for _ in range(3):
            clock.now_s += 4 * 60
            pygame.event.post(
                pygame.event.Event(pygame.MOUSEMOTION, pos=(1, 1), rel=(1, 0), buttons=(0, 0, 0))
            )
            app.tick()
            assert isinstance(app.scene, CareScene)
        clock.now_s += 6 * 60
        app.tick()
        assert isinstance(app.scene, UnlockScene)


def test_what_is_changed_is_noted_by_its_name_and_not_by_its_words(services, anna, store):
    care = home_scene(services).press("care").scene
    care.press("pain_limit")
    care.care.change(emergency="Call Ben, 555 12")
    assert [line for line in trail(store) if line[0] is Deed.CHANGED] == [
        (Deed.CHANGED, anna.uid, {"care": "pain_limit"}),
        (Deed.CHANGED, anna.uid, {"care": "emergency"}),
    ]
