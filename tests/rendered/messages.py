"""What a rendered patient should be told, and what he is told."""

from __future__ import annotations

import math
from typing import Any

from aotrainer.exercises import Exercise, Library
from aotrainer.motion.advice import cue_of
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.pose import Motion
from aotrainer.motion.score import Score, score_motion
from aotrainer.protocol import DEFAULT_RATE

AS_ASKED = (
    "correct",
    "long_pauses",
    "tremor",
    "camera_left",
    "camera_right",
    "camera_high",
    "far",
    "cluttered",
    "dim",
    "side_light",
    "behind_arm_rest",
)
"""Nothing is wrong with what these do: nothing should be changed."""
RIGHT: dict[str, set[str]] = {
    **{name: {"nothing"} for name in AS_ASKED},
    "camera_left": {"nothing", "unsure"},
    "camera_right": {"nothing", "unsure"},
    "typical": {"nothing", "range"},
    "helper": {"nothing", "other_person"},
    "fast": {"too_fast"},
    "slow": {"too_slow"},
    "low_range": {"range", "no_movement"},
    "half": {"range"},
    "halting": {"smoothness", "too_slow", "nothing"},
    "still": {"no_movement"},
    "cut_off": {"not_seen", "nobody"},
    "wrong_side": {"wrong_side", "wrong_view"},
    "wrong_exercise": {"other_exercise", "no_movement", "no_repetition"},
}
SHOWS = {"trunk_lean": (0.0, 30.0), "trunk_flex": (45.0, 135.0)}
"""From where a lean to the side, and one to the front, can be seen: degrees from straight ahead."""
MEASURED_AS = {"trunk_flex": "trunk_lean"}
"""Compensations whose name in the studio is another one; each should be told by its own."""
TRUNK = {"trunk_lean": ("trunk",)}


def judge(every: Library, name: str, motion: Motion) -> Score | Unscorable:
    """As the app does: the model's side is asked for where a limb decides it."""
    judging = every.exercises[name].judging
    side = judging.model_side if judging.side_rule == "moving_limb" else None
    return score_motion(
        every.reference(name),
        motion,
        judging,
        side,
        DEFAULT_RATE,
        every.others(name),
        askew=every.askew(name),
    )


def message(exercise: Exercise, outcome: Score | Unscorable) -> str:
    """What the patient is told: the reason, the cue, or nothing to change."""
    if isinstance(outcome, Unscorable):
        return outcome.reason.value
    cue = cue_of(outcome, exercise.judging)
    return cue.key if cue else "nothing"


def expected(every: Library, told: dict[str, Any], exercise: Exercise) -> set[str]:
    """The messages that are right for a patient; empty where the flaw does not show from there.

    A compensation that truly stays within its limit may be told, and need not be; one that truly goes past
    it, since a trunk that leans lifts a shoulder, may be told instead.
    """
    name, judging = told["name"], exercise.judging
    if name == "wrong_exercise" and every.exercises[told["exercise"]].title not in every.others(exercise.id):
        return set()
    if name == "wrong_side" and judging.side_rule == "facing_side":
        return RIGHT["correct"]
    if name in RIGHT:
        return RIGHT[name]
    if name in SHOWS and not SHOWS[name][0] <= abs(judging.azimuth_deg) <= SHOWS[name][1]:
        return set()
    compensation = MEASURED_AS.get(name, name)
    if compensation not in judging.limits:
        return set()
    true = told["sizes_true"]
    within = true.get(compensation, math.inf) <= judging.limits[compensation]
    past = {other for other, limit in judging.limits.items() if true.get(other, 0.0) > limit}
    return {compensation, *TRUNK.get(compensation, ()), *past, *(("nothing",) if within else ())}
