"""Soft tones that tell each other apart, and silence where there is no loudspeaker."""

import numpy as np
import pygame
import pytest

from aotrainer.ui import sound
from aotrainer.ui.sound import FULL_SCALE, LEVEL, RATE_HZ, Sounds, Tone, samples


@pytest.fixture
def loudspeaker(monkeypatch):
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")


def opened(**options):
    sounds = Sounds(**options)
    sounds.start()
    return sounds, sounds.wait(10.0)


def pitch_hz(wave):
    """The strongest frequency of a wave (n,)."""
    power = np.abs(np.fft.rfft(wave, n=RATE_HZ))
    return float(np.argmax(power))


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_is_soft_and_short_and_has_no_click(tone):
    wave = samples(tone.value).astype(float)
    assert wave.shape[1] == 2
    assert 0.3 * LEVEL < np.abs(wave).max() / FULL_SCALE <= LEVEL
    assert len(wave) < 0.6 * RATE_HZ
    steps = np.abs(np.diff(wave[:, 0])).max()
    assert steps < 0.2 * LEVEL * FULL_SCALE
    assert abs(wave[0, 0]) < 50
    assert abs(wave[-1, 0]) < 50


@pytest.mark.parametrize("tone", Tone)
def test_the_pitch_is_what_it_says(tone):
    hz, length_s = tone.value[0]
    wave = samples(tone.value)[: round(length_s * RATE_HZ), 0]
    assert pitch_hz(wave) == pytest.approx(hz, rel=0.02)


def test_out_is_higher_than_back_and_every_tone_differs():
    assert Tone.OUT.value[0][0] > Tone.BACK.value[0][0]
    assert len({samples(tone.value).tobytes() for tone in Tone}) == len(Tone)


def test_a_tone_is_played_on_a_loudspeaker(loudspeaker):
    sounds, found = opened()
    assert found
    sounds.play(Tone.COUNTED)
    assert pygame.mixer.get_busy()


def test_nothing_is_played_when_sounds_are_not_wanted(loudspeaker):
    sounds, found = opened(wanted=lambda: False)
    assert found
    sounds.play(Tone.COUNTED)
    assert not pygame.mixer.get_busy()


def test_without_a_loudspeaker_there_is_silence(monkeypatch):
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such thing")
    sounds, found = opened()
    assert not found
    for tone in Tone:
        sounds.play(tone)


def test_on_a_linux_without_a_sound_card_nothing_is_tried(monkeypatch, tmp_path):
    monkeypatch.setattr(sound.sys, "platform", "linux")
    monkeypatch.setattr(sound, "DEVICES", tmp_path)
    for name in ("SDL_AUDIODRIVER", "PULSE_SERVER", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    assert not sound.may_have_a_loudspeaker()
    assert not opened()[1]
    (tmp_path / "pcmC0D0c").touch()
    assert not sound.may_have_a_loudspeaker(), "that is a microphone"
    (tmp_path / "pcmC0D0p").touch()
    assert sound.may_have_a_loudspeaker()


def test_before_the_loudspeaker_is_found_and_after_it_is_lost_there_is_silence(loudspeaker):
    Sounds().play(Tone.PHASE)
    sounds, found = opened()
    assert found
    pygame.mixer.quit()
    sounds.play(Tone.PHASE)
    sounds.play(Tone.PHASE)
