"""Thresholds and outcomes as JSON: what does not fit a column."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.compensation import Observed
from aotrainer.motion.judging import PARTS, Judging, Reason, Unscorable
from aotrainer.motion.parts import Parts, ScoredRepetition
from aotrainer.motion.quality import TEMPO_FREE_RATIO
from aotrainer.motion.reps import Repetition
from aotrainer.motion.score import Score

WEIGHED = ("shape", "range", "tempo")
RENAMED = ("shape_zero_deg", "tempo_zero_ratio", "trunk_limit_deg", *(f"weight_{part}" for part in WEIGHED))
"""What the thresholds of algorithm 1 were called."""
NEVER = 180.0
"""Stands for a threshold that algorithm 1 did not have."""
UNREADABLE = (InvalidMotionError, KeyError, TypeError, ValueError)
"""What reading damaged or unknown content raises."""


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
    return Judging(**(_of_algorithm_1(data) if "shape_zero_deg" in data else data))


def _of_algorithm_1(data: Mapping[str, Any]) -> dict[str, Any]:
    """Thresholds of algorithm 1 in today's words: it told where nothing is left, and its total was a mean."""
    kept = {name: value for name, value in data.items() if name not in RENAMED}
    return kept | {
        "shape_half_deg": (data["shape_free_deg"] + data["shape_zero_deg"]) / 2,
        "range_free_share": 0.0,
        "tempo_half_ratio": math.sqrt(TEMPO_FREE_RATIO * data["tempo_zero_ratio"]),
        "smoothness_half": NEVER,
        "posture_half_deg": NEVER,
        "weights": dict.fromkeys(PARTS, 0.0) | {part: data[f"weight_{part}"] for part in WEIGHED},
        "limits": {"trunk_lean": data["trunk_limit_deg"]} if "trunk_limit_deg" in data else {},
    }


def outcome_from_json(data: Mapping[str, Any]) -> Score | Unscorable:
    """The score, or the reason for having none, that `to_json` wrote."""
    if "reason" in data:
        return Unscorable(**{**data, "reason": Reason(data["reason"])})
    whole = {**data, "parts": _parts(data["parts"]), "repetitions": tuple(map(_scored, data["repetitions"]))}
    return Score(**_numbers(whole) | {"model_way": data.get("model_way")})


def _scored(data: Mapping[str, Any]) -> ScoredRepetition:
    whole = {
        **data,
        "repetition": Repetition(**_numbers(data["repetition"])),
        "parts": _parts(data["parts"]),
        "segment_error_deg": _numbers(data["segment_error_deg"]),
        "compensations": tuple(Observed(**_numbers(each)) for each in data.get("compensations", ())),
    }
    return ScoredRepetition(**_numbers(whole) | {"restless": data.get("restless")})


def _parts(data: Mapping[str, Any]) -> Parts:
    return Parts(**_numbers(data))


def _numbers(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same with NaN for null."""
    return {name: math.nan if value is None else value for name, value in data.items()}
