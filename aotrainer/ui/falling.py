"""What is said of exercises, and to a person, where a therapist has marked that this person may fall."""

from __future__ import annotations

from aotrainer.exercises import Exercise, Library, Posture
from aotrainer.language import N_, _
from aotrainer.task import Task

DONE_SEATED = N_("Done seated")
"""Of an exercise whose seated version is done in its place."""
NOT_ALONE: dict[Posture, str] = {
    "standing": N_("Standing: not alone"),
    "standing_up": N_("Standing up: not alone"),
}
BESIDE_YOU: dict[Posture, str] = {
    "standing": N_("This is done standing. Only with somebody beside you."),
    "standing_up": N_("You stand up for this. Only with somebody beside you."),
}
IN_PLACE_OF = N_("This is the seated version of “{title}”.")


def risk_words(library: Library, exercise: Exercise) -> str:
    """A few words on an exercise to be chosen; nothing for what is done seated anyway."""
    if library.seated(exercise.id):
        return _(DONE_SEATED)
    return _(NOT_ALONE.get(exercise.posture, ""))


def falling_words(task: Task) -> str:
    """Before an exercise: that nobody should be alone with it, or why it is not quite what was chosen."""
    if task.in_place_of is not None:
        return _(IN_PLACE_OF).format(title=_(task.in_place_of.title))
    return _(BESIDE_YOU.get(task.exercise.posture, ""))
