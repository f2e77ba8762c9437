"""The one thing to change in words: the exercise's own, and by how much or when, as far as that was seen."""

from __future__ import annotations

import math

from aotrainer.exercises.exercise import Exercise
from aotrainer.language import N_, _
from aotrainer.motion.advice import Cue

TO_CM = 5
"""What one camera can tell of a length; finer would pretend."""
WAYS = {
    "up": N_("About {cm} cm higher than this time."),
    "down": N_("About {cm} cm lower than this time."),
    "across": N_("About {cm} cm further than this time."),
}
PHASES = {
    "out": N_("Above all on the way there."),
    "turn": N_("Above all when you are furthest."),
    "back": N_("Above all on the way back."),
}
LONGER = {
    "too_fast": (
        N_("About half a second more for each repetition."),
        N_("About one second more for each repetition."),
        N_("About {seconds} seconds more for each repetition."),
    ),
    "too_slow": (
        N_("About half a second less for each repetition."),
        N_("About one second less for each repetition."),
        N_("About {seconds} seconds less for each repetition."),
    ),
    "hold": (
        N_("About half a second longer."),
        N_("About one second longer."),
        N_("About {seconds} seconds longer."),
    ),
}
"""For half a second, one second, and more."""
LIMBS = {
    ("left", "arm"): N_("Above all your left arm."),
    ("right", "arm"): N_("Above all your right arm."),
    ("left", "leg"): N_("Above all your left leg."),
    ("right", "leg"): N_("Above all your right leg."),
}
SIDES = {
    "left": N_("The left one has further to go."),
    "right": N_("The right one has further to go."),
}
HALF_S, ONE_S, SECONDS_S = 0.3, 0.75, 1.5
"""From here on half a second, one second, and whole seconds are said."""


def cue_words(exercise: Exercise, cue: Cue) -> str:
    """A sentence or two for the patient, in the language in use."""
    return " ".join(part for part in (_(exercise.cues[cue.key]), _detail(cue)) if part)


def _detail(cue: Cue) -> str:
    if cue.unit == "cm" and cue.way and cue.amount >= TO_CM / 2:
        return _(WAYS[cue.way]).format(cm=TO_CM * math.floor(cue.amount / TO_CM + 0.5))
    if cue.unit == "s" and cue.amount >= HALF_S:
        return _longer(cue)
    if cue.limb and cue.side:
        return _(LIMBS[cue.side, cue.limb])
    if cue.side:
        return _(SIDES[cue.side])
    return _(PHASES[cue.phase]) if cue.phase else ""


def _longer(cue: Cue) -> str:
    half, one, many = LONGER[cue.key]
    if cue.amount < ONE_S:
        return _(half)
    return _(one) if cue.amount < SECONDS_S else _(many).format(seconds=math.floor(cue.amount + 0.5))
