"""STOP: where the session stood, where it goes on if that was not meant, and how it ends if it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aotrainer.session.phase import Farewell, Phase, StopReason

RESUMED_IN: Mapping[Phase, Phase] = {Phase.IMITATE: Phase.GET_READY, Phase.FEEDBACK: Phase.REST}
"""Where a session goes on after a STOP that was not meant; any other phase begins again."""
FAREWELLS: Mapping[StopReason | None, Farewell] = {
    StopReason.PAIN: Farewell.PAIN,
    StopReason.DIZZY: Farewell.DIZZY,
}
"""How it ends for a reason that needs words of its own."""
ASKED_NOTHING_MORE = frozenset({None, StopReason.DIZZY})
"""Who feels dizzy, and who gives no reason, is not asked the last questions."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a session stood when STOP was pressed: in which phase, and after how many seconds of it."""

    phase: Phase
    after_s: float

    @property
    def resumed_in(self) -> Phase:
        """Where it goes on if it was not meant."""
        return RESUMED_IN.get(self.phase, self.phase)


def farewell(reason: StopReason | None) -> Farewell:
    """The last words for a reason, None if nobody gave one."""
    return FAREWELLS.get(reason, Farewell.STOPPED)
