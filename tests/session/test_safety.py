"""What protects a patient: questions, limits, STOP, and rest."""

from dataclasses import replace

import pytest

from aotrainer.care import Care
from aotrainer.errors import CareError
from aotrainer.language import ENGLISH, speak
from aotrainer.session import Farewell, Phase, Question, StopReason
from aotrainer.trial import Ending
from tests.figure import abduction, raise_and_lower
from tests.session.people import (
    BEGIN_S,
    LEFT,
    PROTOCOL,
    RIGHT,
    TICK_S,
    UNASKED,
    Log,
    Patient,
    begun,
    frames_of,
    in_place,
    run,
)

CHECKED = Care(checklist=("Is the chair against the wall?", "Did you sleep?"), pain_limit=5)


def test_everything_is_asked_before_the_start_and_the_ratings_again_at_the_end():
    log = Log()
    session, _ = begun(care=CHECKED, log=log)
    asked = []
    for answer in (1, 1, 3, 2):
        assert session.phase is Phase.CHECK_IN
        asked.append(session.question)
        session.answer(answer, BEGIN_S)
    assert asked == [
        Question("checklist", "Is the chair against the wall?"),
        Question("checklist", "Did you sleep?"),
        Question("pain"),
        Question("fatigue"),
    ]
    assert session.phase is Phase.INTRODUCE
    session.stop(BEGIN_S + 1)
    session.give_reason(StopReason.OTHER, BEGIN_S + 2)
    assert session.phase is Phase.CHECK_OUT
    session.answer(4, BEGIN_S + 3)
    session.answer(7, BEGIN_S + 4)
    assert session.phase is Phase.SUMMARY
    ratings = [(what, details["rating"]) for what, details in log.lines if "rating" in details]
    assert ratings == [("pain", 3), ("fatigue", 2), ("pain", 4), ("fatigue", 7)]


def test_a_no_to_the_checklist_ends_the_session_calmly():
    log = Log()
    session, kept = begun(care=CHECKED, log=log)
    session.answer(1, BEGIN_S)
    assert session.answer(0, BEGIN_S + 1) is Phase.SUMMARY
    assert session.farewell is Farewell.CHECKLIST
    assert session.early
    assert log.of("ended") == {"why": "checklist", "item": "Did you sleep?"}
    assert kept == []


@pytest.mark.parametrize(("rating", "phase"), [(5, Phase.CHECK_IN), (6, Phase.SUMMARY)])
def test_pain_above_the_limit_ends_the_session(rating, phase):
    session, _ = begun(care=replace(CHECKED, checklist=()))
    assert session.answer(rating, BEGIN_S) is phase
    assert (session.farewell is Farewell.PAIN) == (phase is Phase.SUMMARY)


def test_pain_above_the_limit_afterwards_changes_the_farewell_and_fatigue_is_still_asked():
    session, _ = begun(care=replace(CHECKED, checklist=()))
    session.answer(0, BEGIN_S)
    session.answer(0, BEGIN_S)
    session.stop(BEGIN_S)
    session.give_reason(StopReason.FATIGUE, BEGIN_S)
    assert session.answer(8, BEGIN_S) is Phase.CHECK_OUT
    assert session.question == Question("fatigue")
    assert session.answer(2, BEGIN_S) is Phase.SUMMARY
    assert session.farewell is Farewell.PAIN


@pytest.mark.parametrize("presses", range(6))
def test_stop_works_in_every_phase_and_keeps_what_was_done(presses):
    session, kept = begun()
    now, patient = BEGIN_S, Patient()
    for _ in range(presses):
        session.advance(now)
        for _ in range(20):
            now += TICK_S
            session.step(now, patient.poses(session, now))
    in_the_middle, finished = session.phase is Phase.IMITATE, len(kept)
    assert session.stop(now) is Phase.STOPPED
    assert len(kept) == finished + in_the_middle
    if in_the_middle:
        assert kept[-1].ending is Ending.STOPPED
        assert len(kept[-1].motion) > 0
    assert session.stop(now + 1) is Phase.STOPPED
    assert session.step(now + 1000) is Phase.STOPPED, "it waits"
    assert session.give_reason(None, now + 1001) is Phase.SUMMARY
    assert len(kept) == finished + in_the_middle


@pytest.mark.parametrize(
    ("reason", "farewell"),
    [
        (StopReason.PAIN, Farewell.PAIN),
        (StopReason.DIZZY, Farewell.DIZZY),
        (StopReason.FATIGUE, Farewell.STOPPED),
        (StopReason.OTHER, Farewell.STOPPED),
        (None, Farewell.STOPPED),
    ],
)
def test_why_it_was_stopped_is_kept_and_decides_on_the_last_words(reason, farewell):
    log = Log()
    session, _ = begun(log=log)
    session.stop(BEGIN_S)
    assert session.give_reason(reason, BEGIN_S) is Phase.SUMMARY
    assert session.farewell is farewell
    assert log.of("reason") == {"reason": reason and reason.value}


def test_who_feels_dizzy_is_asked_nothing_more():
    session, _ = begun(care=replace(CHECKED, checklist=()))
    session.answer(0, BEGIN_S)
    session.answer(0, BEGIN_S)
    session.stop(BEGIN_S)
    assert session.give_reason(StopReason.DIZZY, BEGIN_S) is Phase.SUMMARY


@pytest.mark.parametrize(
    ("presses", "there"),
    [
        (0, Phase.INTRODUCE),
        (1, Phase.PLACE),
        (2, Phase.OBSERVE),
        (3, Phase.GET_READY),
        (4, Phase.GET_READY),
        (5, Phase.REST),
    ],
)
def test_a_stop_that_was_not_meant_leads_back_to_where_it_makes_sense(presses, there):
    session, _ = begun()
    for _ in range(presses):
        session.advance(BEGIN_S)
    session.stop(BEGIN_S)
    assert session.resume(BEGIN_S + 1) is there


def test_watching_goes_on_where_it_was_after_a_stop_that_was_not_meant():
    session, _ = begun()
    in_place(session, BEGIN_S)
    session.stop(BEGIN_S + 9)
    session.resume(BEGIN_S + 60)
    assert session.elapsed_s(BEGIN_S + 61) == 10


def test_what_was_watched_before_a_stop_is_kept():
    log = Log()
    session, _ = begun(log=log)
    in_place(session, BEGIN_S)
    session.stop(BEGIN_S + 9)
    session.give_reason(StopReason.OTHER, BEGIN_S + 60)
    assert log.of("watched")["seconds"] == 9


def test_a_control_film_is_not_told_as_if_the_model_had_been_seen():
    log = Log()
    session, kept = begun(care=replace(UNASKED, arm="B"), log=log, control=True)
    in_place(session, BEGIN_S)
    session.advance(BEGIN_S + 24)
    session.advance(BEGIN_S + 25)
    session.advance(BEGIN_S + 26)
    told = log.of("watched")
    assert (told["views"], told["demonstrator"], told["mirrored"]) == ([], None, False)
    assert told["perspective"] == "control film: moving geometry, version 1"
    assert kept[0].display.views == ()


def test_three_declining_repetitions_end_the_set_for_a_longer_rest():
    log = Log()
    session, kept = begun(protocol=replace(PROTOCOL, imitate_s=60), log=log)
    in_place(session, BEGIN_S)
    session.advance(BEGIN_S)
    session.step(BEGIN_S, frames_of(abduction(raise_and_lower(1)), BEGIN_S)[:1])
    session.advance(BEGIN_S)
    waiting = frames_of(abduction(declining(150, 135, 115, 95, 75)), BEGIN_S)
    now = BEGIN_S
    while session.phase is Phase.IMITATE:
        now += TICK_S
        due = [frame for frame in waiting if now - TICK_S < frame.time_s <= now]
        session.step(now, due)
    assert log.of("tired")["decline"] == "smaller"
    assert now - BEGIN_S < 30, "long before its time"
    assert len(kept) == 1
    session.advance(now)
    assert session.phase is Phase.REST
    assert session.duration_s() == 2 * PROTOCOL.rest_s


def declining(*peaks_deg):
    """Repetitions of the arm, each to its own height."""
    import numpy as np

    return np.concatenate([raise_and_lower(1, peak_deg=peak) for peak in peaks_deg])


def test_healthy_repetitions_are_no_decline():
    log = Log()
    run(begun(log=log)[0], Patient())
    assert "tired" not in log.kinds


def test_cannot_do_it_leads_to_the_part_of_it_and_without_one_to_the_next_exercise():
    log = Log()
    part = replace(RIGHT, exercise=replace(RIGHT.exercise, id="part"))
    session, _ = begun(
        (RIGHT, LEFT), log=log, part_of=lambda task: part if task.exercise.id != "part" else None
    )
    in_place(session, BEGIN_S)
    assert session.cannot(BEGIN_S) is Phase.INTRODUCE
    assert session.task.exercise.id == "part"
    assert session.cannot(BEGIN_S) is Phase.INTRODUCE
    assert session.task.side == "left"
    assert [details["instead"] for what, details in log.lines if what == "cannot"] == ["part", None]


def test_the_last_exercise_that_cannot_be_done_ends_the_session():
    session, _ = begun()
    in_place(session, BEGIN_S)
    assert session.cannot(BEGIN_S) is Phase.SUMMARY


def test_who_lost_track_watches_again_and_what_was_done_is_kept():
    session, kept = begun()
    in_place(session, BEGIN_S)
    assert session.lost_track(BEGIN_S + 3) is Phase.OBSERVE
    assert session.elapsed_s(BEGIN_S + 3) == 0
    session.advance(BEGIN_S + 4)
    session.advance(BEGIN_S + 5)
    assert session.phase is Phase.IMITATE
    assert session.lost_track(BEGIN_S + 6) is Phase.OBSERVE
    assert [trial.ending for trial in kept] == [Ending.STOPPED]
    assert session.set_number == 1


def test_a_helping_hand_is_kept_with_the_trial():
    session, kept = begun()
    in_place(session, BEGIN_S)
    session.advance(BEGIN_S)
    session.advance(BEGIN_S)
    session.assist(BEGIN_S + 4)
    session.assist(BEGIN_S + 9.5)
    session.advance(BEGIN_S + 10)
    session.assist(BEGIN_S + 11)
    assert kept[0].assisted_s == (4.0, 9.5), "only while something is done"


def test_settling_comes_first_and_takes_its_time():
    log = Log()
    session, _ = begun(care=replace(UNASKED, settle_s=120.0), log=log)
    assert session.phase is Phase.SETTLE
    assert session.step(BEGIN_S + 119) is Phase.SETTLE
    assert session.step(BEGIN_S + 120) is Phase.INTRODUCE
    assert log.of("settled") == {"seconds": 120.0}


class TestCare:
    def test_comes_back_from_json_as_it_was(self):
        care = replace(CHECKED, fall_risk=True, grading="apply", settle_s=120)
        assert Care.from_json(care.to_json()) == care
        assert Care().to_json() == {}
        assert Care.from_json({"from_a_newer_version": 1}) == Care()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"pain_limit": 11},
            {"settle_s": -1},
            {"mirroring_min": 1000},
            {"grading": "hard"},
            {"checklist": ("x",) * 9},
            {"checklist": ("x" * 200,)},
        ],
    )
    def test_refuses_what_cannot_be(self, wrong):
        with pytest.raises(CareError):
            replace(Care(), **wrong)

    @pytest.mark.parametrize(
        ("wrong", "told"),
        [
            ({"pain_limit": 11}, "Schmerz"),
            ({"settle_s": 700.5}, "700,5"),
            ({"mirroring_min": 99}, "Erinnerungen"),
            ({"grading": "hard"}, "Stufenweise üben"),
        ],
    )
    def test_says_what_cannot_be_in_the_language_in_use(self, wrong, told):
        with pytest.raises(CareError) as refused:
            replace(Care(), **wrong)
        speak("de")
        try:
            assert told in refused.value.in_words()[0]
        finally:
            speak(ENGLISH)
        assert told not in str(refused.value)


def test_pain_after_the_whole_training_does_not_make_it_an_early_end():
    session, _ = begun(care=replace(CHECKED, checklist=()), protocol=replace(PROTOCOL, sets=1))
    session.answer(0, BEGIN_S)
    session.answer(0, BEGIN_S)
    run(session, Patient(), until_s=BEGIN_S + 100)
    assert session.phase is Phase.CHECK_OUT
    session.answer(9, BEGIN_S + 200)
    session.answer(2, BEGIN_S + 201)
    assert (session.farewell, session.early) == (Farewell.PAIN, False)
