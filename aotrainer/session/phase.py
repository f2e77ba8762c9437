"""The phases of a session, why it may be stopped, and how it may end."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """What the patient is doing now."""

    CHECK_IN = "check_in"
    """The start checklist, pain and fatigue."""
    SETTLE = "settle"
    """Slow breathing."""
    INTRODUCE = "introduce"
    """What to do, and what to take care of."""
    PLACE = "place"
    """Finding the right place before the camera."""
    OBSERVE = "observe"
    """Watching the model."""
    GET_READY = "get_ready"
    """Counting down."""
    IMITATE = "imitate"
    """Doing it."""
    FEEDBACK = "feedback"
    """How it went."""
    REST = "rest"
    """A rest before the next set."""
    CHECK_OUT = "check_out"
    """Pain and fatigue once more."""
    STOPPED = "stopped"
    """STOP was pressed: why, or go on after all."""
    SUMMARY = "summary"
    """What was done; or why there was nothing to be done today."""


class StopReason(StrEnum):
    """Why a patient stops."""

    PAIN = "pain"
    FATIGUE = "fatigue"
    DIZZY = "dizzy"
    OTHER = "other"


class Farewell(StrEnum):
    """How a session ended, for the words with which it ends."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    CHECKLIST = "checklist"
    """A question of the start checklist was answered with no."""
    PAIN = "pain"
    """Pain above the limit, or the reason for stopping."""
    DIZZY = "dizzy"
    """Stopped with dizziness: help may be needed."""
