"""Doses of action observation therapy, as data: how long to watch, how long to do, how often.

A preset is a published dose or close to one; its source stands beside it. The watching time is a minimum:
clips loop until it is reached, and the loop under way is played to its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aotrainer.errors import ProtocolError
from aotrainer.language import N_

DEFAULT_RATE = 0.75
RATE_RANGE = (0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Protocol:
    """One dose of watching and doing.

    observe_s : seconds of watching before each set, at least
    imitate_s : seconds of doing in each set
    sets : how often watching and doing are repeated for one exercise
    get_ready_s : seconds of counting down between watching and doing, which should follow at once
    feedback_s : seconds the feedback stays; rest_s : seconds of rest between two sets
    rate : how fast the clip is shown, 1.0 being the speed of the movement itself
    """

    id: str
    title: str
    observe_s: float
    imitate_s: float
    sets: int
    source: str
    get_ready_s: float = 2.0
    feedback_s: float = 12.0
    rest_s: float = 15.0
    rate: float = DEFAULT_RATE

    def __post_init__(self) -> None:
        slowest, fastest = RATE_RANGE
        if not slowest <= self.rate <= fastest:
            raise ProtocolError(
                f"The clip cannot be shown at {self.rate:g} times its speed.",
                f"Choose a rate between {slowest:g} and {fastest:g}.",
            )
        if min(self.observe_s, self.imitate_s) <= 0 or self.sets < 1:
            raise ProtocolError("A set needs some watching and some doing.", "Give both more than 0 seconds.")

    @property
    def set_s(self) -> float:
        """Seconds of one set with its feedback, without the loop that is played to its end."""
        return self.observe_s + self.get_ready_s + self.imitate_s + self.feedback_s


def day_s(doses: Sequence[Protocol]) -> float:
    """Seconds that exercises with these doses take one after the other, without the rest after the last."""
    last_rest_s = doses[-1].rest_s if doses else 0.0
    return sum(dose.sets * (dose.set_s + dose.rest_s) for dose in doses) - last_rest_s


PRESETS: dict[str, Protocol] = {
    preset.id: preset
    for preset in (
        Protocol(
            "priming",
            N_("Short: 45 s watching, 60 s doing, twice"),
            observe_s=45,
            imitate_s=60,
            sets=2,
            source="A short home dose, under the 1-10 min an action of the trials in Borges 2022, CD011887",
        ),
        Protocol(
            "franceschini",
            N_("Stroke, clinical: 3 min watching, 2 min doing, three times"),
            observe_s=180,
            imitate_s=120,
            sets=3,
            rest_s=60,
            source="Franceschini et al. 2012, Neurorehabil Neural Repair 26(5):456-462",
        ),
        Protocol(
            "ertelt",
            N_("Stroke, long: 6 min watching, 6 min doing"),
            observe_s=360,
            imitate_s=360,
            sets=1,
            rest_s=60,
            source="Ertelt et al. 2007, NeuroImage 36 Suppl 2:T164-T173",
        ),
    )
}
"""The doses a therapist can choose from, by their id."""

DEFAULT_PROTOCOL = "priming"
