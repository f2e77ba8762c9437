"""What to tell the patient: one thing that was right, and the one thing to change.

Only what to say comes from here; the exercise file holds the words. The thing to change is the part that
cost most of the total, with one exception: a compensation past its limit comes before everything, for who is
told to reach further then learns to lean further.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from aotrainer.motion.compensation import Observed
from aotrainer.motion.endpoint import Way
from aotrainer.motion.features import SEGMENTS
from aotrainer.motion.judging import PARTS, Judging, PartName
from aotrainer.motion.parts import ScoredRepetition, left_of_total, mean_known
from aotrainer.motion.pose import Side, opposite
from aotrainer.motion.quality import POSTURE_FREE_DEG, compensation_percent, stillness_percent
from aotrainer.motion.score import Score

GOOD_PERCENT = 80.0
"""A part from here on deserves praise."""
WORTH_A_CUE = 0.925
"""What a part must have left of the total, at most, to be worth the patient's attention."""
PRAISED = ("range", "shape", "tempo")
UNSURE = "unsure"
"""Something was not right, but was not seen well enough to say what."""
WAYS = ("out_error_deg", "back_error_deg")
CLEARLY = 1.3
"""One way has to be worse than the other by this to be named."""
AT_THE_TURN = 0.15
"""Share of a repetition before and after its turning point that counts as being there."""

Phase = Literal["out", "turn", "back"]
Limb = Literal["arm", "leg"]


@dataclass(frozen=True, slots=True)
class Cue:
    """The one thing to change.

    key : a part, too_fast or too_slow, a segment, a compensation or "unsure": there are words for each
    amount : by how much, in cm or seconds; NaN where that cannot be told
    way : where to, of a range; phase : when in the repetition, if that is clear
    side : which one does less, of a symmetry; which one moves too much, of a posture, and its limb
    """

    key: str
    amount: float = math.nan
    unit: Literal["cm", "s"] | None = None
    way: Way | None = None
    phase: Phase | None = None
    side: Side | None = None
    limb: Limb | None = None

    @property
    def part(self) -> str:
        """The part it is about; words for a segment are about the shape."""
        if self.key in ("too_fast", "too_slow"):
            return "tempo"
        return "shape" if self.key in SEGMENTS else self.key


def praise_key(score: Score, cue: Cue | None = None) -> str:
    """The part that went best and is not the one to change, or "any" when none was good yet."""
    earned = [part for part in PRAISED if cue is None or part != cue.part]
    if past_limit(score) and "range" in earned:
        earned.remove("range")
    parts = {part: getattr(score.parts, part) for part in earned}
    best = max(parts, key=lambda part: parts[part])
    return best if parts[best] >= GOOD_PERCENT else "any"


def cue_of(score: Score, judging: Judging) -> Cue | None:
    """The one thing to change next, or None when nothing is worth changing."""
    compensation = past_limit(score)
    if compensation is not None:
        return Cue(compensation, phase=_phase_of_compensation(score, compensation))
    left = {part: left_of_total(score.parts, judging, part) for part in PARTS}
    told = [part for part in PARTS if left[part] <= WORTH_A_CUE * _sureness(score, part)]
    if not told:
        return Cue(UNSURE) if score.total < GOOD_PERCENT and min(left.values()) <= WORTH_A_CUE else None
    worst = min(told, key=lambda part: left[part])
    return CUES.get(worst, _plain)(score, judging, worst)


def past_limit(score: Score) -> str | None:
    """The compensation that was past its limit by most, on average over the repetitions."""
    return _largest(score, lambda share: share > 1)


def _largest(score: Score, counts: Callable[[float], bool]) -> str | None:
    """Of the compensations that count, by their share of the limit, the one with most of it.

    The neck comes last: it bends when a leaning trunk carries a head that is kept upright.
    """
    shares = {name: float(np.mean([each.size / each.limit for each in seen])) for name, seen in _seen(score)}
    counting = [name for name, share in shares.items() if counts(share)]
    return max(counting, key=lambda name: (name != "neck_bend", shares[name]), default=None)


def _seen(score: Score) -> Iterator[tuple[str, list[Observed]]]:
    for name in (each.name for each in score.repetitions[0].compensations):
        yield name, [each for rep in score.repetitions for each in rep.compensations if each.name == name]


def _sureness(score: Score, part: PartName) -> float:
    """What was not seen well, or from askew, has to be the larger to be told; older scores do not say.

    How long a movement takes can be seen from anywhere.
    """
    return 1.0 if part == "tempo" or math.isnan(score.confidence) else score.confidence / 100


def _plain(_: Score, __: Judging, part: PartName) -> Cue:
    return Cue(part)


def _range_cue(score: Score, _: Judging, part: PartName) -> Cue:
    return Cue(part, mean_known(rep.short_cm for rep in score.repetitions), "cm", way=score.model_way)


def _tempo_cue(score: Score, _: Judging, __: PartName) -> Cue:
    """Too fast or too slow, and how many seconds each repetition is from what was wanted."""
    slower = sum(math.log(rep.tempo_excess) for rep in score.repetitions) > 0
    away_s = mean_known(rep.repetition.duration_s * (1 - 1 / rep.tempo_excess) for rep in score.repetitions)
    return Cue("too_slow" if slower else "too_fast", max(0.0, away_s if slower else -away_s), "s")


def _hold_cue(score: Score, _: Judging, part: PartName) -> Cue:
    return Cue(part, score.model_hold_s - mean_known(rep.hold_s for rep in score.repetitions), "s")


def _shape_cue(score: Score, judging: Judging, _: PartName) -> Cue:
    """The segment whose deviation, weighted as in the score, is largest over the repetitions."""
    errors = {
        segment: np.nansum([rep.segment_error_deg[segment] for rep in score.repetitions])
        for segment in judging.segments
    }
    worst = max(errors, key=lambda segment: judging.segments[segment] * errors[segment])
    out, back = (mean_known(getattr(rep, way) for rep in score.repetitions) for way in WAYS)
    if not max(out, back) >= CLEARLY * min(out, back):
        return Cue(worst)
    return Cue(worst, phase="out" if out > back else "back")


def _posture_cue(score: Score, judging: Judging, part: PartName) -> Cue:
    """The compensation that cost most of it, though within its limit; else the rest of the body.

    With the limb that was not as the model's, if it was that and the same one in most repetitions.
    """
    still = stillness_percent(
        mean_known(rep.rest_error_deg for rep in score.repetitions), judging.posture_half_deg
    )
    largest = _largest(score, lambda share: compensation_percent(share) < still)
    if largest is not None:
        return Cue(largest)
    most = Counter(
        _limb(rep.restless)
        for rep in score.repetitions
        if rep.restless is not None and rep.rest_error_deg > POSTURE_FREE_DEG
    )
    (shown, limb), count = most.most_common(1)[0] if most else (("left", "arm"), 0)
    if count <= len(score.repetitions) / 2:
        return Cue(part)
    return Cue(part, side=shown if score.side == judging.model_side else opposite(shown), limb=limb)


def _limb(segment: str) -> tuple[Side, Limb]:
    return "left" if segment.startswith("left") else "right", "arm" if segment.endswith("arm") else "leg"


def _symmetry_cue(score: Score, _: Judging, part: PartName) -> Cue:
    less = mean_known(rep.other_side_deg - rep.repetition.excursion_deg for rep in score.repetitions) < 0
    return Cue(part, side=opposite(score.side) if less else score.side)


def _phase_of_compensation(score: Score, name: str) -> Phase | None:
    """When it was largest, if that is mostly at the same time of a repetition."""
    when = Counter(
        _phase(rep, each.time_s)
        for rep in score.repetitions
        for each in rep.compensations
        if each.name == name and each.counts
    )
    if not when:
        return None
    usual, count = when.most_common(1)[0]
    return usual if count > when.total() / 2 else None


def _phase(rep: ScoredRepetition, time_s: float) -> Phase:
    near_s = AT_THE_TURN * rep.repetition.duration_s
    if abs(time_s - rep.repetition.turn_s) <= near_s:
        return "turn"
    return "out" if time_s < rep.repetition.turn_s else "back"


CUES: Mapping[PartName, Callable[[Score, Judging, PartName], Cue]] = {
    "range": _range_cue,
    "tempo": _tempo_cue,
    "hold": _hold_cue,
    "shape": _shape_cue,
    "posture": _posture_cue,
    "symmetry": _symmetry_cue,
}
