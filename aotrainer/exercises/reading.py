"""One exercise file into an `Exercise`, or everything that is wrong with it, with lines."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import get_args

from aotrainer.checked_toml import Document, Problem, Table, read_document
from aotrainer.clips import DEMONSTRATORS, VIEWS, Showing
from aotrainer.exercises.exercise import (
    REGIONS,
    Compensation,
    Dose,
    Exercise,
    Fault,
    Judged,
    Posture,
    Target,
    Unit,
)
from aotrainer.exercises.general import CUES as GENERAL
from aotrainer.motion.angles import JOINTS
from aotrainer.motion.compensation import is_measured
from aotrainer.motion.features import SEGMENTS
from aotrainer.motion.judging import PARTS, Judging, SideRule
from aotrainer.motion.pose import SIDES
from aotrainer.protocol import PRESETS

CUES = ("range", "too_fast", "too_slow")
"""Every exercise has words for these, and for each of its segments."""
PRAISES = ("range", "shape", "tempo", "any")

NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
"""Of an exercise: it names files, too."""

BOTH = "symmetry"
"""The part that only movements of both sides have."""

LIMITS: dict[Unit, tuple[float, float]] = {"deg": (1, 180), "trunk_lengths": (0.01, 2), "share": (0.01, 1)}
"""The bounds of a compensation's limit, in each of its units."""
NO_LIMIT_DEG = 180.0
"""Stands for a limit that is missing, which is a problem that was told."""


def read_exercise(path: Path, shipped: Collection[str] = ()) -> tuple[Exercise | None, tuple[Problem, ...]]:
    """One file's exercise, or everything that is wrong with it; never raises.

    shipped : ids that a therapist's own file may name, but not take
    """
    # realpath, since resolve raises for a link that leads to itself
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(path.parent)):
        return None, (Problem(path.name, 1, "is a link to somewhere outside its folder"),)
    document = read_document(path)
    if document.problems:
        return None, tuple(document.problems)
    exercise = _exercise(document.table, {*shipped, *(other.stem for other in path.parent.glob("*.toml"))})
    _check_id(document, exercise.id, path.stem, shipped)
    return (None if document.problems else exercise), tuple(document.problems)


def _check_id(document: Document, exercise_id: str, stem: str, shipped: Collection[str]) -> None:
    if exercise_id != stem:
        document.note(("id",), f"the id is {exercise_id!r}, and the file's name is not")
    if not NAME.fullmatch(exercise_id):
        document.note(("id",), "an id is made of small letters, digits and _, and begins with a letter")
    if exercise_id in shipped:
        document.note(
            ("id",), f"{exercise_id!r} is a shipped exercise: give this one, and its files, a new id"
        )


def _exercise(table: Table, known: Collection[str]) -> Exercise:
    view, cues, praise = table.table("view"), table.table("cues"), table.table("praise")
    compensations = _compensations(table)
    judging = _judging(table, view, compensations)
    exercise = Exercise(
        id=table.text("id"),
        version=table.whole("version", 1, 10_000),
        title=table.text("title"),
        region=table.choice("region", REGIONS),
        posture=table.choice("posture", get_args(Posture)),
        instruction=table.text("instruction"),
        cue_words=table.texts("cue_words"),
        caution=table.text("caution"),
        contraindications=table.texts("contraindications"),
        seated_variant=_other(table, "seated_variant", known),
        part_action=_other(table, "part_action", known),
        showing=_showing(table.table("display"), view),
        placing=view.text("instruction"),
        target=_target(table.table("target"), judging.min_excursion_deg),
        dose=_dose(table.table("dose")),
        compensations=compensations,
        judging=judging,
        cues=_cues(cues, judging),
        praise={key: praise.text(key) for key in PRAISES},
    )
    table.note_unknown()
    return exercise


def _cues(table: Table, judging: Judging) -> dict[str, str]:
    """Words of its own for range, tempo and each segment; for the rest general ones will do."""
    own = {key: table.text(key) for key in (*CUES, *judging.segments)}
    general = {key: table.optional_text(key) or text for key, text in GENERAL.items()}
    if "trunk_lean" not in table.values and "trunk" in own:
        general["trunk_lean"] = own["trunk"]
    return general | own


def _other(table: Table, key: str, known: Collection[str]) -> str | None:
    """The id of another exercise."""
    name = table.optional_text(key)
    if name and name == table.values.get("id"):
        table.note(f"{key!r} is this exercise itself", key)
    elif name and name not in known:
        table.note(f"{key!r} names an exercise that is not there", key)
    return name


def _showing(display: Table, view: Table) -> Showing:
    views = display.choices("views", VIEWS)
    judged = view.choice("name", tuple(name for name in VIEWS if name != "first_person"))
    if views and not view.missing and judged == view.values.get("name") and judged not in views:
        view.note(f"{judged!r} is not among the views of [display]", "name")
    return Showing(views, judged, display.choice("demonstrator", DEMONSTRATORS))


def _target(table: Table, smallest_deg: float) -> Target:
    judged, why = table.choice("judged", get_args(Judged)), table.optional_text("why")
    if judged == "relative" and "why" not in table.values:
        table.note("'why' is missing: say why degrees are only compared with the model's", "why")
    if table.values.get("judged") == "degrees" and "why" in table.values:
        table.note("""'why' is for judged = "relative" only""", "why")
    return Target(
        excursion_deg=table.number("excursion_deg", smallest_deg, 180),
        repetition_s=table.number("repetition_s", 0.5, 60),
        hold_s=table.number("hold_s", 0, 60),
        judged=judged,
        why=why or "",
    )


def _dose(table: Table) -> Dose:
    return Dose(
        protocol=table.choice("protocol", tuple(PRESETS)),
        repetitions=table.whole("repetitions", 1, 100),
        sessions_per_week=table.whole("sessions_per_week", 1, 14),
    )


def _compensations(table: Table) -> tuple[Compensation, ...]:
    tables = table.tables("compensations")
    names = [each.values.get("name") for each in tables]
    for n, each in enumerate(tables):
        if names[n] is not None and names[n] in names[:n]:
            each.note(f"{names[n]!r} is there twice", "name")
    return tuple(map(_compensation, tables))


def _compensation(table: Table) -> Compensation:
    limits = {
        unit: table.number(f"limit_{unit}", *LIMITS[unit])
        for unit in LIMITS
        if f"limit_{unit}" in table.values
    }
    if len(limits) != 1:
        table.note(f"needs just one of {', '.join(f'limit_{unit}' for unit in LIMITS)}")
    unit, limit = next(iter(limits.items()), ("deg", NO_LIMIT_DEG))
    return Compensation(
        name=table.choice("name", get_args(Fault)),
        look_for=table.text("look_for"),
        limit=limit,
        unit=unit,
        source=table.text("source"),
    )


def _judging(table: Table, view: Table, compensations: Sequence[Compensation]) -> Judging:
    primary, scoring, weights = table.table("primary"), table.table("scoring"), table.table("weights")
    free, azimuth = scoring.number("shape_free_deg", 0, 90), view.number("azimuth_deg", -180, 180)
    return Judging(
        side_rule=table.choice("side_rule", get_args(SideRule)),
        model_side=table.choice("model_side", SIDES),
        azimuth_deg=azimuth,
        azimuth_tolerance_deg=view.number("tolerance_deg", 1, 90),
        primary_joint=primary.choice("joint", tuple(JOINTS)),
        min_excursion_deg=primary.number("min_excursion_deg", 1, 180),
        segments=_segments(table.table("segments")),
        shape_free_deg=free,
        shape_half_deg=scoring.number("shape_half_deg", free + 1, 180),
        range_free_share=scoring.number("range_free_share", 0, 0.5),
        tempo_half_ratio=scoring.number("tempo_half_ratio", 1.2, 10),
        smoothness_half=scoring.number("smoothness_half", 0.5, 20),
        posture_half_deg=scoring.number("posture_half_deg", 10, 180),
        weights={
            part: weights.number(part, 0, 1) for part in PARTS if part in weights.values or part != BOTH
        },
        limits={
            each.name: each.limit for each in compensations if is_measured(each.name, each.unit, azimuth)
        },
        in_turn=primary.flag("in_turn"),
        seated=table.values.get("posture") == "seated",
    )


def _segments(table: Table) -> dict[str, float]:
    if not (table.values or table.missing):
        table.note("no segment is compared")
    return {name: table.number(name, 0.01, 100) for name in table.keys_among(tuple(SEGMENTS))}
