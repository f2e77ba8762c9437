"""Phrases that several screens use: sides, times and degrees in plain words."""

from __future__ import annotations

import math
from collections.abc import Iterable

from aotrainer.clips import View
from aotrainer.exercises import Exercise
from aotrainer.language import N_, _, ngettext
from aotrainer.motion.pose import Side
from aotrainer.task import Task
from aotrainer.ui.names import capital, named

ARM = ("shoulder", "elbow", "reach", "hand_lift", "forearm_turn", "forearm_swing", "arm_swing")
LEG = ("hip", "knee", "heel_lift", "leg_swing")
LIMBS = dict.fromkeys(ARM, "arm") | dict.fromkeys(LEG, "leg")
"""Of the joints; the others are the trunk's."""
LIMB_WORDS = {
    ("left", "arm"): N_("left arm"),
    ("right", "arm"): N_("right arm"),
    ("left", "leg"): N_("left leg"),
    ("right", "leg"): N_("right leg"),
    ("left", "side"): N_("left side"),
    ("right", "side"): N_("right side"),
}
"""Whole phrases, here and below: other languages bend each word to fit the others."""
YOUR_LIMB = {
    ("left", "arm"): N_("Your left arm"),
    ("right", "arm"): N_("Your right arm"),
    ("left", "leg"): N_("Your left leg"),
    ("right", "leg"): N_("Your right leg"),
    ("left", "side"): N_("Your left side"),
    ("right", "side"): N_("Your right side"),
}
NOW_LIMB = {
    ("left", "arm"): N_("Now your left arm"),
    ("right", "arm"): N_("Now your right arm"),
    ("left", "leg"): N_("Now your left leg"),
    ("right", "leg"): N_("Now your right leg"),
    ("left", "side"): N_("Now your left side"),
    ("right", "side"): N_("Now your right side"),
}
FACING = {
    "left": N_("Your left side towards the camera"),
    "right": N_("Your right side towards the camera"),
}
FACING_GUARD = {
    ("left", True): N_("Your left side towards the camera, like the model."),
    ("right", True): N_("Your right side towards the camera, like the model."),
    ("left", False): N_("Your left side towards the camera."),
    ("right", False): N_("Your right side towards the camera."),
}
"""By the side, and whether the model is seen from where the person is judged."""
MODEL_MOVES = {
    "left": N_("{your_limb}: the model moves on your left."),
    "right": N_("{your_limb}: the model moves on your right."),
}
BEGIN_HERE = N_("Begin where the model begins. The time waits for you.")
"""As long as a set waits for its start."""
BEGIN_HERE_IN_TRIAL = N_("Go to where the movement begins. The time waits for you.")
"""The same in either arm of a trial: in one of them no model was seen."""
SIDEWAYS_DEG = 45
"""From here on a model that is seen from the side has a nearer limb rather than one on the left or right."""
TO_FIVE = 5
"""What a camera can tell; finer would pretend."""


def side_words(exercise: Exercise, side: Side) -> str:
    """`left arm`, or `left side` where the side is the one turned to the camera."""
    if exercise.judging.side_rule == "facing_side":
        return _(LIMB_WORDS[side, "side"])
    return _(LIMB_WORDS[side, _limb(exercise)])


def side_guard(task: Task, view: View) -> str:
    """Which limb it is, and where the model moves, so that nobody has to turn the picture in their head."""
    judged = view == task.exercise.showing.judged
    if task.exercise.judging.side_rule == "facing_side":
        return _(FACING_GUARD[task.side, judged])
    your_limb = _(YOUR_LIMB[task.side, _limb(task.exercise)])
    if view == "first_person":
        return _("{your_limb}, as you see it yourself.").format(your_limb=your_limb)
    if _sideways(task, view):
        return _("{your_limb}: the model moves the nearer one.").format(your_limb=your_limb)
    return _(MODEL_MOVES[task.side]).format(your_limb=your_limb)


def _limb(exercise: Exercise) -> str:
    return LIMBS.get(exercise.judging.primary_joint, "side")


def _sideways(task: Task, view: View) -> bool:
    if view == task.exercise.showing.judged:
        return abs(task.exercise.judging.azimuth_deg) >= SIDEWAYS_DEG
    return view in ("side", "oblique")


def side_call(task: Task) -> str:
    """The last word before moving: which side it is."""
    if task.exercise.judging.side_rule == "facing_side":
        return _(FACING[task.side])
    return _(NOW_LIMB[task.side, _limb(task.exercise)])


def clock_words(seconds: float) -> str:
    """`1:05`, or `9` for the last seconds; a second begun counts as whole."""
    whole = math.ceil(seconds - 1e-6)
    return str(max(0, whole)) if whole < 60 else f"{whole // 60}:{whole % 60:02d}"


def minutes_words(seconds: float) -> str:
    """`about 6 minutes`."""
    minutes = max(1, math.ceil(seconds / 60))
    return ngettext("about {minutes} minute", "about {minutes} minutes", minutes).format(minutes=minutes)


def points_words(total: float) -> str:
    """`72 points`."""
    points = round(total)
    return ngettext("{points} point", "{points} points", points).format(points=points)


def rounded_to_five(number: float) -> int:
    """Degrees, or a percentage of them, as precisely as a camera can tell."""
    return TO_FIVE * math.floor(number / TO_FIVE + 0.5)


def range_words(exercise: Exercise, reached_deg: float, shown_deg: float) -> str:
    """How far the primary joint went, beside the model; in degrees only where these mean something."""
    joint = capital(named("joint", exercise.judging.primary_joint))
    if exercise.target.judged == "relative":
        share = rounded_to_five(100 * reached_deg / shown_deg)
        return _("{joint}: about {share} % of the model's movement").format(joint=joint, share=share)
    return _("{joint}: you about {reached}°, the model {shown}°").format(
        joint=joint, reached=rounded_to_five(reached_deg), shown=rounded_to_five(shown_deg)
    )


def dotted(parts: Iterable[str]) -> str:
    """Parts of a caption in one line."""
    return "  •  ".join(parts)
