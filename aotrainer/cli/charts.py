"""What a therapist writes into a person's chart: outcome measures, goals, notes, and corrections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from aotrainer.assembly import open_store
from aotrainer.audit import THERAPIST, Deed
from aotrainer.chart import Entry
from aotrainer.chart.correction import Correction, Ruling, corrected
from aotrainer.chart.goal import Goal
from aotrainer.chart.measurement import Measurement
from aotrainer.chart.note import Note
from aotrainer.chart.outcomes import MEASURES, OWN
from aotrainer.chart.text import line
from aotrainer.chart.writing import Writer
from aotrainer.cli import audited
from aotrainer.cli.app import app
from aotrainer.cli.console import out
from aotrainer.cli.options import DataFolder, database
from aotrainer.config import user_name
from aotrainer.errors import ChartError
from aotrainer.language import counted
from aotrainer.review.kept import with_corrections
from aotrainer.review.measured import goals, measure_courses, notes

if TYPE_CHECKING:
    from aotrainer.records import TrialRecord
    from aotrainer.store import Store
    from aotrainer.trial import Patient

MAX_AUTHOR = 60
Who = Annotated[str, typer.Argument(help="Name as it was given when the person was added.")]
Author = Annotated[
    str | None,
    typer.Option("--by", help="Who says it, instead of this computer's user.", show_default=False),
]
Undo = Annotated[bool, typer.Option("--undo", help="Take it back: it counts no more, but is kept.")]
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
    by: Author = None,
    name: Annotated[str, typer.Option(help="Of a measure of your own.")] = "",
    unit: Annotated[str, typer.Option(help="Of a measure of your own.")] = "",
    lower_is_better: Annotated[bool, typer.Option("--lower-is-better", help="... of your own.")] = False,
    undo: Undo = False,
    data: DataFolder = None,
) -> None:
    """Type in the value of an outcome measure, take that of a day back, or list what was typed in.

    Typed in again for the same day, the new value counts; the first one is kept.
    """
    with open_store(database(data)) as store:
        patient = store.patient(person)
        entries, writer = store.entries(patient), _writer(by)
        if undo:
            day = _day(on)
            _keep(store, patient, writer.measurement_withdrawn(entries, _said(measure), day, name))
        elif measure is not None:
            _require_named(measure, name, unit)
            taken = Measurement(measure, _given(value), _day(on), name, unit, not lower_is_better)
            _keep(store, patient, writer.measurement(entries, taken))
        else:
            audited.note(store, Deed.OPENED, patient, what="measures")
        out.print(_measures(store.entries(patient)))


@app.command()
def goal(
    person: Who,
    words: Annotated[str | None, typer.Argument(help="What the person wants to be able to do.")] = None,
    reached: Annotated[bool, typer.Option("--reached", help="It has been reached.")] = False,
    on: Day = None,
    by: Author = None,
    undo: Undo = False,
    data: DataFolder = None,
) -> None:
    """Set a goal in the person's own words, say that it was reached, take either back, or list them."""
    with open_store(database(data)) as store:
        patient = store.patient(person)
        if undo or words is not None:
            told, entries, writer = Goal(_said(words), _day(on)), store.entries(patient), _writer(by)
            if reached:
                page = writer.reached(entries, told.words, None if undo else told.set_on)
            elif undo:
                page = writer.goal_withdrawn(entries, told.words)
            else:
                page = writer.goal(entries, told)
            _keep(store, patient, page)
        else:
            audited.note(store, Deed.OPENED, patient, what="goals")
        table = _table("Goal", "Set", "Reached")
        for each in goals(store.entries(patient)):
            table.add_row(escape(each.words), str(each.set_on), str(each.reached_on or "–"))
        out.print(table)


@app.command()
def note(
    person: Who,
    words: Annotated[str | None, typer.Argument(help="The note; to undo, its beginning will do.")] = None,
    by: Author = None,
    undo: Undo = False,
    data: DataFolder = None,
) -> None:
    """Write a note about a person, take one back, or list them, the newest first."""
    with open_store(database(data)) as store:
        patient = store.patient(person)
        if undo:
            _keep(store, patient, _writer(by).note_withdrawn(store.entries(patient), _said(words)))
        elif words is not None:
            _keep(store, patient, _writer(by).note(Note(words)))
        else:
            audited.note(store, Deed.OPENED, patient, what="notes")
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
    by: Author = None,
    data: DataFolder = None,
) -> None:
    """Say that an attempt or a repetition was assisted or not valid, or how many there really were.

    What was computed is kept beside it.
    """
    with open_store(database(data)) as store:
        patient = store.whose(trial)
        record = next(each for each in store.history(patient) if each.trial_id == trial)
        entries, writer = store.entries(patient), _writer(by)
        if undo:
            page = writer.withdrawal(entries, trial, ruling, repetition)
        else:
            _require_count(ruling, count)
            said = Correction(ruling, repetition, count, words)
            corrected(record, [said])  # raises for a repetition it does not have
            page = writer.correction(entries, trial, said)
        _keep(store, patient, page)
        out.print(_corrected(store, patient, record), highlight=False)


def _said(words: str | None) -> str:
    if words is None:
        raise ChartError("It is not clear what to take back.", "Say it as it is in the list.")
    return words


def _given(value: float | None) -> float:
    if value is None:
        raise ChartError("The value is missing.", "Write it after the measure.")
    return value


def _require_named(measure: str, name: str, unit: str) -> None:
    if measure == OWN and not (name and unit):
        raise ChartError("A measure of your own has a name and a unit.", "Say --name and --unit.")


def _require_count(ruling: Ruling, count: int | None) -> None:
    if ruling is Ruling.COUNT and count is None:
        raise ChartError("The number is missing.", "Say how many repetitions there were: --count 8")
    if ruling is not Ruling.COUNT and count is not None:
        raise ChartError("Only a count has a number.", "Leave --count out, or say: count --count 8")


def _writer(by: str | None) -> Writer:
    return Writer(line(by or user_name() or THERAPIST, MAX_AUTHOR, "--by"), datetime.now(UTC))


def _keep(store: Store, patient: Patient, page: Entry) -> None:
    store.keep_entry(patient, page)
    audited.note(store, Deed.CHANGED, patient, chart=page.kind.value)


def _day(on: datetime | None) -> date:
    return on.date() if on else datetime.now().astimezone().date()


def _corrected(store: Store, patient: Patient, record: TrialRecord) -> str:
    (now,) = with_corrections(store, [record], store.entries(patient))
    told = [
        f"{_points(one.total)}, {counted(one.repetitions, 'repetition')}" for one in (record, now.effective)
    ]
    return f"Attempt {record.trial_id} of {escape(patient.name)}. Computed: {told[0]}. Now: {told[1]}."


def _points(total: float | None) -> str:
    return "no score" if total is None else counted(round(total), "point")


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
