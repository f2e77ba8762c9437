"""Short soft tones: the tempo out and back, a repetition counted, a new phase, a press that was taken.

They are made here rather than recorded. Where there is no loudspeaker there is silence, never an error.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from threading import Thread

import numpy as np
import pygame
from numpy.typing import NDArray

RATE_HZ = 44_100
BUFFER = 512
"""Samples until a tone is heard: 12 ms, less than one notices between a sound and a movement."""
LEVEL = 0.25
"""Of full scale: beside speech, not above it."""
ATTACK_S = 0.012
"""Shorter would click."""
STEREO = 2
FULL_SCALE = 32_767
"""Of a sample of 16 bits."""
OVERTONE = 0.2
"""Of the octave above: a pure sine is hard to place, and tiring."""
SILENCE_S = 0.03
"""After each note."""
LONGEST_SEARCH_S = 5.0
"""What answers later than that is not waited for when the program ends."""

log = logging.getLogger(__name__)

DEVICES = Path("/dev/snd")
"""Where Linux lists sound cards; `pcm…p` is one that plays."""

Notes = tuple[tuple[float, float], ...]


class Tone(Enum):
    """What a tone says, and its notes as (pitch in Hz, length in s).

    All below 1 kHz, since the hearing of high tones is the first to go with age; rising is forward.
    """

    OUT = ((660.0, 0.09),)
    BACK = ((440.0, 0.09),)
    COUNTED = ((523.0, 0.08), (659.0, 0.14))
    PHASE = ((392.0, 0.16), (523.0, 0.26))
    PRESSED = ((330.0, 0.07),)


def samples(notes: Notes) -> NDArray[np.int16]:
    """The notes one after the other, (n, 2): each swells within `ATTACK_S` and dies away."""
    parts: list[NDArray[np.float64]] = []
    for pitch_hz, length_s in notes:
        t = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
        swell = np.sin(np.pi / 2 * np.clip(t / ATTACK_S, 0, 1)) ** 2
        fade = np.cos(np.pi / 2 * t / length_s) ** 2
        wave = np.sin(2 * np.pi * pitch_hz * t) + OVERTONE * np.sin(4 * np.pi * pitch_hz * t)
        parts += [wave / (1 + OVERTONE) * swell * fade, np.zeros(round(SILENCE_S * RATE_HZ))]
    mono = np.concatenate(parts) * LEVEL * FULL_SCALE
    return np.repeat(mono.astype(np.int16)[:, np.newaxis], STEREO, axis=1)


def may_have_a_loudspeaker() -> bool:
    """False where there is surely none: a search would fill a terminal with ALSA's complaints."""
    if not sys.platform.startswith("linux") or {"SDL_AUDIODRIVER", "PULSE_SERVER"} & os.environ.keys():
        return True
    server = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "pulse", "native")
    return server.exists() or any(DEVICES.glob("pcm*p"))


class Sounds:
    """Plays tones as long as they are wanted and there is something to play them on.

    wanted : asked before each tone
    """

    def __init__(self, wanted: Callable[[], bool] = lambda: True) -> None:
        self._wanted = wanted
        self._sounds: dict[Tone, pygame.mixer.Sound] = {}
        self._opening: Thread | None = None

    def start(self) -> None:
        """Look for a loudspeaker, in the background: a sound system may take seconds to answer."""
        if self._opening is None:
            self._opening = Thread(target=self._open, name="sounds", daemon=True)
            self._opening.start()

    def wait(self, timeout_s: float) -> bool:
        """Until it is known whether there is a loudspeaker, at most so long; whether there is one."""
        if self._opening is not None:
            self._opening.join(timeout_s)
        return bool(self._sounds)

    def play(self, tone: Tone) -> None:
        """Begin a tone; returns at once."""
        sound = self._sounds.get(tone)
        if sound is None or not self._wanted() or not pygame.mixer.get_init():
            return  # after pygame has ended, playing would crash rather than raise
        try:
            sound.play()
        except pygame.error:
            log.info("the loudspeaker is gone", exc_info=True)
            self._sounds = {}

    def close(self) -> None:
        """Fall silent for good; waits for the search to end, so that pygame does not end in its middle."""
        self.wait(LONGEST_SEARCH_S)
        self._sounds = {}

    def _open(self) -> None:
        if not may_have_a_loudspeaker():
            log.info("there is no loudspeaker")
            return
        try:
            pygame.mixer.init(RATE_HZ, -16, STEREO, BUFFER, allowedchanges=0)
            self._sounds = {tone: pygame.mixer.Sound(buffer=samples(tone.value).tobytes()) for tone in Tone}
        except (pygame.error, NotImplementedError):
            log.info("there is no loudspeaker", exc_info=True)
