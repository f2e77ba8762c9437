"""`aotrainer demo` as a new user runs it, under a filter that ends it if it opens an internet socket."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import cv2
import numpy as np
import pytest

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the socket filter is Linux's"),
    pytest.mark.slow,
]

BEFORE = {"home", "checkin", "settle", "introduce", "place"}
SCENES = BEFORE | {"observe", "getready", "imitate", "feedback", "checkout", "summary"}
LOG = ["pain", "fatigue", "settled", "placed", "watched", "began", "pain", "fatigue"]
DEMO = (sys.executable, "-m", "tests.no_internet", "demo", "--output")
WINDOW = ("xvfb-run", "-a", "-s", "-screen 0 1366x768x24")
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
WAIT_S = 120


def no_screen():
    """The environment of a computer that has none."""
    return {name: value for name, value in os.environ.items() if name not in SCREENS}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The finished demo and the folder it wrote to; no camera, and a window on a virtual screen.

    Without a screen where xvfb-run is not installed.
    """
    window = WINDOW if shutil.which(WINDOW[0]) else ()
    folder = tmp_path_factory.mktemp("demo")
    command = [*window, *DEMO, str(folder)]
    options = {"capture_output": True, "text": True, "env": no_screen(), "timeout": 300}
    return subprocess.run(command, check=False, **options), folder


def test_the_filter_ends_whoever_opens_an_internet_socket():
    opens = "import socket, threading; threading.Thread(target=socket.socket, args=({},)).start()"
    codes = {}
    for family in ("socket.AF_UNIX", "socket.AF_INET", "socket.AF_INET6"):
        script = f"from tests.no_internet import *; forbid_internet_sockets(); {opens.format(family)}"
        codes[family] = subprocess.run([sys.executable, "-c", script], check=False).returncode
    assert codes == {
        "socket.AF_UNIX": 0,
        "socket.AF_INET": -signal.SIGSYS,
        "socket.AF_INET6": -signal.SIGSYS,
    }


def test_without_a_screen_it_draws_into_memory(tmp_path):
    """The screen is chosen once, at the start: after the first scenes the two sessions are the same."""
    options = {"stderr": subprocess.PIPE, "text": True, "env": no_screen()}
    with subprocess.Popen([*DEMO, str(tmp_path)], **options) as running:
        end_s = time.monotonic() + WAIT_S
        while not (asked := list(tmp_path.glob("screenshots/*checkin.png"))) and time.monotonic() < end_s:
            if running.poll() is not None:
                break
            time.sleep(0.1)
        running.kill()  # a request to end would be asked about
        assert asked, running.communicate()[1]
    assert running.returncode == -signal.SIGKILL
    home = min(tmp_path.glob("screenshots/*home.png"))
    assert len(np.unique(cv2.imread(str(home)).reshape(-1, 3), axis=0)) > 50


class TestOneDemo:
    """It takes a minute: whoever looks at it looks at the same one."""

    def test_a_whole_session_runs_without_camera_or_internet(self, demo):
        result, _ = demo
        assert result.returncode == 0, result.stderr
        assert "of 100" in result.stdout
        assert "Traceback" not in result.stderr

    def test_every_scene_was_photographed_and_the_person_moves(self, demo):
        _, folder = demo
        shots = sorted((folder / "screenshots").glob("*.png"))
        names = [shot.stem.split("-", 1)[1] for shot in shots]
        assert set(names) >= SCENES
        first, second, *_ = (cv2.imread(str(shot)) for shot in shots if shot.stem.endswith("imitate"))
        changed = cv2.absdiff(first, second).max(axis=2) > 40
        assert changed.mean() > 0.005

    def test_the_trial_is_in_the_record(self, demo):
        _, folder = demo
        query = (
            "select exercise_id, count(*) from trial join repetition on trial_id = trial.id group by trial.id"
        )
        with closing(sqlite3.connect(folder / "aotrainer.db")) as database:
            assert database.execute(query).fetchall() == [("shoulder_abduction", 3)]

    def test_the_log_tells_what_happened(self, demo):
        _, folder = demo
        with closing(sqlite3.connect(folder / "aotrainer.db")) as database:
            rows = database.execute("select what, details from event order by id").fetchall()
        assert [what for what, _ in rows] == LOG
        watched = json.loads(dict(rows)["watched"])
        assert watched["seconds"] >= 5
        assert watched["picture_px"][0] < watched["window_px"][0] == 1280
