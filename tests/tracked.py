"""Recordings that several tests look at, tracked once by the real landmarker."""

from functools import cache
from pathlib import Path

import pytest

from aotrainer.config import shipped
from aotrainer.motion.pose import Motion
from aotrainer.tracking import recording

FILM = shipped("media", "demo", "shoulder_abduction.webm")
_track = recording.track_video


@cache
def tracked(path: Path) -> Motion:
    """The landmarks in every frame of a video file, as `track_video` finds them."""
    return _track(path)


@pytest.fixture
def tracked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tracks a video file gets what was found when it was tracked before."""
    monkeypatch.setattr(recording, "track_video", lambda path, on_frame=None: tracked(path))
