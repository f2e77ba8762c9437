"""A score, or why there is none: a table for people, JSON for other programs."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from aotrainer.clips import words
from aotrainer.exercises import Exercise, cue_words
from aotrainer.motion.advice import cue_of, praise_key
from aotrainer.motion.compensation import UNITS as UNIT_OF
from aotrainer.motion.compensation import Observed
from aotrainer.motion.judging import PARTS, Unscorable
from aotrainer.motion.parts import ScoredRepetition
from aotrainer.motion.pose import Side
from aotrainer.motion.score import Score

NOTHING_TO_CHANGE = "Do it just like that again."
FOUND_BY = {"moving_limb": "it moved more", "facing_side": "it faced the camera"}


def outcome(exercise: Exercise, result: Score | Unscorable, asked: Side | None) -> RenderableType:
    """A score with its parts and repetitions, or why there is none; says who chose the side."""
    if isinstance(result, Unscorable):
        return f"[bold]{escape(exercise.title)}[/]: no score. {escape(result.words)}"
    parts = result.parts
    cue = cue_of(result, exercise.judging)
    found = "" if asked else f" ({FOUND_BY[exercise.judging.side_rule]})"
    return Group(
        f"[bold]{escape(exercise.title)}[/], {result.side} side{found}: [bold]{result.total:.0f}[/] of 100",
        "   ".join(f"{part} {told:.0f}" for part in PARTS if not math.isnan(told := getattr(parts, part))),
        _repetitions(exercise, result),
        *_relative(exercise),
        f"Good:   {exercise.praise[praise_key(result, cue)]}",
        f"Change: {cue_words(exercise, cue) if cue else NOTHING_TO_CHANGE}",
    )


def outcome_json(exercise: Exercise, result: Score | Unscorable, asked: Side | None) -> str:
    """The same for other programs; angles in degrees, times in seconds of the video."""
    head: dict[str, Any] = {"exercise": exercise.id, "exercise_version": exercise.version}
    if isinstance(result, Unscorable):
        return json.dumps(
            head | {"scorable": False, "reason": result.reason.value, "words": result.words}, indent=2
        )
    body = {
        "scorable": True,
        "algorithm": result.algorithm,
        "side": result.side,
        "side_from": "asked" if asked else "movement",
        "total": round(result.total, 1),
        "confidence": _rounded(result.confidence),
        "consistency": _rounded(result.consistency),
        "parts": {part: _rounded(value) for part, value in asdict(result.parts).items()},
        "joint": exercise.judging.primary_joint,
        "model_range_deg": round(result.model_range_deg, 1),
        "repetitions": [_repetition_json(rep) for rep in result.repetitions],
    }
    return json.dumps(head | body, indent=2)


def _relative(exercise: Exercise) -> list[str]:
    target = exercise.target
    return [f"Compare these degrees with the model's only. {escape(target.why)}"] if target.why else []


def _repetitions(exercise: Exercise, score: Score) -> Table:
    joint = exercise.judging.primary_joint
    columns = ("Repetition", "From (s)", "To (s)", f"{words(joint).capitalize()} from (°)", "to (°)", "Score")
    table = Table(*columns, box=None, pad_edge=False)
    for number, scored in enumerate(score.repetitions, start=1):
        rep = scored.repetition
        table.add_row(
            str(number),
            f"{rep.start_s:.1f}",
            f"{rep.end_s:.1f}",
            f"{rep.start_deg:.0f}",
            f"{rep.turn_deg:.0f}",
            f"{scored.total:.0f}",
        )
    return table


def _repetition_json(scored: ScoredRepetition) -> dict[str, Any]:
    rep = scored.repetition
    return {
        "start_s": round(rep.start_s, 2),
        "turn_s": round(rep.turn_s, 2),
        "end_s": round(rep.end_s, 2),
        "start_deg": round(rep.start_deg, 1),
        "peak_deg": round(rep.turn_deg, 1),
        "total": round(scored.total, 1),
        "parts": {part: _rounded(value) for part, value in asdict(scored.parts).items()},
        "segment_error_deg": {name: _rounded(value) for name, value in scored.segment_error_deg.items()},
        "out_error_deg": _rounded(scored.out_error_deg),
        "back_error_deg": _rounded(scored.back_error_deg),
        "hold_s": _rounded(scored.hold_s, 2),
        "restless": scored.restless,
        "short_cm": _rounded(scored.short_cm),
        "other_side_deg": _rounded(scored.other_side_deg),
        "spectral_arc_length": _rounded(scored.arc_length, 2),
        "compensations": [_compensation_json(each) for each in scored.compensations],
    }


def _compensation_json(each: Observed) -> dict[str, Any]:
    return {
        "name": each.name,
        "size": round(each.size, 3),
        "limit": each.limit,
        "unit": UNIT_OF[each.name],
        "past_limit": each.counts,
        "time_s": round(each.time_s, 2),
    }


def _rounded(value: float, places: int = 1) -> float | None:
    return round(value, places) if math.isfinite(value) else None
