"""A session follows what was prescribed of each exercise, and the usual dose where nothing was."""

from dataclasses import replace

import pytest

from aotrainer.config import shipped
from aotrainer.practice.level import Level
from aotrainer.practice.rules import read_rules
from aotrainer.session import Phase
from aotrainer.task import Dosage
from tests.session.people import BEGIN_S, LEFT, PROTOCOL, RIGHT, START, UNASKED, Patient, begun, run

RULES, _ = read_rules(shipped("exercises", "rules", "grading.toml"))
SLOW = replace(PROTOCOL, id="ertelt", sets=1, rate=0.5, imitate_s=12, rest_s=9)
TWICE = replace(PROTOCOL, sets=2)


def prescribed(task, protocol=SLOW, repetitions=None, range_share=1.0):
    return replace(task, dosage=Dosage(protocol, repetitions, range_share, START, "page"))


def test_each_exercise_has_its_own_sets_speed_and_times():
    session, kept = begun((prescribed(RIGHT), prescribed(LEFT, TWICE)))
    run(session, Patient())
    assert [(trial.side, trial.set_number) for trial in kept] == [("right", 1), ("left", 1), ("left", 2)]
    assert [trial.protocol_id for trial in kept] == ["ertelt", "priming", "priming"]
    assert [trial.display.rate for trial in kept] == [0.5, 0.75, 0.75]
    assert [round(trial.duration_s) for trial in kept] == [12, 15, 15]


def test_what_is_not_prescribed_has_the_sessions_dose():
    session, kept = begun((prescribed(RIGHT), LEFT))
    run(session, Patient())
    assert [(trial.side, trial.protocol_id) for trial in kept] == [
        ("right", "ertelt"),
        ("left", "priming"),
        ("left", "priming"),
    ]


def test_what_comes_next_is_counted_by_its_own_sets():
    session, _ = begun((prescribed(RIGHT), prescribed(LEFT, TWICE)))
    assert session.course.next_set == (1, 2)
    session.course.go_on()
    assert session.course.next_set == (2, 2)
    assert session.next_task.side == "left"


def test_a_set_ends_when_the_repetitions_that_were_prescribed_are_done():
    session, kept = begun((prescribed(RIGHT, replace(PROTOCOL, sets=1), repetitions=2),))
    assert session.goal == 2
    run(session, Patient())
    assert len(kept[0].outcome.repetitions) == 2
    assert kept[0].duration_s < PROTOCOL.imitate_s - 1


def test_time_alone_ends_a_set_of_which_no_repetitions_were_prescribed():
    session, _ = begun((prescribed(RIGHT),))
    assert session.goal is None


def test_points_are_given_for_the_range_that_was_prescribed():
    session, kept = begun((prescribed(RIGHT, range_share=0.6),))
    run(session, Patient())
    assert kept[0].judging.range_goal == 0.6


@pytest.mark.parametrize("known", [False, True])
def test_graded_practice_begins_with_the_prescription_and_goes_on_from_there(known):
    levels = {("shoulder_abduction", "right"): Level(1.0, 0.8, True, 4)} if known else {}
    care = replace(UNASKED, grading="apply")
    session, _ = begun((prescribed(RIGHT, repetitions=6),), care=care, rules=RULES, levels=levels)
    assert (session.rate, session.goal) == ((1.0, 4) if known else (0.5, 6))


def test_the_rest_is_that_of_the_exercise_before_it():
    session, _ = begun((prescribed(RIGHT), LEFT))
    session.phase = Phase.REST
    assert session.duration_s() == SLOW.rest_s
    session.advance(BEGIN_S)
    session.phase = Phase.REST
    assert session.duration_s() == PROTOCOL.rest_s
