"""A presenter's remote leads through the screens, and which keys say something at all."""

import pygame
import pytest
from pygame import Rect

from aotrainer.ui.remote import says_something
from aotrainer.ui.scenes.choices import AddPersonScene
from aotrainer.ui.scenes.message import QuitScene
from aotrainer.ui.screen import Screen
from aotrainer.ui.widgets import Button, Look
from tests.ui.stage import pressed

MAIN = Button("main", "Done", Rect(0, 0, 50, 20), Look.MAIN)
STOP = Button("stop", "STOP", Rect(100, 0, 50, 20), Look.STOP)
OTHER = Button("other", "Other", Rect(200, 0, 50, 20))
NO_MAIN = Button("main", "Done", Rect(0, 0, 50, 20), Look.MAIN, enabled=False)


class Probe(Screen):
    """Notes what is pressed."""

    def __init__(self, *buttons):
        super().__init__()
        self.shown, self.log = buttons, []

    def buttons(self):
        return self.shown

    def press(self, key):
        self.log.append(key)

    def cancel(self):
        self.log.append("back")

    def unassigned(self, event):
        self.log.append("any")


def done_by(screen, key, **options):
    screen.handle(pressed(key, **options))
    return screen.log


def test_forward_presses_the_main_button_wherever_the_focus_is():
    screen = Probe(MAIN, STOP, OTHER)
    screen.focus.key = "other"
    assert done_by(screen, pygame.K_PAGEDOWN) == ["main"]


@pytest.mark.parametrize("buttons", [(STOP,), (NO_MAIN, STOP)])
def test_forward_does_nothing_where_there_is_nothing_to_go_on_to(buttons):
    assert done_by(Probe(*buttons), pygame.K_PAGEDOWN) == []


@pytest.mark.parametrize("key", [pygame.K_PAGEUP, pygame.K_PERIOD, pygame.K_b, pygame.K_F5, pygame.K_ESCAPE])
def test_every_other_button_of_a_remote_leads_back(key):
    assert done_by(Probe(MAIN, STOP), key) == ["back"]


def test_a_letter_is_known_by_its_place_where_the_keyboard_is_another():
    event = pygame.event.Event(
        pygame.KEYDOWN, key=pygame.K_COLON, mod=0, unicode=":", scancode=pygame.KSCAN_PERIOD
    )
    screen = Probe(MAIN, STOP)
    screen.handle(event)
    assert screen.log == ["back"]


@pytest.mark.parametrize(("key", "did"), [(pygame.K_RIGHT, "main"), (pygame.K_LEFT, "back")])
def test_arrows_are_a_remotes_where_there_is_nothing_to_choose(key, did):
    assert done_by(Probe(MAIN, STOP), key) == [did]


def test_arrows_go_from_button_to_button_where_there_is_a_choice():
    screen = Probe(MAIN, OTHER, STOP)
    screen.focus.key = "main"
    assert done_by(screen, pygame.K_RIGHT) == []
    assert screen.focus.key == "stop"


def test_a_message_is_answered_with_both_arrows_as_before():
    scene = QuitScene()
    scene.handle(pressed(pygame.K_LEFT))
    assert scene.focus.key == "quit"


def test_letters_of_a_name_are_not_a_remotes(services, store):
    from aotrainer.ui.scenes.plan import Plan

    scene = AddPersonScene(services, Plan(services.protocol), 0)
    for key in (pygame.K_b, pygame.K_PERIOD):
        assert scene.handle(pressed(key)) is None
    assert not store.patients()
    assert scene.handle(pressed(pygame.K_F5)) is not None


@pytest.mark.parametrize("key", [pygame.K_a, pygame.K_F3, pygame.K_HOME, pygame.K_KP0, pygame.K_MENU])
def test_any_key_that_a_hand_may_find_is_noticed(key):
    assert done_by(Probe(MAIN, STOP), key) == ["any"]


@pytest.mark.parametrize("key", [pygame.K_TAB, pygame.K_DOWN, pygame.K_RETURN, pygame.K_SPACE])
def test_a_key_with_a_meaning_is_not_unassigned(key):
    assert "any" not in done_by(Probe(STOP), key)


VOLUME_UP, PLAY = (1 << 30) | 128, (1 << 30) | 261


@pytest.mark.parametrize(
    "key",
    [
        *(pygame.K_LSHIFT, pygame.K_RCTRL, pygame.K_LALT, pygame.K_LSUPER, pygame.K_MODE),
        *(pygame.K_CAPSLOCK, pygame.K_NUMLOCK, pygame.K_PRINTSCREEN, pygame.K_F11, pygame.K_UNKNOWN),
        *(VOLUME_UP, PLAY),
    ],
)
def test_modifiers_volume_media_and_print_screen_say_nothing(key):
    assert not says_something(pressed(key))
    assert done_by(Probe(MAIN, STOP), key) == []


def test_a_shortcut_of_the_system_says_nothing():
    assert done_by(Probe(MAIN, STOP), pygame.K_c, mod=pygame.KMOD_LCTRL) == []
    assert done_by(Probe(MAIN, STOP), pygame.K_PAGEDOWN, mod=pygame.KMOD_LALT) == []
