"""How long each phase of a session takes."""

from __future__ import annotations

import math

from aotrainer.care import Care
from aotrainer.protocol import Protocol
from aotrainer.session.phase import Phase

UNTIL_LEFT = frozenset(
    {Phase.CHECK_IN, Phase.INTRODUCE, Phase.PLACE, Phase.CHECK_OUT, Phase.STOPPED, Phase.SUMMARY}
)
"""Phases that stay until somebody says so."""
TIRED_REST = 2.0
"""A rest is so many times as long after a set that ended because of tiring."""


def duration_s(phase: Phase, protocol: Protocol, care: Care, watching_s: float, *, tired: bool) -> float:
    """Seconds; infinite for what stays until it is left.

    watching_s : of the dose, in whole passes; tired : whether the latest set ended because of tiring
    """
    if phase in UNTIL_LEFT:
        return math.inf
    return {
        Phase.SETTLE: care.settle_s,
        Phase.OBSERVE: watching_s,
        Phase.GET_READY: protocol.get_ready_s,
        Phase.IMITATE: protocol.imitate_s,
        Phase.FEEDBACK: protocol.feedback_s,
        Phase.REST: protocol.rest_s * (TIRED_REST if tired else 1.0),
    }[phase]
