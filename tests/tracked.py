"""Recordings that several tests look at, tracked once by the real landmarker."""

from functools import cache
from pathlib import Path

import pytest

from aotrainer.config import shipped
from aotrainer.motion.pose import Motion, PoseFrame
from aotrainer.tracking import recording

FILM = shipped("media", "demo", "shoulder_abduction.webm")
_poses_in = recording.poses_in


@cache
def poses(path: Path) -> list[PoseFrame]:
    """The poses in every frame of a video file, as `poses_in` finds them."""
    return _poses_in(path)


@cache
def tracked(path: Path) -> Motion:
    """The landmarks in every frame of a video file, as `track_video` finds them."""
    return Motion.from_frames(poses(path))


@pytest.fixture
def tracked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tracks a video file gets what was found when it was tracked before."""
    monkeypatch.setattr(recording, "poses_in", lambda path, size="full", on_frame=None: poses(path))
