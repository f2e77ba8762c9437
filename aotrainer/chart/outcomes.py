"""The outcome measures that can be typed in: range, unit, direction, what counts as a change, sources.

MDC, the minimal detectable change: less may be chance. MCID, the minimal clinically important difference:
less is not felt. Both hold for the people they were found in. Where a number was taken from what the field
commonly says and not read in the paper itself, it is marked as weak; where none was found, there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from aotrainer.language import N_

ThresholdKind = Literal["MDC", "MCID"]
OWN = "own"
"""The id of a measure that the therapist names."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What counts as a change, in the measure's unit.

    whom : in whom it was found; source : where, a citation or words; weak : not read in the source itself
    """

    kind: ThresholdKind
    amount: float
    whom: str
    source: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeMeasure:
    """One measure; `lowest` and `highest` are None where there is no bound."""

    id: str
    name: str
    unit: str
    lowest: float | None
    highest: float | None
    higher_is_better: bool
    thresholds: tuple[Threshold, ...] = ()
    whole: bool = False


ARYA = "Arya et al. 2011, Top Stroke Rehabil 18 Suppl 1:599-610"
ANCHORED = "Neurorehabil Neural Repair 2023, doi 10.1177/15459683231186985"
PAGE = "Page et al. 2012, Phys Ther 92:791-798"
LANG = "Lang et al. 2008, Arch Phys Med Rehabil 89:1693-1700 (PMC2819021)"
COMMON = N_("commonly used; source not read")

MEASURES: Mapping[str, OutcomeMeasure] = {
    measure.id: measure
    for measure in (
        OutcomeMeasure(
            "fma_ue",
            N_("Fugl-Meyer Assessment, arm"),
            N_("points"),
            0,
            66,
            higher_is_better=True,
            thresholds=(
                Threshold("MDC", 6.82, N_("stroke, subacute"), ANCHORED),
                Threshold("MCID", 9, N_("stroke, subacute"), ARYA),
                Threshold("MCID", 4.25, N_("stroke, chronic"), PAGE, weak=True),
            ),
            whole=True,
        ),
        OutcomeMeasure(
            "arat",
            N_("Action Research Arm Test"),
            N_("points"),
            0,
            57,
            higher_is_better=True,
            thresholds=(
                Threshold("MCID", 12, N_("early after stroke, dominant arm"), LANG),
                Threshold("MCID", 17, N_("early after stroke, other arm"), LANG),
                Threshold("MCID", 5.7, N_("stroke, chronic"), COMMON, weak=True),
            ),
            whole=True,
        ),
        OutcomeMeasure(
            "bbt",
            N_("Box and Block Test"),
            N_("blocks"),
            0,
            150,
            higher_is_better=True,
            thresholds=(Threshold("MDC", 5.5, N_("stroke"), COMMON, weak=True),),
            whole=True,
        ),
        OutcomeMeasure(
            "wmft_time", N_("Wolf Motor Function Test, time"), N_("seconds"), 0, 120, higher_is_better=False
        ),
        OutcomeMeasure(
            "wmft_fas",
            N_("Wolf Motor Function Test, function"),
            N_("points"),
            0,
            5,
            higher_is_better=True,
            thresholds=(
                Threshold("MCID", 1.0, N_("early after stroke, dominant arm"), LANG),
                Threshold("MCID", 1.2, N_("early after stroke, other arm"), LANG),
            ),
        ),
        OutcomeMeasure("gas", N_("Goal Attainment Scaling"), N_("T points"), 0, 100, higher_is_better=True),
        OutcomeMeasure(
            "nprs",
            N_("Pain, from 0 to 10"),
            N_("points"),
            0,
            10,
            higher_is_better=False,
            thresholds=(Threshold("MCID", 2, N_("pain of many kinds"), COMMON, weak=True),),
            whole=True,
        ),
        OutcomeMeasure(
            "copm_performance",
            N_("Occupational performance (COPM)"),
            N_("points"),
            1,
            10,
            higher_is_better=True,
            thresholds=(Threshold("MCID", 2, N_("many conditions"), COMMON, weak=True),),
        ),
        OutcomeMeasure(
            "copm_satisfaction",
            N_("Satisfaction with performance (COPM)"),
            N_("points"),
            1,
            10,
            higher_is_better=True,
            thresholds=(Threshold("MCID", 2, N_("many conditions"), COMMON, weak=True),),
        ),
    )
}
"""By id, in the order of every list. In goal attainment scaling 50 is what was expected, 10 one deviation."""
