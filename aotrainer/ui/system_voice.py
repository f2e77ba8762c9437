"""The voices that come with a computer: SAPI on Windows, eSpeak NG on Linux, `say` on a Mac.

The first two are reached through pyttsx3. None of them needs a network. On a Mac pyttsx3 would need the
thread that draws, so the system's own command is used there.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from aotrainer.errors import VoiceError
from aotrainer.language import LANGUAGES, _

WORDS_PER_MINUTE = 150
"""Unhurried: a newsreader speaks 150 to 170, and after a stroke words take longer to understand."""
REGIONS = {"en": ("en-us", "en-gb"), "de": ("de-de",), "es": ("es-es", "es-mx", "es-us"), "it": ("it-it",)}
"""Of several voices of one language the first of these is taken, before dialects."""
MAC_VOICE = re.compile(r"^(?P<name>.+?)\s+(?P<language>[a-z]{2,3}_[A-Z0-9]+)\s+#", re.MULTILINE)
"""A line of what `say -v ?` prints: `Anna (Premium)   de_DE    # Hallo!`."""


class Engine(Protocol):
    """Something that speaks."""

    def say(self, sentence: str, language: str) -> str:
        """Say it and return when it was said; returns why it could not be said, or nothing."""


def system_engine() -> Engine:
    """The computer's own voice; call it in the thread that will speak. Raises `VoiceError`."""
    return _Say() if sys.platform == "darwin" else _Pyttsx()


def best_voice(voices: Mapping[str, Sequence[str]], language: str) -> str | None:
    """Of voices, given with the languages they speak, the id of the best for a language code.

    Codes are compared as `de`, `de-DE` and `de_DE` alike; None where nobody speaks it.
    """
    found = {}
    for voice, codes in voices.items():
        ranks = [_rank(code.lower().replace("_", "-"), language) for code in codes]
        found[voice] = min((rank for rank in ranks if rank is not None), default=None)
    able = {voice: rank for voice, rank in found.items() if rank is not None}
    return min(able, key=lambda voice: able[voice]) if able else None


def _rank(code: str, language: str) -> int | None:
    """Lower is better; None for another language."""
    liked = (language, *REGIONS.get(language, ()))
    if code in liked:
        return liked.index(code)
    return len(liked) if code.split("-")[0] == language else None


def _lacking(language: str) -> str:
    name = LANGUAGES.get(language, language)
    return _("This computer has no voice that speaks {language}.").format(language=name)


class _Pyttsx:
    """Speaks through pyttsx3, an optional part of the installation."""

    def __init__(self) -> None:
        try:
            import pyttsx3  # optional; and on Windows it belongs to the thread that imports it
        except ImportError as cause:
            raise VoiceError(
                _("No voice is installed."), _("Install it with: pip install pyttsx3")
            ) from cause
        try:
            self._engine: Any = pyttsx3.init()
        except (ImportError, OSError, RuntimeError) as cause:
            raise VoiceError(
                _("This computer has no voice."), _("On Linux, install espeak-ng and alsa-utils.")
            ) from cause
        if sys.platform.startswith("linux") and shutil.which("aplay") is None:
            raise VoiceError(
                _("The voice cannot be heard."), _("On Linux, install espeak-ng and alsa-utils.")
            )
        self._engine.setProperty("rate", WORDS_PER_MINUTE)
        self._voices = {voice.id: _codes(voice.languages) for voice in self._engine.getProperty("voices")}
        self._language = ""

    def say(self, sentence: str, language: str) -> str:
        """See `Engine`."""
        voice = best_voice(self._voices, language)
        if voice is None:
            return _lacking(language)
        if language != self._language:
            self._engine.setProperty("voice", voice)
            self._language = language
        self._engine.say(sentence)
        self._engine.runAndWait()
        return ""


class _Say:
    """Speaks through the command `say`, which every Mac has."""

    def __init__(self) -> None:
        try:
            listed = subprocess.run(["say", "-v", "?"], capture_output=True, text=True, check=True)  # noqa: S607
        except (OSError, subprocess.CalledProcessError) as cause:
            raise VoiceError(_("This computer has no voice."), "") from cause
        self._voices = mac_voices(listed.stdout)

    def say(self, sentence: str, language: str) -> str:
        """See `Engine`."""
        voice = best_voice(self._voices, language)
        if voice is None:
            return _lacking(language)
        command = ["say", "-v", voice, "-r", str(WORDS_PER_MINUTE), "--", sentence]
        subprocess.run(command, check=True)  # noqa: S603 (our own sentences, and no shell)
        return ""


def mac_voices(listed: str) -> dict[str, list[str]]:
    """Names and languages from what `say -v ?` prints."""
    return {line["name"]: [line["language"]] for line in MAC_VOICE.finditer(listed)}


def _codes(languages: Sequence[str | bytes] | None) -> list[str]:
    """As text; eSpeak once gave bytes that begin with a priority."""
    return [
        code.decode("ascii", "ignore").strip("\x05\x02") if isinstance(code, bytes) else code
        for code in languages or ()
        if code
    ]
