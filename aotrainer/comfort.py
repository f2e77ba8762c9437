"""What makes the screen comfortable in one home or clinic: language, looks, sizes, sounds, and switches.

The settings belong to the computer, not to a person's record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Literal, get_args

from aotrainer.errors import SettingError
from aotrainer.language import LANGUAGES, N_, _, speak

Theme = Literal["light", "dark", "contrast"]
THEMES: tuple[Theme, ...] = get_args(Theme)
TEXT_SIZES = (1.0, 1.15, 1.3)
"""How many times as large as usual letters are; at 1.3 the longest sentences still fit a small laptop."""
SCANNING_OFF = 0.0
SCANNING_S = (1.5, 2.5, 4.0)
"""Seconds that each button is offered to one switch: for a quick hand, for most, and for a slow one."""
REMEDY = N_("Choose it anew in the settings.")
HANDS_FREE_S = 2.5
"""... and to a raised arm, unless it is set."""
NOT_CHOSEN = ""
"""As a language: nobody was asked yet."""


@dataclass(frozen=True, slots=True)
class Comfort:
    """All settings; raises `SettingError` for what cannot be chosen.

    language : a code of `LANGUAGES`, or "" as long as nobody has chosen
    text : how many times as large as usual letters are
    voice : whether instructions and counts are said aloud
    scanning_s : seconds that each button is offered to one switch; 0 for off
    hands_free : whether a raised arm presses the button that is meant
    """

    language: str = NOT_CHOSEN
    theme: Theme = "light"
    text: float = 1.0
    sounds: bool = True
    voice: bool = False
    scanning_s: float = SCANNING_OFF
    hands_free: bool = False

    def __post_init__(self) -> None:
        for name, choices in CHOICES.items():
            _check(name, getattr(self, name), choices)

    @property
    def offered_s(self) -> float:
        """Seconds that each button is offered: to one switch, or to a raised arm; 0 for not at all."""
        return self.scanning_s or (HANDS_FREE_S if self.hands_free else SCANNING_OFF)

    def to_json(self) -> dict[str, Any]:
        """As kept in the record."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Comfort:
        """As it was kept, by this version or another: what is unknown, missing or impossible is as usual."""
        comfort = cls()
        for name in (each.name for each in fields(cls)):
            if name in kept:
                comfort = _with(comfort, name, kept[name])
        return comfort


CHOICES: Mapping[str, tuple[str | float | bool, ...]] = {
    "language": (NOT_CHOSEN, *LANGUAGES),
    "theme": THEMES,
    "text": TEXT_SIZES,
    "sounds": (True, False),
    "voice": (False, True),
    "scanning_s": (SCANNING_OFF, *SCANNING_S),
    "hands_free": (False, True),
}
"""What each setting may be, in the order in which it is offered."""


def next_choice(name: str, now: str | float | bool) -> str | float | bool:
    """The choice after this one, round and round; a language, once chosen, stays chosen."""
    choices = [choice for choice in CHOICES[name] if choice != NOT_CHOSEN]
    return choices[(choices.index(now) + 1) % len(choices)] if now in choices else choices[0]


def keep_nothing(_comfort: Comfort) -> None:
    """For where nothing is kept: what is changed lasts as long as the program runs."""


@dataclass(slots=True)
class Comforts:
    """The settings in use; the one place where they change.

    keep : keeps them for the next time
    """

    now: Comfort = field(default_factory=Comfort)
    keep: Callable[[Comfort], None] = keep_nothing

    def change(self, **changes: str | float | bool) -> None:
        """Check, keep and use settings; raises `SettingError` or what keeping raises, and changes nothing."""
        unknown = changes.keys() - CHOICES.keys()
        if unknown:
            raise SettingError(
                _("There is no setting {name}.").format(name=", ".join(sorted(unknown))), _(REMEDY)
            )
        changed = replace(self.now, **changes)  # type: ignore[arg-type]  # checked by Comfort itself
        self.keep(changed)
        self.now = changed
        self.apply()

    def apply(self) -> None:
        """Speak the chosen language; English as long as nobody has chosen."""
        speak(self.now.language)


def _check(name: str, value: object, choices: tuple[str | float | bool, ...]) -> None:
    """A truth is no number, though Python takes True for 1."""
    if not any(value == choice and isinstance(value, bool) is isinstance(choice, bool) for choice in choices):
        words = _("{value} is no choice for the setting {name}.").format(value=repr(value), name=name)
        raise SettingError(words, _(REMEDY))


def _with(comfort: Comfort, name: str, value: object) -> Comfort:
    """With one setting as it was kept, if it can still be chosen."""
    try:
        return replace(comfort, **{name: value})  # type: ignore[arg-type]  # checked by Comfort itself
    except SettingError:
        return comfort
