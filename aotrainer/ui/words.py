"""Phrases that several screens use: sides, times and degrees in plain words."""

from __future__ import annotations

import math
from collections.abc import Iterable

from aotrainer.clips import View, words
from aotrainer.exercises import Exercise
from aotrainer.motion.pose import Side
from aotrainer.protocol import Protocol
from aotrainer.task import Task

ARM = ("shoulder", "elbow", "reach", "hand_lift", "forearm_turn", "forearm_swing", "arm_swing")
LIMBS = dict.fromkeys(ARM, "arm") | dict.fromkeys(("hip", "knee", "heel_lift"), "leg")
"""Of the joints; the others are the trunk's."""
SIDEWAYS_DEG = 45
"""From here on a model that is seen from the side has a nearer limb rather than one on the left or right."""
TO_FIVE = 5
"""What a camera can tell; finer would pretend."""


def side_words(exercise: Exercise, side: Side) -> str:
    """`left arm`, or `left side` where the side is the one turned to the camera."""
    if exercise.judging.side_rule == "facing_side":
        return f"{side} side"
    return f"{side} {LIMBS.get(exercise.judging.primary_joint, 'side')}"


def side_guard(task: Task, view: View) -> str:
    """Which limb it is, and where the model moves, so that nobody has to turn the picture in their head."""
    judged = view == task.exercise.showing.judged
    if task.exercise.judging.side_rule == "facing_side":
        return f"Your {task.side} side towards the camera{', like the model' if judged else ''}."
    limb = side_words(task.exercise, task.side)
    if view == "first_person":
        return f"Your {limb}, as you see it yourself."
    if _sideways(task, view):
        return f"Your {limb}: the model moves the nearer one."
    return f"Your {limb}: the model moves on your {task.side}."


def _sideways(task: Task, view: View) -> bool:
    if view == task.exercise.showing.judged:
        return abs(task.exercise.judging.azimuth_deg) >= SIDEWAYS_DEG
    return view in ("side", "oblique")


def side_call(task: Task) -> str:
    """The last word before moving: which side it is."""
    if task.exercise.judging.side_rule == "facing_side":
        return f"Your {task.side} side towards the camera"
    return f"Now your {side_words(task.exercise, task.side)}"


def clock_words(seconds: float) -> str:
    """`1:05`, or `9` for the last seconds; a second begun counts as whole."""
    whole = math.ceil(seconds - 1e-6)
    return str(max(0, whole)) if whole < 60 else f"{whole // 60}:{whole % 60:02d}"


def minutes_words(seconds: float) -> str:
    """`about 6 minutes`."""
    minutes = max(1, math.ceil(seconds / 60))
    return f"about {minutes} minute{plural(minutes)}"


def session_s(protocol: Protocol, tasks: int) -> float:
    """Seconds that a session takes, without the loop that is played to its end."""
    one = protocol.observe_s + protocol.get_ready_s + protocol.imitate_s + protocol.feedback_s
    sets = tasks * protocol.sets
    return sets * one + max(0, sets - 1) * protocol.rest_s


def rounded_to_five(number: float) -> int:
    """Degrees, or a percentage of them, as precisely as a camera can tell."""
    return TO_FIVE * math.floor(number / TO_FIVE + 0.5)


def range_words(exercise: Exercise, reached_deg: float, shown_deg: float) -> str:
    """How far the primary joint went, beside the model; in degrees only where these mean something."""
    joint = words(exercise.judging.primary_joint).capitalize()
    if exercise.target.judged == "relative":
        share = rounded_to_five(100 * reached_deg / shown_deg)
        return f"{joint}: about {share} % of the model's movement"
    return f"{joint}: you about {rounded_to_five(reached_deg)}°, the model {rounded_to_five(shown_deg)}°"


def plural(count: int) -> str:
    """The ending of a regular noun."""
    return "" if count == 1 else "s"


def dotted(parts: Iterable[str]) -> str:
    """Parts of a caption in one line."""
    return "  •  ".join(parts)
