"""What is heard of a session: every phase begins with a tone and words, every repetition counts aloud."""

from dataclasses import replace

import pytest

from aotrainer.care import Care
from aotrainer.errors import StoreError
from aotrainer.session import Phase
from aotrainer.ui.announcing import Announcer, words_of
from aotrainer.ui.running import Running
from aotrainer.ui.scenes import VIEWS, home_scene
from aotrainer.ui.scenes.message import ErrorScene
from aotrainer.ui.sound import Tone
from aotrainer.ui.words import BEGIN_HERE
from tests.ui.stage import CLIP_S, DOSE, arm_raise, task, unasked


class Heard:
    """Takes the place of loudspeaker and voice, and notes what they are asked for."""

    def __init__(self):
        self.tones, self.words = [], []

    def play(self, tone):
        self.tones.append(tone)

    def say(self, words):
        self.words += [words] if words else []

    def hush(self):
        pass


@pytest.fixture
def heard():
    return Heard()


@pytest.fixture
def scene(services, store, clock, exercises):
    dose = replace(DOSE, imitate_s=14, sets=1)
    patient = unasked(store, "Anna", clock)
    return Running(services, patient, [task(exercises, "shoulder_abduction", "right")], dose, VIEWS).scene()


def test_who_may_fall_hears_first_that_nobody_should_stand_alone(services, store, clock, exercises):
    anna = unasked(store, "Anna", clock)
    standing = task(exercises, "elbow_flexion", "right")
    for falls, beside in ((False, False), (True, True)):
        store.keep_care(anna, Care(ratings=False, fall_risk=falls))
        scene = Running(services, anna, [standing], DOSE, VIEWS).scene()
        assert ("Only with somebody beside you." in words_of(scene)) is beside


def test_where_to_begin_is_said_to_who_is_waited_for(gallery, worker):
    worker.pose = lambda time_s: replace(arm_raise(CLIP_S / 2), time_s=time_s)
    running = gallery.running()
    gallery.led_to(running, Phase.IMITATE)
    assert BEGIN_HERE in words_of(running.scene())


def listen_to(scene, clock, heard):
    """The whole session, ten rounds a second."""
    announcer = Announcer(heard, heard)
    end_s = clock() + 100
    while clock() < end_s and not (scene.running.phase == "summary" and scene.phase == "summary"):
        announcer.look(scene)
        clock.now_s += 0.1
        transition = scene.step(clock()) or passed_over(scene)
        scene = transition.scene if transition else scene
    announcer.look(scene)
    return scene


def passed_over(scene):
    """Ready at once, and going on without the camera check."""
    return scene.press(scene.main_key) if scene.phase in ("introduce", "place") else None


def test_every_phase_begins_with_a_tone_and_words(scene, clock, heard, exercises):
    end = listen_to(scene, clock, heard)
    assert end.phase == "summary"
    assert heard.tones.count(Tone.PHASE) == 7
    headings = [words.splitlines()[0] for words in heard.words if not words.isdigit()]
    assert headings[:6] == [
        "Before you start", "Find your place", "Watch. Keep still.", "Get ready", "Your turn", "How it went",
    ]  # fmt: skip
    assert exercises["shoulder_abduction"].instruction in heard.words[0]
    assert any("Now your right arm" in words for words in heard.words)


def test_every_repetition_is_counted_aloud_once(scene, clock, heard):
    listen_to(scene, clock, heard)
    counts = [words for words in heard.words if words.isdigit()]
    assert counts == sorted(set(counts), key=int)
    assert len(counts) == heard.tones.count(Tone.COUNTED) >= 2


def test_a_message_is_said_with_what_to_do():
    scene = ErrorScene(StoreError("The disk is full.", "Free some space."), way_back=True)
    assert words_of(scene) == "The disk is full.\nFree some space."


def test_a_scene_may_say_something_of_its_own_or_nothing(services):
    home = home_scene(services)
    assert words_of(home) == ""
    home.spoken = lambda: "Choose an exercise."
    assert words_of(home) == "Choose an exercise."
