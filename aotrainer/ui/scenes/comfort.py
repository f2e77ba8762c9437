"""The settings: each button shows what is chosen, and steps to the next choice, which is there at once."""

from __future__ import annotations

from aotrainer.comfort import NOT_CHOSEN, SCANNING_OFF, SCANNING_S, TEXT_SIZES, next_choice
from aotrainer.language import LANGUAGES, N_, _, spoken
from aotrainer.ui.scene import Transition
from aotrainer.ui.scenes.settings import OFF, ON, SettingsScene
from aotrainer.ui.services import Services
from aotrainer.ui.sound import Tone

NAMES = {
    "language": N_("Language"),
    "theme": N_("Colours"),
    "text": N_("Letters"),
    "sounds": N_("Tones"),
    "voice": N_("Voice"),
    "scanning_s": N_("One switch"),
    "hands_free": N_("Hands-free"),
}
"""In the order on the screen; the keys are those of `Comfort` and of the buttons."""
NOTES = {
    "language": N_("Words on the screen and the voice."),
    "theme": N_("What is easiest to read for you."),
    "text": N_("They grow wherever there is room."),
    "sounds": N_("A tone for each repetition and each new step."),
    "voice": N_("Instructions and counts are said aloud."),
    "scanning_s": N_("The ring goes round by itself. Any key, click or tap takes what it shows."),
    "hands_free": N_("Hold one arm up for two seconds: that presses the button with the ring."),
}
WORDS: dict[str, dict[str | float | bool, str]] = {
    "theme": dict(
        zip(("light", "dark", "contrast"), (N_("Light"), N_("Dark"), N_("High contrast")), strict=True)
    ),
    "text": dict(zip(TEXT_SIZES, (N_("Usual"), N_("Large"), N_("Very large")), strict=True)),
    "scanning_s": dict(
        zip(
            (SCANNING_OFF, *SCANNING_S),
            (N_("Off"), N_("Fast: 1.5 seconds"), N_("2.5 seconds"), N_("Slow: 4 seconds")),
            strict=True,
        )
    ),
}
SAMPLE = N_("This is how I speak.")


class ComfortScene(SettingsScene):
    """What makes the screen comfortable here, for everybody."""

    names = NAMES
    notes = NOTES

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    def choice(self, name: str) -> str:
        """What is chosen, in words; a language by its own name."""
        now = self._now(name)
        if name == "language":
            return LANGUAGES[str(now)]
        return _(WORDS[name][now]) if name in WORDS else _(ON if now else OFF)

    def change(self, name: str) -> Transition | None:
        """Step to the next choice, and let a person hear it."""
        self.services.comforts.change(**{name: next_choice(name, self._now(name))})
        if name == "sounds":
            self.services.sounds.play(Tone.COUNTED)
        elif name in ("voice", "language"):
            self.services.voice.say(_(SAMPLE))
        return None

    def note(self) -> str:
        """On the setting in focus; or why there is no voice."""
        problem = self.services.voice.problem
        if self.focus.key == "voice" and self.services.comforts.now.voice and problem:
            return problem
        return super().note()

    def _now(self, name: str) -> str | float | bool:
        value: str | float | bool = getattr(self.services.comforts.now, name)
        return spoken() if value == NOT_CHOSEN else value
