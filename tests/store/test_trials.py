"""What is kept of an attempt comes back as it was."""

from __future__ import annotations

import math
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType

import numpy as np
import pytest
from sqlalchemy import text

from aotrainer import __version__
from aotrainer.errors import StoreError, UnknownPatientError
from aotrainer.motion import archive
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.motion.pose import Motion
from aotrainer.motion.score import Score
from aotrainer.store import Store
from aotrainer.trial import Ending, Patient, Trial
from tests.figure import ABDUCTION
from tests.store.builders import DISPLAY, NOON, arm_raises, scored, trial
from tests.store.conftest import BOTH, in_a_file

ENGINES = BOTH


@pytest.mark.parametrize("judged", [True, False], ids=["scored", "unscorable"])
def test_a_trial_comes_back_field_by_field(store: Store, session: int, judged: bool) -> None:
    saved = trial(2, judged=judged)
    loaded = store.load_trial(store.save_trial(session, saved))
    for field in fields(Trial):
        if field.name != "motion":
            assert getattr(loaded, field.name) == getattr(saved, field.name), field.name
    assert (loaded.motion is None) == (saved.motion is None)
    assert loaded.started_at.tzinfo is UTC


def test_what_could_not_be_judged_comes_back_with_what_it_names(store: Store, session: int) -> None:
    refused = Unscorable.about(Reason.OTHER_EXERCISE, "Stand up and sit down")
    number = store.save_trial(session, replace(trial(judged=False), outcome=refused))
    assert store.load_trial(number).outcome == refused


@in_a_file
def test_what_an_earlier_release_could_not_judge_comes_back_in_its_words(store: Store, session: int) -> None:
    number = store.save_trial(session, trial(judged=False))
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE trial SET outcome = json_remove(outcome, '$.named')")
    assert store.load_trial(number).outcome == Unscorable(Reason.NOBODY, "Nobody was seen, “sorry”.")


def test_landmarks_come_back_as_they_were_judged(store: Store, session: int) -> None:
    saved = trial().motion
    loaded = store.load_trial(store.save_trial(session, trial())).motion
    assert isinstance(saved, Motion)
    assert isinstance(loaded, Motion)
    for part in ("times_s", "image", "world", "visibility"):
        np.testing.assert_array_equal(getattr(loaded, part), getattr(saved, part))
    assert loaded.skeleton == saved.skeleton


@in_a_file
def test_landmarks_of_an_older_release_are_read_and_left_as_they_are(store: Store, session: int) -> None:
    number = store.save_trial(session, trial())
    finer = arm_raises(3, 85.0, seed=2)
    with store._engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE recording SET format = 1, landmarks = ?", (archive.to_bytes(finer),)
        )
    loaded = store.load_trial(number).motion
    assert isinstance(loaded, Motion)
    np.testing.assert_array_equal(loaded.image, finer.image.astype(np.float32))
    with store._engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT format FROM recording").scalars().all() == [1]


def test_an_outcome_is_read_without_the_landmarks(store: Store, session: int) -> None:
    number = store.save_trial(session, trial())
    with store._engine.begin() as connection:
        connection.execute(text("DELETE FROM recording"))
    assert store.outcome(number) == trial().outcome


def test_thresholds_keep_their_order_in_any_mapping(store: Store, session: int) -> None:
    segments = MappingProxyType({"trunk": 0.5, "forearm": 1, "upper_arm": 0.1 + 0.2})
    saved = replace(trial(), judging=replace(ABDUCTION, segments=segments))
    loaded = store.load_trial(store.save_trial(session, saved)).judging
    assert list(loaded.segments.items()) == list(segments.items())


def test_a_score_that_is_no_number_does_not_lose_the_trial(store: Store, session: int) -> None:
    _, score = scored(1)
    repetition = replace(score.repetitions[0], total=math.nan, segment_error_deg={"trunk": math.nan})
    broken = replace(score, total=math.nan, repetitions=(repetition,))
    loaded = store.load_trial(store.save_trial(session, replace(trial(), outcome=broken))).outcome
    assert isinstance(loaded, Score)
    assert math.isnan(loaded.total)
    assert math.isnan(loaded.repetitions[0].segment_error_deg["trunk"])


@in_a_file
def test_everything_shown_can_be_asked_for_in_sql(store: Store, session: int) -> None:
    store.save_trial(session, trial())
    with store._engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM trial")).mappings().one()
        repetitions = connection.execute(text("SELECT * FROM repetition ORDER BY number")).mappings().all()
        version = connection.execute(text("SELECT app_version FROM session")).scalar()
    for field in fields(DISPLAY):
        if field.name != "views":
            assert row[field.name] == getattr(DISPLAY, field.name), field.name
    assert row["views"] == '["front", "first_person"]'
    assert row["started_at"] == "2026-03-01T12:00:00.123456Z"
    assert row["model_side"] == "right"
    assert [each["number"] for each in repetitions] == [1, 2, 3]
    assert repetitions[0]["turn_deg"] == pytest.approx(94, abs=4)
    assert version == __version__


def test_history_is_oldest_first_and_sums_up(store: Store, anna: Patient, session: int) -> None:
    later = store.save_trial(session, trial(2, after=timedelta(minutes=2)))
    refused = store.save_trial(session, trial(3, after=timedelta(minutes=4), judged=False))
    first = store.save_trial(session, trial(1))
    history = store.history(anna)
    assert [record.trial_id for record in history] == [first, later, refused]
    judged, unjudged = history[0], history[2]
    outcome = trial().outcome
    assert isinstance(outcome, Score)
    ranges = [rep.repetition.excursion_deg for rep in outcome.repetitions]
    assert (judged.total, judged.shape, judged.range, judged.tempo) == (
        outcome.total, outcome.parts.shape, outcome.parts.range, outcome.parts.tempo,
    )  # fmt: skip
    assert (judged.repetitions, judged.reason, judged.words) == (3, None, None)
    assert judged.best_range_deg == pytest.approx(max(ranges))
    assert judged.mean_range_deg == pytest.approx(sum(ranges) / 3)
    assert (judged.started_at, judged.rate, judged.observed_s, judged.side) == (NOON, 0.75, 46.5, "left")
    assert (unjudged.total, unjudged.best_range_deg, unjudged.repetitions) == (None, None, 0)
    assert (unjudged.reason, unjudged.ending) == (Reason.NOBODY, Ending.STOPPED)
    assert unjudged.words == "Nobody was seen, “sorry”."


def test_history_is_of_one_patient(store: Store, session: int) -> None:
    store.save_trial(session, trial())
    assert store.history(store.add_patient("Berta", NOON)) == ()


def test_a_session_tells_when_and_how_it_ended(store: Store, anna: Patient, session: int) -> None:
    store.save_trial(session, trial())
    (running,) = store.sessions(anna)
    assert (running.ended_at, running.ending, running.trials) == (None, None, 1)
    store.end_session(session, NOON + timedelta(minutes=9), Ending.STOPPED)
    (ended,) = store.sessions(anna)
    assert (ended.ended_at, ended.ending) == (NOON + timedelta(minutes=9), Ending.STOPPED)
    assert (ended.started_at, ended.protocol_id, ended.app_version) == (NOON, "priming", __version__)


def test_any_time_zone_goes_in_and_utc_comes_out(store: Store, session: int) -> None:
    kathmandu = NOON.astimezone(timezone(timedelta(hours=5, minutes=45)))
    loaded = store.load_trial(store.save_trial(session, replace(trial(), started_at=kathmandu)))
    assert loaded.started_at == NOON
    assert loaded.started_at.utcoffset() == timedelta()


def test_a_time_without_a_zone_is_refused(store: Store, anna: Patient, session: int) -> None:
    naive = datetime(2026, 3, 1, 12)
    with pytest.raises(StoreError, match="any time zone's"):
        store.save_trial(session, replace(trial(), started_at=naive))
    with pytest.raises(StoreError, match="timezone-aware"):
        store.begin_session(anna, "priming", naive)
    assert store.history(anna) == ()


def test_a_trial_that_cannot_be_saved_leaves_nothing(store: Store, anna: Patient, session: int) -> None:
    wrong = replace(trial(), side="middle")  # type: ignore[arg-type]
    with pytest.raises(StoreError, match=r"(?i)check constraint"):
        store.save_trial(session, wrong)
    with store._engine.connect() as connection:
        for table in ("trial", "repetition", "recording"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0  # noqa: S608
    assert store.save_trial(session, trial())


def test_what_is_not_there_is_said_so(store: Store, session: int) -> None:
    with pytest.raises(StoreError, match="no session 99"):
        store.save_trial(99, trial())
    with pytest.raises(StoreError, match="no session 99"):
        store.end_session(99, NOON, Ending.COMPLETED)
    for ask in (store.load_trial, store.outcome):
        with pytest.raises(StoreError, match="no attempt 99"):
            ask(99)
    with pytest.raises(UnknownPatientError, match="Nobody called “Zoe”"):
        store.begin_session(Patient(99, "Zoe"), "priming", NOON)


@in_a_file
@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE recording SET landmarks = x'504b0304'",
        "UPDATE recording SET landmarks = substr(landmarks, 1, 5000)",
        "UPDATE recording SET format = 3",
        "UPDATE trial SET outcome = '{}'",
        'UPDATE trial SET outcome = \'{"reason": "bored", "words": "?"}\'',
        "UPDATE trial SET judging = '{\"new\": 1}'",
        "UPDATE trial SET judging = 'not json'",
        "UPDATE trial SET started_at = 'yesterday'",
    ],
)
def test_damaged_or_unknown_content_is_a_store_error(store: Store, session: int, harm: str) -> None:
    number = store.save_trial(session, trial())
    with store._engine.begin() as connection:
        connection.exec_driver_sql(harm)
    with pytest.raises(StoreError):
        store.load_trial(number)


def test_a_reason_of_a_later_release_is_a_store_error(store: Store, anna: Patient, session: int) -> None:
    store.save_trial(session, replace(trial(), outcome=Unscorable(Reason.NOBODY, "")))
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE trial SET reason = 'bored'")
    with pytest.raises(StoreError, match="newest aotrainer"):
        store.history(anna)


def test_deleting_takes_along_what_means_nothing_alone_and_never_a_patient(
    store: Store, session: int
) -> None:
    store.save_trial(session, trial())
    with pytest.raises(Exception, match=r"(?i)foreign key"), store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM patient")
    with store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM session")
        for table in ("trial", "repetition", "recording"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0  # noqa: S608


def test_an_id_is_never_used_twice(store: Store, anna: Patient, session: int) -> None:
    number = store.save_trial(session, trial())
    with store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM trial")
    assert store.save_trial(session, trial()) > number
