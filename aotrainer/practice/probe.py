"""Is the patient still watching? Now and then a coloured dot, to be answered with any key or a raised hand.

Trials of watching used an occasional colour cue to keep people with it (Binks et al. 2023). At most one dot
a loop, so that what is watched stays the movement, and none in the first and last seconds: a loop begins and
ends at rest, and that is when people look away to get ready.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from aotrainer.language import N_

DOT_S = 3.0
"""How long a dot stays: also long enough to raise a hand."""
QUIET_S = 5.0
"""No dot this long after the beginning and before the end of watching."""
LATE_S = 2.0
"""An answer counts for so long after the dot has gone: some people need that to press a switch."""
EVERY_S = 30.0
"""At most one dot in so many seconds of watching, however short a loop is."""
QUESTION = N_("When you see the dot, press any key or raise your hand.")


@dataclass(frozen=True, slots=True)
class Answers:
    """How many dots there were, how many were answered, and how often somebody answered without one."""

    dots: int
    answered: int
    without: int


def probes(watching_s: float, seed: int, loop_s: float = EVERY_S) -> tuple[float, ...]:
    """Seconds of watching at which dots appear: the same for the same seed, else not to be foreseen.

    loop_s : of one pass of the clip. Watching is divided into whole loops of `EVERY_S` at least; each has one
        dot, at a random time, that ends before it does. Watching that is too short has none
    """
    gap_s = loop_s * max(1, math.ceil(EVERY_S / loop_s - 1e-9))
    random = Random(seed)  # noqa: S311 (no secret: the same seed has to give the same times)
    dots = []
    for n in range(math.ceil(watching_s / gap_s)):
        first_s = max(QUIET_S, n * gap_s)
        last_s = min(watching_s - QUIET_S, (n + 1) * gap_s) - DOT_S
        chosen = random.random()
        if last_s > first_s:
            dots.append(first_s + chosen * (last_s - first_s))
    return tuple(dots)


def probe_at(elapsed_s: float, dots: Sequence[float]) -> float | None:
    """The dot that is on at a moment of watching, by when it appeared; None if none is."""
    return next((dot for dot in dots if dot <= elapsed_s < dot + DOT_S), None)


def is_answer(answer_s: float, dot_s: float) -> bool:
    """Whether something at this moment answers this dot."""
    return dot_s <= answer_s < dot_s + DOT_S + LATE_S


def answered(dots: Sequence[float], answers_s: Iterable[float]) -> Answers:
    """How many dots were answered by what was pressed or raised at these seconds of watching.

    Pressing twice at one dot counts once; pressing without a dot is counted apart, since who presses all
    the time answers every dot.
    """
    pressed = list(answers_s)
    hit = [dot for dot in dots if any(is_answer(one, dot) for one in pressed)]
    without = [one for one in pressed if not any(is_answer(one, dot) for dot in dots)]
    return Answers(len(dots), len(hit), len(without))
