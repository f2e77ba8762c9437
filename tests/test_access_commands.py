"""What the command line tells of the lock and of who did what; forgetting somebody; and names that try to do
something."""

import logging
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from aotrainer import cli, config
from aotrainer.assembly import kept_guard, open_file, open_store
from aotrainer.audit import Deed
from aotrainer.cli.start import PrivateLog
from aotrainer.errors import AotrainerError, CareError, LockedRecordError, UnknownPatientError
from aotrainer.record_key import RING
from aotrainer.reports import folder_of, write_page
from aotrainer.review import course_of, gather
from tests.store.builders import NOON, trial

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WICKED = (
    "Robert'); DROP TABLE patient;--",
    '"; DELETE FROM session; --',
    "' OR '1'='1",
    "../../etc/passwd",
    "..\\..\\x",
    "/absolute",
    "-rf",
    "--data",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(1+1)",
    "<script>alert(1)</script>",
    "&lt;b&gt;\"'",
    "[red]rich[/]",
    "[/]",
    "[link=file:///etc]x[/link]",
    "{name}",
    "%s%n",
    "${HOME}$(id)`id`",
    "a" * 100,
    "🧑‍🦽 Zoë",
    "\u202eevil",
    "NULL",
    ".",
)
runner = CliRunner()


def run(*arguments, typed=None):
    """As typed; an error that a person can mend is raised as it is."""
    result = runner.invoke(cli.app, [str(each) for each in arguments], input=typed)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


@contextmanager
def record():
    with open_store(config.data_folder() / config.DATABASE) as store:
        yield store


def add(*names):
    with record() as store:
        for name in names:
            person = store.add_patient(name, NOW)
            store.save_trial(store.begin_session(person, "priming", NOW), trial())


class TestAccess:
    def test_a_forgotten_pin_is_removed_and_that_is_noted(self):
        add("Anna")
        with record() as store:
            kept_guard(store, 0.0).seal("2580", 0.0)
        assert "PIN or password  set" in run("access")
        assert "PIN or password  none" in run("access", "--remove-pin")
        assert "PIN removed" in run("audit")
        with record() as store:
            assert kept_guard(store, 0.0).is_open(0.0)

    def test_where_there_is_no_pin_none_is_removed_and_nothing_is_noted(self):
        add("Anna")
        assert "There is no PIN." in run("access", "--remove-pin")
        with record() as store:
            assert store.audit_trail() == ()

    def test_without_a_record_there_is_nothing_to_tell(self):
        for command in (["access"], ["audit"], ["forget", "Anna"]):
            with pytest.raises(AotrainerError, match="There is no record"):
                run(*command)


class TestAudit:
    def test_tells_who_looked_and_who_changed_what(self):
        add("Anna", "Ben")
        run("history", "Anna")
        run("care", "Ben", "--set", "pain_limit=3", "--set", "fall_risk=yes")
        run("allocate", "4", config.data_folder() / "trial", "--seed", "1")
        lines = run("audit").splitlines()
        assert len(lines) == 4
        assert all(word in lines[1] for word in ("opened", "Anna", "history"))
        assert all(word in lines[2] for word in ("changed", "Ben", "fall_risk, pain_limit"))
        assert all(word in lines[3] for word in ("exported", "allocation"))
        assert "Anna" not in run("audit", "Ben")

    def test_who_only_looks_at_settings_changes_nothing(self):
        add("Anna")
        run("care", "Anna")
        with record() as store:
            assert [line.deed for line in store.audit_trail()] == [Deed.OPENED]


class TestHistoryOfNobody:
    def test_lists_everybody_with_their_sessions(self):
        add("Anna", "[red]Ben")
        with record() as store:
            store.add_patient("Cleo", NOW)
            store.begin_session(store.patient("Anna"), "priming", NOW + timedelta(days=2))
        lines = [line.split() for line in run("history").splitlines()]
        day, later = "2026-03-01", "2026-03-03"
        assert lines == [
            ["Name", "Since", "Sessions", "Last", "session"],
            ["Anna", day, "2", later],
            ["[red]Ben", day, "1", day],
            ["Cleo", day, "0", "–"],
        ]
        assert "what: everybody" in run("audit")

    def test_says_how_to_add_the_first(self):
        assert "aotrainer care NAME --add" in " ".join(run("history").split())


class TestCare:
    @pytest.mark.parametrize("wrong", ["arm=C", "pain_limt=3", "pain_limit=four", "pain_limit=11"])
    def test_nobody_is_added_with_settings_that_cannot_be(self, wrong):
        with pytest.raises(CareError):
            run("care", "Anna", "--add", "--set", wrong)
        with record() as store:
            assert store.patients() == ()

    def test_a_name_that_nobody_has_can_be_added(self):
        with pytest.raises(UnknownPatientError, match="For somebody new: --add"):
            run("care", "Anna")
        run("care", "Anna", "--add", "--set", "pain_limit=3")
        assert "pain_limit     3" in run("care", "Anna")


class TestForget:
    def test_the_name_has_to_be_typed(self):
        add("Anna")
        for typed in ("Ann\n", "\n", "yes\n"):
            with pytest.raises(AotrainerError, match="another name"):
                run("forget", "Anna", typed=typed)
        assert "Anna" in run("history", "Anna")

    def test_nobody_is_left_but_a_line_with_their_uid(self):
        add("Anna", "Ben")
        run("db", "backup")
        with record() as store:
            anna, ben = store.patient("Anna"), store.patient("Ben")
            uid = anna.uid
            written = [write_report(store, each) for each in (anna, ben)]
        output = run("forget", "anna", typed="Anna\n")
        assert str(written[0]) in output
        assert [path.is_file() for path in written] == [False, True]
        assert "1 attempt\n" in output
        assert "backups" in output
        assert "Forgotten" in output
        with pytest.raises(UnknownPatientError):
            run("history", "Anna")
        trail = run("audit", uid)
        assert "deleted" in trail
        assert "Anna" not in trail
        assert [path for path in files() if b"Anna" in path.read_bytes()] == []

    def test_a_record_of_their_own_can_be_kept_first(self, tmp_path):
        add("Anna", "Ben")
        run("forget", "Anna", "--export", tmp_path / "anna", typed="Anna\n")
        assert "Anna" in run("history", "Anna", "--data", tmp_path / "anna")
        with pytest.raises(UnknownPatientError):
            run("history", "Ben", "--data", tmp_path / "anna")

    def test_patient_mode_ends_with_who_it_was_for(self):
        add("Anna")
        with record() as store:
            guard = kept_guard(store, 0.0)
            guard.seal("2580", 0.0)
            guard.change(0.0, only=store.patient("Anna").uid)
        run("forget", "Anna", typed="Anna\n")
        assert "everybody" in run("access")


def write_report(store, patient):
    """As the app does."""
    course = course_of(gather(store, patient), {}, NOON.date())
    return write_page(course, "chart", patient, folder_of(store.path))


def files():
    return [path for path in config.data_folder().rglob("*") if path.is_file()]


class TestNames:
    """No name does anything, and none is lost, in any command that takes one."""

    @pytest.fixture(autouse=True)
    def _everybody(self):
        add(*WICKED)

    def test_is_only_a_name(self, tmp_path):
        before = set(tmp_path.rglob("*"))
        for name in WICKED:
            assert "shoulder_abduction" in run("history", "--", name), name
            assert "pain_limit     3" in run("care", "--set", "pain_limit=3", "--", name), name
            assert "changed" in run("audit", "--", name), name
        with record() as store:
            assert [store.care(store.patient(name)).pain_limit for name in WICKED] == [3] * len(WICKED)
            assert len(store.patients()) == len(WICKED)
            assert store.check() == ()
        assert set(tmp_path.rglob("*")) == before

    def test_can_be_forgotten_alone(self, tmp_path):
        run("db", "backup")
        for number, name in enumerate(WICKED, start=1):
            export = tmp_path / str(number)
            assert "Forgotten" in run("forget", "--export", export, "--", name, typed=f"{name}\n"), name
            with open_store(export / config.DATABASE) as alone:
                assert [person.name for person in alone.patients()] == [name]
            with record() as store:
                assert len(store.patients()) == len(WICKED) - number

    def test_that_nobody_has_is_only_said(self):
        for name in WICKED:
            for command in ("history", "care", "audit", "forget"):
                with pytest.raises(UnknownPatientError, match="Nobody called"):
                    run(command, "--", f"{name[:90]} x")


def test_who_has_done_nothing_yet_is_named_as_they_are():
    with record() as store:
        store.add_patient("[/] [red]x[/red]", NOW)
    assert "[/] [red]x[/red] has not done anything yet." in run("history", "[/] [red]x[/red]")


def test_an_unknown_name_is_one_line_whatever_is_in_it():
    add("Anna")
    home = {**os.environ, config.DATA_FOLDER_VARIABLE: str(config.data_folder())}
    command = [sys.executable, "-m", "aotrainer", "history", "--", "[/]\n\x1b[31m=1+1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=home)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "\x1b" not in done.stderr


class TestEncryption:
    @pytest.fixture(autouse=True)
    def no_key_is_left_over(self):
        yield
        RING.hold(None)

    def test_the_key_is_printed_and_opens_the_record_from_a_variable_or_a_file(self, monkeypatch, tmp_path):
        add("Anna")
        run("db", "backup")
        stick = tmp_path / "stick"
        output = run("db", "encrypt", "--key-file", stick, typed="y\n")
        key = re.search(r"(?:[0-9a-f]{8}-){7}[0-9a-f]{8}", output).group()
        assert [path for path in files() if b"Anna" in path.read_bytes()] == []
        assert "locked" in run("db", "list")
        with pytest.raises(LockedRecordError, match="its key is not here"):
            run("history", "Anna")
        monkeypatch.setenv(config.KEY_FILE_VARIABLE, str(stick))
        assert "shoulder_abduction" in run("history", "Anna")
        assert "locked" not in run("db", "list")
        assert "is sound" in run("db", "verify")
        stick.unlink()
        with pytest.raises(LockedRecordError, match="Plug in the stick"):
            run("history", "Anna")
        monkeypatch.delenv(config.KEY_FILE_VARIABLE)
        monkeypatch.setenv(config.KEY_VARIABLE, key.upper())
        with pytest.raises(AotrainerError, match="encrypted already"):
            run("db", "encrypt")
        run("db", "decrypt", "--wipe")
        monkeypatch.delenv(config.KEY_VARIABLE)
        assert all(words in run("audit") for words in ("is encrypted", "is decrypted", "Anna"))
        assert [path for path in files() if path.name.endswith(".before")] == []

    def test_what_a_station_keeps_is_encrypted_too(self, monkeypatch):
        config.data_folder().mkdir(parents=True)
        station = config.data_folder() / config.STATION
        with open_file(station) as store:
            store.add_patient("Anna", NOW)
        monkeypatch.setenv(config.DATABASE_URL_VARIABLE, "postgresql://localhost:1/nobody")
        run("db", "encrypt", "--wipe")
        assert b"Anna" not in station.read_bytes()
        with open_file(station) as store:
            assert [person.name for person in store.patients()] == ["Anna"]

    @pytest.mark.parametrize("typed", ["n\n", "\n", ""])
    def test_without_a_yes_the_originals_stay_and_all_is_well(self, monkeypatch, tmp_path, typed):
        add("Anna")
        stick = tmp_path / "stick"
        for command in (["encrypt", "--key-file", str(stick)], ["decrypt"]):
            result = runner.invoke(cli.app, ["db", *command], input=typed)
            monkeypatch.setenv(config.KEY_FILE_VARIABLE, str(stick))
            assert result.exit_code == 0
            assert "Original: " in result.output
            assert result.output.endswith("The originals stay where they are, until you delete them.\n")
        assert len([path for path in files() if ".before" in path.name]) == 2

    def test_a_key_is_never_written_over_another(self, tmp_path):
        add("Anna")
        (tmp_path / "stick").write_text("another key")
        with pytest.raises(AotrainerError, match="Name a new file"):
            run("db", "encrypt", "--key-file", tmp_path / "stick")
        assert "shoulder_abduction" in run("history", "Anna")

    def test_a_plain_record_is_not_decrypted(self):
        add("Anna")
        with pytest.raises(AotrainerError, match="is not encrypted"):
            run("db", "decrypt")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_all_that_is_written_is_its_owners_only():
    add("Anna")
    handler = PrivateLog(config.data_folder() / "aotrainer.log", maxBytes=10, backupCount=2)
    for words in ("Anna is there already", "and more"):
        handler.emit(logging.LogRecord("", logging.INFO, "", 0, words, None, None))
    handler.close()
    run("db", "backup")
    run("forget", "Anna", typed="Anna\n")
    assert [path for path in (config.data_folder(), *files()) if path.stat().st_mode & 0o077] == []
