"""`aotrainer demo` as a new user runs it, under a filter that ends it if it opens an internet socket."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import cv2
import numpy as np
import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the socket filter is Linux's")

BEFORE = {"home", "checkin", "settle", "introduce", "place"}
SCENES = BEFORE | {"observe", "getready", "imitate", "feedback", "checkout", "summary"}
LOG = ["pain", "fatigue", "settled", "placed", "watched", "began", "pain", "fatigue"]
DEMO = ("-m", "tests.no_internet", "demo")
WINDOW = ("xvfb-run", "-a", "-s", "-screen 0 1366x768x24")


@pytest.fixture(scope="module", params=["no screen", "a window"])
def demo(request, tmp_path_factory):
    """The finished demo and the folder it wrote to; no camera, and no screen or a window on a virtual one."""
    windowed = request.param == "a window"
    if windowed and shutil.which(WINDOW[0]) is None:
        pytest.skip("xvfb-run is not installed")
    folder = tmp_path_factory.mktemp("demo")
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
    }
    result = subprocess.run(
        [
            *(WINDOW if windowed else ()),
            sys.executable,
            "-m",
            "tests.no_internet",
            "demo",
            "--output",
            str(folder),
        ],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=300,
    )
    return result, folder


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


def test_a_whole_session_runs_without_camera_screen_or_internet(demo):
    result, _ = demo
    assert result.returncode == 0, result.stderr
    assert "of 100" in result.stdout
    assert "Traceback" not in result.stderr


def test_every_scene_was_photographed_and_the_person_moves(demo):
    _, folder = demo
    shots = sorted((folder / "screenshots").glob("*.png"))
    names = [shot.stem.split("-", 1)[1] for shot in shots]
    assert set(names) >= SCENES
    doing = [cv2.imread(str(shot)).astype(int) for shot in shots if shot.stem.endswith("imitate")]
    assert len(doing) >= 2
    changed = np.abs(doing[0] - doing[1]).max(axis=2) > 40
    assert changed.mean() > 0.005


def test_the_trial_is_in_the_record(demo):
    _, folder = demo
    query = "select exercise_id, count(*) from trial join repetition on trial_id = trial.id group by trial.id"
    with closing(sqlite3.connect(folder / "aotrainer.db")) as database:
        assert database.execute(query).fetchall() == [("shoulder_abduction", 3)]


def test_the_log_tells_what_happened(demo):
    _, folder = demo
    with closing(sqlite3.connect(folder / "aotrainer.db")) as database:
        rows = database.execute("select what, details from event order by id").fetchall()
    assert [what for what, _ in rows] == LOG
    watched = json.loads(dict(rows)["watched"])
    assert watched["seconds"] >= 5
    assert watched["picture_px"][0] < watched["window_px"][0] == 1280
