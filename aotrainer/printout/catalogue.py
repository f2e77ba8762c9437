"""What there is to choose from: exercises, and what a therapist's own video shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from aotrainer.clips import words
from aotrainer.exercises import Compensation, Exercise, Library, Unit
from aotrainer.language import counted

if TYPE_CHECKING:
    from aotrainer.learn import Lesson

UNITS: dict[Unit, str] = {"deg": "degrees", "trunk_lengths": "trunk lengths", "share": "of the movement"}


def exercises(library: Library) -> RenderableType:
    """The exercises by region: what each is called, how it is done, and what of whom can be shown."""
    table = Table(box=None, pad_edge=False)
    table.add_column("Exercise", no_wrap=True)
    for column in ("What it is", "Posture", "Views", "Shown by"):
        table.add_column(column)
    for region, group in groupby(library.exercises.values(), key=lambda exercise: exercise.region):
        table.add_row(f"[bold]{region.capitalize()}[/]")
        for exercise in group:
            shown = exercise.showing.views, library.demonstrators(exercise.id)
            table.add_row(
                f"  {exercise.id}",
                escape(exercise.title),
                words(exercise.posture),
                *(", ".join(map(words, names)) for names in shown),
            )
    return table


def exercise(library: Library, chosen: Exercise) -> RenderableType:
    """What a therapist has to know of one exercise before choosing it."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column()
    for label, lines in _card(library, chosen):
        for n, line in enumerate(lines):
            table.add_row("" if n else label, escape(line))
    return Group(f"[bold]{escape(chosen.title)}[/] ({chosen.id}, version {chosen.version})", table)


def lesson(found: Lesson, view: str) -> RenderableType:
    """What a therapist's video shows."""
    count = len(found.repetitions)
    table = Table(box=None, pad_edge=False)
    for heading in ("Repetition", "From (s)", "To (s)", "From (°)", "To (°)", ""):
        table.add_column(heading)
    for number, rep in enumerate(found.repetitions):
        numbers = (f"{rep.start_s:.1f}", f"{rep.end_s:.1f}", f"{rep.start_deg:.0f}", f"{rep.turn_deg:.0f}")
        table.add_row(str(number + 1), *numbers, "the model" if number == found.kept else "")
    joint = found.joints[0].replace("_", " ")
    return Group(
        f"{counted(count, 'repetition')} of the {found.side} {joint}, seen from the "
        f"{view} ({found.azimuth_deg:.0f}°).",
        table,
    )


def _card(library: Library, chosen: Exercise) -> Iterator[tuple[str, Sequence[str]]]:
    target, dose = chosen.target, chosen.dose
    shown_by = ", ".join(map(words, library.demonstrators(chosen.id)))
    joint = words(chosen.judging.primary_joint)
    yield "Region", [f"{chosen.region}, {words(chosen.posture)}"]
    yield "Shown", [f"{', '.join(map(words, chosen.showing.views))}; by {shown_by}"]
    yield "Not for", chosen.contraindications
    yield "Patient", [chosen.caution]
    yield "Seated", [chosen.seated_variant] if chosen.seated_variant else []
    yield "In part", [chosen.part_action] if chosen.part_action else []
    yield (
        "Target",
        [f"{joint} {target.excursion_deg:g}° in {target.repetition_s:g} s, held {target.hold_s:g} s"],
    )
    yield "", [f"only compared with the model's: {target.why}"] if target.why else []
    repetitions, often = counted(dose.repetitions, "repetition"), counted(dose.sessions_per_week, "time")
    yield "Dose", [f"{dose.protocol}, {repetitions}, {often} a week"]
    yield "Watch for", [_compensation(each) for each in chosen.compensations]


def _compensation(each: Compensation) -> str:
    return f"{words(each.name)}, from {each.limit:g} {UNITS[each.unit]} on: {each.look_for} ({each.source})"
