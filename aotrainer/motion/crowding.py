"""Whether an attempt was not seen because the patient could not be told from somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from aotrainer.language import _
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.motion.pose import PoseFrame

Outcome = TypeVar("Outcome")

CROWDED_SHARE = 0.2
"""Of the frames. Somebody who walks past hides the patient for about a second of a set of twenty and more."""
FOR_WANT_OF_FRAMES = (
    Reason.NOBODY,
    Reason.TOO_SHORT,
    Reason.NOT_SEEN,
    Reason.NO_MOVEMENT,
    Reason.NO_REPETITION,
    Reason.WALKED,
)
"""What may seem to be the reason where frames are missing, or are those before and after somebody went by."""


def explained(outcome: Outcome | Unscorable, frames: Sequence[PoseFrame]) -> Outcome | Unscorable:
    """The outcome of an attempt; if it was refused for want of the frames that were too crowded, for that."""
    if not isinstance(outcome, Unscorable) or outcome.reason not in FOR_WANT_OF_FRAMES:
        return outcome
    if sum(frame.crowded for frame in frames) <= CROWDED_SHARE * len(frames):
        return outcome
    return Unscorable(
        Reason.OTHER_PERSON,
        _(
            "The camera could not tell you from somebody else. Who helps should stand beside the camera, "
            "or behind you."
        ),
    )
