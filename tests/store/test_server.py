"""The record on a PostgreSQL server: the same tables, several stations at once, and plain words."""

from __future__ import annotations

import subprocess
import sys
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from aotrainer.care import Care
from aotrainer.chart import Entry, Kind
from aotrainer.errors import AotrainerError, SchemaMismatchError, ServerGoneError, StoreError
from aotrainer.event import Event, What
from aotrainer.identity import new_uid
from aotrainer.store import Store, server_engine
from aotrainer.store.models import Base
from aotrainer.store.server import ServerStore, upgrade_server
from aotrainer.store.server_engine import LOCK, place_of, server_url
from aotrainer.store.server_failures import in_server_words
from tests.store.builders import MIGRATIONS, NOON, head, next_release, trial
from tests.store.clinic_server import PASSWORD, ClinicServer

REVISIONS = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("*.py"))


@pytest.fixture
def store(address: str) -> Iterator[ServerStore]:
    """One station's view of an empty record."""
    with ServerStore.at(address, MIGRATIONS) as opened:
        yield opened


@pytest.fixture
def other(address: str) -> Iterator[ServerStore]:
    """Another station's view of it."""
    with ServerStore.at(address, MIGRATIONS) as opened:
        yield opened


@pytest.fixture
def empty(server: ClinicServer) -> Iterator[str]:
    """The address of a database with nothing in it."""
    name = f"empty_{new_uid()}"
    server.psql(f"CREATE DATABASE {name}")
    yield server.address(name)
    server.psql(f"DROP DATABASE {name} WITH (FORCE)")


def name_in(address: str) -> str:
    return address.rpartition("/")[2]


def connection(store: Store) -> Connection:
    return store._engine.connect()


def graded(at_minutes: int, rate: float) -> Event:
    level = {"rate": rate, "range_share": 1.0, "whole": True, "repetitions": 6}
    step = {"exercise": "shoulder_abduction", "side": "left", "applied": True, **level}
    return Event(What.GRADED, NOON + timedelta(minutes=at_minutes), step)


class TestSchema:
    def test_the_migrations_make_what_the_models_say(self, store: ServerStore) -> None:
        with connection(store) as open_connection:
            context = MigrationContext.configure(open_connection, opts={"compare_server_default": True})
            assert compare_metadata(context, Base.metadata) == []

    def test_an_empty_database_is_left_empty_and_the_command_named(
        self, server: ClinicServer, empty: str
    ) -> None:
        with pytest.raises(SchemaMismatchError, match="aotrainer db upgrade"):
            ServerStore.at(empty, MIGRATIONS)
        tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        assert server.psql(tables, name_in(empty)) == "0"

    @pytest.mark.parametrize("revision", REVISIONS[:-1])
    def test_a_record_of_an_older_release_waits_for_the_command_and_then_is_whole(
        self, store: ServerStore, address: str, revision: str
    ) -> None:
        session = store.begin_session(store.add_patient("Anna", NOON), "priming", NOON)
        number = store.save_trial(session, trial())
        assert upgrade_server(address, MIGRATIONS, revision) == (head(), revision)
        with pytest.raises(SchemaMismatchError, match=f"schema is {revision}.*run once: aotrainer db upgr"):
            ServerStore.at(address, MIGRATIONS)
        assert upgrade_server(address, MIGRATIONS) == (revision, head())
        with ServerStore.at(address, MIGRATIONS) as upgraded:
            assert upgraded.load_trial(number).motion is not None
            assert upgraded.patients()[0].uid

    def test_upgrading_again_changes_nothing(self, address: str) -> None:
        assert upgrade_server(address, MIGRATIONS) == (head(), head())

    def test_an_upgrade_that_fails_leaves_the_record_as_it_was(self, address: str, tmp_path: Path) -> None:
        broken = next_release(tmp_path / "next", "op.drop_table('recording'); op.drop_table('nothing')")
        with pytest.raises(StoreError, match="nothing"):
            upgrade_server(address, broken)
        with ServerStore.at(address, MIGRATIONS) as store:
            session = store.begin_session(store.add_patient("Anna", NOON), "priming", NOON)
            assert store.load_trial(store.save_trial(session, trial())).motion is not None

    def test_a_newer_record_is_refused_even_by_the_command(self, address: str, tmp_path: Path) -> None:
        upgrade_server(address, next_release(tmp_path / "next"))
        with pytest.raises(SchemaMismatchError, match="newer aotrainer"):
            ServerStore.at(address, MIGRATIONS)
        with pytest.raises(SchemaMismatchError, match="newer aotrainer"):
            upgrade_server(address, MIGRATIONS)

    def test_the_database_of_another_program_is_refused(self, server: ClinicServer, empty: str) -> None:
        server.psql("CREATE TABLE recipes (name text)", name_in(empty))
        for act in (ServerStore.at, upgrade_server):
            with pytest.raises(StoreError, match="another program"):
                act(empty, MIGRATIONS)

    def test_a_database_that_cannot_hold_every_name_is_refused(self, server: ClinicServer) -> None:
        server.psql("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
        with pytest.raises(StoreError, match="encoding is not UTF8"):
            upgrade_server(server.address("latin"), MIGRATIONS)


class TestAtOnce:
    def test_of_two_people_of_one_name_the_second_is_refused_in_words(
        self, store: ServerStore, other: ServerStore
    ) -> None:
        ready, told = Barrier(2), []

        def add(station: ServerStore, name: str) -> None:
            ready.wait()
            try:
                station.add_patient(name, NOON)
            except StoreError as error:
                told.append(str(error))

        _together(lambda: add(store, "Anna Schmidt"), lambda: add(other, "ANNA  SCHMIDT"))
        assert len(store.patients()) == 1
        assert len(told) == 1
        assert "already" in told[0]

    def test_one_attempt_that_arrives_on_many_ways_is_kept_once(
        self, store: ServerStore, other: ServerStore
    ) -> None:
        anna, attempt, uid = store.add_patient("Anna", NOON), trial(), new_uid()
        note = Event(What.PAIN, NOON, {"rating": 3})

        def arrive(station: ServerStore) -> None:
            session = station.begin_session(anna, "priming", NOON, uid)
            station.save_trial(session, attempt)
            station.save_event(session, note)

        _together(*(lambda station=station: arrive(station) for station in (store, other) * 4))
        (session,) = store.sessions(anna)
        assert session.trials == len(store.history(anna)) == 1
        assert store.events(session.session_id) == (note,)

    def test_two_sessions_of_one_person_are_both_kept(self, store: ServerStore, other: ServerStore) -> None:
        anna = store.add_patient("Anna", NOON)
        sessions = [station.begin_session(anna, "priming", NOON) for station in (store, other)]

        def train(station: ServerStore, session: int) -> None:
            for number in range(4):
                station.save_trial(session, replace(trial(number), uid=new_uid()))

        _together(lambda: train(store, sessions[0]), lambda: train(other, sessions[1]))
        assert [each.trials for each in store.sessions(anna)] == [4, 4]
        assert len(other.history(anna)) == 8

    def test_the_later_step_counts_though_the_earlier_arrives_after_it(self, store: ServerStore) -> None:
        anna = store.add_patient("Anna", NOON)
        session = store.begin_session(anna, "priming", NOON)
        store.save_event(session, graded(60, 0.9))
        store.save_event(session, graded(30, 0.6))
        assert store.levels(anna)["shoulder_abduction", "left"].rate == 0.9

    def test_the_later_page_comes_last_though_it_arrived_first(self, store: ServerStore) -> None:
        anna = store.add_patient("Anna", NOON)
        pages = [Entry(Kind.PLAN, NOON + timedelta(days=day), "Lena", {"day": day}) for day in (2, 1)]
        for page in pages:
            store.keep_entry(anna, page)
        assert store.entries(anna) == tuple(reversed(pages))

    def test_what_another_station_has_just_set_is_not_overwritten_unseen(
        self, store: ServerStore, other: ServerStore
    ) -> None:
        anna = store.add_patient("Anna", NOON)
        seen = store.care(anna)
        other.keep_care(anna, replace(seen, pain_limit=2), seen)
        with pytest.raises(StoreError, match="Somebody else has just changed"):
            store.keep_care(anna, replace(seen, fall_risk=True), seen)
        assert store.care(anna) == Care(pain_limit=2)

    def test_whoever_reads_sees_one_moment(self, store: ServerStore, other: ServerStore) -> None:
        store.add_patient("Anna", NOON)
        count = "SELECT count(*) FROM patient"
        with store._reading() as session:
            before = session.connection().exec_driver_sql(count).scalar()
            other.add_patient("Berta", NOON)
            assert session.connection().exec_driver_sql(count).scalar() == before == 1
        assert len(store.patients()) == 2

    def test_a_station_that_writes_is_waited_for_and_not_for_ever(
        self, store: ServerStore, address: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hasty = server_engine._SETUP.replace("lock_timeout = '10s'", "lock_timeout = '0.1s'")
        monkeypatch.setattr(server_engine, "_SETUP", hasty)
        with ServerStore.at(address, MIGRATIONS) as impatient:
            with store._writing(), pytest.raises(StoreError, match=r"busy.*Try again"):
                impatient.add_patient("Anna", NOON)
            assert impatient.add_patient("Anna", NOON)

    def test_a_station_that_vanished_in_the_middle_does_not_stop_the_others(
        self, store: ServerStore, address: str
    ) -> None:
        vanished = ServerStore.at(address, MIGRATIONS)
        with vanished, pytest.raises(ServerGoneError), vanished._writing() as session:
            there = session.connection()
            waits = "idle_in_transaction_session_timeout"
            assert there.exec_driver_sql(f"SHOW {waits}").scalar() == f"{server_engine.IDLE_S}s"
            there.exec_driver_sql(f"SET LOCAL {waits} = '0.2s'")  # the same, and a test need not wait so long
            assert store.add_patient("Anna", NOON)  # comes when the server has dropped the other
            there.exec_driver_sql("SELECT 1")
        assert len(store.patients()) == 1


class TestDurability:
    def test_commits_wait_for_the_servers_disk_whatever_it_was_told(
        self, server: ClinicServer, address: str
    ) -> None:
        server.psql(f"ALTER DATABASE {name_in(address)} SET synchronous_commit = off")
        with ServerStore.at(address, MIGRATIONS) as store, connection(store) as opened:
            assert opened.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
            assert opened.exec_driver_sql("SHOW fsync").scalar() == "on"

    def test_a_trial_outlives_a_server_that_is_killed_right_after_it(
        self, server: ClinicServer, store: ServerStore
    ) -> None:
        anna = store.add_patient("Anna", NOON)
        number = store.save_trial(store.begin_session(anna, "priming", NOON), trial())
        server.kill()
        with pytest.raises(ServerGoneError, match="does not answer"):
            store.history(anna)
        server.start()
        assert store.load_trial(number).outcome == trial().outcome
        assert store.check() == ()

    def test_a_server_that_is_stopped_in_a_transaction_keeps_nothing_of_it(
        self, server: ClinicServer, store: ServerStore
    ) -> None:
        with pytest.raises(ServerGoneError), store._writing() as session:
            session.connection().exec_driver_sql("INSERT INTO setting (name, value) VALUES ('half', '{}')")
            server.stop()
        server.start()
        assert store.setting("half") == {}

    def test_a_backup_is_the_servers_business(self, store: ServerStore) -> None:
        with pytest.raises(StoreError, match="pg_dump"):
            store.backup(NOON)


class TestWords:
    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            (lambda address: address.replace("s3cret", "s3same"), "does not let this computer in"),
            (lambda address: address.replace("//clinic", "//nobody"), "does not let this computer in"),
            (lambda address: address.rpartition("/")[0] + "/elsewhere", "no such database"),
            (lambda address: address + "?sslmode=require", "cannot encrypt.*sslmode"),
        ],
    )
    def test_what_is_wrong_with_an_address_is_said_without_the_password(
        self, address: str, wrong: object, words: str
    ) -> None:
        with pytest.raises(StoreError, match=words) as raised:
            ServerStore.at(wrong(address), MIGRATIONS)  # type: ignore[operator]
        assert "s3" not in str(raised.value)
        assert PASSWORD not in "".join(traceback.format_exception(raised.value))

    def test_no_server_there_is_an_error_of_its_own(self, server: ClinicServer, address: str) -> None:
        nowhere = address.replace(f":{server.port}/", ":1/")
        with pytest.raises(ServerGoneError, match=r"127\.0\.0\.1:1/.* does not answer"):
            ServerStore.at(nowhere, MIGRATIONS)

    def test_a_user_who_may_only_read_is_told_when_writing(self, server: ClinicServer, address: str) -> None:
        server.psql("DROP ROLE IF EXISTS reader")
        server.psql(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}' IN ROLE pg_read_all_data")
        with ServerStore.at(address.replace("//clinic", "//reader"), MIGRATIONS) as store:
            assert store.patients() == ()
            with pytest.raises(StoreError, match="may not do this"):
                store.add_patient("Anna", NOON)

    @pytest.mark.parametrize(
        ("name", "words", "gone"),
        [
            ("DiskFull", "disk of the server .* is full", False),
            ("SerializationFailure", "busy", False),
            ("DeadlockDetected", "busy", False),
            ("LockNotAvailable", "busy", False),
            ("QueryCanceled", "busy", False),
            ("OutOfMemory", "busy", False),
            ("ReadOnlySqlTransaction", "may only be read", False),
            ("DataCorrupted", "is damaged", False),
            ("IoError", "disk of the server .* failed", False),
            ("UndefinedTable", "cannot be used: gone wrong", False),
            ("TooManyConnections", "no connection left", True),
            ("AdminShutdown", "does not answer", True),
            ("CannotConnectNow", "does not answer", True),
            ("ConnectionFailure", "does not answer", True),
        ],
    )
    def test_every_failure_has_words(self, name: str, words: str, gone: bool) -> None:
        errors = pytest.importorskip("psycopg.errors")
        told = in_server_words("db/clinic", getattr(errors, name)("gone wrong\nDETAIL: Anna"))
        with pytest.raises(StoreError, match=words):
            raise told
        assert isinstance(told, ServerGoneError) == gone
        assert "Anna" not in str(told)
        assert told.remedy

    @pytest.mark.parametrize(
        "address", ["", "clinic", "mysql://a/b", "postgresql://db", "postgresql://db:port/x"]
    )
    def test_an_address_that_is_none_is_said_so(self, address: str) -> None:
        with pytest.raises(StoreError, match="no address of a PostgreSQL database"):
            server_url(address)

    def test_a_place_has_neither_user_nor_password(self) -> None:
        url = server_url(
            "postgres://lena:secret@db.clinic:5433/aotrainer?sslmode=verify-full&password=secret"
        )
        assert place_of(url) == "db.clinic:5433/aotrainer"

    @pytest.mark.parametrize(
        ("address", "mode"),
        [
            ("postgresql://db.clinic/aotrainer", "require"),
            ("postgresql://db.clinic/aotrainer?sslmode=verify-full", "verify-full"),
            ("postgresql://db.clinic/aotrainer?sslmode=disable", "disable"),
            ("postgresql://127.0.0.1/aotrainer", None),
        ],
    )
    def test_beyond_this_computer_what_is_sent_is_encrypted(
        self, address: str, mode: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("PGSSLMODE", raising=False)
        assert server_url(address).query.get("sslmode") == mode

    def test_values_that_no_server_takes_are_no_lost_line(self, store: ServerStore) -> None:
        anna = store.add_patient("Anna", NOON)
        with pytest.raises(StoreError) as raised:
            store.keep_entry(anna, Entry(Kind.NOTE, NOON, "Le\x00na", {}))
        assert not isinstance(raised.value, ServerGoneError)


def test_without_a_server_its_driver_is_not_loaded(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from aotrainer.assembly import open_for_training\n"
        "import aotrainer.cli\n"
        f"with open_for_training(Path({str(tmp_path)!r})) as store: store.patients()\n"
        "assert 'sqlalchemy' in sys.modules; assert 'psycopg' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_lock_is_let_go_when_a_transaction_fails(store: ServerStore) -> None:
    with pytest.raises(AotrainerError):
        store.add_patient("", NOON)
    with pytest.raises(StoreError), store._writing() as session:
        session.connection().exec_driver_sql("SELECT 1 / 0")
    with connection(store) as opened:
        held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s"
        assert opened.exec_driver_sql(held, (LOCK,)).scalar() == 0


def _together(*acts: object) -> None:
    threads = [Thread(target=act) for act in acts]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
