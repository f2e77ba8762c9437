"""Finding the place, watching, and what is kept of both."""

from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.placement import Check
from aotrainer.motion.pose import PoseFrame
from aotrainer.practice.probe import DOT_S
from aotrainer.session import Phase
from tests.figure import abduction
from tests.session.people import (
    BEGIN_S,
    LEFT,
    RIGHT,
    UNASKED,
    Log,
    begun,
    frames_of,
    in_place,
    surroundings,
)


def standing(seconds, start_s=BEGIN_S):
    """Somebody who stands still before the camera, 30 frames a second."""
    return frames_of(abduction(np.full(round(seconds * 30), 8.0)), start_s)


def lead(session, frames, now=BEGIN_S, while_in=Phase.PLACE, room=None):
    """Step through frames as they come, as long as the phase lasts; the time afterwards."""
    for start in range(0, len(frames), 3):
        now = frames[min(start + 2, len(frames) - 1)].time_s
        session.step(now, frames[start : start + 3], room or surroundings())
        if session.phase is not while_in:
            break
    return now


class TestPlace:
    @pytest.fixture
    def placed(self):
        log = Log()
        session, _ = begun((replace(RIGHT, reference=abduction(np.full(90, 8.0))),), log=log)
        session.advance(BEGIN_S)
        return session, log

    def test_it_goes_on_by_itself_when_everything_has_been_right_for_a_while(self):
        log = Log()
        session, _ = begun(log=log)
        session.advance(BEGIN_S)
        now = lead(session, standing(6))
        assert session.phase is Phase.OBSERVE
        assert log.of("placed")["passed"] is True
        assert log.of("placed")["missing"] == []
        assert 1 < now - BEGIN_S < 4

    def test_it_waits_as_long_as_something_is_wrong_and_says_what(self):
        session, _ = begun()
        session.advance(BEGIN_S)
        lead(session, standing(6), room=surroundings(people=2))
        assert session.phase is Phase.PLACE
        assert session.placing.missing == (Check.ALONE,)

    def test_going_on_anyway_is_kept_with_what_was_missing(self):
        log = Log()
        session, _ = begun(log=log)
        session.advance(BEGIN_S)
        now = lead(session, standing(3), room=surroundings(people=2, brightness=0.01))
        session.advance(now)
        assert session.phase is Phase.OBSERVE
        assert log.of("placed")["passed"] is False
        assert log.of("placed")["missing"] == ["light", "alone"]

    def test_the_next_set_needs_no_new_check_and_the_next_exercise_does(self):
        session, _ = begun((RIGHT, LEFT))
        phases = []
        for _ in range(40):
            session.advance(BEGIN_S)
            phases.append(session.phase)
        assert phases.count(Phase.PLACE) == 2
        assert phases.count(Phase.OBSERVE) == 4


class TestObserve:
    def test_what_was_shown_and_how_it_was_watched_is_kept(self):
        log = Log()
        session, _ = begun(log=log)
        in_place(session, BEGIN_S)
        session.picture_px, session.window_px = (960, 540), (1366, 768)
        lead(session, standing(25), while_in=Phase.OBSERVE)
        assert session.phase is Phase.GET_READY
        told = log.of("watched")
        assert told["exercise"] == "shoulder_abduction"
        assert (told["side"], told["loops"], told["rate"], told["sound"]) == ("right", 3, 0.75, False)
        assert told["perspective"] == "third person, as in a mirror"
        assert (told["picture_px"], told["window_px"]) == ([960, 540], [1366, 768])
        assert told["seconds"] == pytest.approx(24, abs=0.3)
        assert (told["absent_s"], told["moved_s"]) == (0, 0)

    def test_time_stands_still_while_nobody_is_there(self):
        session, _ = begun()
        in_place(session, BEGIN_S)
        now = lead(session, standing(5), while_in=Phase.OBSERVE)
        watched = session.elapsed_s(now)
        empty = [PoseFrame.nobody(now + n / 30) for n in range(1, 601)]
        now = lead(session, empty, while_in=Phase.OBSERVE)
        assert session.phase is Phase.OBSERVE, "24 s would have been over"
        assert session.elapsed_s(now) == pytest.approx(watched + 1, abs=0.3), "a second of patience"
        lead(session, standing(25, now + 0.03), while_in=Phase.OBSERVE)
        assert session.phase is Phase.GET_READY

    def test_without_a_camera_watching_goes_on(self):
        session, _ = begun()
        in_place(session, BEGIN_S)
        assert session.step(BEGIN_S + 24.1) is Phase.GET_READY

    def test_moving_along_is_told(self):
        log = Log()
        session, _ = begun(log=log)
        in_place(session, BEGIN_S)
        swing = 40 + 30 * np.sin(np.arange(750) / 15)
        lead(session, frames_of(abduction(swing), BEGIN_S), while_in=Phase.OBSERVE)
        assert log.of("watched")["moved_s"] > 15

    def test_dots_are_shown_and_answers_counted(self):
        log = Log()
        session, _ = begun(care=replace(UNASKED, probes=True), log=log)
        in_place(session, BEGIN_S)
        assert len(session.observing.dots) == 1
        dot = session.observing.dots[0]
        assert session.observing.dot_at(dot - 0.1) is None
        assert session.observing.dot_at(dot + 0.1) == dot
        session.answer_dot(BEGIN_S + dot + 0.5)
        assert session.observing.dot_at(dot + DOT_S / 2) is None, "answered: it is gone"
        session.answer_dot(BEGIN_S + 1)
        session.advance(BEGIN_S + 24)
        told = log.of("watched")
        assert (told["dots"], told["dots_answered"], told["answers_without_dot"]) == (1, 1, 1)

    def test_without_probes_there_are_no_dots(self):
        session, _ = begun()
        in_place(session, BEGIN_S)
        assert session.observing.dots == ()


def test_doing_begins_within_two_seconds_of_the_end_of_watching():
    from aotrainer.protocol import PRESETS

    assert all(preset.get_ready_s <= 2 for preset in PRESETS.values())
