"""Fingers press what they tap, once, whatever else the system makes of them."""

import pygame
from pygame import Rect

from aotrainer.ui.focus import Focus
from aotrainer.ui.touch import FOLLOWS_S, Touch
from aotrainer.ui.widgets import Button
from tests.ui.stage import clicked

SIZE = (1000, 500)
A, B = Button("a", "A", Rect(0, 0, 100, 100)), Button("b", "B", Rect(500, 0, 100, 100))


def finger(kind, place, number=1):
    x, y = place[0] / SIZE[0], place[1] / SIZE[1]
    return pygame.event.Event(kind, touch_id=5, finger_id=number, x=x, y=y, dx=0, dy=0, pressure=1)


def tap(place, number=1):
    return [finger(pygame.FINGERDOWN, place, number), finger(pygame.FINGERUP, place, number)]


def mouse(place, touch):
    events = clicked(place)
    return [pygame.event.Event(event.type, {**event.dict, "touch": touch}) for event in events]


def presses(*timed):
    """What is pressed by (time, event) one after the other."""
    touch, focus, seen = Touch(), Focus(), []
    for now_s, event in timed:
        if not touch.is_echo(event, now_s):
            seen += [focus.take(known, (A, B)) for known in touch.as_mouse(event, SIZE)]
    return [key for key in seen if key]


def at(now_s, events):
    return [(now_s, event) for event in events]


def test_a_tap_presses_even_if_the_system_sends_no_mouse():
    assert presses(*at(1.0, tap((550, 50)))) == ["b"]


def test_a_tap_that_comes_as_a_mouse_too_presses_once():
    assert presses(*at(1.0, tap((50, 50))), *at(1.0, mouse((50, 50), touch=True))) == ["a"]
    assert presses(*at(1.0, tap((50, 50))), *at(1.0 + FOLLOWS_S / 2, mouse((50, 50), touch=False))) == ["a"]
    both = [event for pair in zip(mouse((50, 50), True), tap((50, 50)), strict=True) for event in pair]
    assert presses(*at(1.0, both)) == ["a"]


def test_the_mouse_works_after_the_finger_has_gone():
    assert presses(*at(1.0, tap((50, 50))), *at(3.0, mouse((550, 50), touch=False))) == ["a", "b"]


def test_a_finger_that_slides_off_presses_nothing():
    assert (
        presses((1.0, finger(pygame.FINGERDOWN, (50, 50))), (1.2, finger(pygame.FINGERUP, (300, 50)))) == []
    )


def test_a_hand_that_rests_on_the_screen_does_not_hinder_a_finger():
    resting = finger(pygame.FINGERDOWN, (300, 300), number=7)
    assert presses((1.0, resting), *at(2.0, tap((550, 50)))) == ["b"]


def test_the_last_pixel_belongs_to_the_window():
    moved = Touch().as_mouse(finger(pygame.FINGERDOWN, SIZE), SIZE)[0]
    assert moved.pos == (SIZE[0] - 1, SIZE[1] - 1)


def test_a_finger_that_was_down_before_presses_nothing():
    assert presses((1.0, finger(pygame.FINGERUP, (50, 50)))) == []
