"""Keys and the mouse find the same buttons."""

import pygame
import pytest
from pygame import Rect

from aotrainer.ui.focus import Focus
from aotrainer.ui.widgets import Button
from tests.ui.stage import clicked, pressed

A = Button("a", "A", Rect(0, 0, 50, 20))
B = Button("b", "B", Rect(100, 0, 50, 20))
C = Button("c", "C", Rect(0, 100, 50, 20))
OFF = Button("off", "Off", Rect(100, 100, 50, 20), enabled=False)
ALL = (A, B, C, OFF)


def test_tab_goes_round_and_leaves_out_what_cannot_be_pressed():
    focus = Focus("a")
    seen = [(focus.take(pressed(pygame.K_TAB), ALL), focus.key) for _ in range(3)]
    assert seen == [(None, "b"), (None, "c"), (None, "a")]


def test_shift_tab_goes_back():
    focus = Focus("a")
    focus.take(pressed(pygame.K_TAB, pygame.KMOD_LSHIFT), ALL)
    assert focus.key == "c"


@pytest.mark.parametrize(
    ("key", "found"),
    [(pygame.K_RIGHT, "b"), (pygame.K_DOWN, "c"), (pygame.K_LEFT, "a"), (pygame.K_UP, "a")],
)
def test_arrows_go_to_the_nearest_button_in_their_direction(key, found):
    focus = Focus("a")
    focus.take(pressed(key), ALL)
    assert focus.key == found


@pytest.mark.parametrize("key", [pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE])
def test_enter_and_space_press_the_focused_button(key):
    assert Focus("b").take(pressed(key), ALL) == "b"


def test_nothing_is_pressed_without_a_focus():
    assert Focus().take(pressed(pygame.K_RETURN), ALL) is None


def test_a_disabled_button_cannot_be_pressed():
    focus = Focus("off")
    assert focus.take(pressed(pygame.K_RETURN), ALL) is None
    assert [focus.take(event, ALL) for event in clicked(OFF.rect.center)] == [None, None]


def test_a_click_presses_when_it_is_released():
    focus = Focus()
    assert [focus.take(event, ALL) for event in clicked(B.rect.center)] == [None, "b"]


def test_sliding_off_a_button_does_not_press_it():
    focus = Focus()
    down, _ = clicked(A.rect.center)
    _, up = clicked(B.rect.center)
    assert [focus.take(down, ALL), focus.take(up, ALL)] == [None, None]


def test_other_mouse_buttons_do_nothing():
    focus = Focus()
    events = [pygame.event.Event(event.type, pos=event.pos, button=3) for event in clicked(A.rect.center)]
    assert [focus.take(event, ALL) for event in events] == [None, None]
