"""What to tell the patient: one thing that was right, and the one thing to change.

Only keys come from here; the exercise file holds the words. The thing to change is the part that cost most of
the total, with one exception: a compensation past its limit comes before everything, for who is told to reach
further then learns to lean further.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from aotrainer.motion.compensation import Observed
from aotrainer.motion.judging import PARTS, Judging, PartName
from aotrainer.motion.score import Score

GOOD_PERCENT = 80.0
"""A part from here on deserves praise."""
WORTH_A_CUE = 0.92
"""What a part must have left of the total, at most, to be worth the patient's attention."""
PRAISED = ("range", "shape", "tempo")


def praise_key(score: Score) -> str:
    """The part that went best, or "any" when none was good yet."""
    earned = PRAISED[1:] if past_limit(score) else PRAISED
    parts = {part: getattr(score.parts, part) for part in earned}
    best = max(parts, key=lambda part: parts[part])
    return best if parts[best] >= GOOD_PERCENT else "any"


def cue_key(score: Score, judging: Judging) -> str | None:
    """The part, segment or compensation to change next, or None when nothing is worth changing."""
    compensation = past_limit(score)
    if compensation is not None:
        return compensation
    left = {part: _left(score, judging, part) for part in PARTS}
    worst = min(left, key=lambda part: left[part])
    if left[worst] > WORTH_A_CUE:
        return None
    if worst == "tempo":
        return _tempo_cue(score)
    if worst == "shape":
        return _segment_cue(score, judging)
    return worst


def past_limit(score: Score) -> str | None:
    """The compensation that was past its limit by most, on average over the repetitions."""
    shares = {name: float(np.mean([each.size / each.limit for each in seen])) for name, seen in _seen(score)}
    worst = max(shares, key=lambda name: shares[name], default=None)
    return worst if worst is not None and shares[worst] > 1 else None


def _seen(score: Score) -> Iterator[tuple[str, list[Observed]]]:
    for name in (each.name for each in score.repetitions[0].compensations):
        yield name, [each for rep in score.repetitions for each in rep.compensations if each.name == name]


def _left(score: Score, judging: Judging, part: PartName) -> float:
    """What a part leaves of the total, as a share; a part that was not told leaves all."""
    percent = getattr(score.parts, part)
    return 1.0 if math.isnan(percent) else float((percent / 100) ** judging.weights[part])


def _tempo_cue(score: Score) -> str:
    balance = sum(math.log(rep.tempo_excess) for rep in score.repetitions)
    return "too_slow" if balance > 0 else "too_fast"


def _segment_cue(score: Score, judging: Judging) -> str:
    """The segment whose deviation, weighted as in the score, is largest over the repetitions."""
    errors = {
        segment: np.nansum([rep.segment_error_deg[segment] for rep in score.repetitions])
        for segment in judging.segments
    }
    return max(errors, key=lambda segment: judging.segments[segment] * errors[segment])
