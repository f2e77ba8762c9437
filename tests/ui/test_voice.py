"""The newest words are said, nobody waits, and without a voice there is a plain reason."""

import importlib.util
import os
import shutil
import sys
import time
import wave
from threading import Event

import numpy as np
import pytest

from aotrainer import language
from aotrainer.errors import VoiceError
from aotrainer.ui import system_voice
from aotrainer.ui.system_voice import best_voice, mac_voices, system_engine
from aotrainer.ui.voice import Voice, sentences

PATIENCE_S = 20.0


class FakeEngine:
    """Notes what it says; while `held`, a sentence does not end."""

    def __init__(self):
        self.said, self.begun, self.go_on = [], Event(), Event()
        self.go_on.set()

    def say(self, sentence, code):
        self.said.append((sentence, code))
        self.begun.set()
        assert self.go_on.wait(PATIENCE_S)
        return "" if code != "it" else "Nobody here speaks Italian."


@pytest.fixture(autouse=True)
def _english_again():
    yield
    language.speak("en")


@pytest.fixture
def engine():
    return FakeEngine()


@pytest.fixture
def voice(engine):
    made = Voice(make_engine=lambda: engine)
    yield made
    engine.go_on.set()
    made.close()


def until(condition):
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.005)


def test_words_are_said_sentence_by_sentence():
    assert sentences("Sit tall. Raise your arm!\nReady?") == ["Sit tall.", "Raise your arm!", "Ready?"]
    assert sentences(" \n") == []


def test_what_is_said_is_heard_in_the_language_in_use(voice, engine):
    language.speak("de")
    voice.say("Noch einmal.")
    until(lambda: engine.said == [("Noch einmal.", "de")])


def test_the_newest_words_win(voice, engine):
    engine.go_on.clear()
    voice.say("One. Two. Three.")
    assert engine.begun.wait(PATIENCE_S)
    for words in ("Four.", "Five.", "Six."):
        voice.say(words)
    engine.go_on.set()
    until(lambda: engine.said[-1] == ("Six.", "en"))
    assert [words for words, _ in engine.said] == ["One.", "Six."]


def test_nothing_is_said_when_no_voice_is_wanted(engine):
    wanted = [False]
    voice = Voice(lambda: wanted[0], lambda: engine)
    voice.say("One.")
    wanted[0] = True
    voice.say("Two.")
    until(lambda: engine.said == [("Two.", "en")])
    voice.close()


def test_hushed_words_are_not_said(voice, engine):
    engine.go_on.clear()
    voice.say("One.")
    assert engine.begun.wait(PATIENCE_S)
    voice.say("Two.")
    voice.hush()
    engine.go_on.set()
    voice.say("Three.")
    until(lambda: ("Three.", "en") in engine.said)
    assert ("Two.", "en") not in engine.said


def test_after_the_end_nothing_is_said(voice, engine):
    voice.close()
    voice.say("One.")
    assert engine.said == []


def test_without_a_voice_there_is_silence_and_a_reason():
    def missing():
        raise VoiceError("No voice is installed.", "Install it.")

    voice = Voice(make_engine=missing)
    voice.say("One.")
    until(lambda: voice.problem)
    assert voice.problem == "No voice is installed. Install it."
    voice.say("Two.")


def test_a_driver_that_fails_stops_the_voice_and_nothing_else(engine, caplog):
    def broken(*_):
        raise ZeroDivisionError("driver")

    engine.say = broken
    voice = Voice(make_engine=lambda: engine)
    voice.say("One.")
    until(lambda: voice.problem)
    voice.say("Two.")
    assert "driver" in caplog.text


def test_a_language_that_nobody_speaks_is_told_and_another_goes_on(voice, engine):
    language.speak("it")
    voice.say("Uno.")
    until(lambda: voice.problem == "Nobody here speaks Italian.")
    language.speak("en")
    voice.say("One.")
    until(lambda: voice.problem == "")


VOICES = {
    "scots": ["en-gb-scotland"],
    "british": ["en-gb"],
    "american": ["en_US"],
    "anna": ["de-DE"],
    "mexican": ["es-419"],
    "spanish": ["es"],
}


@pytest.mark.parametrize(
    ("code", "voice"), [("en", "american"), ("de", "anna"), ("es", "spanish"), ("it", None)]
)
def test_a_voice_is_chosen_by_its_language(code, voice):
    assert best_voice(VOICES, code) == voice


def test_a_dialect_is_better_than_nothing():
    assert best_voice({"scots": ["en-gb-scotland"], "none": []}, "en") == "scots"


def test_the_voices_of_a_mac_are_read_from_its_list():
    listed = (
        "Anna                de_DE    # Hallo!\nEddy (English (US)) en_US    # Hello!\nMónica es_ES # Hola\n"
    )
    assert mac_voices(listed) == {"Anna": ["de_DE"], "Eddy (English (US))": ["en_US"], "Mónica": ["es_ES"]}


def test_pyttsx3_that_is_not_installed_is_told_with_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyttsx3", None)
    monkeypatch.setattr(system_voice.sys, "platform", "linux")
    with pytest.raises(VoiceError, match="pip install pyttsx3"):
        system_engine()


real = pytest.mark.skipif(
    not sys.platform.startswith("linux")
    or importlib.util.find_spec("pyttsx3") is None
    or shutil.which("espeak-ng") is None,
    reason="needs pyttsx3 and espeak-ng",
)


@pytest.fixture
def recorded(tmp_path, monkeypatch):
    """A loudspeaker that keeps what it is given."""
    player = tmp_path / "bin" / "aplay"
    player.parent.mkdir()
    copy = f'cp "$1" "{tmp_path}/part" && mv "{tmp_path}/part" "{tmp_path}/$(ls {tmp_path} | wc -l).wav"'
    player.write_text(f"#!/bin/sh\n{copy}\n")
    player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{player.parent}:{os.environ['PATH']}")
    return lambda: sorted(tmp_path.glob("*.wav"))


def length_and_loudness(path):
    with wave.open(str(path)) as file:
        heard = np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(float)
        return file.getnframes() / file.getframerate(), float(np.sqrt(np.mean(heard**2)))


@real
def test_the_systems_own_voice_says_it_in_each_language(recorded):
    voice = Voice()
    for number, (code, words) in enumerate({"en": "Raise your arm.", "de": "Heben Sie den Arm."}.items(), 1):
        language.speak(code)
        voice.say(words)
        until(lambda number=number: voice.problem or len(recorded()) == number)
        assert voice.problem == ""
    voice.close()
    for path in recorded():
        length_s, loudness = length_and_loudness(path)
        assert 0.5 < length_s < 5
        assert loudness > 300
    english, german = (path.read_bytes() for path in recorded())
    assert english != german


@real
def test_a_linux_without_a_player_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VoiceError, match="alsa-utils"):
        system_engine()
