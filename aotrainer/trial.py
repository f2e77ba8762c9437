"""What is kept of every attempt: who, what, when, what was shown, and how it went."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from aotrainer.clips import Demonstrator, View
from aotrainer.identity import new_uid
from aotrainer.motion.judging import Judging, Unscorable
from aotrainer.motion.pose import Motion, Side
from aotrainer.motion.score import Score


@dataclass(frozen=True, slots=True)
class Patient:
    """A person whose trials are kept, by the name or pseudonym the therapist gave.

    demonstrator : whom this person is shown; None for whoever an exercise was filmed with
    uid : the same on every computer; the id is this record's own
    """

    id: int
    name: str
    demonstrator: Demonstrator | None = None
    uid: str = field(default="", compare=False)


class Ending(StrEnum):
    """How an attempt ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"


class TrialKind(StrEnum):
    """How a set is done."""

    WITH_MODEL = "with_model"
    """The model moves beside the mirror."""
    FROM_MEMORY = "from_memory"
    """The model is hidden."""
    SELF_PACED = "self_paced"
    """The model is hidden, and the patient chooses the tempo: it is told, but costs nothing."""


@dataclass(frozen=True, slots=True)
class Display:
    """What was shown before the attempt: the video parameters that most published studies fail to report.

    rate : speed of the clip, 1.0 being the movement's own
    observed_s : seconds watched; loops : whole passes of a clip
    clip_mirrored : whether the view that is judged was flipped, so that the moving limb is on the patient's
        side; a view from behind, or through the demonstrator's eyes, is then the other way round
    camera_mirrored : whether patients saw themselves as in a mirror
    perspective : from where the demonstrator was seen, in words
    demonstrator, views : who was seen, and the views in the order in which they took turns; None and empty
        in a record from before this was noted
    picture_px, window_px : width and height of the clip on the screen, and of the window; None where unknown
    """

    rate: float
    observed_s: float
    loops: int
    clip_mirrored: bool
    camera_mirrored: bool = True
    perspective: str = "third person, as in a mirror"
    demonstrator: Demonstrator | None = None
    views: tuple[View, ...] = ()
    picture_px: tuple[int, int] | None = None
    window_px: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """One attempt: the doing part of one set.

    started_at : timezone-aware UTC; duration_s : seconds of doing
    side : the patient's side that was asked for; model_side : the side the reference shows
    judging : the thresholds in force, kept so that the score can be understood later
    motion : the landmarks as tracked, kept so that it can be scored again; None if nothing was recorded
    kind : how it was done
    assisted_s : seconds of the recording at which a helping hand was marked
    uid : the same everywhere, so that a trial that arrives twice is kept once
    """

    exercise_id: str
    exercise_version: int
    protocol_id: str
    set_number: int
    side: Side
    model_side: Side
    display: Display
    started_at: datetime
    duration_s: float
    ending: Ending
    outcome: Score | Unscorable
    algorithm: str
    judging: Judging
    motion: Motion | None
    kind: TrialKind = TrialKind.WITH_MODEL
    assisted_s: tuple[float, ...] = ()
    uid: str = field(default_factory=new_uid)
