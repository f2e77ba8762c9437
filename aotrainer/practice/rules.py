"""The rules by which practice becomes easier or harder, as a therapist writes them in a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aotrainer.checked_toml import Problem, Table, read_document
from aotrainer.motion.judging import Reason
from aotrainer.practice.level import EASIER, HARDER, RANGE_SHARES, Easier, Harder, Limits, Sizes
from aotrainer.practice.tiring import Tiring
from aotrainer.protocol import RATE_RANGE

BY_THE_PATIENT = (Reason.NO_MOVEMENT, Reason.NO_REPETITION, Reason.OTHER_EXERCISE, Reason.WRONG_SIDE)
"""Reasons for having no score that may be about how hard it was; the others are about the camera."""
YES_NO = ("yes", "no")
MOST_IN_A_ROW = 20
MOST_REPETITIONS = 100


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts as good and as failed, what comes then, and how far.

    good_points, failed_points : a total from here on is good, below it failed; in between it breaks a row
    least_confidence : 0-100, of a low score; from less it says nothing
    good_in_a_row, failed_in_a_row : after how many it gets harder, or easier
    easier, harder : the steps in the order in which they are tried; sizes : of one step
    clinic, home : how far they go with a therapist, and without asking one
    """

    good_points: float
    failed_points: float
    least_confidence: float
    failed_reasons: tuple[Reason, ...]
    good_in_a_row: int
    failed_in_a_row: int
    easier: tuple[Easier, ...]
    harder: tuple[Harder, ...]
    sizes: Sizes
    clinic: Limits
    home: Limits
    tiring: Tiring


def read_rules(path: Path) -> tuple[Rules | None, tuple[Problem, ...]]:
    """One file's rules, or everything that is wrong with it; never raises."""
    document = read_document(path)
    if document.problems:
        return None, tuple(document.problems)
    table = document.table
    rules = _rules(table)
    table.note_unknown()
    return (None if document.problems else rules), tuple(document.problems)


def _rules(table: Table) -> Rules:
    counts, order, steps = table.table("counts"), table.table("order"), table.table("steps")
    good = counts.number("good_points", 1, 100)
    clinic, homely = _limits(table.table("clinic")), table.table("home")
    home = _limits(homely)
    if not (table.document.problems or home.within(clinic)):
        homely.note("allows more than [clinic] does")
    return Rules(
        good_points=good,
        failed_points=counts.number("failed_points", 0, good),
        least_confidence=counts.number("least_confidence", 0, 100),
        failed_reasons=tuple(
            Reason(name)
            for name in counts.choices("failed_reasons", tuple(one.value for one in BY_THE_PATIENT))
        ),
        good_in_a_row=counts.whole("good_in_a_row", 1, MOST_IN_A_ROW),
        failed_in_a_row=counts.whole("failed_in_a_row", 1, MOST_IN_A_ROW),
        easier=order.choices("easier", EASIER),
        harder=order.choices("harder", HARDER),
        sizes=Sizes(
            rate=steps.number("rate", 0.01, 0.5),
            range_share=steps.number("range_share", 0.01, 0.5),
            repetitions=steps.whole("repetitions", 1, MOST_REPETITIONS),
        ),
        clinic=clinic,
        home=home,
        tiring=_tiring(table.table("tiring")),
    )


def _limits(table: Table) -> Limits:
    slowest = table.number("slowest", *RATE_RANGE)
    least = table.number("least_range", *RANGE_SHARES)
    fewest = table.whole("fewest", 1, MOST_REPETITIONS)
    return Limits(
        rate=(slowest, table.number("fastest", slowest, RATE_RANGE[1])),
        range_share=(least, table.number("most_range", least, RANGE_SHARES[1])),
        repetitions=(fewest, table.whole("most", fewest, MOST_REPETITIONS)),
        part=table.choice("part", YES_NO) == "yes",
    )


def _tiring(table: Table) -> Tiring:
    return Tiring(
        in_a_row=table.whole("in_a_row", 1, MOST_IN_A_ROW),
        decline_share=table.number("decline_share", 0.01, 0.9),
    )
