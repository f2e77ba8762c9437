"""What a person sees before the first screen when the record is damaged or gone, or the clock is wrong."""

import logging
import stat
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pygame
import pytest

from aotrainer import config
from aotrainer.assembly import open_library
from aotrainer.cli import start
from aotrainer.cli.safekeeping import can_be_opened, daily_copy, was_left_open
from aotrainer.config import DATABASE_URL_VARIABLE, shipped
from aotrainer.errors import StoreError
from aotrainer.language import speak
from aotrainer.record_key import RING, Key
from aotrainer.store import Store
from aotrainer.store.copies import copies
from aotrainer.store.dbapi import no_key, other_key
from aotrainer.store.encryption import encrypt
from aotrainer.trial import Ending
from aotrainer.ui import App, DamagedScene, LockedScene, Loss, Rescue
from aotrainer.ui.scenes import first_scene
from aotrainer.ui.scenes.clock import ClockScene
from aotrainer.ui.scenes.damaged import MendedScene
from aotrainer.ui.scenes.home import HomeScene
from aotrainer.ui.scenes.message import ErrorScene
from tests.ui.stage import SIZES, photograph, pressed

WHEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
LOSSES = (Loss(False, WHEN), Loss(False, None), Loss(True, WHEN))
HERE = Path("/home/therapist/.local/share/aotrainer/aotrainer.db")
LOCKS = (no_key(HERE), other_key(HERE))
ALL_TOLD = Rescue(saved=123, lost=17, bare=45)


@pytest.fixture
def english():
    yield
    speak("en")


def ways(scene):
    return [button.key for button in scene.buttons()]


class TestScene:
    @pytest.mark.parametrize(
        ("loss", "expected"),
        [
            (LOSSES[0], ["mend", "leave"]),
            (LOSSES[1], ["mend", "leave"]),
            (LOSSES[2], ["mend", "new", "leave"]),
        ],
    )
    def test_there_is_always_a_way_that_changes_nothing(self, loss, expected):
        scene = DamagedScene(loss, lambda: pytest.fail("nobody asked for it"))
        assert ways(scene) == expected
        assert scene.press("leave") is not None
        assert scene.cancel() is not None
        assert not scene.settled

    def test_it_is_mended_after_the_screen_has_said_that_this_takes_a_moment(self, services):
        done = []
        scene = DamagedScene(LOSSES[0], lambda: done.append(1) or ALL_TOLD)
        app = App(services, scene, size=(1024, 600))
        app.tick()
        scene.press("mend")
        app.tick()
        assert not done
        assert ways(scene) == [], "pressed twice is once"
        app.tick()
        assert done == [1]
        assert isinstance(app.scene, MendedScene)
        assert scene.settled
        for number in ("123", "17", "45"):
            assert number in app.scene.words
        pygame.event.post(pressed(pygame.K_RETURN))
        app.tick()
        assert app.scene is None

    def test_what_fails_is_told_and_can_be_tried_again(self, services):
        def fail():
            raise StoreError("The disk is full.", "Make room.")

        scene = DamagedScene(LOSSES[0], fail)
        app = App(services, scene, size=(1024, 600))
        scene.press("mend")
        app.tick()
        app.tick()
        assert isinstance(app.scene, ErrorScene)
        app._apply(app.scene.press("again"))
        assert app.scene is scene
        assert ways(scene) == ["mend", "leave"]

    @pytest.mark.parametrize("language", ["en", "de", "es", "it"])
    @pytest.mark.parametrize("size", SIZES)
    def test_the_words_fit(self, printer, english, services, clock, language, size):
        speak(language)
        scenes = [DamagedScene(loss, lambda: ALL_TOLD) for loss in LOSSES]
        behind = clock_scene(services, clock)
        closed = [LockedScene(error) for error in LOCKS]
        for scene in (*scenes, *closed, MendedScene(ALL_TOLD), behind):
            assert photograph(scene, size, printer, zoom=1.3).overflows == []


def clock_scene(services, clock):
    patient = services.store.add_patient("Anna", clock.utc())
    services.store.begin_session(patient, "priming", clock.utc())
    yesterday = replace(services, utc_now=lambda: clock.utc() - timedelta(days=1))
    comforts = replace(services.comforts.now, language="en")
    yesterday.comforts.now = comforts
    return first_scene(yesterday)


class TestClock:
    def test_that_was_set_back_a_day_is_told_and_looked_at_again(self, services, clock):
        scene = clock_scene(services, clock)
        assert isinstance(scene, ClockScene)
        assert "2026-01-02" in scene.words
        assert "2026-01-01" in scene.words
        assert scene.press("again") is None
        assert isinstance(scene.press("go_on").scene, HomeScene)
        clock.now_s += 24 * 3600
        assert isinstance(scene.press("again").scene, HomeScene)

    def test_that_is_right_is_not_mentioned(self, services, clock):
        services.comforts.now = replace(services.comforts.now, language="en")
        patient = services.store.add_patient("Anna", clock.utc())
        session = services.store.begin_session(patient, "priming", clock.utc())
        services.store.end_session(session, clock.utc(), Ending.COMPLETED)
        assert isinstance(first_scene(services), HomeScene)


class TestStart:
    @pytest.fixture
    def record(self, tmp_path):
        path = tmp_path / "clinic" / "aotrainer.db"
        with Store.open(path, shipped("migrations"), WHEN) as store:
            store.add_patient("Anna", WHEN)
            store.keep_setting("comfort", {"language": "de", "text": 1.3})
            store.backup(WHEN)
            store.add_patient("Ben", WHEN)
        return path

    @pytest.fixture
    def asked(self, monkeypatch, english):
        """Opens no window: notes what was asked, and presses what the test says."""
        seen = []

        def answer(app):
            seen.append((app.scene, app.services.comforts.now))
            answer.meanwhile()
            app._apply(app.scene.press(answer.key))
            if app.scene is not None:
                app.tick()
                app.tick()

        monkeypatch.setattr(App, "run", answer)
        answer.key, answer.seen, answer.meanwhile = "mend", seen, lambda: None
        return answer

    def test_a_sound_record_is_opened_without_a_question(self, record, asked):
        assert can_be_opened(record, open_library(), 0, fullscreen=False)
        assert asked.seen == []

    def test_a_damaged_one_is_asked_about_as_comfortably_as_before_and_mended(self, record, asked):
        data = bytearray(record.read_bytes())
        data[8192:12288] = bytes(4096)
        record.write_bytes(data)
        assert can_be_opened(record, open_library(), 0, fullscreen=False)
        ((scene, comfort),) = asked.seen
        assert isinstance(scene, DamagedScene)
        assert (comfort.language, comfort.text) == ("de", 1.3)
        assert scene.heading != "The record is damaged.", "it is said in German"
        with Store.open(record, shipped("migrations"), WHEN) as store:
            assert store.check() == ()
            assert "Anna" in [patient.name for patient in store.patients()]
        (aside,) = record.parent.glob("*.damaged-*")
        assert aside.read_bytes() == data

    def test_leaving_it_changes_nothing(self, record, asked):
        asked.key = "leave"
        record.write_bytes(b"Dear diary")
        assert not can_be_opened(record, open_library(), 0, fullscreen=False)
        assert record.read_bytes() == b"Dear diary"
        assert len(list(record.parent.iterdir())) == 2

    def test_at_a_station_neither_the_server_nor_a_copy_is_needed(self, record, asked, monkeypatch):
        """Its server may be away; and a copy would keep people longer than a station may know them."""
        monkeypatch.setenv(DATABASE_URL_VARIABLE, "postgresql://nobody@127.0.0.1:1/none")
        record.write_bytes(record.read_bytes()[:8192])
        assert can_be_opened(record, open_library(), 0, fullscreen=False)
        with daily_copy(record, again=True):
            pass
        assert [copy.automatic for copy in copies(record)] == [False]

    def test_a_locked_one_waits_for_its_key(self, record, asked, monkeypatch, tmp_path):
        key, stick = Key.drawn(), tmp_path / "stick"
        encrypt(record, key)
        monkeypatch.setenv(config.KEY_FILE_VARIABLE, str(stick))
        RING.ask(config.record_key)
        content = record.read_bytes()
        asked.key = "leave"
        assert not can_be_opened(record, open_library(), 0, fullscreen=False)
        ((scene, _),) = asked.seen
        assert isinstance(scene, LockedScene)
        assert str(stick) in scene.words
        assert record.read_bytes() == content
        asked.key, asked.meanwhile = "again", lambda: stick.write_text(key.in_groups)
        assert can_be_opened(record, open_library(), 0, fullscreen=False)
        RING.hold(None)

    def test_the_copy_of_the_day_is_made_beside_what_is_done(self, record, caplog):
        with caplog.at_level(logging.INFO), daily_copy(record, again=False):
            pass
        assert [copy.automatic for copy in copies(record)] == [True, False]
        assert "The copy of today" in caplog.text

    def test_a_copy_that_fails_stops_nobody_and_is_logged(self, record, caplog, monkeypatch):
        monkeypatch.setattr("shutil.disk_usage", lambda _: (_ for _ in ()).throw(OSError(5, "broken")))
        with daily_copy(record, again=False):
            done = True
        assert done
        assert "There is no copy of today" in caplog.text

    def test_a_record_that_was_not_closed_in_order_is_noticed(self, record):
        assert not was_left_open(record)
        with Store.open(record, shipped("migrations"), WHEN) as store:
            store.add_patient("Cleo", WHEN)
            assert was_left_open(record)
        assert not was_left_open(record)

    def test_the_log_is_its_owners_only(self, tmp_path, monkeypatch):
        with closing(start.PrivateLog(tmp_path / "aotrainer.log", maxBytes=100, backupCount=1)) as log:
            for _ in range(5):
                log.emit(logging.LogRecord("x", logging.INFO, "", 1, "a line of some length " * 3, (), None))
        found = sorted(tmp_path.glob("aotrainer.log*"))
        assert len(found) == 2
        assert {stat.S_IMODE(path.stat().st_mode) for path in found} == {0o600}
