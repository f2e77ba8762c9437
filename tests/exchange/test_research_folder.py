"""A research folder that the validator of BIDS accepts, with all that was shown and done."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aotrainer.event import What
from aotrainer.exchange.exporting import export
from aotrainer.exchange.research_folder import task_label
from aotrainer.motion.pose import BODY
from aotrainer.store import Store
from aotrainer.trial import Display
from tests.exchange.builders import ANNA, WATCHED
from tests.store.builders import DISPLAY, NOON, scored

VALIDATOR = "bids-validator-deno"


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Path:
    export(store, store.patients(), "research", tmp_path / "out", NOON, "me")
    return tmp_path / "out"


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def one(folder: Path, pattern: str) -> Path:
    return sorted(folder.glob(pattern))[0]


def test_the_validator_of_bids_finds_no_error(folder: Path) -> None:
    command = shutil.which(VALIDATOR, path=str(Path(sys.executable).parent)) or shutil.which(VALIDATOR)
    if command is None:
        pytest.skip(f"{VALIDATOR} is not installed; pip install aotrainer[test] brings it")
    # No network here: it comes with its own schema.
    found = subprocess.run([command, "--format", "json", folder], capture_output=True, text=True, check=False)
    report = json.loads(found.stdout)
    errors = [each for each in report["issues"]["issues"] if each["severity"] == "error"]
    assert errors == []
    assert report["summary"]["modalities"] == ["motion", "beh"]
    assert len(report["summary"]["subjects"]) == 2


@pytest.mark.parametrize("file", ["participants", "sub-*/*_sessions", "sub-*/ses-001/**/*"])
def test_every_column_is_explained_beside_its_table(folder: Path, file: str) -> None:
    tables = [path for path in folder.glob(f"{file}.tsv") if not path.name.endswith("_motion.tsv")]
    assert tables
    for path in tables:
        heading = path.read_text(encoding="utf-8").splitlines()[0].split("\t")
        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert set(heading) - {"onset", "duration"} <= told.keys(), path.name


def test_every_frame_has_its_time_and_its_landmarks(folder: Path) -> None:
    motion, _ = scored()
    file = one(folder, "sub-*/ses-001/motion/*_motion.tsv")
    names = [row["name"] for row in table(Path(str(file).replace("_motion", "_channels")))]
    values = np.genfromtxt(file, delimiter="\t", missing_values="n/a")
    assert values.shape == (len(motion), len(names)) == (len(motion), 1 + 25 * 6)
    assert np.allclose(values[:, names.index("time")], motion.times_s - motion.times_s[0], atol=1e-6)
    assert not [name for name in names if "eye" in name or "mouth" in name], "they are not kept"
    wrist = motion.image[:, BODY.index["left_wrist"]]
    written = values[:, [names.index("left_wrist_image_x"), names.index("left_wrist_image_y")]]
    assert np.allclose(written, wrist, atol=1e-6, equal_nan=True)


def test_repetitions_are_events_of_their_recording(folder: Path) -> None:
    motion, score = scored()
    rows = table(one(folder, "sub-*/ses-001/motion/*_events.tsv"))
    onsets = [rep.repetition.start_s - motion.times_s[0] for rep in score.repetitions]
    assert [float(row["onset"]) for row in rows] == pytest.approx(onsets, abs=1e-5)
    assert [float(row["total"]) for row in rows] == pytest.approx([rep.total for rep in score.repetitions])


def _names(details: dict[str, Any]) -> set[str]:
    """What they are called in a table, where width and height have columns of their own."""
    sizes = {"picture_px": "picture_width_px", "window_px": "window_width_px"}
    return {sizes.get(name, name) for name in details}


def test_the_log_of_what_was_shown_has_everything_that_was_noted(folder: Path) -> None:
    shown = table(one(folder, "sub-*/ses-001/beh/*_task-watching_beh.tsv"))
    assert _names(WATCHED) <= shown[0].keys()
    assert (shown[0]["loops"], shown[0]["views"], shown[0]["picture_height_px"]) == (
        "7",
        '["front", "side"]',
        "600",
    )
    done = table(one(folder, "sub-*/ses-001/beh/*_task-doing_beh.tsv"))
    assert _names(dict.fromkeys(Display.__dataclass_fields__)) <= done[0].keys()
    assert (done[0]["rate"], done[0]["perspective"]) == (str(DISPLAY.rate), DISPLAY.perspective)


def test_the_log_of_a_session_has_every_event_in_its_time(folder: Path) -> None:
    rows = table(one(folder, "sub-*/ses-001/beh/*_task-session_events.tsv"))
    assert [row["trial_type"] for row in rows] == ["checked", "pain", "fatigue", "watched", "trouble"]
    assert [float(row["onset"]) for row in rows] == [0, 1, 2, 3, 4]
    assert {row["trial_type"] for row in rows} <= set(What)


def test_the_list_of_codes_tells_nobody_the_arm(store: Store, folder: Path) -> None:
    (drawn,) = table(folder / "sourcedata" / "randomisation.tsv")
    anna = store.person(store.patient(ANNA))
    assert (drawn["participant_id"], drawn["arm"]) == (f"sub-{anna.uid[:8]}", "A")


@pytest.mark.parametrize(
    ("exercise_id", "label"),
    [("lift_box", "liftbox"), ("../../etc", "etc"), ("Ä/..", "exercise"), ("a" * 90, "a" * 40)],
)
def test_a_label_is_letters_and_digits(exercise_id: str, label: str) -> None:
    assert task_label(exercise_id) == label
