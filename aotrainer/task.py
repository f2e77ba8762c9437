"""One exercise of a session: on which side, which model to compare with, and what of it is shown when.

The views of the model take turns, one pass each. Which one is on, and where in it, follows from the time
alone: nothing is counted, so a late tick neither delays a view nor drops one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate, cycle, islice

from aotrainer.clips import FROM_BEHIND, ClipFile, View
from aotrainer.exercises import Exercise
from aotrainer.motion.pose import Motion, Side
from aotrainer.motion.recognition import Candidate
from aotrainer.protocol import Protocol

ROUNDING_S = 1e-6
"""A rounding error short of a pass's end is its end."""

IN_THE_MIRROR = "third person, as in a mirror"
PERSPECTIVES: dict[View, str] = {"back": "third person, from behind", "first_person": "first person"}
"""How a view is told in the record, where it is not in the mirror."""


@dataclass(frozen=True, slots=True)
class ModelClip:
    """A clip of the model; one pass takes so many seconds at the movement's own speed."""

    file: ClipFile
    seconds: float


@dataclass(frozen=True, slots=True)
class Dosage:
    """How much of one exercise, and how hard to begin with, where that was prescribed.

    protocol : its dose, with sets and speed as prescribed
    repetitions : after so many a set ends; None where its time alone ends it
    range_share : share of the model's range to aim at
    since : timezone-aware UTC; steps of graded practice from before then count no more
    plan : uid of the page of the chart that prescribes it
    """

    protocol: Protocol
    repetitions: int | None
    range_share: float
    since: datetime
    plan: str


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """One exercise of a session.

    reference : the model's motion; clips : in the order in which they take turns, never empty
    others : by their titles, the exercises that an attempt must not be
    askew : the model's motion seen from further round
    dosage : as prescribed; None for the session's own dose
    in_place_of : what was chosen, where this seated version of it is done instead
    """

    exercise: Exercise
    side: Side
    reference: Motion
    clips: tuple[ModelClip, ...]
    others: Mapping[str, Candidate] = field(default_factory=dict)
    dosage: Dosage | None = None
    in_place_of: Exercise | None = None
    askew: tuple[Motion, ...] = ()

    @property
    def judged_clip(self) -> ModelClip:
        """The one from where the patient is judged: the model wherever only one view is shown."""
        judged = self.exercise.showing.judged
        return next(clip for clip in self.clips if clip.file.view == judged)

    def mirrored(self, view: View) -> bool:
        """Whether a view has to be flipped for display, so that the moving limb is on the patient's own side.

        Patients see the model as in a mirror: it faces the camera, so its right limb is on the left of an
        unflipped picture. From behind, or through its own eyes, its right limb is on the right already.
        """
        same_side = self.side == self.exercise.judging.model_side
        return same_side != (view in FROM_BEHIND)

    def clip_at(self, elapsed_s: float, rate: float) -> tuple[ModelClip, float]:
        """The clip that is on after so many seconds of watching, and how far into it, at its own speed."""
        left = (elapsed_s * rate + ROUNDING_S) % sum(clip.seconds for clip in self.clips)
        for clip in self.clips:
            if left < clip.seconds:
                return clip, left
            left -= clip.seconds
        return self.clips[0], 0.0  # a rounding error short of the whole round

    def passes_for(self, dose_s: float, rate: float) -> int:
        """The fewest whole passes that together take as long as a dose."""
        watched = accumulate(clip.seconds for clip in cycle(self.clips))
        return next(n for n, seconds in enumerate(watched, start=1) if seconds >= dose_s * rate - ROUNDING_S)

    def watching_s(self, passes: int, rate: float) -> float:
        """Seconds that so many passes take."""
        return sum(clip.seconds for clip in islice(cycle(self.clips), passes)) / rate

    def views(self, passes: int) -> tuple[View, ...]:
        """The views that so many passes show."""
        return tuple(clip.file.view for clip in self.clips[:passes])


def perspective(views: tuple[View, ...]) -> str:
    """From where the demonstrator is seen in these views, in words for the record."""
    return "; ".join(dict.fromkeys(PERSPECTIVES.get(view, IN_THE_MIRROR) for view in views))
