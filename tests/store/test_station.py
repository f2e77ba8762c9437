"""A station trains on without its server, and hands everything over once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from aotrainer.audit import Audited, Deed
from aotrainer.care import Care
from aotrainer.chart import Entry, Kind
from aotrainer.errors import SchemaMismatchError, ServerGoneError, UnknownPatientError
from aotrainer.event import Event, What
from aotrainer.identity import new_uid
from aotrainer.store import Store, errand, parcels, server_engine, server_patience
from aotrainer.store.acquaintance import KNOWN_FOR
from aotrainer.store.backup import back_up
from aotrainer.store.errand import sessions_waiting
from aotrainer.store.models import AuditRow, EntryRow, PatientRow, RecordingRow, TrialRow
from aotrainer.store.server import ServerStore, upgrade_server
from aotrainer.store.station import FIRST_ID, Station, errand_of
from aotrainer.trial import Ending, Patient, Trial
from tests.store.builders import MIGRATIONS, NOON, next_release, trial
from tests.store.clinic_server import ClinicServer

PATIENCE_S = 60.0
LATER = NOON + timedelta(minutes=20)
Open = Callable[..., Station]


@pytest.fixture(autouse=True)
def _tries_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pauses between tries are not what these tests are about."""
    monkeypatch.setattr(errand, "AGAIN_S", 0.1)


@pytest.fixture
def open_station(tmp_path: Path, address: str) -> Iterator[Open]:
    """Opens a station by its name, as often as wished."""
    opened: list[Station] = []

    def at(name: str = "gym", now: object = NOON) -> Station:
        file = tmp_path / name / "station.db"
        opened.append(Station.at(file, address, MIGRATIONS, lambda: now))  # type: ignore[arg-type, return-value]
        return opened[-1]

    yield at
    for station in opened:
        station.close()


@pytest.fixture
def station(open_station: Open) -> Station:
    return open_station()


@pytest.fixture
def record(address: str) -> Iterator[ServerStore]:
    """What the server has, seen from elsewhere."""
    with ServerStore.at(address, MIGRATIONS) as opened:
        yield opened


@pytest.fixture
def anna(record: ServerStore, station: Station) -> Patient:
    """Somebody who is in the server's record."""
    return record.add_patient("Anna", NOON)


@pytest.fixture
def down(server: ClinicServer) -> Iterator[Callable[[], None]]:
    """Kills the server; it is there again after the test."""
    gone = []

    def kill() -> None:
        server.kill()
        gone.append(True)

    def again() -> None:
        if gone:
            server.start()
            gone.clear()

    kill.again = again  # type: ignore[attr-defined]
    yield kill
    again()


def until(condition: Callable[[], object]) -> None:
    """Wait for what another thread does."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "it never comes"
        time.sleep(0.02)


def handed_over(station: Station) -> bool:
    return station.alone is None and sessions_waiting(station._local) == 0


def attempt(number: int = 1) -> Trial:
    return replace(trial(number), uid=new_uid())


def step(rate: float) -> Event:
    level = {"rate": rate, "range_share": 1.0, "whole": True, "repetitions": 6}
    return Event(
        What.GRADED, NOON, {"exercise": "shoulder_abduction", "side": "left", "applied": True, **level}
    )


def train(station: Station, patient: Patient, trials: int = 2) -> list[Trial]:
    """A whole session."""
    session, done = station.begin_session(patient, "priming", NOON), [attempt(n) for n in range(trials)]
    for each in done:
        station.save_trial(session, each)
    station.save_event(session, step(0.6))
    station.end_session(session, LATER, Ending.COMPLETED)
    return done


def left_here(station: Station, table: type) -> int:
    with station._local._reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def uids(record: Store, patient: Patient) -> list[str]:
    return sorted(record.load_trial(each.trial_id).uid for each in record.history(patient))


class TestWithTheServer:
    def test_others_see_an_attempt_while_its_session_goes_on(
        self, station: Station, record: ServerStore, anna: Patient
    ) -> None:
        session, done = station.begin_session(anna, "priming", NOON), attempt()
        station.save_trial(session, done)
        until(lambda: uids(record, anna) == [done.uid])
        assert record.sessions(anna)[0].ended_at is None
        assert record.load_trial(record.history(anna)[0].trial_id).motion is not None

    def test_after_the_session_no_attempt_is_left_at_the_station(
        self, station: Station, record: ServerStore, anna: Patient
    ) -> None:
        done = train(station, anna)
        until(lambda: handed_over(station))
        assert uids(record, anna) == sorted(each.uid for each in done)
        (session,) = record.sessions(anna)
        assert (session.ended_at, session.ending, session.trials) == (LATER, Ending.COMPLETED, 2)
        assert record.events(session.session_id) == (step(0.6),)
        assert left_here(station, TrialRow) == left_here(station, RecordingRow) == 0

    def test_the_station_reads_what_others_wrote(
        self, station: Station, record: ServerStore, anna: Patient
    ) -> None:
        record.keep_care(anna, Care(pain_limit=3))
        assert station.care(anna) == Care(pain_limit=3)
        assert station.patients() == (anna,)
        assert station.alone is None
        assert station.check() == ()

    def test_two_stations_train_one_person_at_once(
        self, open_station: Open, record: ServerStore, anna: Patient
    ) -> None:
        gym, ward = open_station("gym"), open_station("ward")
        sessions = [(each, each.begin_session(anna, "priming", NOON)) for each in (gym, ward)]
        done = []
        for number in range(3):
            for each, session in sessions:
                done.append(attempt(number))
                each.save_trial(session, done[-1])
        for each, session in sessions:
            each.end_session(session, LATER, Ending.COMPLETED)
        until(lambda: handed_over(gym) and handed_over(ward))
        assert [each.trials for each in record.sessions(anna)] == [3, 3]
        assert uids(record, anna) == sorted(each.uid for each in done)

    def test_nothing_of_the_station_can_be_taken_for_something_of_the_server(
        self, station: Station, anna: Patient
    ) -> None:
        session = station.begin_session(anna, "priming", NOON)
        assert session >= FIRST_ID
        assert station.save_trial(session, attempt()) >= FIRST_ID

    def test_a_settings_place_is_the_server_but_for_the_computers_own(
        self, station: Station, record: ServerStore
    ) -> None:
        station.keep_setting("comfort", {"text": 2})
        station.keep_setting("key", {"A": "model"})
        assert (record.setting("comfort"), record.setting("key")) == ({}, {"A": "model"})
        assert (station.setting("comfort"), station.setting("key")) == ({"text": 2}, {"A": "model"})


class TestWithoutTheServer:
    def test_a_server_killed_in_a_session_delays_and_loses_nothing(
        self, station: Station, record: ServerStore, anna: Patient, down: Callable[[], None]
    ) -> None:
        session, done = station.begin_session(anna, "priming", NOON), [attempt(n) for n in range(3)]
        station.save_trial(session, done[0])
        until(lambda: record.history(anna))
        down()
        for each in done[1:]:
            station.save_trial(session, each)
        station.end_session(session, LATER, Ending.COMPLETED)
        until(lambda: station.alone)
        assert station.patients() == (anna,)
        down.again()  # type: ignore[attr-defined]
        until(lambda: handed_over(station))
        assert uids(record, anna) == sorted(each.uid for each in done)
        assert [each.trials for each in record.sessions(anna)] == [3]

    def test_a_server_that_takes_everything_and_answers_nothing_holds_nobody_up_for_long(
        self,
        open_station: Open,
        record: ServerStore,
        anna: Patient,
        server: ClinicServer,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """It ends at all: psycopg by itself would wait for good, and the screen with it."""
        monkeypatch.setattr(server_patience, "ANSWER_S", 2.0)
        monkeypatch.setattr(server_engine, "CONNECT_S", 5)
        station = open_station()
        server.freeze()
        try:
            assert station.entries(anna) == ()  # from what is known here
            assert station.alone is not None
            done = train(station, anna)
        finally:
            server.thaw()
        until(lambda: handed_over(station))
        assert uids(record, anna) == sorted(each.uid for each in done)

    def test_what_was_delivered_while_its_answer_was_lost_is_not_delivered_again(
        self, station: Station, record: ServerStore, anna: Patient, down: Callable[[], None]
    ) -> None:
        down()
        done = train(station, anna)
        with station._local._reading() as session:
            (number,) = parcels.waiting(session)
            parcel = parcels.pack(session, number)
        assert parcel is not None
        down.again()  # type: ignore[attr-defined]
        with record.handing_over(parcel.session["uid"]) as session:
            parcels.deliver(session, parcel)
        until(lambda: handed_over(station))
        assert uids(record, anna) == sorted(each.uid for each in done)
        assert len(record.events(record.sessions(anna)[0].session_id)) == 1

    def test_a_server_killed_in_the_middle_of_taking_a_session_keeps_nothing_of_it(
        self, station: Station, record: ServerStore, anna: Patient, down: Callable[[], None]
    ) -> None:
        down()
        done = train(station, anna)
        station.close()
        with station._local._reading() as session:
            parcel = parcels.pack(session, FIRST_ID)
        assert parcel is not None
        down.again()  # type: ignore[attr-defined]
        with pytest.raises(ServerGoneError), record.handing_over(parcel.session["uid"]) as session:
            parcels.deliver(session, parcel)
            session.flush()
            down()
        down.again()  # type: ignore[attr-defined]
        assert record.history(anna) == record.sessions(anna) == ()
        assert go_once(station._local, record) == 0
        assert uids(record, anna) == sorted(each.uid for each in done)

    def test_opened_without_its_server_it_trains_those_it_knows(
        self, open_station: Open, record: ServerStore, anna: Patient, down: Callable[[], None]
    ) -> None:
        plan = Entry(Kind.PLAN, NOON, "Lena", {"sets": 3})
        record.keep_entry(anna, plan)
        record.keep_entry(anna, Entry(Kind.NOTE, NOON, "Lena", {"words": "private"}))
        record.keep_care(anna, Care(pain_limit=2))
        first = open_station()
        train(first, anna)
        until(lambda: handed_over(first) and left_here(first, EntryRow))
        first.close()
        down()
        again = open_station()
        assert "does not answer" in str(again.alone)
        assert again.patients() == (anna,)
        assert again.care(anna) == Care(pain_limit=2)
        assert again.levels(anna)["shoulder_abduction", "left"].rate == 0.6
        assert again.entries(anna) == (plan,)
        assert [each.ending for each in again.sessions(anna)] == [Ending.COMPLETED]
        train(again, anna)
        down.again()  # type: ignore[attr-defined]
        until(lambda: handed_over(again))
        assert [each.trials for each in record.sessions(anna)] == [2, 2]
        assert again.alone is None

    def test_opened_without_its_server_it_says_so_where_nobody_is_known(
        self, open_station: Open, down: Callable[[], None]
    ) -> None:
        down()
        with pytest.raises(ServerGoneError, match="does not answer"):
            open_station("new")

    def test_what_therapists_write_waits_and_they_are_told(
        self, station: Station, anna: Patient, down: Callable[[], None]
    ) -> None:
        station.patients()
        down()
        for act in (
            lambda: station.add_patient("Berta", NOON),
            lambda: station.keep_care(anna, Care(pain_limit=1)),
            lambda: station.keep_entry(anna, Entry(Kind.NOTE, NOON, "Lena", {})),
        ):
            with pytest.raises(ServerGoneError):
                act()
        with pytest.raises(ServerGoneError, match=r"cannot be changed while the server .* is away"):
            station.add_patient("Berta", NOON)

    def test_the_audit_trail_has_no_gap_and_no_line_twice(
        self, station: Station, record: ServerStore, anna: Patient, down: Callable[[], None]
    ) -> None:
        lines = [Audited(Deed.OPENED, NOON + timedelta(minutes=n), "Lena", anna.uid) for n in range(3)]
        station.audit(lines[0])
        down()
        station.audit(lines[1])
        with station._local._reading() as session:
            kept = parcels.rows(session, AuditRow)
        down.again()  # type: ignore[attr-defined]
        until(lambda: record.audit_trail() == tuple(lines[:2]))
        with record._writing() as session:
            parcels.hand_over_trail(session, kept)  # as if the answer to the first time had been lost
        until(lambda: station.alone is None)
        station.audit(lines[2])
        assert record.audit_trail() == tuple(lines)
        assert left_here(station, AuditRow) == 0

    def test_a_restart_of_the_server_between_two_sessions_goes_unnoticed(
        self, station: Station, anna: Patient, server: ClinicServer
    ) -> None:
        assert station.patients() == (anna,)
        server.stop()
        server.start()
        until(lambda: station.alone is None)
        assert station.patients() == (anna,)

    def test_a_server_that_was_upgraded_meanwhile_gets_nothing_from_an_older_station(
        self, station: Station, record: ServerStore, anna: Patient, tmp_path: Path, down: Callable[[], None]
    ) -> None:
        down()
        train(station, anna)
        station.close()
        down.again()  # type: ignore[attr-defined]
        upgrade_server(record_address(record), next_release(tmp_path / "next"))
        with pytest.raises(SchemaMismatchError, match="newer aotrainer"):
            go_once(station._local, record)
        assert record.history(anna) == ()
        assert left_here(station, TrialRow) == 2


class TestPrivacy:
    def test_only_those_who_trained_here_are_known_here(
        self, station: Station, record: ServerStore, anna: Patient
    ) -> None:
        record.add_patient("Berta", NOON)
        train(station, anna)
        until(lambda: handed_over(station))
        assert [each.name for each in station._local.patients()] == ["Anna"]

    def test_who_has_not_trained_for_long_is_forgotten_here(
        self, open_station: Open, station: Station, anna: Patient
    ) -> None:
        train(station, anna)
        until(lambda: handed_over(station))
        station.close()
        later = open_station(now=LATER + KNOWN_FOR + timedelta(days=1))
        until(lambda: left_here(later, PatientRow) == 0)

    def test_no_byte_of_who_was_forgotten_is_left_here(
        self, open_station: Open, record: ServerStore, station: Station
    ) -> None:
        zoe = record.add_patient("Zoe Quandt-Oelmueller", NOON)
        train(station, zoe)
        until(lambda: handed_over(station))
        copy = back_up(station.path, NOON)
        station.close()
        later = open_station(now=LATER + KNOWN_FOR + timedelta(days=1))
        until(lambda: left_here(later, PatientRow) == 0 and not copy.exists())
        later.close()
        files = [path for path in later.path.parent.rglob("*") if path.is_file()]
        assert files
        assert [path for path in files if zoe.name.encode() in path.read_bytes()] == []

    def test_who_was_deleted_from_the_record_is_not_brought_back(
        self, open_station: Open, record: ServerStore, anna: Patient, down: Callable[[], None]
    ) -> None:
        first = open_station()
        first.begin_session(anna, "priming", NOON)
        until(lambda: record.sessions(anna))
        first.close()
        with record._writing() as session:
            session.connection().exec_driver_sql("DELETE FROM session")
            session.connection().exec_driver_sql("DELETE FROM patient")
        record.audit(Audited(Deed.DELETED, NOON, "Lena", anna.uid))
        again = open_station()
        until(lambda: left_here(again, PatientRow) == 0)
        assert handed_over(again)
        assert record.patients() == ()

    def test_who_is_missing_without_having_been_deleted_stays_here(
        self, open_station: Open, record: ServerStore, anna: Patient
    ) -> None:
        stranger = Patient(77, "Zoe", uid=new_uid())
        station = open_station("other")
        session = station.begin_session(stranger, "priming", NOON)
        station.save_trial(session, attempt())
        until(lambda: station._errand.trouble)
        assert isinstance(station._errand.trouble, UnknownPatientError)
        train(station, anna)
        until(lambda: len(record.history(anna)) == 2)  # which does not hold up the others
        assert left_here(station, TrialRow) >= 1

    def test_people_keep_their_sessions_when_the_servers_record_was_made_anew(
        self, station: Station, record: ServerStore, anna: Patient, down: Callable[[], None]
    ) -> None:
        down()
        done = train(station, anna)
        station.close()
        down.again()  # type: ignore[attr-defined]
        with record._writing() as session:
            session.connection().exec_driver_sql("UPDATE patient SET id = 500")
        record.add_patient("Berta", NOON)
        with record._writing() as session:
            session.connection().exec_driver_sql("UPDATE patient SET id = 1 WHERE name = 'Berta'")
        assert go_once(station._local, record) == 0
        (found,) = [each for each in record.patients() if each.name == "Anna"]
        assert uids(record, found) == sorted(each.uid for each in done)
        assert [(each.id, each.name) for each in station._local.patients()] == [(500, "Anna")]


def go_once(local: Store, record: ServerStore) -> int:
    """As `aotrainer db hand-over` does; how many sessions are left."""
    with closing(errand_of(local, record_address(record), MIGRATIONS, lambda: NOON)) as once:
        return once.run()


def record_address(record: ServerStore) -> str:
    return record._engine.url.render_as_string(hide_password=False)
