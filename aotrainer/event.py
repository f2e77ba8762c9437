"""What happens in a session beside the attempts: ratings, buttons pressed, what was shown, what went wrong.

Kept with the session in the order of time, for the therapist who reviews it and the researcher who has to
report what exactly was shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from aotrainer.identity import new_uid

Detail = str | float | bool | None | Sequence[str] | Sequence[float]


class What(StrEnum):
    """What happened. New kinds need no new schema."""

    CHECKED = "checked"
    """A question of the start checklist was answered."""
    PAIN = "pain"
    """Pain was rated, 0-10."""
    FATIGUE = "fatigue"
    """Fatigue was rated, 0-10."""
    SETTLED = "settled"
    """The breathing exercise ended."""
    PLACED = "placed"
    """The camera check was passed, or passed over."""
    WATCHED = "watched"
    """A dose of watching ended: what was shown, and how it was watched."""
    PROBED = "probed"
    """A colour dot was shown, and answered or not."""
    BEGAN = "began"
    """A set began: how long its clock waited for the model's start, and whether the patient was there."""
    LOST_TRACK = "lost_track"
    """The patient asked to watch again."""
    CANNOT = "cannot"
    """The patient cannot do this one."""
    ASSISTED = "assisted"
    """The therapist helped with a repetition."""
    TIRED = "tired"
    """Three repetitions in a row declined: the set ended for a rest."""
    STOPPED = "stopped"
    """STOP was pressed."""
    RESUMED = "resumed"
    """... and the session went on after all."""
    REASON = "reason"
    """Why it was stopped."""
    ENDED = "ended"
    """The session ended before its time by a rule that the therapist set."""
    GRADED = "graded"
    """The next step was made easier or harder, or that was proposed."""
    ASKED = "asked"
    """The patient asked how the set went."""
    TROUBLE = "trouble"
    """Something failed, and the patient was told."""
    WITHOUT_CAMERA = "without_camera"
    """The patient went on without the camera: what comes is not judged."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a session's log.

    at : timezone-aware UTC
    details : by name, with units in the names
    uid : the same everywhere, so that a line that arrives twice is kept once
    """

    what: What
    at: datetime
    details: Mapping[str, Detail] = field(default_factory=dict)
    uid: str = field(default_factory=new_uid, compare=False)
