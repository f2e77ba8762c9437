"""What to tell the patient: one thing that was right, and the one thing to change.

Only keys come from here; the exercise file holds the words. The thing to change is the one that cost most of
the total, with two exceptions. A movement that stops short also leaves the model's path, so a short range is
named before the shape it spoils. And a trunk that leans to help comes before everything: who is told to reach
further then learns to lean further.
"""

from __future__ import annotations

import math

from aotrainer.motion.judging import Judging
from aotrainer.motion.score import Score

GOOD_PERCENT = 80.0
"""A part from here on deserves praise."""
FULL_RANGE_PERCENT = 90.0
"""Below this share of the model's range, reaching further comes before anything else about the path."""
WORTH_A_CUE = 2.0
"""Points of the total that a part must have cost before it is worth the patient's attention."""


def praise_key(score: Score, judging: Judging) -> str:
    """The part that went best, or "any" when none was good yet."""
    earned = ("shape", "tempo") if leans(score, judging) else ("range", "shape", "tempo")
    parts = {part: getattr(score.parts, part) for part in earned}
    best = max(parts, key=lambda part: parts[part])
    return best if parts[best] >= GOOD_PERCENT else "any"


def cue_key(score: Score, judging: Judging) -> str | None:
    """The part or segment to change next, or None when nothing is worth changing."""
    if leans(score, judging):
        return "trunk"
    lost = {
        "shape": judging.weight_shape * (100 - score.parts.shape),
        "range": judging.weight_range * (100 - score.parts.range),
        "tempo": judging.weight_tempo * (100 - score.parts.tempo),
    }
    worst = max(lost, key=lambda part: lost[part])
    if lost[worst] < WORTH_A_CUE:
        return None
    if worst == "tempo":
        return _tempo_cue(score)
    if worst == "range" or score.parts.range < FULL_RANGE_PERCENT:
        return "range"
    return _segment_cue(score, judging)


def leans(score: Score, judging: Judging) -> bool:
    """Whether the trunk makes up for the limb, so that reaching further would be the wrong advice."""
    errors = [rep.segment_error_deg.get("trunk", 0.0) for rep in score.repetitions]
    return sum(errors) / len(errors) > judging.trunk_limit_deg


def _tempo_cue(score: Score) -> str:
    balance = sum(math.log(rep.tempo_excess) for rep in score.repetitions)
    return "too_slow" if balance > 0 else "too_fast"


def _segment_cue(score: Score, judging: Judging) -> str:
    """The segment whose deviation, weighted as in the score, is largest over the repetitions."""
    return max(
        judging.segments,
        key=lambda segment: sum(
            judging.segments[segment] * rep.segment_error_deg[segment] ** 2 for rep in score.repetitions
        ),
    )
