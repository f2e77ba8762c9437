"""What does not fit a column: landmarks as compressed bytes, thresholds and outcomes as JSON.

Landmarks are written as float32, which is what the landmarker gives, and times as float64. Visibility is
written as float16, **rounded towards zero**: scoring only asks whether it reaches a half, a number that
float16 has exactly, so nothing that was below it can come to reach it. Nothing is pickled.
"""

from __future__ import annotations

import io
import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.judging import Judging, Reason, Unscorable
from aotrainer.motion.pose import FloatArray, Motion, Skeleton
from aotrainer.motion.reps import Repetition
from aotrainer.motion.score import Parts, Score, ScoredRepetition

LANDMARK_FORMAT = 1
"""Stored with the landmarks; changes whenever they are written in another way."""

_ARRAYS = ("times_s", "image", "world", "visibility")

UNREADABLE = (BadZipFile, EOFError, InvalidMotionError, KeyError, OSError, TypeError, ValueError, zlib.error)
"""What reading damaged or unknown content raises."""


def motion_to_bytes(motion: Motion) -> bytes:
    """A motion as one compressed piece that says its own skeleton."""
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        times_s=motion.times_s,
        image=motion.image.astype(np.float32),
        world=motion.world.astype(np.float32),
        visibility=_towards_zero(motion.visibility),
        skeleton=np.array([motion.skeleton.name, *motion.skeleton.landmarks]),
    )
    return buffer.getvalue()


def motion_from_bytes(data: bytes) -> Motion:
    """The motion that `motion_to_bytes` wrote; damaged content raises one of `UNREADABLE`."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        name, *landmarks = arrays["skeleton"].tolist()
        parts = {part: arrays[part].astype(np.float64) for part in _ARRAYS}
    return Motion(**parts, skeleton=Skeleton(name, tuple(landmarks)))


def to_json(value: Any) -> Any:
    """Dataclasses, mappings and sequences as JSON; a float that is no number becomes null."""
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {name: to_json(each) for name, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [to_json(each) for each in value]
    return finite(value) if isinstance(value, float) else value


def finite(value: float) -> float | None:
    """The number, or None if it is none: databases have no NaN, and a trial must not be lost for one."""
    return value if math.isfinite(value) else None


def judging_from_json(data: Mapping[str, Any]) -> Judging:
    """The thresholds that `to_json` wrote, the segments in their order."""
    return Judging(**data)


def outcome_from_json(data: Mapping[str, Any]) -> Score | Unscorable:
    """The score, or the reason for having none, that `to_json` wrote."""
    if "reason" in data:
        return Unscorable(**{**data, "reason": Reason(data["reason"])})
    whole = {**data, "parts": _parts(data["parts"]), "repetitions": tuple(map(_scored, data["repetitions"]))}
    return Score(**_numbers(whole))


def _scored(data: Mapping[str, Any]) -> ScoredRepetition:
    whole = {
        **data,
        "repetition": Repetition(**_numbers(data["repetition"])),
        "parts": _parts(data["parts"]),
        "segment_error_deg": _numbers(data["segment_error_deg"]),
    }
    return ScoredRepetition(**_numbers(whole))


def _parts(data: Mapping[str, Any]) -> Parts:
    return Parts(**_numbers(data))


def _numbers(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same with NaN for null."""
    return {name: math.nan if value is None else value for name, value in data.items()}


def _towards_zero(values: FloatArray) -> NDArray[np.float16]:
    nearest = values.astype(np.float16)
    return np.where(nearest > values, np.nextafter(nearest, np.float16(0)), nearest)
