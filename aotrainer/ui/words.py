"""Phrases that several screens use: sides, times and degrees in plain words."""

from __future__ import annotations

import math
from collections.abc import Iterable

from aotrainer.exercises import Exercise
from aotrainer.motion.pose import Side
from aotrainer.protocol import Protocol
from aotrainer.session import Task

LIMBS = {"shoulder": "arm", "elbow": "arm", "reach": "arm", "hip": "leg", "knee": "leg"}
SIDEWAYS_DEG = 45
"""From here on a model that is seen from the side has a nearer limb rather than one on the left or right."""
DEGREES_TO = 5
"""What a camera can tell; finer would pretend."""


def side_words(exercise: Exercise, side: Side) -> str:
    """`left arm`, or `left side` where the side is the one turned to the camera."""
    if exercise.judging.side_rule == "facing_side":
        return f"{side} side"
    return f"{side} {LIMBS.get(exercise.judging.primary_joint, 'side')}"


def side_guard(task: Task) -> str:
    """Which limb it is, and where the model moves, so that nobody has to turn the picture in their head."""
    if task.exercise.judging.side_rule == "facing_side":
        return f"Your {task.side} side towards the camera, like the model."
    limb = side_words(task.exercise, task.side)
    if abs(task.exercise.judging.azimuth_deg) >= SIDEWAYS_DEG:
        return f"Your {limb}: the model moves the nearer one."
    return f"Your {limb}: the model moves on your {task.side}."


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


def rounded_degrees(degrees: float) -> int:
    """To the nearest five."""
    return DEGREES_TO * math.floor(degrees / DEGREES_TO + 0.5)


def plural(count: int) -> str:
    """The ending of a regular noun."""
    return "" if count == 1 else "s"


def dotted(parts: Iterable[str]) -> str:
    """Parts of a caption in one line."""
    return "  •  ".join(parts)
