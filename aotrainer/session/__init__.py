"""The session as a state machine: no clock, camera, database or screen in here."""

from __future__ import annotations

from aotrainer.session.doing import Doing
from aotrainer.session.phase import Farewell, Phase, StopReason
from aotrainer.session.questions import Question
from aotrainer.session.session import Session

__all__ = ["Doing", "Farewell", "Phase", "Question", "Session", "StopReason"]
