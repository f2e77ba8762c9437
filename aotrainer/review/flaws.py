"""Every repetition of an attempt with its flaw: what cost most, as it would be told by itself."""

from __future__ import annotations

import math

from aotrainer.language import N_, _, number
from aotrainer.motion.advice import UNSURE, Cue, cue_of
from aotrainer.motion.features import SEGMENTS
from aotrainer.motion.judging import Judging
from aotrainer.motion.score import Score, alone
from aotrainer.review.words import FAULTS

FLAWS = FAULTS | {
    "range": N_("not far enough"),
    "too_fast": N_("too fast"),
    "too_slow": N_("too slow"),
    "hold": N_("turned back too soon"),
    "smoothness": N_("not smooth"),
    "posture": N_("the rest of the body moved"),
    "symmetry": N_("one side did less"),
    UNSURE: N_("not seen well enough to say"),
}
SIZED = {"cm": N_("{flaw}: {amount} cm"), "s": N_("{flaw}: {amount} s")}
DECIMALS = {"cm": 0, "s": 1}


def flaws(score: Score, judging: Judging) -> tuple[Cue | None, ...]:
    """Of each repetition, in their order; None where nothing is worth changing."""
    return tuple(cue_of(alone(score, rep), judging) for rep in score.repetitions)


def flaw_words(cue: Cue | None) -> str:
    """In the therapist's words, in the language in use; empty for none."""
    if cue is None:
        return ""
    if cue.key in SEGMENTS:
        return _("path of: {segment}").format(segment=cue.key.replace("_", " "))
    flaw = _(FLAWS.get(cue.key, cue.key))
    if cue.unit is None or not math.isfinite(cue.amount):
        return flaw
    return _(SIZED[cue.unit]).format(flaw=flaw, amount=number(cue.amount, DECIMALS[cue.unit]))
