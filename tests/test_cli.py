"""The command line as it is typed: a real process for what a person sees, in-process for the rest."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from aotrainer import __version__, cli, config
from aotrainer.event import Event, What
from aotrainer.store import Store
from aotrainer.trial import Ending
from tests.tracked import FILM, tracked_once  # noqa: F401

CLIP = config.shipped("media", "clips", "shoulder_abduction.front.man.webm")
REFERENCE = config.shipped("media", "references", "shoulder_abduction.npz")
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
runner = CliRunner()


def aotrainer(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "aotrainer", *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_version():
    assert __version__ in runner.invoke(cli.app, ["--version"]).output


def own_exercise(folder, name="lift"):
    """A therapist's own exercise: its file, its clip and its reference motion."""
    text = config.shipped("exercises", "shoulder_abduction.toml").read_text()
    text = re.sub("^id = .*$", f'id = "{name}"', text, count=1, flags=re.MULTILINE)
    text = re.sub("^views = .*$", 'views = ["front"]', text, count=1, flags=re.MULTILINE)
    text = re.sub("^demonstrator = .*$", 'demonstrator = "own"', text, count=1, flags=re.MULTILINE)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(text)
    shutil.copy(CLIP, folder / f"{name}.webm")
    shutil.copy(REFERENCE, folder / f"{name}.npz")
    return text


def test_exercises_are_listed_by_region():
    lines = runner.invoke(cli.app, ["exercises"]).output.splitlines()
    named = [line.split()[0] for line in lines]
    assert named.index("Shoulder") < named.index("shoulder_abduction") < named.index("Leg")
    assert named.index("Leg") < named.index("sit_to_stand")
    shoulder = lines[named.index("shoulder_abduction")]
    assert all(word in shoulder for word in ("standing", "front", "man"))


def test_a_therapist_is_told_about_an_exercise():
    output = " ".join(runner.invoke(cli.app, ["exercises", "show", "sit_to_stand"]).output.split())
    assert "Stand up and sit down (sit_to_stand, version" in output
    for words in ("Not for", "Target knee", "Dose", "times a week", "Watch for trunk lean, from"):
        assert words in output


class TestOwnExercises:
    """A folder of one's own: beside the record, or named."""

    def test_beside_the_record_are_listed_and_scored(self):
        own_exercise(config.data_folder() / "exercises")
        assert "lift" in runner.invoke(cli.app, ["exercises"]).output
        answer = json.loads(aotrainer("score", "lift", CLIP, "--json").stdout)
        assert (answer["exercise"], answer["scorable"]) == ("lift", True)

    @pytest.mark.parametrize("before", [True, False])
    def test_may_be_named_before_or_after_the_command(self, tmp_path, before):
        own_exercise(tmp_path / "mine")
        option = ("--exercises", tmp_path / "mine")
        result = aotrainer(*option, "exercises") if before else aotrainer("exercises", *option)
        assert result.returncode == 0, result.stderr
        assert "lift" in result.stdout
        assert "shoulder_abduction" in result.stdout

    def test_that_are_wrong_are_told_and_do_not_stop_the_others(self, tmp_path):
        text = own_exercise(tmp_path / "mine", "shoulder_abduction")
        (tmp_path / "mine" / "lift.toml").write_text(text.replace('"shoulder_abduction"', '"lift"'))
        result = aotrainer("exercises", "--exercises", tmp_path / "mine")
        assert "shoulder_abduction.toml:1: 'shoulder_abduction' is a shipped exercise" in result.stderr
        assert "lift.toml:1: lift.webm is not in the folder mine" in result.stderr
        assert "shoulder_abduction" in result.stdout

    def test_in_a_folder_that_is_not_there_are_one_line(self, tmp_path):
        result = aotrainer("--exercises", tmp_path / "typo", "score", "lift", FILM)
        assert result.returncode == 2
        assert result.stderr.startswith(f"There is no folder {tmp_path / 'typo'}.")


@pytest.mark.parametrize("arguments", [("--demonstrator", "child"), ("demo", "--demonstrator", "own")])
def test_a_demonstrator_nobody_filmed_is_told(arguments):
    result = aotrainer(*arguments)
    assert result.returncode == 2
    assert "Say one of man, woman, older_man" in result.stderr


class TestExercisesCheck:
    def test_the_shipped_exercises_are_fine(self):
        result = runner.invoke(cli.app, ["exercises", "check", str(config.shipped("exercises"))])
        assert result.exit_code == 0
        assert re.fullmatch(r"(\d+) of \1 exercises can be used\.", result.output.strip())

    def test_every_problem_is_named_with_file_and_line(self, tmp_path):
        text = own_exercise(tmp_path, "reach")
        (tmp_path / "sit_to_stand.toml").write_text(text.replace('id = "reach"', 'id = "sit_to_stand"'))
        (tmp_path / "squat.toml").write_text(text.replace('id = "reach"', 'id = "squat"'))
        (tmp_path / "lift.toml").write_text(text.replace('joint = "shoulder"', 'joint = "neck"'))
        (tmp_path / "arm.toml").write_text(text.replace('id = "reach"', 'id = "arm"'))
        (tmp_path / "arm.webm").write_text("no video")
        shutil.copy(config.shipped("media", "references", "sit_to_stand.npz"), tmp_path / "arm.npz")
        (tmp_path / "arm.from_left.packed").write_text("no motion")
        result = aotrainer("exercises", "check", tmp_path)
        assert result.returncode == 2
        assert result.stdout.strip() == "1 of 5 exercises can be used."
        line = text.splitlines().index('joint = "shoulder"') + 1
        assert f"lift.toml:{line}: 'joint' is 'neck', not one of shoulder" in result.stderr
        assert "sit_to_stand.toml:1: 'sit_to_stand' is a shipped exercise" in result.stderr
        assert f"squat.toml:1: squat.webm is not in the folder {tmp_path.name}" in result.stderr
        assert "arm.toml:1: arm.webm cannot be used" in result.stderr
        assert "arm.toml:1: arm.npz cannot be used: The reference motion holds 0 repetitions" in result.stderr
        assert "arm.toml:1: arm.from_left.packed cannot be used: The reference motion" in result.stderr
        assert "Traceback" not in result.stderr

    def test_a_folder_that_is_not_there_is_one_line(self):
        result = aotrainer("exercises", "check", "nowhere")
        assert result.returncode == 2
        assert result.stderr.strip() == "There is no folder nowhere. Name the folder with the exercise files."


@pytest.mark.slow
class TestOneFilm:
    """Looks at recordings that were tracked once."""

    @pytest.mark.usefixtures("tracked_once")
    def test_score_finds_the_side_and_says_so(self):
        result = runner.invoke(cli.app, ["score", "shoulder_abduction", str(FILM), "--json"])
        assert result.exit_code == 0, result.stderr
        answer = json.loads(result.stdout)
        assert answer["scorable"]
        assert (answer["side"], answer["side_from"]) == ("right", "movement")
        assert len(answer["repetitions"]) == 3
        assert answer["total"] == pytest.approx(
            np.mean([repetition["total"] for repetition in answer["repetitions"]]), abs=0.1
        )

    @pytest.mark.usefixtures("tracked_once")
    def test_score_of_the_other_side_is_refused_in_words(self):
        result = runner.invoke(cli.app, ["score", "shoulder_abduction", str(CLIP), "--side", "left"])
        assert result.exit_code == 0
        assert "no score" in result.stdout
        assert "right side moved" in " ".join(result.stdout.split())

    @pytest.mark.usefixtures("tracked_once")
    def test_an_exercise_learned_from_a_video_is_there_at_once(self, tmp_path):
        folder = tmp_path / "own"
        words = ["learn", str(CLIP), "--id", "my_raise", "--joints", "shoulder", "--folder", str(folder)]
        learned = runner.invoke(cli.app, words)
        assert learned.exit_code == 0, learned.stderr
        assert "1 repetition of the right shoulder, seen from the front" in learned.stdout
        assert {path.name for path in folder.iterdir()} == {
            f"my_raise.{kind}" for kind in ("toml", "webm", "npz", "jpg", "png")
        }
        listed = aotrainer("--exercises", folder, "exercises")
        assert "my_raise" in listed.stdout
        assert not listed.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--id", "shoulder_abduction", "--joints", "shoulder"), "There already is"),
        (("--id", "mine", "--joints", "tail"), "There is no joint tail"),
        (("--id", "Mine!", "--joints", "shoulder"), "is no id"),
    ],
)
def test_what_cannot_be_learned_is_told_before_the_video_is_followed(tmp_path, options, words):
    refused = aotrainer("learn", CLIP, *options, "--folder", tmp_path)
    assert refused.returncode == 2
    assert words in refused.stderr
    assert not list(tmp_path.iterdir())


def test_nobody_in_the_picture_is_unscorable(tmp_path):
    path = tmp_path / "wall.mp4"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"mp4v"), 30, (320, 240))
    for _ in range(60):
        writer.write(np.full((240, 320, 3), 170, np.uint8))
    writer.release()
    answer = json.loads(aotrainer("score", "shoulder_abduction", path, "--json").stdout)
    assert answer["reason"] == "nobody"


def text_file(path):
    path.write_text("This is not a video. " * 50)


def photo(path):
    cv2.imwrite(str(path.with_suffix(".jpg")), np.zeros((240, 320, 3), np.uint8))
    path.with_suffix(".jpg").rename(path)


def truncated(path):
    content = CLIP.read_bytes()
    path.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("notes.mp4", text_file),
        ("photo.jpg", photo),
        ("half.webm", truncated),
        ("missing.mp4", lambda path: None),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_code_2(tmp_path, name, make):
    path = tmp_path / name
    make(path)
    result = aotrainer("score", "shoulder_abduction", path)
    assert result.returncode == 2
    assert result.stdout == ""
    lines = [line for line in result.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, result.stderr
    assert name in lines[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "shoulder_abductoin", str(FILM)),
        ("score", "shoulder_abduction", str(FILM), "--side", "up"),
        ("history", "Nobody Known"),
    ],
)
def test_wrong_words_are_told(arguments):
    result = aotrainer(*arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert result.stderr.strip()


def test_what_a_library_logs_is_not_shown():
    logs = "import logging; logging.getLogger('sqlalchemy.pool').error('Error closing cursor')"
    for quiet, shown in (("", "Error closing cursor\n"), ("console.keep_logs_quiet(); ", "")):
        code = f"from aotrainer.cli import console; {quiet}{logs}"
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert result.stderr == shown


def test_the_folder_may_be_named_before_or_after_the_command(tmp_path):
    before = aotrainer("--data", tmp_path / "a", "db", "path").stdout
    after = aotrainer("db", "path", "--data", tmp_path / "a").stdout
    assert before == after == f"{tmp_path / 'a' / 'aotrainer.db'}\n"


@pytest.mark.parametrize("command", ["verify", "backup"])
def test_a_record_that_is_not_there_is_not_called_sound(tmp_path, command):
    result = aotrainer("db", command, "--data", tmp_path / "typo")
    assert result.returncode == 2
    assert "There is no record" in result.stderr
    assert not (tmp_path / "typo").exists()


@pytest.mark.parametrize("rate", ["0", "3"])
def test_a_rate_outside_the_protocol_is_refused(rate):
    result = aotrainer("score", "shoulder_abduction", CLIP, "--rate", rate)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_no_screen_is_told():
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS}
    command = [sys.executable, "-m", "aotrainer"]
    for screen in ({}, {"DISPLAY": ":987"}):
        result = subprocess.run(
            command, capture_output=True, text=True, check=False, env=environment | screen, timeout=60
        )
        assert result.returncode == 2
        assert "There is no screen" in result.stderr


def test_history_of_somebody_new():
    now = datetime(2026, 3, 1, tzinfo=UTC)
    database = config.data_folder() / config.DATABASE
    with Store.open(database, config.shipped("migrations"), now) as store:
        store.add_patient("Ada", now)
    assert "has not done anything yet" in runner.invoke(cli.app, ["history", "Ada"]).output


def test_history_names_a_session_that_was_broken_off():
    now = datetime(2026, 3, 1, tzinfo=UTC)
    database = config.data_folder() / config.DATABASE
    with Store.open(database, config.shipped("migrations"), now) as store:
        ada = store.add_patient("Ada", now)
        store.end_session(store.begin_session(ada, "priming", now), now, Ending.COMPLETED)
        store.begin_session(ada, "priming", datetime(2026, 3, 5, 12, tzinfo=UTC))
    told = runner.invoke(cli.app, ["history", "Ada"]).output
    assert told.count("Unfinished, or still under way: the session of 2026-03-05") == 1
    assert "Unfinished, or still under way: the session of 2026-03-01" not in told


def test_history_tells_why_a_session_ended_before_anything_was_done():
    now = datetime(2026, 3, 1, tzinfo=UTC)
    database = config.data_folder() / config.DATABASE
    with Store.open(database, config.shipped("migrations"), now) as store:
        ada = store.add_patient("Ada", now)
        session = store.begin_session(ada, "priming", now)
        store.save_event(session, Event(What.PAIN, now, {"rating": 6, "phase": "check_in"}))
        store.save_event(session, Event(What.ENDED, now, {"why": "pain", "rating": 6, "limit": 4}))
        store.end_session(session, now, Ending.STOPPED)
    told = runner.invoke(cli.app, ["history", "Ada"]).output
    assert "has not done anything" not in told
    assert "pain 6 was above the limit of 4" in " ".join(told.split())


def test_history_tells_once_which_exercise_was_begun_elsewhere_than_the_model():
    now = datetime(2026, 3, 1, tzinfo=UTC)
    database = config.data_folder() / config.DATABASE
    with Store.open(database, config.shipped("migrations"), now) as store:
        session = store.begin_session(store.add_patient("Ada", now), "priming", now)
        for exercise, at_start in (("marching", None), ("heel_raise", True), *[("elbow_flexion", False)] * 2):
            told = {"exercise": exercise, "side": "left", "waited_s": 6.0, "at_start": at_start}
            store.save_event(session, Event(What.BEGAN, now, told))
        store.end_session(session, now, Ending.COMPLETED)
    told = " ".join(runner.invoke(cli.app, ["history", "Ada"]).output.split())
    assert told.count("elsewhere than the model") == 1
    assert "began elbow_flexion" in told


def test_check_names_every_part_in_words():
    result = aotrainer("check", "--camera", FILM)
    for subject in ("Camera", "Pose model", "Display", "Record", "Clips"):
        assert subject in result.stdout
    assert "The record is sound" in result.stdout


@pytest.mark.slow
def test_check_says_what_to_do_without_a_camera():
    result = aotrainer("check", "--camera", "97")
    assert result.returncode == 1
    assert "Camera 97 cannot be opened. Plug it in" in result.stdout


def test_the_record_can_be_copied_and_verified():
    runner.invoke(cli.app, ["care", "Ada", "--add"])
    assert "sound" in runner.invoke(cli.app, ["db", "verify"]).output
    copy = runner.invoke(cli.app, ["db", "backup"]).output.strip().replace("\n", "")
    assert config.data_folder() in Path(copy).parents
    assert config.DATABASE in runner.invoke(cli.app, ["db", "path"]).output.replace("\n", "")
