"""What an exercise is: what the patient is told and shown, and what the therapist has to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from aotrainer.clips import Showing
from aotrainer.motion.compensation import Measured
from aotrainer.motion.judging import Judging

Region = Literal["shoulder", "elbow", "forearm", "wrist", "reaching", "trunk", "leg", "balance"]
Posture = Literal["standing", "seated", "standing_up"]
Judged = Literal["degrees", "relative"]
Fault = Literal[Measured, "knee_valgus", "momentum"]
"""Compensations that are measured, and those that the therapist has to look for."""
Unit = Literal["deg", "trunk_lengths", "share"]

REGIONS: tuple[Region, ...] = get_args(Region)
"""The groups of exercises, in the order of every list."""


@dataclass(frozen=True, slots=True)
class Target:
    """What the model does.

    excursion_deg : of the primary joint, as it shows from where the exercise is judged
    repetition_s : seconds of one repetition; hold_s : of them, at the turning point
    judged : whether degrees mean something by themselves, or only beside the model's
    why : why they do not; empty where they do
    """

    excursion_deg: float
    repetition_s: float
    hold_s: float
    judged: Judged
    why: str


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of it, unless the therapist says otherwise; `protocol` is an id of `protocol.PRESETS`."""

    protocol: str
    repetitions: int
    sessions_per_week: int


@dataclass(frozen=True, slots=True)
class Compensation:
    """What the rest of the body does in the limb's place.

    look_for : in the therapist's words
    limit : from here on it counts, in `unit`s; source : where that is from
    """

    name: Fault
    look_for: str
    limit: float
    unit: Unit
    source: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement: what the patient is told, and what an attempt is judged by.

    cue_words : a few words to keep in mind while moving
    caution : for the patient, when not to do it, or only with help; contraindications : for the therapist
    posture : how it is done; `standing_up` begins on a chair and leaves it
    seated_variant, part_action : ids of what to offer to who may not stand, and to who cannot do all of it
    showing : which views of whom are shown; placing : how to place oneself before the camera
    cues : by part or segment, the one thing to change, worded towards the outside world
    praise : by part, what went well
    """

    id: str
    version: int
    title: str
    region: Region
    posture: Posture
    instruction: str
    cue_words: tuple[str, ...]
    caution: str
    contraindications: tuple[str, ...]
    seated_variant: str | None
    part_action: str | None
    showing: Showing
    placing: str
    target: Target
    dose: Dose
    compensations: tuple[Compensation, ...]
    judging: Judging
    cues: Mapping[str, str]
    praise: Mapping[str, str]

    @property
    def on_feet(self) -> bool:
        """Whether somebody who loses their balance in it falls."""
        return self.posture != "seated"
