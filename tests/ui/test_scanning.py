"""With one switch: what is offered, when, and which presses count."""

import pygame
import pytest
from pygame import Rect

from aotrainer.ui.inputs import Inputs
from aotrainer.ui.scanning import BOUNCE_S, DEAD_TIME_S, SWITCH, Scanning, first, following, offered
from aotrainer.ui.scenes.choices import AddPersonScene
from aotrainer.ui.scenes.plan import Plan
from aotrainer.ui.screen import Screen
from aotrainer.ui.widgets import Button, Look
from tests.ui.stage import clicked, pressed

PLACE = Rect(0, 0, 50, 20)
A, B = Button("a", "A", PLACE), Button("b", "B", PLACE)
OFF = Button("off", "Off", PLACE, enabled=False)
MAIN, STOP = Button("main", "Done", PLACE, Look.MAIN), Button("stop", "STOP", PLACE, Look.STOP)
EVERY_S = 2.0


class Probe(Screen):
    """Shows some buttons and notes which are pressed."""

    def __init__(self, *buttons):
        super().__init__()
        self.shown, self.log = buttons, []

    def buttons(self):
        return self.shown

    def press(self, key):
        self.log.append(key)


def test_the_main_button_comes_first_and_stop_second():
    assert offered((A, B, OFF, STOP, MAIN)) == ["main", "stop", "a", "b"]
    assert offered((A, B, STOP)) == ["a", "stop", "b"]


def test_stop_is_never_what_is_offered_first():
    assert first((MAIN, STOP)) == "main"
    assert first((STOP,)) is None


def test_the_round_begins_again_and_the_only_button_stays():
    assert [following((MAIN, STOP, A), key) for key in ("main", "stop", "a", "gone", None)] == [
        "stop", "a", "main", "main", "main",
    ]  # fmt: skip
    assert following((STOP,), None) == following((STOP,), "stop") == "stop"
    assert following((), None) is None


def seen_by(scanning, screen, start_s, seconds, every_s=EVERY_S):
    """What is offered in each half second."""
    seen = []
    for n in range(round(2 * seconds)):
        scanning.step(screen, start_s + n / 2, every_s)
        seen.append(screen.focus.key)
    return seen


def test_each_button_is_offered_for_its_time():
    assert seen_by(Scanning(), Probe(MAIN, STOP), 10.0, 6) == ["main"] * 4 + ["stop"] * 4 + ["main"] * 4


def test_a_new_screen_starts_its_round_anew():
    scanning = Scanning()
    seen_by(scanning, Probe(MAIN, STOP), 10.0, 3)
    assert seen_by(scanning, Probe(A, B), 13.0, 3) == ["a"] * 4 + ["b"] * 2


def test_a_screen_that_comes_back_starts_anew_too():
    scanning, below = Scanning(), Probe(MAIN, STOP)
    seen_by(scanning, below, 10.0, 3)
    seen_by(scanning, Probe(A), 13.0, 1)
    assert seen_by(scanning, below, 14.0, 2) == ["main"] * 4


def test_without_scanning_the_focus_stays_where_the_person_put_it():
    screen = Probe(MAIN, STOP)
    screen.focus.key = "stop"
    assert set(seen_by(Scanning(), screen, 10.0, 20, every_s=0)) == {"stop"}


def test_when_it_is_switched_on_it_starts_where_the_person_is():
    scanning, screen = Scanning(), Probe(A, B, MAIN)
    screen.focus.key = "b"
    seen_by(scanning, screen, 10.0, 5, every_s=0)
    assert seen_by(scanning, screen, 15.0, 3) == ["b"] * 4 + ["main"] * 2


def test_a_press_right_after_a_screen_appeared_does_not_count():
    scanning, screen = Scanning(), Probe(MAIN, STOP)
    scanning.step(screen, 10.0, EVERY_S)
    assert not scanning.accepts(screen, 10.0 + DEAD_TIME_S / 2)
    assert scanning.accepts(screen, 10.0 + 2 * DEAD_TIME_S)
    assert not scanning.accepts(Probe(A), 20.0), "nobody has seen that screen yet"


def test_a_trembling_hand_presses_once():
    scanning, screen = Scanning(), Probe(MAIN, STOP)
    scanning.step(screen, 10.0, EVERY_S)
    presses = [scanning.accepts(screen, 15.0 + n * BOUNCE_S / 2) for n in range(4)]
    assert presses == [True, False, False, False]
    assert scanning.accepts(screen, 15.0 + 5 * BOUNCE_S)


def test_what_was_pressed_is_offered_for_its_whole_time_once_more():
    scanning, screen = Scanning(), Probe(MAIN, STOP)
    scanning.step(screen, 10.0, EVERY_S)
    assert scanning.accepts(screen, 11.5)
    assert seen_by(scanning, screen, 11.5, 2.5) == ["main"] * 4 + ["stop"]


SPACE, ENTER = pressed(pygame.K_SPACE), pressed(pygame.K_RETURN)
CLICK = clicked((900, 500))[0]
TAP = pygame.event.Event(pygame.FINGERDOWN, touch_id=1, finger_id=1, x=0.9, y=0.9, dx=0, dy=0, pressure=1)
JOYSTICK = pygame.event.Event(pygame.JOYBUTTONDOWN, instance_id=0, button=3)
RAISED_ARM = pygame.event.Event(SWITCH)


def read(inputs, event, screen, now_s, every_s=EVERY_S):
    for known in inputs.read(event, screen, (1024, 600), now_s, every_s):
        screen.handle(known)
    return screen.log


@pytest.mark.parametrize("event", [SPACE, ENTER, CLICK, TAP, JOYSTICK, RAISED_ARM])
def test_any_switch_presses_what_is_offered_wherever_it_is(event):
    inputs, screen = Inputs(), Probe(MAIN, STOP)
    inputs.step(screen, 10.0, EVERY_S)
    inputs.step(screen, 10.0 + EVERY_S, EVERY_S)
    assert read(inputs, event, screen, 13.0) == ["stop"]


@pytest.mark.parametrize("event", [JOYSTICK, RAISED_ARM])
def test_a_joystick_and_a_raised_arm_press_what_is_in_focus_without_scanning_too(event):
    inputs, screen = Inputs(), Probe(MAIN, STOP)
    assert read(inputs, event, screen, 13.0, every_s=0) == []
    screen.focus.key = "main"
    assert read(inputs, event, screen, 14.0, every_s=0) == ["main"]


def test_letting_go_and_moving_the_mouse_do_nothing():
    inputs, screen = Inputs(), Probe(MAIN, STOP)
    inputs.step(screen, 10.0, EVERY_S)
    for event in (
        clicked((900, 500))[1],
        pygame.event.Event(pygame.MOUSEMOTION, pos=(10, 10), rel=(0, 0), buttons=(0, 0, 0)),
        pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(10, 10), button=4),
    ):
        assert read(inputs, event, screen, 13.0) == []


def test_tab_and_escape_work_as_always():
    inputs, screen = Inputs(), Probe(MAIN, STOP)
    inputs.step(screen, 10.0, EVERY_S)
    read(inputs, pressed(pygame.K_TAB), screen, 10.5)
    assert screen.focus.key == "stop"


def typed(letter):
    return pygame.event.Event(pygame.TEXTINPUT, text=letter)


def test_space_is_the_switch_until_a_name_is_typed_and_leaves_no_blank(services):
    inputs, scene = Inputs(), AddPersonScene(services, Plan(services.protocol), 0)
    inputs.step(scene, 10.0, EVERY_S)
    space = [
        event for each in (SPACE, typed(" ")) for event in inputs.read(each, scene, (1, 1), 12.0, EVERY_S)
    ]
    assert [event.type for event in space] == [SWITCH]
    for event in (pressed(pygame.K_a), typed("A"), SPACE, typed(" "), pressed(pygame.K_b), typed("B")):
        for known in inputs.read(event, scene, (1, 1), 20.0, EVERY_S):
            assert scene.handle(known) is None
    assert scene.typed == "A B"
