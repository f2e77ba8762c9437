"""What fails beside a patient ends with plain words, a way on, and a record in which nothing is missing.

The camera is scripted, the clock moves when a test says so; the window, the record and its disk are real.
"""

import logging
import os
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pygame
import pytest

from aotrainer.assembly import own_exercises, with_rules
from aotrainer.care import Care
from aotrainer.config import shipped
from aotrainer.errors import CameraError, ModelError, RecordGoneError
from aotrainer.event import What
from aotrainer.exercises import load_reference
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.motion.score import Score
from aotrainer.playback import Clip
from aotrainer.session import Phase, attempt
from aotrainer.store import Store, engine
from aotrainer.trial import Ending
from aotrainer.ui import App, Pop, Quit, typeface
from aotrainer.ui.canvas import Printer
from aotrainer.ui.picture import draw_still
from aotrainer.ui.scenes import home_scene, session_scene
from aotrainer.ui.scenes.feedback import FeedbackScene
from aotrainer.ui.scenes.home import HomeScene
from aotrainer.ui.scenes.imitate import ImitateScene
from aotrainer.ui.scenes.message import ErrorScene
from aotrainer.ui.scenes.observe import ObserveScene
from aotrainer.ui.scenes.place import PlaceScene
from aotrainer.ui.scenes.rest import RestScene
from aotrainer.ui.scenes.summary import SummaryScene
from aotrainer.ui.scenes.trouble import FailedScene, TroubleScene, UnsavedScene
from aotrainer.ui.screen import Screen
from aotrainer.ui.sound import Sounds, Tone
from aotrainer.ui.voice import Voice
from tests.ui.stage import SIZES, FakeWorker, clicked, photograph, task

TICK_S = 0.2
SIZE = (1024, 600)
GONE = CameraError("Camera {n} cannot be opened.", "Plug it in, and try again.", n=0)
CLIP = shipped("media", "demo", "shoulder_abduction.webm")


class Cameras(FakeWorker):
    """Cameras with numbers, of which only some are plugged in."""

    def __init__(self, clock):
        super().__init__(clock)
        self.plugged, self.number, self.silent = {0}, 0, False

    def open(self):
        super().open()
        if self.number not in self.plugged:
            self.error = GONE

    def open_other(self):
        self.number = (self.number + 1) % 4
        super().open_other()

    def unplug(self):
        self.plugged.discard(self.number)
        self.error = GONE

    def drain(self):
        return [] if self.silent else super().drain()


class Ground(Screen):
    """What lies below a session."""


class Stage:
    """The app, with somebody who presses buttons."""

    def __init__(self, services, scene):
        pygame.event.clear()
        self.services, self.clock = services, services.clock
        self.app = App(services, Ground(), size=SIZE)
        self.app._stack.append(scene)
        self.app.tick()

    @property
    def scene(self):
        return self.app.scene

    @property
    def running(self):
        return next(scene.running for scene in self.app._stack if hasattr(scene, "running"))

    @property
    def told(self):
        assert isinstance(self.scene, TroubleScene | FailedScene | UnsavedScene | ErrorScene), self.scene
        return f"{self.scene.heading} {self.scene.words}"

    @property
    def ways(self):
        return [button.key for button in self.scene.buttons()]

    def play(self, seconds):
        for _ in range(round(seconds / TICK_S)):
            self.clock.now_s += TICK_S
            self.app.tick()
        return self

    def press(self, key):
        place = next(button for button in self.scene.buttons() if button.key == key).rect.center
        for event in clicked(place):
            pygame.event.post(event)
        self.app.tick()
        return self

    def until(self, *kinds, seconds=90):
        for _ in range(round(seconds / TICK_S)):
            if isinstance(self.scene, kinds):
                return self
            if self.scene.__class__.__name__ in ("IntroduceScene", "PlaceScene"):
                self.clock.now_s += 1.5
                self.press(self.scene.main_key)
            self.play(TICK_S)
        raise AssertionError(f"{kinds} never came, {self.scene} stayed")


@pytest.fixture
def worker(clock):
    return Cameras(clock)


@pytest.fixture
def patient(store, clock):
    patient = store.add_patient("Anna", clock.utc())
    store.keep_care(patient, Care(ratings=False))
    return patient


@pytest.fixture
def begin(services, patient, exercises):
    def make(*names, **changes):
        chosen = replace(services, **changes)
        tasks = [task(exercises, name, "right") for name in names or ("shoulder_abduction",)]
        return Stage(chosen, session_scene(chosen, patient, tasks, chosen.protocol))

    return make


@pytest.fixture
def log_of(store, patient):
    def read(what=None):
        events = store.events(store.sessions(patient)[-1].session_id)
        return [event for event in events if what in (None, event.what)]

    return read


@pytest.fixture
def intact(store, patient):
    def check(*sets, ending=None):
        """Whether the record is sound and holds these sets, each once, and how the session ended."""
        assert store.check() == ()
        history = store.history(patient)
        assert Counter(record.set_number for record in history) == Counter(sets)
        assert store.sessions(patient)[-1].ending is ending
        for record in history:
            assert store.load_trial(record.trial_id).started_at >= store.sessions(patient)[-1].started_at
        return True

    return check


class TestCamera:
    def test_absent_at_the_start(self, begin, worker, intact, log_of):
        worker.plugged = set()
        stage = begin().until(TroubleScene)
        assert stage.told == "Camera 0 cannot be opened. Plug it in, and try again."
        assert stage.ways == ["again", "other", "without", "stop"]
        stage.press("again").until(TroubleScene)
        worker.plugged = {0}
        stage.press("again").until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)
        assert {event.details["phase"] for event in log_of(What.TROUBLE)} == {"place"}

    def test_unplugged_while_watching_and_plugged_in_again_disturbs_nobody(
        self, begin, worker, intact, log_of
    ):
        stage = begin().until(ObserveScene).play(1)
        worker.unplug()
        left_s = stage.scene.remaining_s
        stage.play(1)
        assert isinstance(stage.scene, ObserveScene)
        assert stage.scene.remaining_s == pytest.approx(left_s - 1, abs=0.3)
        worker.plugged = {0}
        stage.until(ImitateScene, TroubleScene)
        assert isinstance(stage.scene, ImitateScene)
        (note,) = log_of(What.TROUBLE)
        assert note.details == {
            "phase": "observe",
            "kind": "CameraError",
            "what": "Camera 0 cannot be opened.",
        }
        stage.until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)

    def test_unplugged_while_watching_is_told_when_there_is_something_to_do(self, begin, worker, intact):
        stage = begin().until(ObserveScene).play(1)
        worker.unplug()
        stage.until(TroubleScene)
        assert stage.running.phase is Phase.GET_READY
        stage.press("stop").play(1)
        assert stage.scene.phase is Phase.STOPPED
        stage.press("other").until(SummaryScene)
        assert intact(ending=Ending.STOPPED)

    def test_unplugged_in_a_set_keeps_what_was_done(self, begin, worker, intact, store, patient, log_of):
        stage = begin().until(ImitateScene).play(5)
        worker.unplug()
        stage.until(TroubleScene).press("stop").play(1)
        assert stage.scene.phase is Phase.STOPPED
        assert intact(1)
        kept = store.load_trial(store.history(patient)[0].trial_id)
        (began,) = log_of(What.BEGAN)
        assert kept.motion.times_s[-1] == pytest.approx(5 - began.details["waited_s"], abs=0.3)

    def test_unplugged_in_a_set_and_in_again_goes_on_where_it_was(self, begin, worker, intact):
        stage = begin().until(ImitateScene).play(3)
        left_s = stage.scene.remaining_s
        worker.unplug()
        stage.until(TroubleScene).play(40)
        worker.plugged = {0}
        stage.press("again").play(0.1)
        assert isinstance(stage.scene, ImitateScene)
        assert stage.scene.remaining_s == pytest.approx(left_s, abs=0.5)
        stage.until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)

    def test_another_one_may_be_chosen(self, begin, worker, intact):
        stage = begin().until(ImitateScene).play(1)
        worker.unplug()
        worker.plugged = {2}
        stage.until(TroubleScene).press("other").until(TroubleScene).press("other").play(1)
        assert worker.number == 2
        stage.until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)

    def test_a_recording_has_no_other(self, begin, worker):
        worker.several, worker.plugged = False, set()
        assert begin().until(TroubleScene).ways == ["again", "without", "stop"]

    @pytest.mark.parametrize("lost_in", [PlaceScene, ImitateScene])
    def test_one_may_go_on_without(self, begin, worker, intact, log_of, store, patient, lost_in):
        stage = begin()
        stage.until(lost_in) if lost_in is ImitateScene else None
        worker.unplug()
        stage.until(TroubleScene).press("without").until(SummaryScene, TroubleScene)
        assert isinstance(stage.scene, SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)
        kept = [store.load_trial(record.trial_id).outcome for record in store.history(patient)]
        assert kept == [Unscorable(Reason.NOBODY, attempt.WITHOUT_CAMERA)] * 2
        assert len(log_of(What.WITHOUT_CAMERA)) == 1
        assert worker.calls[-1] == "close"

    def test_that_gives_the_same_picture_for_ever(self, begin, worker, intact, printer):
        worker.frozen = True
        stage = begin().until(PlaceScene).play(1)
        mark = next(tick for tick in stage.scene.ticks if tick.check == "frame_rate")
        assert "stands still" in mark.words
        stage.until(TroubleScene)
        assert "same picture" in stage.told
        worker.frozen = False
        stage.press("again").until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)

    def test_that_falls_silent_without_an_error(self, begin, worker, intact):
        stage = begin().until(ImitateScene).play(1)
        worker.silent = True
        stage.play(6)
        assert "gives no pictures" in stage.told
        worker.silent = False
        stage.press("again").until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)

    def test_whose_model_is_damaged_leaves_a_way_on(self, begin, worker, intact, monkeypatch):
        damaged = ModelError("The pose model was altered or damaged.", "Reinstall aotrainer.")
        monkeypatch.setattr(Cameras, "open", lambda camera: setattr(camera, "error", damaged))
        stage = begin().until(TroubleScene)
        assert "damaged" in stage.told
        assert stage.ways == ["without", "stop"]
        stage.press("without").until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)


class TestWindowAndClock:
    def test_resized_in_a_set(self, begin, intact, printer):
        stage = begin().until(ImitateScene).play(2)
        for size in ((1366, 768), (800, 600), (1920, 1080), SIZE):
            pygame.display.set_mode(size, pygame.RESIZABLE)
            stage.play(0.3)
            assert stage.scene.size == size
            assert isinstance(stage.scene, ImitateScene)
        assert photograph(stage.scene, (1366, 768), printer).overflows == []
        stage.until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)

    def test_moved_or_looked_away_from_is_no_press(self, begin, intact):
        stage = begin().until(ImitateScene).play(2)
        for kind in ("MOVED", "FOCUSLOST", "MINIMIZED", "RESTORED", "EXPOSED", "FOCUSGAINED", "LEAVE"):
            pygame.event.post(pygame.event.Event(getattr(pygame, f"WINDOW{kind}"), window=None))
            stage.play(0.1)
            assert isinstance(stage.scene, ImitateScene)
        stage.until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)

    @pytest.mark.parametrize("kind", [ObserveScene, ImitateScene])
    def test_minimised_time_stands_still(self, begin, intact, monkeypatch, kind):
        stage = begin().until(kind).play(2)
        left_s = stage.scene.remaining_s
        with monkeypatch.context() as away:
            away.setattr(pygame.display, "get_active", lambda: False)
            stage.play(60)
        stage.play(0.1)
        assert isinstance(stage.scene, kind)
        assert stage.scene.remaining_s == pytest.approx(left_s, abs=0.5)
        stage.until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)

    @pytest.mark.slow
    @pytest.mark.parametrize("kind", [ObserveScene, ImitateScene])
    @pytest.mark.parametrize("clock_sleeps", [True, False])
    def test_asleep_for_an_hour(self, begin, clock, intact, store, patient, kind, clock_sleeps):
        slept = timedelta()
        stage = begin(utc_now=lambda: clock.utc() + slept).until(kind).play(2)
        left_s = stage.scene.remaining_s
        if clock_sleeps:
            slept = timedelta(hours=1)
        else:
            clock.now_s += 3600
        stage.play(0.2)
        assert isinstance(stage.scene, kind)
        assert stage.scene.remaining_s == pytest.approx(left_s, abs=0.5)
        stage.until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)
        first, second = (record.started_at for record in store.history(patient))
        sitting = store.sessions(patient)[-1]
        assert sitting.ended_at - sitting.started_at > timedelta(hours=1)
        longest = max(first - sitting.started_at, second - first, key=lambda pause: pause)
        assert longest > timedelta(hours=1), "when a set began is told by the time of day"

    def test_set_back_by_a_day_the_record_keeps_its_order(self, begin, clock, intact, store, patient, log_of):
        back = timedelta()
        stage = begin(utc_now=lambda: clock.utc() - back).until(ImitateScene).play(2)
        back = timedelta(days=1)
        stage.until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)
        first, second = (record.started_at for record in store.history(patient))
        sitting = store.sessions(patient)[-1]
        assert sitting.started_at < first < second < sitting.ended_at < first + timedelta(minutes=5)
        times = [event.at for event in log_of()]
        assert times == sorted(times)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of one megabyte of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.name != "posix" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may make a disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder):
    """Leave no room on a disk."""
    with (folder / "filler").open("wb") as file:
        try:
            for size in (65536, 4096):
                while True:
                    file.write(bytes(size))
                    file.flush()
        except OSError:
            pass
    with (folder / "filler").open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(512))
        except OSError:
            pass


class TestFullDisk:
    @pytest.fixture
    def store(self, small_disk, clock):
        path = small_disk / "record.db"
        with Store.open(path, shipped("migrations"), clock.utc()) as opened:
            yield opened

    def test_a_set_that_cannot_be_saved_waits(self, begin, small_disk, intact, log_of):
        stage = begin().until(ImitateScene).play(2)
        fill(small_disk)
        stage.until(UnsavedScene)
        assert "disk" in stage.told
        assert "not lost" in stage.told
        assert intact()
        stage.press("again")
        assert isinstance(stage.scene, UnsavedScene), "it is still full"
        (small_disk / "filler").unlink()
        stage.press("again")
        assert intact(1)
        assert isinstance(stage.scene, FeedbackScene)
        stage.until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)
        assert [event.details["kind"] for event in log_of(What.TROUBLE)] == ["StoreError"]

    def test_one_may_go_on_and_all_is_saved_later(self, begin, small_disk, intact):
        stage = begin().until(ImitateScene).play(2)
        fill(small_disk)
        stage.until(UnsavedScene).press("go_on").until(ImitateScene)
        assert intact()
        (small_disk / "filler").unlink()
        stage.until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)

    def test_nobody_leaves_something_unsaved_without_knowing(self, begin, small_disk, intact, printer):
        stage = begin().until(ImitateScene).play(2)
        fill(small_disk)
        stage.until(UnsavedScene).press("go_on")
        while not isinstance(stage.scene, SummaryScene):
            stage.until(UnsavedScene).press("go_on").play(0.2)
        stage.play(1.6).press("home")
        assert isinstance(stage.scene, UnsavedScene)
        assert stage.ways == ["again", "leave"]
        assert "is lost if you leave" in stage.told
        (small_disk / "filler").unlink()
        stage.press("again").play(1.6).press("home")
        assert isinstance(stage.scene, Ground)
        assert intact(1, 2, ending=Ending.COMPLETED)

    def test_notes_are_written_later_and_disturb_nobody(self, begin, small_disk, intact, log_of):
        stage = begin().until(ObserveScene).play(1)
        before = len(log_of())
        fill(small_disk)
        stage.until(ImitateScene, UnsavedScene)
        assert isinstance(stage.scene, ImitateScene)
        assert len(log_of()) == before
        (small_disk / "filler").unlink()
        stage.until(SummaryScene)
        assert [event.what for event in log_of(What.WATCHED)] == [What.WATCHED] * 2
        times = [event.at for event in log_of()]
        assert times == sorted(times)
        assert intact(1, 2, ending=Ending.COMPLETED)


HOLD = """
import sqlite3, sys, time
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def holder():
    """Starts another process that keeps a record to itself."""
    running = []

    def start(path, seconds):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path), str(seconds)], stdout=subprocess.PIPE, text=True
        )
        running.append(process)
        assert process.stdout.readline() == "held\n"
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


class TestRecord:
    def test_locked_for_a_moment_is_waited_for(self, begin, store, holder, intact):
        stage = begin().until(ImitateScene).play(8)
        holder(store.path, 1)
        stage.until(FeedbackScene, UnsavedScene)
        assert isinstance(stage.scene, FeedbackScene)
        assert intact(1)

    def test_locked_for_long_is_told(self, tmp_path, clock, services, exercises, holder, monkeypatch):
        monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.05)  # so long it waits in front of the patient
        with Store.open(tmp_path / "other.db", shipped("migrations"), clock.utc()) as store:
            anna = store.add_patient("Anna", clock.utc())
            store.keep_care(anna, Care(ratings=False))
            chosen = replace(services, store=store)
            tasks = [task(exercises, "shoulder_abduction", "right")]
            stage = Stage(chosen, session_scene(chosen, anna, tasks, chosen.protocol))
            stage.until(ImitateScene).play(2)
            other = holder(store.path, 60)
            stage.until(UnsavedScene)
            assert "in use by another program" in stage.told
            assert store.history(anna) == ()
            other.kill()
            other.wait()
            stage.press("again").until(SummaryScene)
            assert [record.set_number for record in store.history(anna)] == [1, 2]
            assert store.check() == ()

    def test_made_read_only_is_told_and_what_is_done_waits(self, begin, store, intact):
        stage = begin().until(ImitateScene).play(2)
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        stage.until(UnsavedScene)
        assert "may only be read" in stage.told
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = OFF")
        stage.press("again").until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)

    @pytest.mark.skipif(os.name == "nt", reason="Windows does not let go of a file in use")
    def test_deleted_is_told_and_written_anew(self, begin, store, patient, clock, intact):
        stage = begin().until(RestScene)
        stage.until(ImitateScene).play(2)
        for path in store.path.parent.glob("record.db*"):
            path.unlink()
        stage.until(UnsavedScene)
        assert "moved or deleted" in stage.told
        stage.press("again").until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)
        store.close()
        with Store.open(store.path, shipped("migrations"), clock.utc()) as reopened:
            assert reopened.check() == ()
            assert [record.set_number for record in reopened.history(patient)] == [1, 2]
            assert store.path.stat().st_mode & 0o777 == 0o600

    @pytest.mark.skipif(os.name == "nt", reason="Windows does not let go of a file in use")
    def test_moved_away_and_put_back_goes_on(self, begin, store, intact, tmp_path):
        stage = begin().until(ImitateScene).play(2)
        elsewhere = tmp_path / "elsewhere.db"
        store.path.rename(elsewhere)
        stage.until(UnsavedScene)
        elsewhere.rename(store.path)
        stage.press("again").until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)

    def test_used_by_two_programs_at_once(self, begin, store, patient, intact):
        other = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.killed_session", str(store.path), "Ben"],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            begin().until(SummaryScene)
            assert other.stdout.readline() == "in the second set\n"
        finally:
            other.kill()
            other.communicate()
        assert intact(1, 2, ending=Ending.COMPLETED)
        assert len(store.history(store.patient("Ben"))) == 1

    @pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
    def test_kill_in_a_set_leaves_what_was_finished(self, tmp_path, clock, services, exercises):
        path = tmp_path / "killed" / "record.db"
        command = [sys.executable, "-m", "tests.ui.killed_session", str(path), "Anna"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout.readline() == "in the second set\n"
            process.kill()
        assert process.returncode == -signal.SIGKILL
        with Store.open(path, shipped("migrations"), clock.utc()) as store:
            assert store.check() == ()
            anna = store.patient("Anna")
            assert [record.set_number for record in store.history(anna)] == [1]
            (broken_off,) = store.sessions(anna)
            assert (broken_off.ended_at, broken_off.ending, broken_off.trials) == (None, None, 1)
            assert store.events(broken_off.session_id)
            chosen = replace(services, store=store)
            tasks = [task(exercises, "shoulder_abduction", "right")]
            Stage(chosen, session_scene(chosen, anna, tasks, chosen.protocol)).until(SummaryScene)
            assert [sitting.trials for sitting in store.sessions(anna)] == [1, 2]


class TestFiles:
    @pytest.fixture
    def film(self, tmp_path):
        """A clip of one's own, that may be spoilt."""
        path = tmp_path / "film.webm"
        path.write_bytes(CLIP.read_bytes())
        return path

    @pytest.mark.parametrize("damage", ["missing", "damaged"])
    def test_a_clip_that_cannot_be_shown_leaves_the_next_exercise(self, begin, film, intact, log_of, damage):
        if damage == "missing":
            film.unlink()
        else:
            film.write_bytes(film.read_bytes()[:200])

        def open_clip(path):
            return Clip(film if path.name.startswith("elbow") else CLIP)

        stage = begin("elbow_flexion", "shoulder_abduction", open_clip=open_clip).until(FailedScene)
        assert "clip film.webm cannot be played" in stage.told
        assert stage.ways == ["again", "leave_out", "stop"]
        stage.press("leave_out").until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)
        assert [event.details["kind"] for event in log_of(What.TROUBLE)] == ["VideoError"]

    def test_a_clip_that_cannot_be_shown_may_end_the_session(self, begin, film, intact, worker):
        film.unlink()
        stage = begin(open_clip=lambda _path: Clip(film)).until(FailedScene).press("stop")
        assert isinstance(stage.scene, Ground)
        assert intact(ending=Ending.STOPPED)
        assert worker.calls[-1] == "close"

    def test_a_still_that_is_damaged_is_a_plain_box(self, printer, tmp_path):
        still = tmp_path / "still.jpg"
        still.write_bytes(b"no picture")
        canvas = photograph(Ground(), SIZE, printer)
        draw_still(canvas, still, pygame.Rect(0, 0, 100, 100), mirrored=False)

    def test_a_missing_reference_is_told_before_anything_begins(self, services, store, patient, tmp_path):
        def make_task(*_):
            load_reference(tmp_path / "shoulder_abduction.npz")

        home = home_scene(replace(services, make_task=make_task))
        stage = Stage(services, home)
        stage.press("side:shoulder_abduction:right").press("start")
        assert "reference motion shoulder_abduction.npz cannot be read" in stage.told
        stage.press("again")
        assert isinstance(stage.scene, HomeScene)
        assert store.sessions(patient) == ()
        assert store.check() == ()

    def test_a_part_without_reference_does_not_save_a_set_twice(
        self, services, patient, exercises, intact, tmp_path
    ):
        def make_task(name, *_):
            return load_reference(tmp_path / f"{name}.npz")

        whole = task(exercises, "shoulder_abduction", "right")
        whole = replace(whole, exercise=replace(whole.exercise, part_action="elbow_flexion"))
        rules = with_rules(services.library)[0]
        chosen = replace(services, make_task=make_task, rules=rules)
        Stage(chosen, session_scene(chosen, patient, [whole], chosen.protocol)).until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)

    def test_without_its_font_the_words_are_there_all_the_same(self, begin, intact, monkeypatch, tmp_path):
        monkeypatch.setattr(typeface, "FILES", {bold: str(tmp_path / "gone.ttf") for bold in (False, True)})
        stage = begin().play(0.1)
        assert stage.scene.phase is Phase.INTRODUCE
        canvas = photograph(stage.scene, SIZE, Printer())
        picture = pygame.surfarray.array3d(canvas.surface)
        assert len({tuple(colour) for colour in picture[30:700, 20:560].reshape(-1, 3)[::7]}) > 10
        stage.until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)

    def test_broken_rules_are_told_to_the_therapist_and_practice_goes_on(
        self, begin, services, store, intact, library
    ):
        broken = own_exercises().joinpath("rules", "grading.toml")
        broken.parent.mkdir(parents=True)
        broken.write_text('[counts]\ngood_points = "many"\n')
        rules, told = with_rules(replace(library, problems=()))
        assert rules is None
        assert any("grading.toml:2" in problem.what for problem in told.problems)
        stage = begin(rules=rules, library=told).until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)
        home = Stage(services, home_scene(replace(services, library=told)))
        home.press("problems")
        assert "grading.toml:2" in home.scene.words
        assert stage.running.session.goal is None

    def test_shipped_rules_are_in_use(self, library):
        rules, told = with_rules(library)
        assert rules is not None
        assert told.problems == library.problems


class TestProgram:
    def test_without_a_loudspeaker_and_with_a_voice_that_crashes(self, begin, intact, monkeypatch):
        def crash():
            raise OSError("the driver is gone")

        monkeypatch.setenv("SDL_AUDIODRIVER", "no_such_driver")
        sounds, voice = Sounds(), Voice(make_engine=crash)
        sounds.start()
        assert sounds.wait(20) is False
        sounds.play(Tone.PHASE)
        voice.say("Watch.")
        voice._thread.join(20)
        stage = begin(sounds=sounds, voice=voice).until(SummaryScene)
        assert isinstance(stage.scene, SummaryScene)
        assert "the driver is gone" in voice.problem
        assert intact(1, 2, ending=Ending.COMPLETED)
        voice.close()
        sounds.close()

    @pytest.mark.parametrize("where", ["step", "draw", "handle"])
    def test_a_scene_that_fails_says_so_and_keeps_what_was_done(
        self, begin, intact, log_of, monkeypatch, caplog, where
    ):
        stage = begin().until(RestScene)
        stage.until(ImitateScene).play(3)

        def fail(*_):
            raise ZeroDivisionError("division by zero")

        with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
            broken.setattr(ImitateScene, where, fail)
            if where == "handle":
                pygame.event.post(
                    pygame.event.Event(pygame.MOUSEMOTION, pos=(1, 1), rel=(0, 0), buttons=(0, 0, 0))
                )
            stage.play(TICK_S)
            assert stage.told.startswith("Something went wrong in this program. What you finished is kept.")
            assert "ZeroDivisionError" in caplog.text
            stage.play(TICK_S).press("stop")
        assert isinstance(stage.scene, Ground)
        assert intact(1, 2, ending=Ending.STOPPED)
        assert log_of(What.TROUBLE)[0].details == {"phase": "imitate", "kind": None, "what": None}

    def test_a_session_that_fails_altogether_is_ended_in_the_record(self, begin, intact, monkeypatch, worker):
        stage = begin().until(RestScene)

        def fail(*_):
            raise ZeroDivisionError("division by zero")

        with monkeypatch.context() as broken:
            broken.setattr(type(stage.running.session), "step", fail)
            stage.play(TICK_S).press("stop")
        assert isinstance(stage.scene, Ground)
        assert intact(1, ending=Ending.STOPPED)
        assert worker.calls[-1] == "close"

    def test_a_score_that_fails_keeps_the_set_with_its_landmarks(
        self, begin, intact, monkeypatch, store, patient
    ):
        def fail(*_):
            raise ZeroDivisionError("division by zero")

        with monkeypatch.context() as broken:
            broken.setattr(attempt, "score_motion", fail)
            stage = begin().until(FeedbackScene)
        kept = store.load_trial(store.history(patient)[0].trial_id)
        assert kept.outcome == Unscorable(Reason.FAILED, attempt.FAILED)
        assert kept.motion is not None
        stage.until(SummaryScene)
        assert intact(1, 2, ending=Ending.COMPLETED)
        assert isinstance(store.load_trial(store.history(patient)[1].trial_id).outcome, Score)

    def test_the_window_closed_at_once_ends_the_session(self, services, begin, intact, monkeypatch):
        stage = begin().until(RestScene)
        stage.until(ImitateScene).play(3)
        stage.app._apply(Quit())
        assert intact(1, 2, ending=Ending.STOPPED)


LONG_PATH = "/home/someone/.local/share/aotrainer/aotrainer.db"
CAMERA = CameraError(
    "The stream {n} stopped giving pictures.",
    "Plug it in, close other programs that use it, and try again.",
    n="rtsp://10.0.0.1/stream",
)
RECORD = RecordGoneError(
    "The record {path} was moved or deleted while it was in use.",
    "Put it back, or try again without it: then it is written anew, and nothing is lost.",
    path=LONG_PATH,
)


@pytest.mark.parametrize(
    "make",
    [
        lambda running: TroubleScene(running, CAMERA),
        lambda running: FailedScene(running, CAMERA),
        lambda running: UnsavedScene(running, RECORD),
        lambda running: UnsavedScene(running, RECORD, Pop()),
    ],
)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("zoom", [1.0, 1.3])
def test_the_words_fit(begin, printer, make, size, zoom):
    assert photograph(make(begin().running), size, printer, zoom=zoom).overflows == []
