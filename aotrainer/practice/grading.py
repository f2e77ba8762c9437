"""Graded practice: from how the last sets went, one step easier or harder, or none.

The rules only propose. What an attempt counts as is told here; the numbers come from a file (`rules`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from aotrainer.language import N_, _, ngettext, number
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.score import Score
from aotrainer.practice.level import Level, Limits, Step, stepped
from aotrainer.practice.rules import Rules


class Said(StrEnum):
    """What a patient may say of a set: the two barriers that experts named (*F1000Research* 11:524, 2022)."""

    CANNOT = "cannot"
    LOST_TRACK = "lost_track"


Outcome = Score | Unscorable | Said


class Counted(StrEnum):
    """What a set counts as; NOTHING neither makes a row longer nor breaks it."""

    GOOD = "good"
    FAIR = "fair"
    FAILED = "failed"
    NOTHING = "nothing"


REPEAT = "repeat"
PATIENT: Mapping[Step, str] = {
    "slower": N_("Next, the model moves more slowly. Take your time."),
    "smaller": N_("Next, a smaller movement is enough."),
    "part": N_("Next, just a part of the movement."),
    "fewer": N_("Next, fewer repetitions are enough."),
    "faster": N_("That goes well. Next, the model moves a little faster."),
    "larger": N_("That goes well. Next, go a little further."),
    "whole": N_("That goes well. Next, the whole movement."),
    "more": N_("That goes well. Next, a few more repetitions."),
}
ONCE_MORE = N_("Watch once more, then do it again.")
ASK = N_("Your therapist will have a look at this with you.")
"""In place of a step that may not be taken at home."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What might come next.

    level : the new one; the same for a repeat
    step : a step, or "repeat": watch and do the same once more
    ask_therapist : not to be applied at home before a therapist agreed
    for_therapist, for_patient : in words
    """

    level: Level
    step: Step | str
    ask_therapist: bool
    for_therapist: str
    for_patient: str


def counted(outcome: Outcome, rules: Rules) -> Counted:
    """What a set counts as; what the camera is to blame for counts as nothing."""
    match outcome:
        case Said.CANNOT:
            return Counted.FAILED
        case Said.LOST_TRACK:
            return Counted.NOTHING
        case Unscorable():
            return Counted.FAILED if outcome.reason in rules.failed_reasons else Counted.NOTHING
        case Score():
            return _counted_score(outcome, rules)


def proposal(
    level: Level, outcomes: Sequence[Outcome], rules: Rules, has_part: bool, at_home: bool = False
) -> Proposal | None:
    """What might come next, or None to go on as now.

    outcomes : of the sets since the level last changed, newest last
    has_part : whether the exercise has another that is a part of it
    at_home : nobody is there to decide. A step within the limits for home is preferred; one beyond them is
        proposed to the therapist and not to be applied
    """
    if outcomes and outcomes[-1] is Said.LOST_TRACK:
        return Proposal(level, REPEAT, False, _("The patient lost track while watching."), _(ONCE_MORE))
    row = _row([counted(outcome, rules) for outcome in outcomes])
    if row.count(Counted.FAILED) >= rules.failed_in_a_row:
        return _first(rules.easier, level, rules, has_part, at_home, _why_easier(len(row), rules))
    if row.count(Counted.GOOD) >= rules.good_in_a_row:
        return _first(rules.harder, level, rules, has_part, at_home, _why_harder(len(row), rules))
    return None


def _counted_score(score: Score, rules: Rules) -> Counted:
    if score.total >= rules.good_points:
        return Counted.GOOD
    unsure = not math.isnan(score.confidence) and score.confidence < rules.least_confidence
    if unsure:
        return Counted.NOTHING
    return Counted.FAILED if score.total < rules.failed_points else Counted.FAIR


def _row(counts: Sequence[Counted]) -> list[Counted]:
    """The newest that are alike, without what counts as nothing."""
    known = [one for one in reversed(counts) if one is not Counted.NOTHING]
    return list(takewhile(lambda one: one is known[0], known))


def _first(
    steps: Sequence[Step], level: Level, rules: Rules, has_part: bool, at_home: bool, why: str
) -> Proposal | None:
    """The first step that can be taken: at home within its limits, or else as a question."""
    for limits, ask in _limits(rules, at_home):
        for step in steps:
            new = stepped(level, step, rules.sizes, limits, has_part)
            if new is not None:
                told = f"{why} {_what(step, level, new)}"
                return Proposal(new, step, ask, told, _(ASK) if ask else _(PATIENT[step]))
    return None


def _limits(rules: Rules, at_home: bool) -> Sequence[tuple[Limits, bool]]:
    """What is tried one after the other, and whether a therapist has to agree."""
    return [(rules.home, False), (rules.clinic, True)] if at_home else [(rules.clinic, False)]


def _why_easier(count: int, rules: Rules) -> str:
    return ngettext(
        "{count} set was below {points} points or could not be done.",
        "{count} sets in a row were below {points} points or could not be done.",
        count,
    ).format(count=count, points=number(rules.failed_points))


def _why_harder(count: int, rules: Rules) -> str:
    return ngettext(
        "{count} set reached {points} points.", "{count} sets in a row reached {points} points.", count
    ).format(count=count, points=number(rules.good_points))


def _what(step: Step, level: Level, new: Level) -> str:
    match step:
        case "slower" | "faster":
            words = _("Show the model at {new} times its speed instead of {old}.")
            return words.format(new=number(new.rate), old=number(level.rate))
        case "smaller" | "larger":
            words = _("Ask for {new:.0f} % of the model's range instead of {old:.0f} %.")
            return words.format(new=100 * new.range_share, old=100 * level.range_share)
        case "fewer" | "more":
            words = ngettext(
                "Ask for {new} repetition instead of {old}.",
                "Ask for {new} repetitions instead of {old}.",
                new.repetitions,
            )
            return words.format(new=new.repetitions, old=level.repetitions)
        case "part":
            return _("Practise the part of the movement.")
        case "whole":
            return _("Practise the whole movement.")
