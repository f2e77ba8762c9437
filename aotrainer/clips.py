"""The clips of a model: from where they were filmed, who is in them, and which of them a patient is shown.

A clip is called `EXERCISE.VIEW.DEMONSTRATOR.webm`. A therapist's own clip may simply be `EXERCISE.webm`: it
was filmed from where the exercise is judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from aotrainer.errors import ExerciseError
from aotrainer.language import N_

View = Literal["front", "oblique", "side", "back", "first_person"]
Demonstrator = Literal["man", "woman", "older_man", "own"]

VIEWS: tuple[View, ...] = get_args(View)
DEMONSTRATORS: tuple[Demonstrator, ...] = get_args(Demonstrator)
TO_CHOOSE: tuple[Demonstrator, ...] = ("man", "woman", "older_man")
"""Whom a therapist can choose for a patient; a clip of one's own has whom it has."""

FROM_BEHIND: frozenset[View] = frozenset({"back", "first_person"})
"""Here the model's right is on the right of the picture, as it is for whoever watches."""


@dataclass(frozen=True, slots=True)
class Showing:
    """How a model is shown.

    views : in the order in which they take turns
    judged : the one of them from which attempts are judged
    demonstrator : whose clip of it the reference motion was taken from, who has all the views
    """

    views: tuple[View, ...]
    judged: View
    demonstrator: Demonstrator


@dataclass(frozen=True, slots=True)
class ClipFile:
    """One clip."""

    path: Path
    view: View
    demonstrator: Demonstrator


def words(name: str) -> str:
    """A view or a demonstrator as people write it: `first person`, `older man`."""
    return name.replace("_", " ")


def clip_name(exercise_id: str, view: View, demonstrator: Demonstrator) -> str:
    """What a clip's file is called."""
    return f"{exercise_id}.{view}.{demonstrator}.webm"


def clip_files(folder: Path, exercise_id: str, showing: Showing) -> tuple[ClipFile, ...]:
    """The clips of an exercise that are in a folder."""
    named = [
        ClipFile(folder / clip_name(exercise_id, view, who), view, who)
        for who in DEMONSTRATORS
        for view in VIEWS
    ]
    plain = ClipFile(folder / f"{exercise_id}.webm", showing.judged, "own")
    return tuple(clip for clip in (*named, plain) if clip.path.is_file())


def choose_clips(
    clips: Iterable[ClipFile], showing: Showing, wished: Demonstrator | None = None
) -> tuple[ClipFile, ...]:
    """The clips to take turns: the wished demonstrator's or, without one from where it is judged, as filmed.

    Raises `ExerciseError` when the clip from where it is judged is not there at all.
    """
    there = {(clip.demonstrator, clip.view): clip for clip in clips}
    for who in (wished, showing.demonstrator):
        if who is not None and (who, showing.judged) in there:
            return tuple(there[who, view] for view in showing.views if (who, view) in there)
    raise ExerciseError(N_("The clip of this exercise is missing."), N_("See which with: aotrainer check"))


def demonstrators(clips: Iterable[ClipFile], showing: Showing) -> tuple[Demonstrator, ...]:
    """Who can be chosen to show an exercise."""
    judged = {clip.demonstrator for clip in clips if clip.view == showing.judged}
    return tuple(who for who in DEMONSTRATORS if who in judged)
