"""What a therapist writes into a person's chart: outcome measures, goals, notes, and corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from aotrainer.assembly import open_store
from aotrainer.chart import Entry, Kind, in_force
from aotrainer.chart.correction import Correction, Ruling, corrected, corrections_of
from aotrainer.chart.goal import Goal
from aotrainer.chart.measurement import Measurement
from aotrainer.chart.note import Note
from aotrainer.chart.outcomes import MEASURES, OWN
from aotrainer.chart.text import line
from aotrainer.cli.app import app
from aotrainer.cli.console import out
from aotrainer.cli.options import DataFolder, database
from aotrainer.errors import ChartError
from aotrainer.motion.score import Score
from aotrainer.review.measured import goals, measure_courses, notes

if TYPE_CHECKING:
    from aotrainer.store import Store
    from aotrainer.trial import Patient

MAX_AUTHOR = 60
Who = Annotated[str, typer.Argument(help="Name as it was given when the person was added.")]
Author = Annotated[str, typer.Option("--by", help="Who says it.")]
Day = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="On which day; today if not said.", show_default=False),
]


@app.command()
def measure(
    person: Who,
    measure: Annotated[str | None, typer.Argument(help=f"One of {', '.join([*MEASURES, OWN])}.")] = None,
    value: Annotated[float | None, typer.Argument(help="Its value.")] = None,
    on: Day = None,
    by: Author = "therapist",
    name: Annotated[str, typer.Option(help="Of a measure of your own.")] = "",
    unit: Annotated[str, typer.Option(help="Of a measure of your own.")] = "",
    lower_is_better: Annotated[bool, typer.Option("--lower-is-better", help="... of your own.")] = False,
    data: DataFolder = None,
) -> None:
    """Type in the value of an outcome measure, or list what was typed in.

    Typed in again for the same day, the new value counts; the first one is kept.
    """
    with open_store(database(data)) as store:
        patient = store.patient(person)
        if measure is not None:
            if value is None:
                raise ChartError("The value is missing.", "Write it after the measure.")
            taken = Measurement(measure, value, _day(on), name, unit, not lower_is_better)
            before = _same_day(store.entries(patient), taken)
            _keep(store, patient, Kind.MEASUREMENT, by, taken.to_json(), replaces=before)
        out.print(_measures(store.entries(patient)))


@app.command()
def goal(
    person: Who,
    words: Annotated[str | None, typer.Argument(help="What the person wants to be able to do.")] = None,
    reached: Annotated[bool, typer.Option("--reached", help="It has been reached.")] = False,
    on: Day = None,
    by: Author = "therapist",
    data: DataFolder = None,
) -> None:
    """Set a goal in the person's own words, say that it was reached, or list them."""
    with open_store(database(data)) as store:
        patient = store.patient(person)
        if words is not None:
            _set_goal(store, patient, Goal(words, _day(on)), reached, by)
        table = _table("Goal", "Set", "Reached")
        for each in goals(store.entries(patient)):
            table.add_row(escape(each.words), str(each.set_on), str(each.reached_on or "–"))
        out.print(table)


@app.command()
def note(
    person: Who,
    words: Annotated[str | None, typer.Argument(help="The note.")] = None,
    by: Author = "therapist",
    data: DataFolder = None,
) -> None:
    """Write a note about a person, or list them, the newest first."""
    with open_store(database(data)) as store:
        patient = store.patient(person)
        if words is not None:
            _keep(store, patient, Kind.NOTE, by, Note(words).to_json())
        table = _table("When", "Who", "Note")
        for each in notes(store.entries(patient)):
            table.add_row(f"{each.at.astimezone():%Y-%m-%d %H:%M}", escape(each.author), escape(each.words))
        out.print(table)


@app.command()
def correct(
    trial: Annotated[int, typer.Argument(help="Number of the attempt, as the history tells it.")],
    ruling: Annotated[Ruling, typer.Argument(help="What you say of it.")],
    repetition: Annotated[int | None, typer.Option(help="Of this repetition alone.")] = None,
    count: Annotated[int | None, typer.Option(help="How many repetitions there really were.")] = None,
    words: Annotated[str, typer.Option(help="Why, in your words.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was said before.")] = False,
    by: Author = "therapist",
    data: DataFolder = None,
) -> None:
    """Say that an attempt or a repetition was assisted or not valid, or how many there really were.

    What was computed is kept beside it.
    """
    with open_store(database(data)) as store:
        patient = store.whose(trial)
        before = _same_ruling(store.entries(patient), trial, ruling, repetition)
        if not undo:
            said = Correction(ruling, repetition, count, words)
            _check(store, patient, trial, said)
            replaced = None if before is None else before.uid
            _keep(store, patient, Kind.CORRECTION, by, said.to_json(), trial, replaced)
        elif before is None:
            raise ChartError("Nothing like it was said of this attempt.", "There is nothing to undo.")
        else:
            _keep(store, patient, Kind.CORRECTION, by, before.content, trial, before.uid, withdrawn=True)
        out.print(_corrected(store, patient, trial), highlight=False)


def _keep(
    store: Store,
    patient: Patient,
    kind: Kind,
    by: str,
    content: Mapping[str, Any],
    trial: int | None = None,
    replaces: str | None = None,
    *,
    withdrawn: bool = False,
) -> None:
    author = line(by, MAX_AUTHOR, "--by")
    entry = Entry(kind, datetime.now(UTC), author, content, trial, replaces, withdrawn)
    store.keep_entry(patient, entry)


def _day(on: datetime | None) -> date:
    return on.date() if on else datetime.now().astimezone().date()


def _same_day(entries: Sequence[Entry], taken: Measurement) -> str | None:
    """The page that holds this measure's value of the same day."""
    for entry in in_force(entries, Kind.MEASUREMENT):
        one = Measurement.from_json(entry.content)
        if (one.measure, one.name, one.on) == (taken.measure, taken.name, taken.on):
            return entry.uid
    return None


def _set_goal(store: Store, patient: Patient, goal: Goal, reached: bool, by: str) -> None:
    """A new goal, or the same one reached."""
    for entry in in_force(store.entries(patient), Kind.GOAL):
        known = Goal.from_json(entry.content)
        if known.words == goal.words:
            goal = Goal(known.words, known.set_on, goal.set_on if reached else None)
            _keep(store, patient, Kind.GOAL, by, goal.to_json(), replaces=entry.uid)
            return
    if reached:
        raise ChartError("There is no such goal.", "Write it as it is in the list.")
    _keep(store, patient, Kind.GOAL, by, goal.to_json())


def _same_ruling(
    entries: Sequence[Entry], trial: int, ruling: Ruling, repetition: int | None
) -> Entry | None:
    """The page in force that says it of the same attempt or repetition."""
    for entry in in_force(entries, Kind.CORRECTION):
        one = Correction.from_json(entry.content)
        if entry.trial_id == trial and (one.ruling, one.repetition) == (ruling, repetition):
            return entry
    return None


def _check(store: Store, patient: Patient, trial: int, said: Correction) -> None:
    """Raises `ChartError` for a repetition that the attempt does not have."""
    record = next(each for each in store.history(patient) if each.trial_id == trial)
    corrected(record, [said])


def _corrected(store: Store, patient: Patient, trial: int) -> str:
    record = next(each for each in store.history(patient) if each.trial_id == trial)
    outcome = store.load_trial(trial).outcome
    scored = outcome.repetitions if isinstance(outcome, Score) else ()
    now = corrected(record, corrections_of(store.entries(patient)).get(trial, ()), scored).effective
    told = [f"{_points(one.total)}, {one.repetitions} repetitions" for one in (record, now)]
    return f"Attempt {trial} of {escape(patient.name)}. Computed: {told[0]}. Now: {told[1]}."


def _points(total: float | None) -> str:
    return "no score" if total is None else f"{total:.0f} points"


def _measures(entries: Sequence[Entry]) -> Table:
    table = _table("Measure", "Day", "Value", "Unit")
    for course in measure_courses(entries):
        for each in course.taken:
            table.add_row(
                escape(each.name or each.measure), str(each.on), f"{each.value:g}", escape(each.of.unit)
            )
    return table


def _table(*columns: str) -> Table:
    return Table(*columns, box=None, pad_edge=False)
