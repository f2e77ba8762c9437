"""Feedback by schedule and graded practice, within a session."""

from dataclasses import replace

import pytest

from aotrainer.config import shipped
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.motion.pose import PoseFrame
from aotrainer.practice.level import Level
from aotrainer.practice.rules import read_rules
from aotrainer.practice.schedule import Schedule
from aotrainer.session import Phase
from aotrainer.trial import TrialKind
from tests.session.people import BEGIN_S, LEFT, PROTOCOL, RIGHT, UNASKED, Log, Patient, begun, in_place, run

RULES, _ = read_rules(shipped("exercises", "rules", "grading.toml"))
THREE = {("shoulder_abduction", "right"): Level(0.75, 1.0, True, 3)}
FIVE_SETS = replace(PROTOCOL, sets=5)


def phases_of(care, protocol=FIVE_SETS, patient=None, **more):
    session, kept = begun(protocol=protocol, care=care, **more)
    return [phase for phase, _ in run(session, patient or Patient())], session, kept


@pytest.mark.parametrize(
    ("schedule", "weeks", "shown"),
    [
        (Schedule.EVERY_TRIAL, 0, 5),
        (Schedule.SUMMARY_3, 0, 2),
        (Schedule.SUMMARY_5, 0, 1),
        (Schedule.FADED, 0.5, 5),
        (Schedule.FADED, 2, 2),
        (Schedule.FADED, 10, 1),
        (Schedule.ON_REQUEST, 0, 0),
    ],
)
def test_feedback_comes_by_its_schedule_and_practice_goes_on_without_it(schedule, weeks, shown):
    phases, _, kept = phases_of(replace(UNASKED, feedback=schedule), weeks=weeks)
    assert phases.count(Phase.FEEDBACK) == shown
    assert phases.count(Phase.IMITATE) == len(kept) == 5
    assert phases.count(Phase.REST) == 4


def test_who_asks_is_shown_the_latest_set_and_rests_afterwards():
    log = Log()
    session, _ = begun(care=replace(UNASKED, feedback=Schedule.ON_REQUEST), log=log)
    in_place(session, BEGIN_S)
    patient, now = Patient(), BEGIN_S
    while session.phase is not Phase.REST:
        now += 0.1
        session.step(now, patient.poses(session, now))
    assert session.told.nothing
    assert session.ask_feedback(now) is Phase.FEEDBACK
    assert session.told.trials == 1
    assert session.advance(now) is Phase.REST
    assert "asked" in log.kinds


def test_what_the_camera_could_not_judge_is_told_at_once():
    phases, _, kept = phases_of(replace(UNASKED, feedback=Schedule.SUMMARY_5), patient=Nobody())
    assert all(isinstance(trial.outcome, Unscorable) for trial in kept)
    assert kept[0].outcome.reason is Reason.NOBODY
    assert phases.count(Phase.FEEDBACK) == 5


class Nobody(Patient):
    """Leaves after watching."""

    def poses(self, session, now_s):
        return [] if session.phase is Phase.OBSERVE else [PoseFrame.nobody(now_s)]


class TestGraded:
    def graded(self, grading, patient=None, protocol=FIVE_SETS, **more):
        log = Log()
        care = replace(UNASKED, grading=grading)
        session, kept = begun(protocol=protocol, care=care, rules=RULES, log=log, **more)
        return session, kept, log

    def test_a_set_ends_when_its_repetitions_are_done(self):
        levels = {("shoulder_abduction", "right"): Level(0.75, 1.0, True, 2)}
        session, kept, _ = self.graded("apply", levels=levels)
        assert session.goal == 2
        run(session, Patient())
        assert kept[0].duration_s < 14
        assert len(kept[0].outcome.repetitions) == 2

    def test_after_two_failures_it_is_easier_at_home_and_says_so(self):
        session, kept, log = self.graded("apply", levels=THREE)
        run(session, Patient(side="right", peak_deg=40.0))
        steps = [details for what, details in log.lines if what == "graded"]
        assert steps
        assert steps[0]["step"] == "slower"
        assert steps[0]["applied"] is True
        assert [trial.display.rate for trial in kept][:3] == [0.75, 0.75, 0.5]

    def test_in_the_clinic_a_step_waits_for_the_therapist(self):
        session, kept, log = self.graded("propose", levels=THREE)
        patient, now = Patient(side="right", peak_deg=40.0), BEGIN_S
        in_place(session, now)
        while len(kept) < 2 or session.phase is not Phase.REST:
            now += 0.1
            session.step(now, patient.poses(session, now))
        assert session.proposed is not None
        assert session.rate == 0.75
        session.accept()
        assert session.rate == 0.5
        assert [details["applied"] for what, details in log.lines if what == "graded"] == [False, True]

    def test_what_earlier_sessions_reached_holds(self):
        levels = {("shoulder_abduction", "right"): Level(1.0, 0.8, True, 4)}
        session, kept, _ = self.graded("apply", levels=levels)
        assert (session.rate, session.goal) == (1.0, 4)
        run(session, Patient())
        assert kept[0].judging.range_goal == 0.8
        assert kept[0].display.rate == 1.0

    def test_a_level_on_the_part_shows_the_part(self):
        part = replace(RIGHT, exercise=replace(RIGHT.exercise, id="part"))
        levels = {("shoulder_abduction", "right"): Level(0.75, 1.0, False, 4)}
        session, _, _ = self.graded("apply", levels=levels, part_of=lambda _task: part)
        assert session.task is part

    def test_ungraded_practice_ignores_levels(self):
        levels = {("shoulder_abduction", "right"): Level(1.0, 0.8, True, 4)}
        session, _, _ = self.graded("off", levels=levels)
        assert (session.rate, session.goal) == (0.75, None)


def test_at_ones_own_pace_the_tempo_costs_nothing():
    slow = Patient()
    for kind, same in ((TrialKind.WITH_MODEL, False), (TrialKind.SELF_PACED, True)):
        session, kept = begun(care=replace(UNASKED, kind=kind), protocol=replace(PROTOCOL, sets=1))
        run(session, slow)
        assert kept[0].kind is kind
        assert (kept[0].judging.weights["tempo"] == 0) == same


def test_in_a_trial_the_model_is_hidden_while_doing():
    session, kept = begun((LEFT,), care=replace(UNASKED, arm="A"), protocol=replace(PROTOCOL, sets=1))
    run(session, Patient("left"))
    assert kept[0].kind is TrialKind.FROM_MEMORY
