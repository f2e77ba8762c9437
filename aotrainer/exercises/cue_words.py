"""The one thing to change in words: the exercise's own, and by how much or when, as far as that was seen."""

from __future__ import annotations

import math

from aotrainer.exercises.exercise import Exercise
from aotrainer.motion.advice import Cue

TO_CM = 5
"""What one camera can tell of a length; finer would pretend."""
WAYS = {"up": "higher", "down": "lower", "across": "further"}
PHASES = {
    "out": "Above all on the way there.",
    "turn": "Above all when you are furthest.",
    "back": "Above all on the way back.",
}
LONGER = {"too_fast": "more for each repetition", "too_slow": "less for each repetition", "hold": "longer"}
HALF_S, ONE_S, SECONDS_S = 0.3, 0.75, 1.5
"""From here on half a second, one second, and whole seconds are said."""


def cue_words(exercise: Exercise, cue: Cue) -> str:
    """A sentence or two for the patient."""
    return " ".join(part for part in (exercise.cues[cue.key], _detail(cue)) if part)


def _detail(cue: Cue) -> str:
    if cue.unit == "cm" and cue.way and cue.amount >= TO_CM / 2:
        return f"About {TO_CM * math.floor(cue.amount / TO_CM + 0.5)} cm {WAYS[cue.way]} than this time."
    if cue.unit == "s" and cue.amount >= HALF_S:
        return f"About {_seconds(cue.amount)} {LONGER[cue.key]}."
    if cue.limb:
        return f"Above all your {cue.side} {cue.limb}."
    if cue.side:
        return f"The {cue.side} one has further to go."
    return PHASES[cue.phase] if cue.phase else ""


def _seconds(amount: float) -> str:
    if amount < ONE_S:
        return "half a second"
    return "one second" if amount < SECONDS_S else f"{math.floor(amount + 0.5)} seconds"
