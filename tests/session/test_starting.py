"""The gate before a set: who is elsewhere than the model starts is waited for, but never for long."""

from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.pose import PoseFrame
from aotrainer.session import Phase
from aotrainer.session.starting import WAIT_S
from aotrainer.trial import Ending
from tests.figure import RATE_HZ, abduction, raise_and_lower
from tests.session.people import (
    BEGIN_S,
    LEFT,
    PROTOCOL,
    RIGHT,
    TICK_S,
    Log,
    begun,
    frames_of,
    in_place,
)

LOW_DEG, HIGH_DEG = 10.0, 120.0
"""Where the model starts, and most of the way up to its turn."""


class Stage:
    """A session at the countdown to its first set, before a camera; `move` is what the arm does next."""

    def __init__(self, tasks=(RIGHT,), **protocol):
        self.log, self.side = Log(), tasks[0].side
        self.session, self.kept = begun(tasks, replace(PROTOCOL, **protocol), log=self.log)
        self.now = BEGIN_S
        in_place(self.session, self.now)
        self.session.advance(self.now)

    def move(self, *angles_deg):
        """Each for a tick of the clock, as the camera sees it; stops at the end of the set."""
        for angle in np.concatenate([np.atleast_1d(each) for each in angles_deg]):
            frames = frames_of(abduction(np.full(3, angle), self.side), self.now + 0.01)
            self.tick(frames)

    def nobody(self, seconds):
        for _ in range(round(seconds / TICK_S)):
            self.tick([PoseFrame.nobody(self.now + TICK_S)])

    def tick(self, frames):
        self.now += TICK_S
        self.session.step(self.now, frames)

    def to_the_set(self, angle=LOW_DEG):
        while self.session.phase is Phase.GET_READY:
            self.move(angle)

    @property
    def left_s(self):
        return self.session.remaining_s(self.now)


def held(angle, seconds):
    return np.full(round(seconds / TICK_S), angle)


def repetitions(count, rest_deg=LOW_DEG, peak_deg=HIGH_DEG):
    return rest_deg + raise_and_lower(count, peak_deg=peak_deg - rest_deg)[:: round(RATE_HZ * TICK_S)]


def test_who_is_in_place_begins_at_once():
    stage = Stage()
    stage.to_the_set()
    assert not stage.session.waits_for_start
    assert stage.log.of("began") == {
        "plan": None,
        "exercise": "shoulder_abduction",
        "side": "right",
        "waited_s": 0.0,
        "at_start": True,
    }


def test_time_stands_still_for_who_is_elsewhere_and_goes_on_from_the_start():
    stage = Stage()
    stage.to_the_set(HIGH_DEG)
    stage.move(held(HIGH_DEG, 3))
    assert stage.session.waits_for_start
    assert stage.left_s == PROTOCOL.imitate_s
    assert stage.session.elapsed_s(stage.now) == 0
    stage.move(np.linspace(HIGH_DEG, LOW_DEG, 10), held(LOW_DEG, 2))
    assert not stage.session.waits_for_start
    assert PROTOCOL.imitate_s - 3 < stage.left_s < PROTOCOL.imitate_s - 2
    told = stage.log.of("began")
    assert (told["at_start"], stage.log.kinds.count("began")) == (True, 1)
    assert 3 < told["waited_s"] < 4.2


def test_getting_into_place_is_no_repetition_and_not_in_the_recording():
    stage = Stage()
    stage.to_the_set(HIGH_DEG)
    stage.move(held(HIGH_DEG, 2), np.linspace(HIGH_DEG, LOW_DEG, 10), held(LOW_DEG, 0.5), repetitions(2))
    stage.move(held(LOW_DEG, 1))
    assert stage.session.repetitions == 2
    stage.session.advance(stage.now)
    trial = stage.kept[0]
    assert len(trial.outcome.repetitions) == 2
    assert trial.motion.times_s[0] == pytest.approx(0, abs=TICK_S)
    assert trial.duration_s == pytest.approx(trial.motion.times_s[-1], abs=2 * TICK_S)
    assert trial.duration_s < stage.now - BEGIN_S - PROTOCOL.get_ready_s - 2


def test_after_a_while_it_goes_on_anyway():
    stage = Stage()
    stage.to_the_set(HIGH_DEG)
    stage.move(held(HIGH_DEG, WAIT_S - 1))
    assert stage.session.waits_for_start
    stage.move(held(HIGH_DEG, 1.2))
    assert not stage.session.waits_for_start
    told = stage.log.of("began")
    assert told["at_start"] is False
    assert told["waited_s"] == pytest.approx(WAIT_S, abs=2 * TICK_S)


def test_who_is_not_seen_is_never_held():
    stage = Stage()
    while stage.session.phase is Phase.GET_READY:
        stage.nobody(TICK_S)
    assert not stage.session.waits_for_start
    assert stage.log.of("began")["at_start"] is None
    stage.move(held(HIGH_DEG, 1))
    assert not stage.session.waits_for_start, "the set has begun"


def test_who_leaves_is_not_waited_for():
    stage = Stage()
    stage.to_the_set(HIGH_DEG)
    stage.nobody(2)
    assert not stage.session.waits_for_start
    assert stage.log.of("began")["at_start"] is None


def test_a_camera_that_falls_silent_ends_the_wait():
    stage = Stage()
    stage.to_the_set(HIGH_DEG)
    for _ in range(15):
        stage.tick([])
    assert not stage.session.waits_for_start


def test_a_repetition_from_a_start_of_ones_own_counts_and_ends_the_wait():
    """An arm that does not come down further, or an elbow that does not stretch."""
    stage = Stage()
    stage.to_the_set(100)
    stage.move(repetitions(1, rest_deg=100, peak_deg=150), held(100, 0.6))
    assert not stage.session.waits_for_start
    assert stage.session.repetitions == 1
    assert stage.log.of("began")["waited_s"] < WAIT_S
    assert stage.left_s == pytest.approx(PROTOCOL.imitate_s, abs=1), "the wait took nothing from the set"


def test_who_begins_elsewhere_is_held_once_and_in_another_exercise_again():
    stage = Stage((RIGHT, LEFT))
    waits = []
    for _ in range(3):
        stage.to_the_set(HIGH_DEG)
        stage.move(held(HIGH_DEG, WAIT_S + 1))
        waits.append(round(stage.log.of("began")["waited_s"]))
        while stage.session.phase is not Phase.GET_READY:
            in_place(stage.session, stage.now)
            stage.session.advance(stage.now)
        stage.side = stage.session.task.side
    assert waits == [WAIT_S, 0, WAIT_S]


def test_stop_works_while_it_waits_and_the_set_that_never_began_is_told_as_stopped():
    stage = Stage()
    stage.to_the_set(HIGH_DEG)
    stage.move(held(HIGH_DEG, 1))
    assert stage.session.stop(stage.now) is Phase.STOPPED
    assert not stage.session.waits_for_start
    assert [trial.ending for trial in stage.kept] == [Ending.STOPPED]
    assert "began" not in stage.log.kinds


def test_help_with_getting_into_place_stays_told():
    stage = Stage()
    stage.to_the_set(HIGH_DEG)
    stage.move(held(HIGH_DEG, 1))
    stage.session.assist(stage.now)
    stage.move(held(LOW_DEG, 2))
    stage.session.assist(stage.now)
    stage.session.advance(stage.now)
    first, second = stage.kept[0].assisted_s
    assert first == 0
    assert 1 < second < 2


def test_without_a_camera_nobody_is_held():
    stage = Stage()
    stage.session.go_without_camera(stage.now)
    while stage.session.phase is Phase.GET_READY:
        stage.tick([])
    assert not stage.session.waits_for_start
    assert stage.log.of("began")["at_start"] is None
