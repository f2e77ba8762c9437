"""What the keys of a presenter's remote mean, and which keys mean nothing to any scene.

A remote is a keyboard of few keys. Forward and back are Page Down and Page Up, on some the arrows; the button
that starts and ends a show sends F5 and Escape by turns, the one that blanks the screen a full stop, or B,
PowerPoint's other key for it. Measured on the Logitech R800: blog.tottokug.com/entry/2016/05/22/164008; the
same on its other models: hints.macworld.com 20070127115815819, holub.com/goodies/logitechPresenterOnMac.html.
"""

from __future__ import annotations

from enum import Enum, auto

import pygame


class Meaning(Enum):
    """What a key of a remote asks for."""

    GO_ON = auto()
    BACK = auto()


KEYS = {
    pygame.K_PAGEDOWN: Meaning.GO_ON,
    pygame.K_PAGEUP: Meaning.BACK,
    pygame.K_F5: Meaning.BACK,
    pygame.K_ESCAPE: Meaning.BACK,
}
ARROWS = {pygame.K_RIGHT: Meaning.GO_ON, pygame.K_LEFT: Meaning.BACK}
LETTERS = (pygame.K_PERIOD, pygame.K_b)
LETTER_PLACES = (pygame.KSCAN_PERIOD, pygame.KSCAN_B)
"""A remote sends places on an American keyboard, which have other letters on others."""
HELD = pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_GUI
"""With one of these held down a key belongs to the system or to the window."""
MODIFIERS_FROM = pygame.KSCAN_LCTRL
"""From this place on SDL counts modifiers, then the keys for sound, media and brightness."""
SILENT_KEYS = frozenset(
    {
        pygame.K_CAPSLOCK,
        pygame.K_NUMLOCKCLEAR,
        pygame.K_SCROLLLOCK,
        pygame.K_PRINTSCREEN,
        pygame.K_POWER,
        pygame.K_F11,
        pygame.K_UNKNOWN,
    }
)
"""They do something else than say something; F11 is the window's own."""
PLACE_BITS = 0x1FF
PLACE_KEY = 1 << 30
"""SDL makes the code of a key without a letter of its place on the keyboard and this bit."""
VOLUME_PLACES = range(127, 130)
"""Mute, louder and softer, as USB's table of keyboard usages numbers them."""


def meaning(event: pygame.event.Event, *, arrows: bool, letters: bool) -> Meaning | None:
    """What a pressed key asks for, if it is one that remotes have.

    arrows : whether right and left are a remote's here, rather than for going from button to button
    letters : whether letters are a remote's here, rather than for typing
    """
    if event.mod & HELD:
        return None
    if letters and (event.key in LETTERS or getattr(event, "scancode", None) in LETTER_PLACES):
        return Meaning.BACK
    return KEYS.get(event.key) or (ARROWS.get(event.key) if arrows else None)


def says_something(event: pygame.event.Event) -> bool:
    """Whether a pressed key is one that a person presses to be noticed, whichever they find."""
    if event.mod & HELD or event.key in SILENT_KEYS:
        return False
    place = event.key & PLACE_BITS
    return not (event.key & PLACE_KEY and (place >= MODIFIERS_FROM or place in VOLUME_PLACES))
