"""The sets of a session on a fake clock: what happens when, and what is kept."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from aotrainer.clips import ClipFile
from aotrainer.errors import ProtocolError
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.motion.packing import pack, unpack
from aotrainer.motion.pose import PoseFrame
from aotrainer.motion.score import Score, score_motion
from aotrainer.session import Phase, Session
from aotrainer.task import ModelClip
from aotrainer.trial import Ending
from tests.figure import abduction, raise_and_lower
from tests.session.people import (
    CLIPS,
    LEFT,
    PROTOCOL,
    RIGHT,
    START,
    TICK_S,
    UNASKED,
    Log,
    Patient,
    begun,
    frames_of,
    in_place,
    run,
)


def test_one_exercise_in_two_sets_goes_through_all_phases():
    session, kept = begun()
    phases = [phase.value for phase, _ in run(session, Patient())]
    one_set = ["observe", "get_ready", "imitate", "feedback"]
    assert phases == [*one_set, "rest", *one_set, "summary"]
    assert [trial.set_number for trial in kept] == [1, 2]


def test_watching_is_never_shorter_than_its_dose_and_ends_with_a_whole_loop():
    # Six seconds at 0.75 are eight; 20 s of watching therefore take three loops, 24 s.
    session, kept = begun()
    changes = run(session, Patient())
    assert changes[1] == (Phase.GET_READY, pytest.approx(24, abs=0.2))
    assert kept[0].display.loops == 3
    assert kept[0].display.observed_s == pytest.approx(24)
    assert kept[0].display.rate == 0.75


def test_doing_follows_watching_and_takes_its_time():
    changes = run(begun()[0], Patient())
    times = [seconds for _, seconds in changes]
    waits = [round(b - a) for a, b in pairwise(times)]
    assert waits == [24, 3, 15, 5, 4, 24, 3, 15, 5]


def test_the_trial_says_what_was_done_and_shown():
    session, kept = begun((LEFT,))
    run(session, Patient("left"))
    trial = kept[0]
    assert (trial.exercise_id, trial.exercise_version, trial.protocol_id) == (
        "shoulder_abduction",
        RIGHT.exercise.version,
        "priming",
    )
    assert (trial.side, trial.model_side, trial.display.clip_mirrored) == ("left", "right", False)
    assert trial.ending is Ending.COMPLETED
    assert abs(trial.started_at - START - timedelta(seconds=27)) < timedelta(seconds=0.5)
    assert trial.duration_s == pytest.approx(15, abs=0.2)
    assert isinstance(trial.outcome, Score)
    assert len(trial.outcome.repetitions) == 3
    assert trial.motion.times_s[0] == pytest.approx(0, abs=0.2)


def test_what_is_kept_of_it_is_judged_the_same_to_the_last_digit():
    session, kept = begun((LEFT,))
    run(session, Patient("left"))
    trial = kept[0]
    motion = unpack(pack(trial.motion))
    again = score_motion(LEFT.reference, motion, trial.judging, trial.side, trial.display.rate, LEFT.others)
    assert isinstance(again, Score)
    assert repr(again) == repr(trial.outcome)


def test_the_trial_says_who_and_which_views_were_seen():
    through_her_eyes = ModelClip(ClipFile(Path("first_person.webm"), "first_person", "woman"), 9.0)
    session, kept = begun((replace(RIGHT, clips=(*CLIPS, through_her_eyes)),), replace(PROTOCOL, sets=1))
    changes = run(session, Patient())
    display = kept[0].display
    assert (display.demonstrator, display.views) == ("woman", ("front", "first_person"))
    assert display.perspective == "third person, as in a mirror; first person"
    assert display.clip_mirrored, "told of the view that is judged"
    # 8 s and 12 s at 0.75: the dose of 20 s is two passes.
    assert (display.loops, display.observed_s) == (2, pytest.approx(20))
    assert changes[1] == (Phase.GET_READY, pytest.approx(20, abs=0.2))


def test_a_trial_is_kept_before_its_feedback_is_shown():
    phases = []
    session = Session(
        (RIGHT,), PROTOCOL, UNASKED, lambda _: phases.append(session.phase), Log().note, START, 100.0
    )
    run(session, Patient())
    assert phases == [Phase.IMITATE, Phase.IMITATE]


def test_a_record_that_fails_shows_no_feedback():
    def broken(trial):
        raise OSError("disk full")

    session = Session((RIGHT,), PROTOCOL, UNASKED, broken, Log().note, START, 100.0)
    with pytest.raises(OSError, match="disk full"):
        run(session, Patient())
    assert session.phase is Phase.IMITATE
    assert session.trials == []


def test_repetitions_are_counted_while_they_are_done():
    session, _ = begun()
    in_place(session, 100)
    patient, now, counts = Patient(), 100.0, []
    while session.phase is not Phase.FEEDBACK:
        now += TICK_S
        session.step(now, patient.poses(session, now))
        counts.append(session.repetitions)
    assert sorted(set(counts)) == [0, 1, 2, 3]
    assert counts == sorted(counts)


def test_exercises_follow_each_other():
    session, kept = begun((RIGHT, LEFT), replace(PROTOCOL, sets=1))
    assert session.next_task is LEFT
    run(session, Patient("right"))
    assert [trial.side for trial in kept] == ["right", "left"]
    assert kept[1].outcome.reason is Reason.WRONG_SIDE


def test_doing_waits_for_the_camera():
    session, _ = begun()
    in_place(session, 100)
    now = 100.0
    while now < 200:
        now += TICK_S
        session.step(now)
    assert session.phase is Phase.GET_READY
    assert session.remaining_s(now) == 3
    session.step(now, [PoseFrame.nobody(now)])
    assert session.step(now + 2.9) is Phase.GET_READY, "the countdown begins when the camera gives pictures"
    assert session.step(now + 3) is Phase.IMITATE


def test_an_exercise_is_introduced_until_the_patient_is_ready():
    session, _ = begun((RIGHT, LEFT), replace(PROTOCOL, sets=2))
    assert session.step(5000) is Phase.INTRODUCE
    log = [phase for phase, _ in run(session, Patient())]
    assert log.count(Phase.INTRODUCE) == 1, "the second exercise; further sets need no introduction"


def test_what_was_captured_before_the_set_is_not_part_of_it():
    session, kept = begun()
    in_place(session, 100)
    session.advance(101)
    session.advance(102)
    early = frames_of(abduction(raise_and_lower(3)), start_s=98.0)
    session.step(112, early)
    session.advance(113)
    assert kept[0].motion.times_s[0] == pytest.approx(0, abs=1 / 30)


def test_a_camera_that_dies_gives_no_score():
    session, kept = begun()
    in_place(session, 100)
    session.advance(101)
    session.advance(102)
    session.advance(110)
    assert kept[0].motion is None
    assert isinstance(kept[0].outcome, Unscorable)


def test_a_session_needs_an_exercise():
    with pytest.raises(ProtocolError):
        begun(())
