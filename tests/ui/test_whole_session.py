"""A whole session from a new computer on: by one switch, by mouse, by touch, and by a raised arm."""

from dataclasses import replace
from itertools import pairwise

import pygame
import pytest

from aotrainer.comfort import Comforts
from aotrainer.motion.pose import BODY
from aotrainer.motion.raised_arm import HOLD_S
from aotrainer.trial import Ending
from aotrainer.ui import App
from aotrainer.ui.scenes import first_scene
from aotrainer.ui.scenes.home import HomeScene
from aotrainer.ui.scenes.summary import SummaryScene
from tests.ui.stage import arm_raise, clicked, pressed, unasked

SIZE = (1024, 600)
TICK_S = 0.25
LOOK_S = 1.0
"""Nobody presses before they have seen a screen for so long."""
AT_LAST_S = 400.0


@pytest.fixture
def comforts():
    return Comforts()


@pytest.fixture
def begin(services, comforts, monkeypatch):
    """Opens the app on its first screen; only `tick` moves its clock."""
    monkeypatch.setattr(pygame.display, "flip", lambda: None)
    here = replace(services, comforts=comforts)

    def make():
        app = App(here, first_scene(here), size=SIZE)
        pygame.event.clear()
        return app

    return make


class OneSwitch:
    """A person who waits until what they mean is offered, and closes a switch; never anything else."""

    def __init__(self, app, clock, close):
        self.app, self.clock, self.close = app, clock, close
        self.offered, self.phases, self.shown_s = [], [], clock()

    def press(self, key):
        self.until(lambda: self.app.scene.focus.key == key and self.clock() - self.shown_s >= LOOK_S)
        self.close()
        self.tick(4)

    def until(self, condition):
        end_s = self.clock() + AT_LAST_S
        while not condition():
            assert self.clock() < end_s, (
                f"it never comes in {type(self.app.scene).__name__}: {self.offered[-9:]}"
            )
            self.tick()

    def tick(self, times=1):
        for _ in range(times):
            before = self.app.scene
            self.clock.now_s += TICK_S
            self.app.tick()
            self.offered.append(self.app.scene.focus.key)
            self._note_phase()
            self.shown_s = self.shown_s if self.app.scene is before else self.clock()

    def _note_phase(self):
        phase = getattr(self.app.scene, "phase", None)
        if phase and self.phases[-1:] != [phase]:
            self.phases.append(phase)


class Hands(OneSwitch):
    """A person who raises an arm before the camera until what is offered is pressed, and lowers it again."""

    def __init__(self, app, clock, worker):
        super().__init__(app, clock, None)
        self.worker = worker

    def press(self, key):
        self.until(lambda: self.app.scene.focus.key == key and self.clock() - self.shown_s >= LOOK_S)
        self.worker.pose = raised
        self.tick(round(1.2 * HOLD_S / TICK_S))
        self.worker.pose = arm_raise
        self.tick(4)


class Mouse(OneSwitch):
    """A person who clicks on what they mean."""

    def press(self, key):
        self.until(lambda: any(button.key == key and button.enabled for button in self.app.scene.buttons()))
        self.tick(4)
        button = next(button for button in self.app.scene.buttons() if button.key == key)
        for event in self.events(button.rect.center):
            pygame.event.post(event)
        self.tick(4)

    def events(self, place):
        return clicked(place)


class Fingers(Mouse):
    """A person who taps what they mean, on a screen that sends a mouse's events for each tap as well."""

    def events(self, place):
        finger = {"touch_id": 1, "finger_id": 1, "dx": 0.0, "dy": 0.0, "pressure": 1.0}
        share = {"x": (place[0] + 0.5) / SIZE[0], "y": (place[1] + 0.5) / SIZE[1]}
        return [
            event
            for kind, mouse in (
                (pygame.FINGERDOWN, pygame.MOUSEBUTTONDOWN),
                (pygame.FINGERUP, pygame.MOUSEBUTTONUP),
            )
            for event in (
                pygame.event.Event(kind, **finger, **share),
                pygame.event.Event(mouse, pos=place, button=1, touch=True),
            )
        ]


def raised(time_s):
    """Stands still with the right hand above the head."""
    frame = arm_raise(0.0)
    image = frame.image.copy()
    image[BODY.index["right_elbow"]], image[BODY.index["right_wrist"]] = (-0.12, -0.3), (-0.1, -0.45)
    return replace(frame, time_s=time_s, image=image)


def space():
    pygame.event.post(pressed(pygame.K_SPACE))
    pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=" "))


def click():
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        pygame.event.post(pygame.event.Event(kind, pos=(3, 3), button=1, touch=False))


def joystick():
    pygame.event.post(pygame.event.Event(pygame.JOYBUTTONDOWN, instance_id=0, button=0))


NEW_PERSON = ("en", "who", "add", "add")
SETTINGS = ("care", "checklist", "question:0", "back", "settle_s", "back")
STARTS = ("side:shoulder_abduction:right", "start")
BEFORE = ("yes", "rating:2", "next", "rating:3", "next", "go_on", "watch")
FIRST_SET = ("next", "go_on")
AFTER = ("next", "rating:1", "next", "rating:4", "next")
ONE_SET = ["observe", "get_ready", "imitate", "feedback"]
PHASES = [
    "check_in", "settle", "introduce", "place", *ONE_SET, "rest", *ONE_SET, "check_out", "summary",
]  # fmt: skip
LOG = [
    "checked", "pain", "fatigue", "settled", "placed",
    "watched", "began", "watched", "began", "pain", "fatigue",
]  # fmt: skip


def train(person):
    """From a new computer to the end of a session of two sets, with everything asked."""
    for key in (*NEW_PERSON, *SETTINGS, *STARTS, *BEFORE, *FIRST_SET, *AFTER):
        person.press(key)
    person.until(lambda: isinstance(person.app.scene, SummaryScene))


def check(store, comforts, person):
    patient = store.patients()[0]
    assert patient.name == "Person 1"
    assert [(trial.exercise_id, trial.set_number) for trial in store.history(patient)] == [
        ("shoulder_abduction", 1),
        ("shoulder_abduction", 2),
    ]
    [session] = store.sessions(patient)
    assert session.ending is Ending.COMPLETED
    assert person.phases == PHASES
    events = store.events(session.session_id)
    assert [event.what for event in events] == LOG
    assert [event.details["rating"] for event in events if "rating" in event.details] == [2, 3, 1, 4]
    assert all(before.at <= after.at for before, after in pairwise(events))
    assert comforts.now.language == "en"
    person.press("home")
    assert isinstance(person.app.scene, HomeScene)


def test_by_one_switch(begin, clock, store, comforts):
    comforts.change(scanning_s=1.5)
    person = OneSwitch(begin(), clock, space)
    train(person)
    check(store, comforts, person)


@pytest.mark.parametrize("kind", [Mouse, Fingers])
def test_by_mouse_and_by_touch(begin, clock, store, comforts, kind):
    person = kind(begin(), clock, None)
    train(person)
    check(store, comforts, person)


def test_without_hands_but_for_a_raised_arm(begin, clock, store, comforts, worker):
    comforts.change(hands_free=True)
    person = Hands(begin(), clock, worker)
    train(person)
    check(store, comforts, person)


@pytest.mark.parametrize("close", [click, joystick])
def test_one_switch_can_stop(begin, clock, store, comforts, close):
    comforts.change(scanning_s=1.5)
    person = OneSwitch(begin(), clock, close)
    for key in (*NEW_PERSON, *STARTS, "rating:0", "next", "rating:0", "next", "watch"):
        person.press(key)
    person.until(lambda: person.phases[-1] == "observe")
    person.press("stop")
    person.press("fatigue")
    for key in ("rating:0", "next", "rating:9", "next"):
        person.press(key)
    assert isinstance(person.app.scene, SummaryScene)
    [session] = store.sessions(store.patients()[0])
    assert session.ending is Ending.STOPPED
    said = [event.what for event in store.events(session.session_id)]
    assert said == ["pain", "fatigue", "placed", "stopped", "reason", "watched", "pain", "fatigue"]


def test_in_a_session_stop_is_the_second_to_be_offered(begin, clock, comforts, store):
    unasked(store, "Anna", clock)
    comforts.change(scanning_s=1.5)
    person = OneSwitch(begin(), clock, space)
    for key in ("en", *STARTS):
        person.press(key)
    person.until(lambda: person.app.scene.focus.key == "watch")
    person.offered.clear()
    person.tick(16)
    assert list(dict.fromkeys(person.offered)) == ["watch", "stop"]


def test_a_trembling_switch_starts_one_session_and_skips_nothing(begin, clock, comforts, store):
    comforts.change(scanning_s=1.5)

    def tremble():
        for _ in range(5):
            space()

    person = OneSwitch(begin(), clock, tremble)
    for key in (*NEW_PERSON, *STARTS):
        person.press(key)
    assert type(person.app.scene).__name__ == "CheckInScene"
    assert person.app.scene.chosen is None
    assert len(store.patients()) == 1
