"""Several trials in one word of praise and one thing to change, as after one long trial.

`motion.advice` picks from the trials taken together, so that the same rules hold: what costs most on average,
but a compensation that is past its limit on average first. Advice is about one exercise: where trials are of
several, it is about the one that went least well.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aotrainer.motion.advice import Cue, cue_of, praise_key
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.parts import mean_known, mean_parts
from aotrainer.motion.score import Score
from aotrainer.trial import Trial


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """Several trials together.

    trials : how many there were; total : mean of those that were judged, 0-100, NaN if none was
    about : the newest trial of the exercise that praise and cue are about; None if none was judged
    score : of all trials of that exercise together; None if none was judged
    praise : as `motion.advice.praise_key`; cue : the one thing to change, or None
    reasons : why the others were not judged, in their order
    """

    trials: int
    total: float
    about: Trial | None
    score: Score | None
    praise: str
    cue: Cue | None
    reasons: tuple[Unscorable, ...]


def summary_of(trials: Sequence[Trial]) -> Summary:
    """Of trials in their order; raises nothing, whether any was judged or not."""
    judged = [trial for trial in trials if isinstance(trial.outcome, Score)]
    reasons = tuple(trial.outcome for trial in trials if isinstance(trial.outcome, Unscorable))
    if not judged:
        return Summary(len(trials), math.nan, None, None, "any", None, reasons)
    total = mean_known(score.total for score in _scores(judged))
    least = min(_by_exercise(judged), key=lambda same: together(_scores(same)).total)
    score = together(_scores(least))
    cue = cue_of(score, least[-1].judging)
    return Summary(len(trials), total, least[-1], score, praise_key(score, cue), cue, reasons)


def together(scores: Sequence[Score]) -> Score:
    """Scores of one exercise and side as one: every trial counts alike, and so do its parts.

    The repetitions of all follow each other; by how much a cue asks for more is the mean over them.
    """
    return replace(
        scores[-1],
        total=mean_known(score.total for score in scores),
        parts=mean_parts([score.parts for score in scores]),
        repetitions=tuple(rep for score in scores for rep in score.repetitions),
        confidence=mean_known(score.confidence for score in scores),
        consistency=mean_known(score.consistency for score in scores),
    )


def _scores(trials: Sequence[Trial]) -> list[Score]:
    return [trial.outcome for trial in trials if isinstance(trial.outcome, Score)]


def _by_exercise(trials: Sequence[Trial]) -> list[list[Trial]]:
    """In groups of the same exercise on the same side."""
    groups: dict[tuple[str, int, str], list[Trial]] = {}
    for trial in trials:
        groups.setdefault((trial.exercise_id, trial.exercise_version, trial.side), []).append(trial)
    return list(groups.values())
