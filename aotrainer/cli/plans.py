"""What a person is to practise: the therapist's plan, and all its versions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from aotrainer.assembly import open_library, open_store
from aotrainer.audit import Deed
from aotrainer.chart.plan import (
    DAYS_OF_A_WEEK,
    MOST_TIMES_A_DAY,
    MOST_WEEKS,
    Plan,
    new_version,
    plan_in_force,
    versions,
)
from aotrainer.chart.presets import COURSES, course_named
from aotrainer.cli import planning
from aotrainer.cli.app import app
from aotrainer.cli.audited import note
from aotrainer.cli.console import out
from aotrainer.cli.options import DataFolder, ExercisesFolder, database
from aotrainer.config import user_name


@app.command()
def plan(
    person: Annotated[str, typer.Argument(help="Whose plan; a name in the record.")],
    put: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="EXERCISE:SIDE, and after commas sets=, repetitions=, protocol=, rate=, "
            "range_share=; may be given several times.",
        ),
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", help="EXERCISE:SIDE, or EXERCISE; several times.")
    ] = None,
    preset: Annotated[
        str | None, typer.Option(help=f"Dose, days and weeks at once: {', '.join(COURSES)}.")
    ] = None,
    times: Annotated[
        int | None, typer.Option("--times-a-day", min=1, max=MOST_TIMES_A_DAY, help="How often a day.")
    ] = None,
    days: Annotated[int | None, typer.Option(min=1, max=DAYS_OF_A_WEEK, help="Days a week.")] = None,
    weeks: Annotated[
        int | None, typer.Option(min=0, max=MOST_WEEKS, help="For so many weeks; 0 until it is changed.")
    ] = None,
    author: Annotated[
        str | None, typer.Option(help="Who writes it, instead of this computer's user.", show_default=False)
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="List all versions.")] = False,
    data: DataFolder = None,
    own: ExercisesFolder = None,
) -> None:
    """Show what somebody is to practise, or change it; each change is kept as a new version."""
    course = course_named(preset) if preset else None
    with open_store(database(data)) as store:
        patient = store.patient(person)
        entries = store.entries(patient)
        before = plan_in_force(entries)
        known = before.plan if before else Plan()
        if put or remove or course:
            known = planning.changed(known, open_library(own, data), put or (), remove or (), course)
        known = planning.lasting(known, times, days, weeks)
        if known != (before.plan if before else Plan()):
            page = new_version(entries, known, datetime.now(UTC), author or user_name())
            store.keep_entry(patient, page)
            note(store, Deed.CHANGED, patient, chart="plan")
            entries = store.entries(patient)
        else:
            note(store, Deed.OPENED, patient, what="plan")
    if history:
        out.print(planning.history(person, versions(entries)), highlight=False)
    else:
        out.print(planning.table(known, plan_in_force(entries)), highlight=False)
