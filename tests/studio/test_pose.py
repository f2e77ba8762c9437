"""The posed rig obeys the clinical angles. Needs the data wheel: AOTRAINER_STUDIO_WHEEL=PATH."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from media.studio.human import Human, build_human
from media.studio.pose import joint_centres, skin, stand
from media.studio.wheel import WHEEL_NAME, WheelError, open_wheel

WHEEL = Path(os.environ.get("AOTRAINER_STUDIO_WHEEL", f"build/{WHEEL_NAME}"))


@pytest.fixture(scope="module")
def human() -> Human:
    if not WHEEL.is_file():
        pytest.skip("no data wheel (AOTRAINER_STUDIO_WHEEL)")
    return build_human(open_wheel(WHEEL), {"macrodetails/caucasian-female-young": 1.0})


def bend(centres: dict[str, np.ndarray], first: str, middle: str, last: str) -> float:
    """180 degrees minus the angle between three joint centres."""
    a, b = (centres[f"right_{end}"] - centres[f"right_{middle}"] for end in (first, last))
    return 180 - float(np.degrees(np.arccos(np.clip(a @ b / np.linalg.norm(a) / np.linalg.norm(b), -1, 1))))


def test_a_missing_wheel_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(WheelError, match="pip download"):
        open_wheel(tmp_path / WHEEL_NAME)


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / WHEEL_NAME).write_bytes(b"not the wheel")
    with pytest.raises(WheelError, match="SHA-256"):
        open_wheel(tmp_path / WHEEL_NAME)


@pytest.mark.parametrize("elbow", [15.0, 90.0, 135.0])
def test_the_elbow_bends_as_told(human: Human, elbow: float) -> None:
    centres = joint_centres(human, stand(human, {"right_elbow": elbow}))
    assert bend(centres, "shoulder", "elbow", "wrist") == pytest.approx(elbow, abs=1)


@pytest.mark.parametrize("knee", [0.0, 45.0, 98.0])
def test_the_knee_bends_as_told(human: Human, knee: float) -> None:
    sides = {"right_knee": knee, "left_knee": knee, "right_hip": knee, "left_hip": knee}
    centres = joint_centres(human, stand(human, sides))
    assert bend(centres, "hip", "knee", "ankle") == pytest.approx(knee, abs=1.5)


def test_feet_stay_planted_while_the_body_sinks(human: Human) -> None:
    squat = {f"{side}_{joint}": 80.0 for side in ("left", "right") for joint in ("hip", "knee")}
    up, down = (joint_centres(human, stand(human, pose)) for pose in ({}, squat))
    assert down["right_ankle"][1:] == pytest.approx(up["right_ankle"][1:], abs=1e-6)
    assert down["right_hip"][1] < up["right_hip"][1] - 0.2


def test_left_is_the_mirror_of_right(human: Human) -> None:
    right = joint_centres(human, stand(human, {"right_elev": 90.0, "right_plane": 30.0}))["right_wrist"]
    left = joint_centres(human, stand(human, {"left_elev": 90.0, "left_plane": 30.0}))["left_wrist"]
    assert left == pytest.approx(right * (-1, 1, 1), abs=2e-3)


def test_skin_follows_the_bones_without_tearing(human: Human) -> None:
    vertices = skin(human, stand(human, {"right_elev": 150.0, "right_rot": 70.0}))
    assert np.isfinite(vertices).all()
    assert np.abs(vertices).max() < 1.5
